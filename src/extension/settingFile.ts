import { isAbsolute } from 'node:path';
import { commands, l10n, Uri, workspace } from 'vscode';
import { openSetting } from './actions.ts';
import { sayError } from './say.ts';

/** A file that a setting names, and its text. */
export interface SettingFile {
  uri: Uri;
  text: string;
}

/** Where a file named in a setting is: a relative path starts at the folder of the file that is judged, or at the first. */
export function settingUri(path: string, scope: Uri | undefined): Uri | undefined {
  if (isAbsolute(path)) return Uri.file(path);
  const folder = (scope && workspace.getWorkspaceFolder(scope)) ?? workspace.workspaceFolders?.[0];
  return folder && Uri.joinPath(folder.uri, path);
}

/** Reads a file that a setting names. Undefined when it may not or can't be read; the user has been told why. */
export async function readSettingFile(
  setting: 'gavel.judge.template' | 'gavel.judge.criteria',
  path: string,
  scope: Uri | undefined,
): Promise<SettingFile | undefined> {
  const uri = settingUri(path, scope);
  if (uri && isRefused(setting, uri)) return undefined;
  const text = uri && (await readText(uri));
  if (uri && text !== undefined) return { uri, text };
  sayError(l10n.t('{0} can’t be read. Correct {1}.', uri?.path ?? path, setting), openSetting(setting));
  return undefined;
}

/** Whether a file is one of a workspace that the user does not trust; the user has been told. */
export function isRefused(setting: 'gavel.judge.template' | 'gavel.judge.criteria', uri: Uri): boolean {
  if (workspace.isTrusted || !workspace.getWorkspaceFolder(uri)) return false;
  sayError(
    l10n.t('In Restricted Mode {0} of this workspace is not used ({1}).', uri.path, setting),
    { title: l10n.t('Manage workspace trust'), run: () => commands.executeCommand('workbench.trust.manage') },
    openSetting(setting),
  );
  return true;
}

async function readText(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
