import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { staticImports } from '../bench/bundles.ts';

describe('activation', () => {
  it('finds the extension and activates it', async () => {
    const extension = vscode.extensions.getExtension('gavel.gavel-judge');
    assert.ok(extension, 'VS Code does not know the extension gavel.gavel-judge');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('loads under 100 KB of its own, and nothing heavy', async () => {
    const extension = vscode.extensions.getExtension('gavel.gavel-judge');
    assert.ok(extension);
    const files = await staticImports(join(extension.extensionPath, 'dist', 'extension.js'));
    const texts = await Promise.all([...files].map((path) => readFile(path, 'utf8')));
    assert.ok(texts.join('').length < 100_000, `${texts.join('').length} characters are loaded at once`);
    for (const heavy of ['chat/completions', 'nunjucks', 'ZodError', 'jsonrepair', 'InvalidSymbol']) {
      assert.ok(!texts.some((text) => text.includes(heavy)), `"${heavy}" is in what activation loads`);
    }
  });

  it('registers every command that package.json contributes', async () => {
    const extension = vscode.extensions.getExtension('gavel.gavel-judge');
    await extension?.activate();
    const contributed: { command: string }[] = extension?.packageJSON.contributes.commands;
    assert.ok(contributed.length > 0, 'package.json contributes no command');
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributed.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
