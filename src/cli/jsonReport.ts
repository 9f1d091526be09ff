import { slotsInOrder } from '../runs/columns/slotOrder.ts';
import { type FinishedRun, notJudged } from './summaryText.ts';

/** Records that are read back from the run file in one go. */
const batchRows = 200;

/**
 * A run as one JSON object, in pieces: `run` (the run file's header), `summary` (with `notJudged`, `requests`, `cost` and
 * `ms`), `end` (whether it was cancelled or paused) and `records` in source order.
 */
export async function* jsonReport(run: FinishedRun): AsyncGenerator<string> {
  const { header, outcome, columns } = run;
  yield `{"run":${JSON.stringify(header)},\n"summary":${JSON.stringify(summaryOf(run))},\n"end":${JSON.stringify(outcome)},\n"records":[`;
  const slots = slotsInOrder(columns);
  let comma = '\n';
  for (let i = 0; i < slots.length; i += batchRows) {
    for (const record of await run.records([...slots.subarray(i, i + batchRows)])) {
      if (!record) continue;
      yield comma + JSON.stringify(record);
      comma = ',\n';
    }
  }
  yield ']}\n';
}

function summaryOf(run: FinishedRun): Record<string, unknown> {
  const { rows, scored, partlyScored, unscored, malformed, byReason, offScale, mean, scores, histogram, tokens } =
    run.columns.totals;
  const { sameWinner, otherWinner, disagreement } = run.columns.totals;
  return {
    ...{ rows, scored, partlyScored, unscored, malformed, byReason: Object.fromEntries(byReason), offScale },
    ...(disagreement !== null && { sameWinner, otherWinner, disagreement }),
    ...{ mean, scores, histogram, tokens, notJudged: notJudged(run) },
    ...{ requests: run.requests, cost: run.cost, ms: Math.round(run.ms) },
  };
}
