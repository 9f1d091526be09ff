import type { Sample } from '../../dataset/sample.ts';
import type { Judge } from '../../judging/judge.ts';
import type { Canary } from '../columns/canaries.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import { subjectOf } from '../compare/rowScores.ts';
import type { WrittenLine } from '../file/runFile.ts';
import { Reservoir } from '../plan/reservoir.ts';
import type { RowRef, RunItem, RunOutcome, WrittenRecord } from '../run.ts';

/** Rows that get canaries: the least that a median is made of. */
const rowsWithCanaries = 3;

/** A judge that likes this likes anything; one that was written to please scored higher than the best models on several
 * benchmarks (Zheng et al. 2024, "Cheating Automatic LLM Benchmarks: Null Models Achieve High Win Rates"). */
const constant = 'That is a good question. It depends, and there are several sides to it.';

interface Drawn {
  row: RowRef;
  sample: Sample;
}

/** Makes the records of a run from its items. */
type JudgeItems = (items: AsyncIterable<RunItem>) => AsyncGenerator<readonly WrittenRecord[], RunOutcome>;

/**
 * The records of a run, and after them a canary of each kind on a few of its rows, drawn by a seed: once a run, when it has
 * come to its end. They take a request each (or as many as the judge asks for a row).
 */
export async function* withCanaries(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  judge: Judge,
  { columns, signal, seed = 1 }: { columns: RunColumns; signal: AbortSignal; seed?: number },
  judgeItems: JudgeItems,
): AsyncGenerator<readonly WrittenLine[], RunOutcome> {
  const drawn = new Reservoir<Drawn>(rowsWithCanaries, seed);
  const outcome = yield* judgeItems(drawing(items, drawn));
  const isDone = !outcome.cancelled && !outcome.paused;
  if (isDone && columns.canaries.length === 0 && subjectOf(judge.task.name) === 'responses') {
    yield* canaries(drawn.kept, judge, signal);
  }
  return outcome;
}

async function* drawing(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  drawn: Reservoir<Drawn>,
): AsyncGenerator<RunItem> {
  for await (const item of items) {
    if ('sample' in item && item.sample.responses.length > 0) drawn.offer(() => item);
    yield item;
  }
}

async function* canaries(
  drawn: readonly Drawn[],
  judge: Judge,
  signal: AbortSignal,
): AsyncGenerator<{ canary: Canary }[]> {
  for (const [i, { row, sample }] of drawn.entries()) {
    const other = drawn[(i + 1) % drawn.length]?.sample.responses.at(-1);
    const texts: [Canary['kind'], string][] = [
      ['empty', ''],
      ['constant', constant],
      // With one row there is no other.
      ...(other !== undefined && drawn.length > 1 ? ([['off topic', other]] as [Canary['kind'], string][]) : []),
    ];
    for (const [kind, text] of texts) {
      if (signal.aborted) return;
      yield [{ canary: await judgedCanary(kind, text, row, sample, judge, signal) }];
    }
  }
}

/** The canary takes the last response's place: the scale, which may depend on their number, stays the same. */
async function judgedCanary(
  kind: Canary['kind'],
  text: string,
  { index, line }: RowRef,
  { labels: _, ...sample }: Sample,
  judge: Judge,
  signal: AbortSignal,
): Promise<Canary> {
  const responses = [...sample.responses.slice(0, -1), text];
  const { scores, scale, tokens } = await judge.judge({ ...sample, responses }, signal);
  return { kind, index, line, score: scores.at(-1) ?? null, scale, ...(tokens && { tokens }) };
}
