import { l10n, Position, Selection, type Uri, window } from 'vscode';
import { openSetting } from './actions.ts';
import { sayError } from './say.ts';
import { readSettingFile } from './settingFile.ts';
import type { Settings } from './settings.ts';

/**
 * The template that `gavel.judge.template` holds or names, checked. Undefined when there is none; `unusable` when it
 * can't be used, and the user has been told why: a run with another prompt than asked for would be worth nothing.
 */
export async function readTemplate(
  settings: Settings,
  scope: Uri | undefined,
): Promise<string | undefined | 'unusable'> {
  const setting = settings['judge.template'];
  if (setting.trim() === '') return undefined;
  const file = holdsTemplate(setting) ? undefined : await readSettingFile('gavel.judge.template', setting, scope);
  const source = holdsTemplate(setting) ? setting : file?.text;
  if (source === undefined) return 'unusable';
  const { checkTemplate } = await import('../judging/template/check.ts');
  const problem = checkTemplate(source);
  if (problem === undefined) return source;
  const { message, next, line, column } = problem;
  const place = l10n.t('line {0}, column {1}', line, column);
  const show = { title: l10n.t('Open template'), run: () => file && showAt(file.uri, line, column) };
  sayError(l10n.t('Template ({0}): {1} {2}', place, message, next), file ? show : openSetting('gavel.judge.template'));
  return 'unusable';
}

/** Whether the setting is a template itself, not the name of a file. */
export function holdsTemplate(setting: string): boolean {
  return /\n|\{\{|\{%/.test(setting);
}

async function showAt(file: Uri, line: number, column: number): Promise<void> {
  const position = new Position(line - 1, column - 1);
  await window.showTextDocument(file, { selection: new Selection(position, position) });
}
