import { l10n } from 'vscode';
import { execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { number } from '../runs/progressWords.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import { nameOf } from '../runs/source.ts';
import { whileJudging } from '../runs/whileJudging.ts';
import { writeRun } from '../runs/writeRun.ts';
import { sayError, sayInfo, sayWarning } from '../say.ts';
import type { Services } from '../services.ts';
import { makeReady } from './goOn.ts';
import { pickRun } from './pickRun.ts';

/** `gavel.rereadReplies`: reads the replies that a run kept once more, by the rules of this version. Nobody is asked. */
export async function rereadReplies(services: Services, argument?: unknown): Promise<void> {
  const title = l10n.t('Read the replies of a run again');
  const run = await pickRun(services, argument, title, ({ judging }) => !judging);
  if (!run || !(await makeReady(services, run))) return;
  const dataset = await services.sourceRows.dataset(run);
  if (run.source && !dataset) {
    sayError(l10n.t('{0} is gone or can’t be read any more, so its replies can’t be read.', nameOf(run.source)));
    return;
  }
  if (!run.judging) await reread(services, run, dataset);
}

async function reread(
  services: Services,
  run: RunEntry,
  dataset: Awaited<ReturnType<Services['sourceRows']['dataset']>>,
): Promise<void> {
  const { noRereading, rereadReplies: rereading } = await import('../../runs/file/reread.ts');
  const came = noRereading();
  const begun = services.runs.goOn(run, run.columns.totals.rows);
  const { signal } = begun.judging;
  const ended = await whileJudging(services, begun, {
    isNew: false,
    title: l10n.t('Gavel: reading replies again'),
    write: (notice) =>
      writeRun(services, begun, {
        isNew: false,
        records: () =>
          rereading(run, dataset?.items(), came, {
            ...(run.end && { end: run.end }),
            signal,
            onProgress: ({ read }) => notice.report({ message: l10n.t('{0} rows', number(read)) }),
          }),
        onBatch: () => {},
      }),
    again: () => execute(commands.rereadReplies, { runId: run.id }),
  });
  if (!ended) return;
  const changed = [...came.changes].map(([how, rows]) => `${number(rows)} ${how}`).join(', ');
  const words = l10n.t('{0} rows were read again; changed: {1}.', number(came.read), changed || l10n.t('none'));
  if (came.left === 0) sayInfo(words);
  else sayWarning(`${words} ${l10n.t('{0} rows were left: they changed since, or hold no reply.', number(came.left))}`);
}
