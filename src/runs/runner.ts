import type { Judge } from '../judging/judge.ts';
import type { Judgement, UnscoredReason } from '../judging/judgement.ts';
import { BoundedQueue } from './boundedQueue.ts';
import type { RunColumns } from './columns/runColumns.ts';
import { Patience } from './patience.ts';
import { ReadAhead } from './readAhead.ts';
import type { MalformedRecord, RunItem, RunOutcome, SameRecord, WrittenRecord } from './run.ts';
import type { Spending } from './spending.ts';
import { keysOf, type Question, questions, recordsOf } from './together.ts';

/** How a run goes on. */
export interface RunnerOptions {
  /** Questions under way at most; the model's limiter may want fewer requests at a time. */
  concurrency: number;
  /** Ends the run at once: what is under way is given up. */
  signal: AbortSignal;
  /** Ends the run once what is under way is judged. */
  pause?: AbortSignal;
  /** What the run holds already. Records that were yielded must be in it when the next ones are asked for. */
  columns: RunColumns;
  /** Asks only rows whose judgement is not whole; without it also those that have none. */
  only?: 'unscored';
  /** Knows when enough was spent. */
  spending?: Spending;
  /** The items are all rows of the source: what the run says of rows beyond them is of an earlier file. */
  whole?: boolean;
  /** Keep each sample in its record, where there is no file to read it from again. */
  keepSamples?: boolean;
}

/** A question under way, or whose records are not in the columns yet; and identical ones that wait for its judgement. */
interface Asking {
  question: Question;
  /** Without their texts: there may be a million of them. */
  twins: SameRecord[];
  /** How often it was asked before, when nobody could be reached. */
  before: number;
}

/** A question and what came of it. */
interface Asked {
  asking: Asking;
  judgement: Judgement;
}

/** A question that met what may be an outage is asked so often again, once others were answered. */
const mostRounds: { readonly [reason in UnscoredReason]?: number } = {
  unreachable: 3,
  'timed out': 1,
  'server error': 1,
};

/** Records to yield, and the question that they settle. */
interface Settled {
  records: readonly WrittenRecord[];
  asked?: Asked;
}

/**
 * Judges items, a bounded number at a time, and yields their records in order of completion, as many as there are. Asks
 * nothing that the columns know, and of identical rows one. Ends early, and asks nothing more, when cancelled, paused or
 * out of budget, or when the endpoint answers nobody: rows that only met a dead endpoint are not recorded, they are
 * simply still to be judged. Rows that a batch asks about are left to it, and the run is paused at its end. Returning
 * from the generator aborts what is in flight.
 */
export async function* judgeItems(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  judge: Judge,
  options: RunnerOptions,
): AsyncGenerator<readonly WrittenRecord[], RunOutcome> {
  const run = new Runner(items, judge, options);
  try {
    for (;;) {
      const settled = await run.done.take();
      if (!settled) break;
      // One loop more for identical rows: their judgement is written by then.
      for (let records = settled; records.length > 0; records = run.acknowledge(records)) {
        const written = records.flatMap((one) => one.records);
        if (written.length > 0) yield written;
      }
    }
    return run.outcome();
  } finally {
    await run.stop();
  }
}

class Runner {
  readonly done: BoundedQueue<Settled>;
  readonly #judge: Judge;
  readonly #options: RunnerOptions;
  readonly #stop = new AbortController();
  readonly #all: AbortSignal;
  readonly #ahead: ReadAhead<Question | Extract<RunItem, { problem: unknown }>>;
  readonly #patience: Patience<Asked>;
  readonly #asking = new Map<string, Asking>();
  /** Questions to ask again: the network went away, and came back. */
  readonly #again: Asking[] = [];
  /** Keys that were asked by now and have no whole judgement: identical rows are not asked in the same breath. */
  readonly #failed = new Set<string>();
  readonly #workers: Promise<void>;
  #rows = 0;
  #readAll = false;
  #paused: RunOutcome['paused'];
  /** A batch asks about some rows: they are still to be judged. */
  #leftToBatch = false;

