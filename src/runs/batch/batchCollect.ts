import { createJudge, type Judge } from '../../judging/judge.ts';
import { tasks } from '../../judging/tasks.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import type { WrittenLine } from '../file/runFile.ts';
import { isJudged, type RunHeader, type RunItem, type RunOutcome } from '../run.ts';
import { judgeItems } from '../runner.ts';
import { keyAmong } from '../together.ts';
import type { BatchLine } from './batchNotes.ts';
import type { BatchResults } from './batchResults.ts';

/** Replies, and the run that they belong to. */
export interface Collecting {
  run: RecordedRun;
  /** The rows of the run's source as they are now. */
  items: AsyncIterable<RunItem> | Iterable<RunItem>;
  results: BatchResults;
  signal: AbortSignal;
  /** To be noted once every reply is written: which batches are over and done with. */
  closing: readonly BatchLine[];
}

/** What became of the replies. */
export interface CollectCounts {
  /** Replies that are judgements of the run now, readable or not. */
  taken: number;
  /** Rows without a judgement: their request failed, is under way, or was never made. */
  missing: number;
}

/** Replies are read from their files so many at a time. */
const concurrency = 16;

/** The judge of a run, for its prompts and keys; there is nobody to ask. */
export function judgeOf({ task, model, options }: RunHeader): Judge {
  return createJudge(tasks[task], { ...model, complete: async () => noReply }, options);
}

const noReply = { kind: 'failure', reason: 'cancelled', message: 'There is no reply.', retryable: false } as const;

/**
 * Judges the rows of a run by the replies of a batch instead of asking for them, for `recordRun` to write. Everything
 * else is as in any run: rows that stand are left alone, identical ones share a judgement, and what has no reply stays
 * to be judged. `counts` is true once it has ended.
 */
export async function* collectResults(
  { run, items, results, signal, closing }: Collecting,
  counts: CollectCounts,
): AsyncGenerator<readonly WrittenLine[], RunOutcome> {
  const { columns } = run;
  for (const key of results.keys()) columns.batches.hasArrived(key);
  const judge = judgeByReplies(run, results, counts);
  const outcome = yield* judgeItems(items, judge, { concurrency, signal, columns, whole: true });
  // It is paused where other batches are under way, and nothing else can pause it: nobody is asked.
  if (outcome.cancelled) return outcome;
  if (closing.length > 0) yield closing;
  const { rows } = outcome;
  // A damaged source has rows that nobody knows.
  if (rows === undefined) return outcome;
  columns.trim(rows);
  counts.missing = rows - columns.totals.rows;
  if (counts.missing === 0) return outcome;
  return { ...outcome, paused: { reason: 'asked to', detail: `${counts.missing} rows have no judgement yet.` } };
}

function judgeByReplies(run: RecordedRun, results: BatchResults, counts: CollectCounts): Judge {
  const { task, model, options } = run.header;
  const asking = judgeOf(run.header);
  return {
    ...asking,
    key(sample) {
      const key = asking.key(sample);
      results.want(key);
      return key;
    },
    async judge(sample, signal) {
      const key = asking.key(sample);
      const reply = await results.reply(key, model.name);
      // A reply that came to nothing when it was taken before is not taken again: its tokens would count twice.
      if (!reply || (await repliesTo(key, run)).includes(reply.text)) return asking.judge(sample, signal);
      counts.taken++;
      const saying = { ...model, complete: async () => reply };
      // There is nobody to ask again.
      return createJudge(tasks[task], saying, { ...options, reasks: 0 }).judge(sample, signal);
    },
  };
}

/** What the run holds of a question that is asked again. */
async function repliesTo(key: string, { columns, records }: RecordedRun): Promise<string[]> {
  const known = columns.find(key) ?? columns.find(keyAmong(key, 0));
  const slot = known && columns.slotOf(known.cells.row.index);
  const [record] = slot === undefined ? [] : await records([slot]);
  return record && isJudged(record) ? record.judgement.attempts.flatMap(({ raw }) => raw ?? []) : [];
}
