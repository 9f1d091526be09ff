import type { RunHeader } from '../runs/run.ts';
import type { FinishedRun } from './summaryText.ts';

/**
 * A run as one JSON object, in pieces: `run` (the run file's header), `summary` (with `notJudged` and `ms`), `end`
 * (whether it was cancelled or stopped by itself) and `records` in source order.
 */
export function* jsonReport(header: RunHeader, run: FinishedRun): Generator<string> {
  const { records, summary, outcome, total, ms } = run;
  const numbers = { ...summary, notJudged: total - summary.rows, ms: Math.round(ms) };
  yield `{"run":${JSON.stringify(header)},\n"summary":${JSON.stringify(numbers)},\n"end":${JSON.stringify(outcome)},\n"records":[`;
  const inOrder = [...records].sort((a, b) => a.row.index - b.row.index);
  for (const [i, record] of inOrder.entries()) yield `${i === 0 ? '\n' : ',\n'}${JSON.stringify(record)}`;
  yield ']}\n';
}