  constructor(items: AsyncIterable<RunItem> | Iterable<RunItem>, judge: Judge, options: RunnerOptions) {
    const { concurrency, signal } = options;
    this.#judge = judge;
    this.#options = options;
    this.#all = AbortSignal.any([signal, this.#stop.signal]);
    this.#patience = new Patience(concurrency);
    this.done = new BoundedQueue(Math.max(1, concurrency));
    this.#ahead = new ReadAhead(questions(this.#counted(items), judge), concurrency, (question) => {
      if ('sample' in question) keysOf(question, judge);
    });
    this.#all.addEventListener('abort', () => this.#ahead.stop(), { once: true });
    this.#workers = Promise.all(Array.from({ length: Math.max(1, concurrency) }, () => this.#work())).then(
      () => this.#end(),
      (error: unknown) => {
        this.#stop.abort();
        this.done.fail(error);
      },
    );
  }

  async *#counted(items: AsyncIterable<RunItem> | Iterable<RunItem>): AsyncGenerator<RunItem> {
    let isBroken = false;
    for await (const item of items) {
      this.#rows = Math.max(this.#rows, item.row.index + 1);
      // What comes after the damage, nobody knows: the run keeps what it says of that.
      isBroken ||= 'problem' in item && item.problem.reason === 'damaged file';
      yield item;
    }
    this.#readAll = !isBroken;
  }

  async #work(): Promise<void> {
    while (!this.#all.aborted && !this.#paused) {
      const again = this.#again.shift();
      if (again) {
        if (!this.#mayNotAsk()) await this.#ask(again);
        continue;
      }
      const question = await this.#ahead.take();
      if (this.#all.aborted) return;
      if (question) {
        if ('problem' in question) this.#malformed(question);
        else await this.#settle(question);
        await this.done.whenRoom();
      } else if (this.#again.length === 0) return;
    }
  }

  /** Looked at when there is something to ask: a run that has come to its end is not paused. */
  #mayNotAsk(): boolean {
    const { pause, spending } = this.#options;
    this.#paused ??= pause?.aborted ? { reason: 'asked to', detail: '' } : spending?.reached();
    return this.#paused !== undefined;
  }

  #malformed({ row, problem }: Extract<RunItem, { problem: unknown }>): void {
    if (this.#options.columns.standsMalformed(row)) return;
    const { reason, message, next, line, column } = problem;
    const record: MalformedRecord = { row, problem: { reason, message, next, line, column } };
    this.done.push({ records: [record] });
  }

  async #settle(question: Question): Promise<void> {
    const { columns, only } = this.#options;
    const keys = keysOf(question, this.#judge);
    const known = keys.map((key) => columns.find(key)?.cells.status);
    if (known.every((status) => status === 'scored') || this.#failed.has(keys[0] ?? '')) {
      const moved = sameRecords(question, keys).filter(({ row, key }) => !columns.stands(row, key));
      if (moved.length > 0) this.done.push({ records: moved });
      return;
    }
    if (only === 'unscored' && known.includes(undefined)) return;
    if (columns.batches.isUnderWay(this.#judge.key(question.sample))) {
      this.#leftToBatch = true;
      return;
    }
    const [key = ''] = keys;
    const twin = this.#asking.get(key);
    if (twin) {
      twin.twins.push(...sameRecords(question, keys));
      return;
    }
    if (this.#mayNotAsk()) return;
    const asking: Asking = { question, twins: [], before: 0 };
    this.#asking.set(key, asking);
    await this.#ask(asking);
  }

  async #ask(asking: Asking): Promise<void> {
    const judgement = await this.#judge.judge(asking.question.sample, this.#all);
    if (judgement.reason === 'cancelled') {
      this.#asking.delete(keysOf(asking.question, this.#judge)[0] ?? '');
      return;
    }
    for (const one of this.#patience.take({ asking, judgement })) {
      const { reason, counted } = one.judgement;
      const rounds = (reason && counted === undefined && mostRounds[reason]) || 0;
      if (one.asking.before++ < rounds) this.#again.push(one.asking);
      else this.#push(one);
    }
    if (this.#patience.isOver) this.#stop.abort();
  }

  #push(asked: Asked): void {
    const { asking, judgement } = asked;
    const records = recordsOf(asking.question, judgement, this.#judge, this.#options.keepSamples ?? false);
    this.done.push({ records, asked });
  }

  /** These are written and in the columns: what identical rows have to say. */
  acknowledge(settled: readonly Settled[]): Settled[] {
    return settled.flatMap(({ asked }) => {
      if (!asked) return [];
      const { asking, judgement } = asked;
      const [key = ''] = keysOf(asking.question, this.#judge);
      this.#asking.delete(key);
      if (judgement.status !== 'scored') this.#failed.add(key);
      return asking.twins.length > 0 ? [{ records: asking.twins }] : [];
    });
  }

  #end(): void {
    if (!this.#options.signal.aborted) for (const one of this.#patience.release()) this.#push(one);
    this.done.close();
  }

  outcome(): RunOutcome {
    const cancelled = this.#options.signal.aborted;
    const paused = this.#patience.verdict() ?? this.#paused ?? (this.#leftToBatch ? inBatch : undefined);
    const isWhole = this.#options.whole && this.#readAll;
    return { cancelled, ...(paused && !cancelled && { paused }), ...(isWhole && { rows: this.#rows }) };
  }

  /** Gives up what is under way and waits until nothing is. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#ahead.stop();
    this.done.close();
    await this.#workers;
  }
}

/** How a run stands when nothing is left to ask but what a batch asks already. */
const inBatch: RunOutcome['paused'] = { reason: 'asked to', detail: 'Its other rows are under way in a batch.' };

/** What rows have to say whose judgements are, or will be, in the run already. */
function sameRecords({ rows }: Question, keys: readonly string[]): SameRecord[] {
  return rows.map(({ row }, at) => ({ row, key: keys[at] ?? '', same: true }));
}
