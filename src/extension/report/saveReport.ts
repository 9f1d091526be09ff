import { commands, env, l10n, Uri, window, workspace } from 'vscode';
import type { ReportDocument } from '../../runs/report/document.ts';
import { nameOf } from '../runs/source.ts';
import { sayError, sayInfo } from '../say.ts';

/**
 * Asks where to, and saves a report: as Markdown where the name ends so, as one HTML file otherwise. Says what came of it.
 * @param fileName what is suggested, without an ending
 */
export async function saveReport(report: ReportDocument, fileName?: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${plainName(fileName ?? report.title)}.html`;
  const to = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    filters: { [l10n.t('HTML, one file with charts')]: ['html'], [l10n.t('Markdown')]: ['md'] },
    title: l10n.t('Save the report'),
  });
  if (!to) return;
  try {
    await workspace.fs.writeFile(to, new TextEncoder().encode(await textFor(to, report)));
  } catch (error) {
    sayError(l10n.t('{0} can’t be written: {1}', nameOf(to), error instanceof Error ? error.message : String(error)));
    return;
  }
  sayInfo(l10n.t('The report is in {0}.', nameOf(to)), {
    title: l10n.t('Open'),
    // VS Code would show the source of a page; the browser shows the page, but only from this machine's disk.
    run: () =>
      isMarkdown(to) || to.scheme !== 'file' || env.remoteName !== undefined
        ? commands.executeCommand('vscode.open', to)
        : env.openExternal(to),
  });
}

async function textFor(to: Uri, report: ReportDocument): Promise<string> {
  if (isMarkdown(to)) return (await import('../../runs/report/reportMarkdown.ts')).reportMarkdown(report);
  return (await import('../../runs/report/reportHtml.ts')).reportHtml(report);
}

function isMarkdown({ path }: Uri): boolean {
  return /\.(md|markdown)$/i.test(path);
}

/** A title as the name of a file on any system. */
function plainName(title: string): string {
  return (
    title
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 80) || 'report'
  );
}
