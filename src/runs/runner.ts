import type { Judge } from '../judging/judge.ts';
import type { Judgement, UnscoredReason } from '../judging/judgement.ts';
import { ReadAhead } from './readAhead.ts';
import type { JudgedRecord, RunItem, RunOutcome, RunRecord } from './run.ts';
import { questions, recordsOf } from './together.ts';

/** How a run goes on. */
export interface RunnerOptions {
  /** Judgements in flight at most. */
  concurrency: number;
  signal: AbortSignal;
  /** Keep each sample in its record, where there is no file to read it from again. */
  keepSamples?: boolean;
}

/** What no other row would fare better with: the settings are wrong or the endpoint is gone. */
const fatal: ReadonlySet<UnscoredReason | undefined> = new Set([
  'wrong key',
  'unknown model',
  'unreachable',
  'not a chat reply',
  'template',
]);

/**
 * Judges items, a bounded number at a time, and yields their records in order of completion. Ends early, and asks
 * nothing more, when cancelled or when the endpoint answers nobody: rows that only met a dead endpoint are not recorded,
 * they are simply still to be judged. Returning from the generator aborts what is in flight.
 */
export async function* judgeItems(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  judge: Judge,
  { concurrency, signal, keepSamples = false }: RunnerOptions,
): AsyncGenerator<RunRecord, RunOutcome> {
  const stop = new AbortController();
  const all = AbortSignal.any([signal, stop.signal]);
  const patience = new Patience(concurrency);
  const done = new Queue<RunRecord>();
  const ahead = new ReadAhead(questions(items, judge), concurrency, (question) => {
    if ('sample' in question) judge.key(question.sample);
  });

  all.addEventListener('abort', () => ahead.stop(), { once: true });

  async function work(): Promise<void> {
    for (let question = await ahead.take(); question && !all.aborted; question = await ahead.take()) {
      if ('problem' in question) {
        const { reason, message, next: step, line, column } = question.problem;
        done.push({ row: question.row, problem: { reason, message, next: step, line, column } });
        continue;
      }
      const judgement = await judge.judge(question.sample, all);
      if (judgement.reason === 'cancelled') continue;
      const records = recordsOf(question, judgement, judge, keepSamples);
      for (const kept of patience.take(records, judgement)) done.push(kept);
      if (patience.isOver) stop.abort();
    }
  }

  const workers = Promise.all(Array.from({ length: Math.max(1, concurrency) }, work)).then(
    () => done.close(),
    (error: unknown) => {
      stop.abort();
      done.fail(error);
    },
  );
  try {
    yield* done;
    if (!signal.aborted) yield* patience.release();
    const stopped = patience.verdict();
    return { cancelled: signal.aborted, ...(stopped && { stopped }) };
  } finally {
    stop.abort();
    ahead.stop();
    await workers;
  }
}

/** Holds back records that only tell of a dead endpoint, and knows when there have been enough of them. */
class Patience {
  readonly #concurrency: number;
  #held: { records: readonly JudgedRecord[]; judgement: Judgement }[] = [];
  #anyReply = false;
  isOver = false;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** The records that may go out now that these are there. */
  take(records: readonly JudgedRecord[], judgement: Judgement): readonly JudgedRecord[] {
    // A reply came, even if a re-ask then met a dead endpoint: what was paid for is kept.
    if (!fatal.has(judgement.reason) || judgement.counted !== undefined) {
      this.#anyReply = true;
      if (this.isOver) return records;
      const released = this.#held.flatMap((held) => held.records);
      this.#held = [];
      return [...released, ...records];
    }
    this.#held.push({ records, judgement });
    this.isOver ||= this.#held.length >= this.#limit(judgement);
    return [];
  }

  /** At the end of all rows: where the endpoint answered others, a row that met bad luck is a record like theirs. */
  release(): readonly JudgedRecord[] {
    if (!this.#anyReply || this.isOver) return [];
    return this.#held.splice(0).flatMap((held) => held.records);
  }

  /** A wrong key is wrong for all; a connection may fail once; after a reply, a row or two may have met bad luck. */
  #limit({ reason }: Judgement): number {
    if (this.#anyReply) return Math.max(3, this.#concurrency);
    return reason === 'unreachable' || reason === 'not a chat reply' ? 3 : 1;
  }

  /** Why the run ended early, or ended with nothing but a dead endpoint. */
  verdict(): RunOutcome['stopped'] {
    const last = this.#held.at(-1)?.judgement;
    return last?.reason && { reason: last.reason, detail: last.detail ?? '' };
  }
}

/** An unbounded queue from many workers to one reader. */
class Queue<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  #closed = false;
  #error: { value: unknown } | undefined;
  #wake: () => void = () => {};

  push(value: T): void {
    this.#values.push(value);
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  fail(error: unknown): void {
    this.#error = { value: error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const batch = this.#values.splice(0);
      yield* batch;
      if (batch.length > 0) continue;
      if (this.#error) throw this.#error.value;
      if (this.#closed) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
