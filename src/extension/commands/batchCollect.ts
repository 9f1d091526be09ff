import { l10n, ProgressLocation, type Uri, window } from 'vscode';
import type { CollectCounts } from '../../runs/batch/batchCollect.ts';
import type { FollowedBatch } from '../../runs/batch/batchFollow.ts';
import { type BatchLine, batchLine } from '../../runs/batch/batchNotes.ts';
import type { BatchResults } from '../../runs/batch/batchResults.ts';
import type { OpenedDataset } from '../../runs/rows/dataset.ts';
import { execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { endpointOfId } from '../models/modelInForce.ts';
import { number, oneOrMany } from '../runs/progressWords.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import { whileJudging } from '../runs/whileJudging.ts';
import { writeRun } from '../runs/writeRun.ts';
import { sayError, sayInfo, sayWarning } from '../say.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings.ts';
import { isBeingJudged } from './beingJudged.ts';
import { makeReady } from './goOn.ts';
import { pickRun } from './pickRun.ts';

/** `gavel.collectBatch`: the results of a run's batches, from their endpoint or from files of another engine. */
export async function collectBatch(services: Services, argument?: unknown): Promise<void> {
  const title = l10n.t('Collect the results of a batch');
  const run = await pickRun(services, argument, title, ({ judging }) => !judging);
  if (!run || !(await makeReady(services, run))) return;
  const dataset = await services.sourceRows.dataset(run);
  if (!dataset) {
    sayError(l10n.t('{0} is gone or can’t be read any more: results go by its rows.', run.header.source.name));
    return;
  }
  const from = await whereFrom(run);
  if (from === 'endpoint') await fromEndpoint(services, run, dataset);
  else if (from) await take(services, run, { dataset, paths: from.map(({ fsPath }) => fsPath), closing: [] });
}

/** Undefined when the user gave it up. */
async function whereFrom({ columns }: RunEntry): Promise<'endpoint' | readonly Uri[] | undefined> {
  const { open } = columns.batches;
  if (open.length > 0) {
    const ask = { label: `$(cloud-download) ${l10n.t('Ask the endpoint')}`, description: batchesWord(open.length) };
    const choose = { label: `$(file) ${l10n.t('Choose files with results…')}` };
    const chosen = await window.showQuickPick([ask, choose], { title: l10n.t('Where are the results?') });
    if (!chosen) return undefined;
    if (chosen === ask) return 'endpoint';
  }
  const files = await window.showOpenDialog({
    canSelectMany: true,
    filters: { [l10n.t('Results of a batch')]: ['jsonl', 'ndjson', 'json'] },
    title: l10n.t('Choose the files with results'),
  });
  return files?.filter(({ scheme }) => scheme === 'file');
}

async function fromEndpoint(services: Services, run: RunEntry, dataset: OpenedDataset): Promise<void> {
  const endpoint = await endpointOfId(services, await readSettings(run.source), run.header.model.id);
  if (!endpoint) return;
  const [{ batchApi }, { lookAt }, { fetchResults, withTemporaryFolder }] = await Promise.all([
    import('../../models/batchApi.ts'),
    import('../../runs/batch/batchFollow.ts'),
    import('../../node/batchFilesOnDisk.ts'),
  ]);
  const api = batchApi(endpoint);
  await withTemporaryFolder(async (folder) => {
    const title = l10n.t('Gavel: fetching results');
    const notification = { location: ProgressLocation.Notification, cancellable: true, title };
    const fetched = await window.withProgress(notification, async (_, token) => {
      const given = new AbortController();
      token.onCancellationRequested(() => given.abort());
      const looked = await lookAt(run.columns.batches.open, { api, signal: given.signal });
      const paths: string[] = [];
      const closing: BatchLine[] = [];
      for (const { batch, state } of looked) {
        if (!state || 'kind' in state || !state.isOver) continue;
        const files = await fetchResults(api, state, folder, given.signal);
        if (given.signal.aborted) return undefined;
        if (!Array.isArray(files)) return files;
        paths.push(...files);
        closing.push(batchLine({ file: batch.file, closed: files.length > 0 ? 'collected' : 'failed' }));
      }
      return given.signal.aborted ? undefined : { looked, paths, closing };
    });
    if (!fetched) return;
    if ('message' in fetched) sayError(l10n.t('The results can’t be fetched: {0}', fetched.message));
    else if (fetched.closing.length === 0) sayNotOver(run, fetched.looked);
    else await take(services, run, { dataset, ...fetched });
  });
}

function sayNotOver(run: RunEntry, looked: readonly FollowedBatch[]): void {
  const [failure] = looked.flatMap(({ state }) => (state && 'kind' in state ? [state] : []));
  if (failure) {
    sayError(l10n.t('The endpoint can’t be asked for its batches: {0}', failure.message));
    return;
  }
  const done = looked.reduce((sum, { state }) => sum + ((state && 'completed' in state && state.completed) || 0), 0);
  const words = l10n.t('{0}, {1} requests done; none is over yet.', batchesWord(looked.length), number(done));
  sayInfo(words, { title: l10n.t('Look again'), run: () => execute(commands.collectBatch, { runId: run.id }) });
}

/** What is taken into a run. */
interface Taking {
  dataset: OpenedDataset;
  paths: readonly string[];
  closing: readonly BatchLine[];
}

async function take(services: Services, run: RunEntry, { dataset, paths, closing }: Taking): Promise<void> {
  if (run.judging || (run.source && isBeingJudged(services, run.source))) return;
  const [{ collectResults }, { BatchResults }, { openResultFile }] = await Promise.all([
    import('../../runs/batch/batchCollect.ts'),
    import('../../runs/batch/batchResults.ts'),
    import('../../node/batchFilesOnDisk.ts'),
  ]);
  const files = await Promise.all(paths.map(openResultFile));
  try {
    const results = new BatchResults();
    const counts: CollectCounts = { taken: 0, missing: 0 };
    const begun = services.runs.goOn(run, undefined);
    const { signal } = begun.judging;
    const ended = await whileJudging(services, begun, {
      isNew: false,
      title: l10n.t('Gavel: collecting results'),
      write: async (notice) => {
        for (const file of files) await results.add(file);
        return writeRun(services, begun, {
          isNew: false,
          records: () => collectResults({ run, items: dataset.items(), results, signal, closing }, counts),
          onBatch: () => notice.report({ message: l10n.t('{0} replies', number(counts.taken)) }),
        });
      },
      again: () => execute(commands.collectBatch, { runId: run.id }),
    });
    if (ended && !ended.end?.cancelled) report(ended, results, counts);
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

function report(run: RunEntry, { counts, wanted }: BatchResults, { taken, missing }: CollectCounts): void {
  const strangers = counts.replies - wanted;
  const { failed, unreadable } = counts;
  const words = [
    oneOrMany(
      taken,
      l10n.t('1 reply is a judgement of the run now.'),
      l10n.t('{0} replies are judgements of the run now.', number(taken)),
    ),
    oneOrMany(
      failed,
      l10n.t('1 request failed or expired.'),
      failed > 0 ? l10n.t('{0} requests failed or expired.', number(failed)) : '',
    ),
    oneOrMany(
      strangers,
      l10n.t('1 reply belongs to no row as it is now.'),
      strangers > 0 ? l10n.t('{0} replies belong to no row as it is now.', number(strangers)) : '',
    ),
    oneOrMany(
      unreadable,
      l10n.t('1 line holds no result.'),
      unreadable > 0 ? l10n.t('{0} lines hold no result.', number(unreadable)) : '',
    ),
    oneOrMany(
      missing,
      l10n.t('1 row has no judgement yet.'),
      missing > 0 ? l10n.t('{0} rows have no judgement yet.', number(missing)) : '',
    ),
  ].filter(Boolean);
  const open = { title: l10n.t('Open results'), run: () => execute(commands.openResults, { runId: run.id }) };
  const resume = { title: l10n.t('Resume'), run: () => execute(commands.resumeRun, { runId: run.id }) };
  if (missing > 0) sayWarning(words.join(' '), resume, open);
  else sayInfo(words.join(' '), open);
}

function batchesWord(batches: number): string {
  return batches === 1 ? l10n.t('1 batch is under way') : l10n.t('{0} batches are under way', batches);
}
