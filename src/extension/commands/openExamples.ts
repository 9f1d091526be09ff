import { commands, l10n, Uri, window, workspace } from 'vscode';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';

/** `gavel.openExamples`: one of the datasets that come with Gavel. */
export async function openExamples({ context }: Services): Promise<void> {
  const folder = Uri.joinPath(context.extensionUri, 'examples');
  try {
    const files = (await workspace.fs.readDirectory(folder))
      .map(([name]) => name)
      .filter((name) => /^[^.]+(\.zh)?\.jsonl$/.test(name));
    const name = await window.showQuickPick(files, { title: l10n.t('Open an example dataset') });
    if (name) await commands.executeCommand('vscode.open', Uri.joinPath(folder, name));
  } catch {
    sayError(l10n.t('The examples are not part of this installation. They are in the project’s repository.'));
  }
}
