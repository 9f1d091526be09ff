import { l10n } from 'vscode';
import type { Judge } from '../../judging/judge.ts';
import { breather } from '../../runs/breathe.ts';
import type { RunEstimate } from '../../runs/plan/estimate.ts';
import type { Price } from '../../runs/spending.ts';
import type { Services } from '../services.ts';
import { Throttle } from '../throttle.ts';
import { withLateProgress } from './lateProgress.ts';
import { number } from './progressWords.ts';
import type { RunEntry } from './runEntry.ts';
import type { Source } from './source.ts';

/** Rows of a first try. */
export const tryRows = 20;

/** The same rows of the same file every time. */
const trySeed = 1;

/** What would be asked of a file. */
export interface FilePlan {
  estimate: RunEstimate;
  /** The run that it goes on with, all of its records read; undefined: a new one. */
  run: RunEntry | undefined;
}

/** What to plan. */
export interface PlanOf {
  source: Source;
  judge: Judge;
  price: Price | undefined;
  /** Whether canaries are asked, too. */
  canary: boolean;
  /** Leave aside what is known: all rows are asked. */
  fresh: boolean;
}

/** Finds out what is known of a file and what would be asked. Undefined when the user gave it up. */
export async function planRun(
  services: Services,
  { source, judge, price, canary, fresh }: PlanOf,
): Promise<FilePlan | undefined> {
  const { estimateRun } = await import('../../runs/plan/estimate.ts');
  return withLateProgress(l10n.t('Gavel: looking at {0}', source.name), async (signal, report) => {
    const run = fresh ? undefined : await runToGoOnWith(services, source, judge);
    if (signal.aborted) return undefined;
    const seen = new Throttle<number>(200, (rows) => report(l10n.t('{0} rows', number(Math.max(...rows)))));
    const own = breather();
    const breathe = (rows: number) => {
      const others = own();
      if (others) seen.add(rows);
      return others;
    };
    const sample = { rows: tryRows, seed: trySeed };
    const items = source.dataset.items();
    const estimate = await estimateRun({
      ...{ items, judge, price, canary, columns: run?.columns, sample, breathe, signal },
    });
    seen.dispose();
    return estimate && { estimate, run };
  });
}

/**
 * The newest run of the same judge over the same file, read in the same way; not one of rows that were picked, of which
 * an older run may know more.
 */
async function runToGoOnWith({ runs }: Services, source: Source, judge: Judge): Promise<RunEntry | undefined> {
  await runs.load();
  const { isSameJudge } = await import('../../runs/file/sameJudge.ts');
  const found = runs
    .over(source.uri)
    .find(
      ({ uri, header }) =>
        uri.scheme === 'file' &&
        header.part?.kind !== 'picked' &&
        isSameJudge(header, judge) &&
        header.shape === source.dataset.shape.name &&
        JSON.stringify(header.fields) === JSON.stringify(source.fields),
    );
  return found && runs.openWhole(found.id);
}
