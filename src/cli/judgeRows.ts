import type { Judge } from '../judging/judge.ts';
import type { RunHeader, RunItem, RunOutcome, RunRecord } from '../runs/run.ts';
import { recordRun } from '../runs/runFile.ts';
import { judgeItems } from '../runs/runner.ts';
import { summarise } from '../runs/summary.ts';
import type { RunFileSink } from './outputFile.ts';
import { showProgress } from './progress.ts';
import { shownRows } from './resultTable.ts';
import type { FinishedRun } from './summaryText.ts';
import type { Terminal } from './terminal.ts';

/** A run to be: what is judged, by whom, and where it is kept. */
export interface RunPlan {
  header: RunHeader;
  judge: Judge;
  items: AsyncIterable<RunItem>;
  total: number;
  concurrency: number;
  sink?: RunFileSink;
}

/** A run over a file, and what the table needs of the file. */
export interface JudgedFile extends FinishedRun {
  /** The beginning of the first rows' instructions, by row index. */
  instructions: ReadonlyMap<number, string>;
}

/** Judges every row while showing how far it is. The first Ctrl-C ends the run with what is judged by then. */
export async function judgeRows(plan: RunPlan, { stderr, interrupted }: Terminal): Promise<JudgedFile> {
  const { header, judge, items, total, concurrency, sink } = plan;
  const started = performance.now();
  const signal = interrupted();
  const progress = showProgress(total, stderr);
  signal.addEventListener('abort', () => {
    progress.stop();
    stderr.write('Stopping. What is judged is kept; Ctrl-C again ends at once.\n');
  });

  const records: RunRecord[] = [];
  const instructions = new Map<number, string>();
  const judged = judgeItems(remember(items, instructions), judge, { concurrency, signal });
  try {
    const outcome = await drain(sink ? recordRun(header, judged, sink) : judged, (record) => {
      records.push(record);
      if (!signal.aborted) progress.update(record);
    });
    const summary = summarise(records);
    return { records, summary, outcome, total, ms: performance.now() - started, instructions };
  } finally {
    progress.stop();
  }
}

async function drain(
  records: AsyncGenerator<RunRecord, RunOutcome>,
  take: (record: RunRecord) => void,
): Promise<RunOutcome> {
  for (;;) {
    const next = await records.next();
    if (next.done) return next.value;
    take(next.value);
  }
}

/** Passes items on; records don't carry their texts, and the table shows the beginning of each instruction. */
async function* remember(items: AsyncIterable<RunItem>, instructions: Map<number, string>): AsyncGenerator<RunItem> {
  for await (const item of items) {
    if ('sample' in item && item.row.index < shownRows) {
      instructions.set(item.row.index, item.sample.instruction.slice(0, 400));
    }
    yield item;
  }
}
