import { ConfigurationTarget, l10n, type TextDocument, Uri, ViewColumn, window, workspace } from 'vscode';
import { askingInForce } from '../judgeSetup.ts';
import { sayError, sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { isRefused, settingUri } from '../settingFile.ts';
import { readSettings } from '../settings.ts';
import { holdsTemplate } from '../template.ts';

/** `gavel.editTemplate`: the judge's template, and beside it its prompt for the current row. */
export async function editTemplate({ templates }: Services): Promise<void> {
  const scope = templates.datasets.place?.uri;
  const file = (await fileInForce(scope)) ?? (await createFile(scope));
  if (!file) return;
  let document: TextDocument;
  try {
    document = await workspace.openTextDocument(file);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    sayError(l10n.t('The template {0} can’t be opened: {1}', file.path, words));
    return;
  }
  const isShown = window.visibleTextEditors.find((editor) => editor.document === document);
  await window.showTextDocument(document, { viewColumn: isShown?.viewColumn ?? ViewColumn.Active, preview: false });
  const preview = await templates.preview();
  await preview.open(document);
  await preview.show();
}

/** `gavel.previewNextRow`. */
export async function previewNextRow(services: Services): Promise<void> {
  const preview = await services.templates.preview();
  if (preview.template) await preview.nextRow();
  else await editTemplate(services);
}

/** The file that `gavel.judge.template` names; undefined when it names none. */
export async function fileInForce(scope: Uri | undefined): Promise<Uri | undefined> {
  const setting = (await readSettings(scope))['judge.template'];
  return setting.trim() === '' || holdsTemplate(setting) ? undefined : settingUri(setting, scope);
}

/**
 * Writes a template to begin with into a new file, the one that the setting holds or else the task's own, and names the
 * file in the settings. Undefined when there is none then; the user has been told.
 */
async function createFile(scope: Uri | undefined): Promise<Uri | undefined> {
  const setting = (await readSettings(scope))['judge.template'];
  const asking = await askingInForce(scope, holdsTemplate(setting) ? setting : '');
  if (!asking) return undefined;
  const folder = (scope && workspace.getWorkspaceFolder(scope)) ?? workspace.workspaceFolders?.[0];
  if (folder && isRefused('gavel.judge.template', folder.uri)) return undefined;
  const file = folder ? await freeName(folder.uri) : await window.showSaveDialog({ title: l10n.t('A new template') });
  if (!file) return undefined;
  try {
    const text = holdsTemplate(setting) ? setting : asking.task.template(asking.options);
    await workspace.fs.writeFile(file, new TextEncoder().encode(`${text}\n`));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    sayError(l10n.t('The template {0} can’t be written: {1}', file.path, words));
    return undefined;
  }
  // A relative path is good for everyone who opens the folder; with several folders nobody could tell which one is meant.
  const isShared = folder && workspace.workspaceFolders?.length === 1;
  await workspace
    .getConfiguration('gavel')
    .update(
      'judge.template',
      isShared ? workspace.asRelativePath(file, false) : file.fsPath,
      folder ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
    );
  sayInfo(l10n.t('The judge asks with {0} now (gavel.judge.template).', workspace.asRelativePath(file)));
  return file;
}

async function freeName(folder: Uri): Promise<Uri> {
  for (let number = 1; ; number++) {
    const file = Uri.joinPath(folder, `gavel-template${number === 1 ? '' : `-${number}`}.jinja`);
    try {
      await workspace.fs.stat(file);
    } catch {
      return file;
    }
  }
}
