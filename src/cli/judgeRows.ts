import type { Judge } from '../judging/judge.ts';
import { recordRun } from '../runs/file/runFile.ts';
import { Progress } from '../runs/progress.ts';
import type { RunItem, RunOutcome } from '../runs/run.ts';
import { judgeItems, type RunnerOptions } from '../runs/runner.ts';
import { costOf, type Spending } from '../runs/spending.ts';
import { withCanaries } from '../runs/trust/judgeCanaries.ts';
import type { KeptRun } from './keptRun.ts';
import { showProgress } from './progress.ts';
import { shownRows } from './resultTable.ts';
import { recordedRun } from './runFileRecords.ts';
import type { FinishedRun } from './summaryText.ts';
import type { Terminal } from './terminal.ts';

/** What is judged, and how. */
export interface RunPlan extends Pick<RunnerOptions, 'concurrency' | 'only' | 'whole'> {
  judge: Judge;
  items: AsyncIterable<RunItem> | Iterable<RunItem>;
  /** Rows of the file, and rows that the run will have when all is judged that is to be judged now. */
  total: number;
  wanted: number;
  spending: Spending;
  /** Puts a few bad responses to the judge, too. */
  canary: boolean;
}

/** A run over a file, and what the table needs of the file. */
export interface JudgedFile extends FinishedRun {
  /** The beginning of the first rows' instructions, by row index. */
  instructions: ReadonlyMap<number, string>;
}

/** Judges rows while showing how far it is. The first Ctrl-C ends the run with what is judged by then. */
export async function judgeRows(kept: KeptRun, plan: RunPlan, { stderr, interrupted }: Terminal): Promise<JudgedFile> {
  const { path, header, columns, sink, isNew } = kept;
  const { judge, items, total, wanted, spending, concurrency, only, whole, canary } = plan;
  const signal = interrupted();
  const shown = showProgress(wanted, stderr);
  signal.addEventListener('abort', () => {
    shown.stop();
    stderr.write('Stopping. What is judged is kept; Ctrl-C again ends at once.\n');
  });

  const instructions = new Map<number, string>();
  const all = remember(items, instructions);
  const options = { columns, spending, signal };
  const judgeAll = (some: AsyncIterable<RunItem>) => judgeItems(some, judge, { ...options, concurrency, only, whole });
  const records = canary && !only ? withCanaries(all, judge, options, judgeAll) : judgeAll(all);
  const progress = new Progress({ columns, total: wanted, spending, price: spending.price });
  const started = performance.now();
  try {
    const outcome = await drain(recordRun({ records, sink, columns, ...(isNew && { header }) }), () => {
      if (!signal.aborted) shown.update(() => progress.view());
    });
    const ms = performance.now() - started;
    const cost = costOf(columns.totals.tokens, spending.price);
    const run = recordedRun(path, header, columns);
    return {
      ...run,
      outcome,
      total,
      ms,
      requests: spending.requests,
      ...(cost !== undefined && { cost }),
      instructions,
    };
  } finally {
    shown.stop();
  }
}

async function drain<End extends RunOutcome>(batches: AsyncGenerator<unknown, End>, taken: () => void): Promise<End> {
  for (;;) {
    const next = await batches.next();
    if (next.done) return next.value;
    taken();
  }
}

/** Passes items on; records don't carry their texts, and the table shows the beginning of each instruction. */
async function* remember(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  instructions: Map<number, string>,
): AsyncGenerator<RunItem> {
  for await (const item of items) {
    if ('sample' in item && instructions.size < shownRows) {
      instructions.set(item.row.index, item.sample.instruction.slice(0, 400));
    }
    yield item;
  }
}
