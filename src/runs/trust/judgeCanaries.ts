import type { Judge } from '../../judging/judge.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import type { WrittenLine } from '../file/runFile.ts';
import type { RunItem, RunOutcome, WrittenRecord } from '../run.ts';
import type { Spending } from '../spending.ts';
import { CanaryDraw, takesCanaries } from './canaryQuestions.ts';

/** What canaries are judged with: the same as the rows before them. */
export interface CanaryOptions {
  /** Of the run: the canaries that it has are not asked again. */
  columns: RunColumns;
  /** Ends the run at once. */
  signal: AbortSignal;
  /** Ends the run once the canary under way is judged. */
  pause?: AbortSignal;
  /** Knows when enough was spent. */
  spending?: Spending;
}

/** Makes the records of a run from its items. */
type JudgeItems = (items: AsyncIterable<RunItem>) => AsyncGenerator<readonly WrittenRecord[], RunOutcome>;

/**
 * The records of a run, and after them a canary of each kind on a few of its rows: once a run, when all of its rows are
 * judged. They take a request each (or as many as the judge asks for a row). A run that ends among them is cancelled or
 * paused like any other, and asks the rest when it goes on.
 */
export async function* withCanaries(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  judge: Judge,
  { columns, signal, pause, spending }: CanaryOptions,
  judgeItems: JudgeItems,
): AsyncGenerator<readonly WrittenLine[], RunOutcome> {
  const draw = new CanaryDraw();
  const outcome = yield* judgeItems(drawing(items, draw));
  if (outcome.cancelled || outcome.paused || !takesCanaries(judge)) return outcome;
  for (const { kind, row, sample } of draw.questions().slice(columns.canaries.length)) {
    const paused = pause?.aborted ? ({ reason: 'asked to', detail: '' } as const) : spending?.reached();
    if (paused) return { ...outcome, paused };
    const { scores, scale, tokens, reason, detail = '' } = await judge.judge(sample, signal);
    if (reason === 'cancelled') return { ...outcome, cancelled: true };
    if (reason === 'unreachable') return { ...outcome, paused: { reason, detail } };
    const { index, line } = row;
    yield [{ canary: { kind, index, line, score: scores.at(-1) ?? null, scale, ...(tokens && { tokens }) } }];
  }
  return outcome;
}

async function* drawing(items: AsyncIterable<RunItem> | Iterable<RunItem>, draw: CanaryDraw): AsyncGenerator<RunItem> {
  for await (const item of items) {
    if ('sample' in item) draw.offer(item);
    yield item;
  }
}
