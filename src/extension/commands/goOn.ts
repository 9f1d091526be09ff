import { l10n } from 'vscode';
import { judgeOfRun } from '../judgeSetup.ts';
import { withLateProgress } from '../runs/lateProgress.ts';
import { reportRun } from '../runs/reportRun.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import { type RowsMeant, runRows } from '../runs/runRows.ts';
import { nameOf } from '../runs/source.ts';
import { startRun } from '../runs/startRun.ts';
import { sayError, sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { isBeingJudged } from './beingJudged.ts';
import { pickRun } from './pickRun.ts';

/** `gavel.resumeRun`: goes on with a run where it was, with the judge that it has. */
export async function resumeRun(services: Services, argument?: unknown): Promise<void> {
  const run = await pickRun(services, argument, l10n.t('Resume a run'), canResume);
  if (run) await goOn(services, run, 'its rows');
}

/** `gavel.retryUnscored`: asks again about the rows that have no whole judgement, and no others. */
export async function retryUnscored(services: Services, argument?: unknown): Promise<void> {
  const title = l10n.t('Retry the unscored rows of a run');
  const run = await pickRun(services, argument, title, ({ judging }) => !judging);
  if (run) await goOn(services, run, 'unscored rows');
}

/** Whether a run may have more to ask. */
function canResume({ state }: RunEntry): boolean {
  return state === 'paused' || state === 'interrupted' || state === 'cancelled';
}

/** Goes on with a run, with its own judge. The user is told how it ends, or why it can't go on. */
export async function goOn(services: Services, run: RunEntry, meant: RowsMeant): Promise<void> {
  if (!(await makeReady(services, run))) return;
  const { totals } = run.columns;
  const withoutScores = totals.unscored + totals.partlyScored;
  if (meant === 'unscored rows' && withoutScores === 0) {
    sayInfo(l10n.t('Every row of this run that can be judged is scored.'));
    return;
  }
  const setup = await judgeOfRun(services, run);
  const rows = setup && (await runRows(services, run, meant));
  if (!setup || !rows || isUnderWay(services, run)) return;
  const { judge, spending, settings } = setup;
  const again = () => goOn(services, run, meant);
  const isRetry = meant === 'unscored rows';
  const ended = await startRun(services, {
    ...{ ...rows, run, judge, spending, again },
    ...(isRetry && { only: 'unscored', aside: true, total: withoutScores }),
    concurrency: settings['run.concurrency'],
    keepSamples: run.source === undefined,
  });
  if (ended) await reportRun(services, ended, { again, resume: isRetry ? again : undefined });
}

/** Reads a run whole, so that it can be gone on with. False when it can't be; the user has been told why. */
export async function makeReady(services: Services, run: RunEntry): Promise<boolean> {
  if (isUnderWay(services, run)) return false;
  if (run.uri.scheme !== 'file') {
    sayError(l10n.t('Gavel can’t append to {0}: it is on no disk of this machine.', nameOf(run.uri)));
    return false;
  }
  const title = l10n.t('Gavel: reading the run over {0}', run.header.source.name);
  if (await withLateProgress(title, () => services.runs.openWhole(run.id))) return !isUnderWay(services, run);
  sayError(l10n.t('This run is gone: its file was deleted or moved.'));
  return false;
}

function isUnderWay(services: Services, run: RunEntry): boolean {
  return run.source ? isBeingJudged(services, run.source) : run.judging !== undefined;
}
