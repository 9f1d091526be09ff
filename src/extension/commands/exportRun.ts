import { createWriteStream } from 'node:fs';
import { realpath, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { commands, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import type { RowProblem } from '../../dataset/problem.ts';
import type { RowSource } from '../../runs/export/exportRows.ts';
import type { LiveRun } from '../liveRun.ts';
import { chunksOf } from '../runs/fileBytes.ts';
import { nameOf } from '../runs/source.ts';
import { sayError, sayInfo, sayWarning } from '../say.ts';
import type { Services } from '../services.ts';
import { pickRun } from './pickRun.ts';

/** `gavel.exportRun`: the source rows with the columns that distilabel would add, or a table for spreadsheets. */
export async function exportRun(services: Services, argument?: unknown): Promise<void> {
  const run = await pickRun(services, argument, l10n.t('Export a run'));
  const opened = run && (await services.runs.open(run.id));
  if (opened) await exportTo(services, opened);
}

/** Asks where to, and exports a run. */
export async function exportTo(services: Services, run: LiveRun): Promise<void> {
  const to = await window.showSaveDialog({
    defaultUri: suggestion(run),
    filters: { [l10n.t('JSON Lines')]: ['jsonl'], [l10n.t('CSV for spreadsheets')]: ['csv'] },
    title: l10n.t('Export the rows with their scores'),
  });
  if (!to) return;
  if (run.source && (await isSameFile(to, run.source))) {
    sayError(l10n.t('The dataset itself is not overwritten. Choose another name.'));
    return;
  }
  const source = await rowSource(services, run);
  if (run.source && !source) {
    sayError(l10n.t('{0} is gone or can’t be read any more, so there are no rows to export.', run.header.source.name));
    return;
  }
  const leftOut: RowProblem[] = [];
  try {
    const title = l10n.t('Gavel: exporting {0}', nameOf(to));
    await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
      write(run, source, to, leftOut),
    );
  } catch (error) {
    sayError(l10n.t('{0} can’t be written: {1}', nameOf(to), error instanceof Error ? error.message : String(error)));
    return;
  }
  sayExported(to, leftOut);
}

async function write(run: LiveRun, source: RowSource | undefined, to: Uri, leftOut: RowProblem[]): Promise<void> {
  const isCsv = to.path.toLowerCase().endsWith('.csv');
  const texts = isCsv
    ? (await import('../../runs/export/exportCsv.ts')).exportCsv(run, source)
    : (await import('../../runs/export/exportJsonl.ts')).exportJsonl(run, source, (problem) => leftOut.push(problem));
  if (to.scheme === 'file') {
    // Beside its place first: what was there stays whole until what comes is.
    const part = `${to.fsPath}.part`;
    try {
      await pipeline(Readable.from(texts), createWriteStream(part));
      await rename(part, to.fsPath);
    } finally {
      await rm(part, { force: true });
    }
    return;
  }
  let whole = '';
  for await (const text of texts) whole += text;
  await workspace.fs.writeFile(to, new TextEncoder().encode(whole));
}

/** Also by another name: a link, or other letter case where the disk does not mind. */
async function isSameFile(a: Uri, b: Uri): Promise<boolean> {
  if (a.toString() === b.toString()) return true;
  if (a.scheme !== 'file' || b.scheme !== 'file') return false;
  const [one, other] = await Promise.all([a, b].map(({ fsPath }) => realpath(fsPath).catch(() => undefined)));
  return one !== undefined && one === other;
}

async function rowSource({ sourceRows }: Services, run: LiveRun): Promise<RowSource | undefined> {
  const dataset = await sourceRows.dataset(run);
  if (!run.source || !dataset) return undefined;
  const [{ readRows }, { readSample }] = await Promise.all([
    import('../../dataset/rows.ts'),
    import('../../dataset/shapes.ts'),
  ]);
  return { rows: readRows(chunksOf(run.source)()), read: (row) => readSample(row, dataset.shape) };
}

/** Beside the source: `quality.scored.jsonl`. */
function suggestion({ source, header }: LiveRun): Uri {
  const folder = source ? Uri.joinPath(source, '..') : (workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'));
  return Uri.joinPath(folder, `${header.source.name.replace(/\.[^.]*$/, '')}.scored.jsonl`);
}

function sayExported(to: Uri, leftOut: readonly RowProblem[]): void {
  const open = { title: l10n.t('Open'), run: () => commands.executeCommand('vscode.open', to) };
  const done = l10n.t('The rows and their scores are in {0}.', nameOf(to));
  const lines = leftOut.slice(0, 10).map(({ line }) => line);
  if (lines.length === 0) sayInfo(done, open);
  else {
    const some = lines.length < leftOut.length ? `${lines.join(', ')}, …` : lines.join(', ');
    sayWarning(`${done} ${l10n.t('{0} malformed rows are left out (lines {1}).', leftOut.length, some)}`, open);
  }
}
