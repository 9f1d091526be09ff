import { TabInputCustom, TabInputText, Uri, window } from 'vscode';
import type { RowTarget, RunTarget } from '../contributions.ts';

/** The run that an argument names. Arguments come from menus, links and keybindings: anything at all. */
export function runTarget(argument: unknown): RunTarget | undefined {
  return has(argument, 'runId', 'string') ? { runId: argument.runId } : undefined;
}

/** The row that an argument names. */
export function rowTarget(argument: unknown): RowTarget | undefined {
  if (!has(argument, 'runId', 'string') || !has(argument, 'rowIndex', 'number')) return undefined;
  return { runId: argument.runId, rowIndex: argument.rowIndex };
}

/** The file that an argument names, otherwise the one in front. */
export function fileTarget(argument: unknown): Uri | undefined {
  return argument instanceof Uri ? argument : fileInFront();
}

/**
 * The file of the active tab. The tab knows it when there is no text editor: above 50 MB VS Code gives extensions none,
 * and another extension may show the file in an editor of its own.
 */
export function fileInFront(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof TabInputText || input instanceof TabInputCustom;
  return window.activeTextEditor?.document.uri ?? (isFile ? input.uri : undefined);
}

interface Kinds {
  string: string;
  number: number;
}

function has<Key extends string, Kind extends keyof Kinds>(
  value: unknown,
  key: Key,
  kind: Kind,
): value is Record<Key, Kinds[Kind]> {
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[key] === kind;
}
