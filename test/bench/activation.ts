// Runs inside the extension host, as the editor tests do: VS Code loads it and calls `run`, once a host.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import type { Services } from '../../src/extension/services.ts';
import type { HostTimes } from './editorHost.ts';
import { timeIn } from './ownTime.ts';

/** Measures one activation and the first judgement after it; writes them as JSON to the file GAVEL_BENCH_RESULT. */
export async function run(): Promise<void> {
  const { GAVEL_BENCH_RESULT: result, GAVEL_BENCH_URL: baseUrl } = process.env;
  assert.ok(result && baseUrl, 'GAVEL_BENCH_RESULT and GAVEL_BENCH_URL must be set.');
  const extension = vscode.extensions.getExtension<Services>('gavel.gavel-judge');
  assert.ok(extension && !extension.isActive, 'Gavel is missing, or active before anyone asked for it.');

  const settings = vscode.workspace.getConfiguration('gavel');
  const model = { name: 'bench', baseUrl, model: 'judge-small' };
  await settings.update('models', [model], vscode.ConfigurationTarget.Global);
  await settings.update('model', 'bench', vscode.ConfigurationTarget.Global);
  const content = 'Question: Why is the sky blue?\n\nResponse 1: It scatters blue light most.\n\nResponse 2: It is.\n';
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(0, 0, document.lineCount, 0);

  // VS Code will load the same module, and find it loaded: what is left of `activate` is not reading and compiling.
  const main = pathToFileURL(join(extension.extensionPath, 'dist', 'extension.js')).href;
  const loadMs = await timed(() => import(main));
  const { wallMs: activateMs, ownMs } = await timeIn(/\/dist\/(extension|chunks\/[^/]+)\.js$/, () =>
    extension.activate(),
  );
  const firstJudgementMs = await timed(() => vscode.commands.executeCommand('gavel.scoreSelection'));

  const columns = extension.exports.runs.runs[0]?.columns;
  assert.ok(columns && columns.length > 0, 'The command judged nothing.');
  assert.equal(columns.statusOf(0), 'scored');
  const times: HostTimes = { loadMs, ownMs, activateMs, firstJudgementMs };
  await writeFile(result, JSON.stringify(times));
}

async function timed(work: () => Thenable<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
