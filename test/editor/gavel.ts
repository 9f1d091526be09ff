import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LiveRun } from '../../src/extension/liveRun.ts';
import type { Services } from '../../src/extension/services.ts';
import type { RunRecord } from '../../src/runs/run.ts';

/** The extension's own services, which it shows to tests only. */
export async function gavel(): Promise<Services> {
  const services = await vscode.extensions.getExtension('gavel.gavel-judge')?.activate();
  assert.ok(services, 'Gavel does not run in test mode');
  return services;
}

/** A file of the workspace that the tests run on. */
export function file(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Writes a file of the workspace. */
export async function write(name: string, text: string | Uint8Array): Promise<vscode.Uri> {
  await vscode.workspace.fs.writeFile(file(name), typeof text === 'string' ? new TextEncoder().encode(text) : text);
  return file(name);
}

/** Shows a file with the cursor at its start, or with text of it selected: each is found and selected in turn. */
export async function show(name: string, ...selected: string[]): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(file(name));
  const text = editor.document.getText();
  const selections = selected.map((part) => {
    const start = text.indexOf(part);
    assert.ok(start >= 0, `${name} has no “${part}”`);
    return new vscode.Selection(editor.document.positionAt(start), editor.document.positionAt(start + part.length));
  });
  editor.selections = selections.length > 0 ? selections : [new vscode.Selection(0, 0, 0, 0)];
  return editor;
}

/** Writes a setting of Gavel to the user's settings; undefined resets it. */
export async function set(key: string, value: unknown, target = vscode.ConfigurationTarget.Global): Promise<void> {
  await vscode.workspace.getConfiguration('gavel').update(key, value, target);
}

/** Resets settings, takes back what was not saved, and closes all editors. */
export async function reset(...keys: string[]): Promise<void> {
  for (const key of keys) {
    await set(key, undefined);
    await set(key, undefined, vscode.ConfigurationTarget.Workspace);
  }
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty, isUntitled }) => isDirty && !isUntitled)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Resolves as soon as a condition holds; it is looked at again on every event. Fails after ten seconds. */
export async function until(what: string, holds: () => unknown, ...events: vscode.Event<unknown>[]): Promise<void> {
  if (await holds()) return;
  await new Promise<void>((resolve, reject) => {
    const check = async () => {
      if (!(await holds())) return;
      stop();
      resolve();
    };
    const listeners = events.map((event) => event(() => void check()));
    const polling = setInterval(() => void check(), 50);
    const limit = setTimeout(() => {
      stop();
      reject(new Error(`It never came to this: ${what}`));
    }, 10_000);
    const stop = () => {
      clearInterval(polling);
      clearTimeout(limit);
      for (const listener of listeners) listener.dispose();
    };
  });
}

/** What a run's file says of its rows, in the order in which they were judged. */
export async function recordsOf(run: LiveRun | undefined): Promise<RunRecord[]> {
  if (!run) return [];
  const slots = Array.from({ length: run.columns.length }, (_, slot) => slot);
  const records = await run.records(slots.filter((slot) => run.columns.gone[slot] !== 1));
  return records.filter((record) => record !== undefined);
}
