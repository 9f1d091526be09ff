import { isAbsolute } from 'node:path';
import { commands, l10n, Position, Selection, Uri, window, workspace } from 'vscode';
import { openSetting } from './actions.ts';
import { sayError } from './say.ts';
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
  const file = holdsTemplate(setting) ? undefined : fileOf(setting, scope);
  if (file && !workspace.isTrusted && workspace.getWorkspaceFolder(file)) {
    sayError(
      l10n.t('In Restricted Mode the template {0} of this workspace is not used.', file.path),
      { title: l10n.t('Manage workspace trust'), run: () => commands.executeCommand('workbench.trust.manage') },
      openTemplateSetting(),
    );
    return 'unusable';
  }
  const source = file ? await readText(file) : setting;
  if (source === undefined) {
    sayError(
      l10n.t('The template {0} can’t be read. Correct gavel.judge.template.', file?.path ?? setting),
      openTemplateSetting(),
    );
    return 'unusable';
  }
  const { checkTemplate } = await import('../judging/template/check.ts');
  const problem = checkTemplate(source);
  if (problem === undefined) return source;
  const { message, next, line, column } = problem;
  const place = l10n.t('line {0}, column {1}', line, column);
  const show = { title: l10n.t('Open template'), run: () => file && showAt(file, line, column) };
  sayError(l10n.t('Template ({0}): {1} {2}', place, message, next), file ? show : openTemplateSetting());
  return 'unusable';
}

const openTemplateSetting = () => openSetting('gavel.judge.template');

/** Whether the setting is a template itself, not the name of a file. */
function holdsTemplate(setting: string): boolean {
  return /\n|\{\{|\{%/.test(setting);
}

/** A relative path starts at the folder of the file that is judged, or at the first one. */
function fileOf(path: string, scope: Uri | undefined): Uri | undefined {
  if (isAbsolute(path)) return Uri.file(path);
  const folder = (scope && workspace.getWorkspaceFolder(scope)) ?? workspace.workspaceFolders?.[0];
  return folder && Uri.joinPath(folder.uri, path);
}

async function readText(file: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}

async function showAt(file: Uri, line: number, column: number): Promise<void> {
  const position = new Position(line - 1, column - 1);
  await window.showTextDocument(file, { selection: new Selection(position, position) });
}
