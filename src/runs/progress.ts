import type { RunColumns } from './columns/runColumns.ts';
import { costOf, type Price, type Spending } from './spending.ts';

/** How far a run is and how fast, at one moment. */
export interface ProgressView {
  /** Rows that have a record, known before or judged now; of `total`, when that is known. */
  done: number;
  total?: number;
  /** Rows a second, lately; null until there is something to go by. */
  rate: number | null;
  /** Milliseconds that the rest takes at this rate; null when that can't be said. */
  leftMs: number | null;
  /** Milliseconds since it was begun or gone on with. */
  ms: number;
  /** Rows not wholly scored by reason, the most frequent first. */
  unscored: { reason: string; rows: number }[];
  /** Requests sent since it was begun or gone on with. */
  requests: number;
  /** Of the whole run, as the endpoint counted them. */
  tokens: { input: number; output: number };
  /** Of the whole run; undefined where nobody knows the price. */
  cost?: number;
}

/** What a progress is made of. `now` is in milliseconds; the default is the clock. */
export interface ProgressOf {
  columns: RunColumns;
  /** Rows done, where some that have a record are asked again; the default is all that have one. */
  done?: () => number;
  total?: number;
  spending?: Spending;
  price?: Price;
  now?: () => number;
}

/** The rate is that of the last so many milliseconds. */
const rateMs = 15_000;

/** Looks at a run from time to time and says how far it is. */
export class Progress {
  readonly #of: ProgressOf;
  readonly #now: () => number;
  readonly #started: number;
  /** Rows done at moments of the last while, oldest first. */
  readonly #seen: { at: number; done: number }[];

  constructor(of: ProgressOf) {
    this.#of = of;
    this.#now = of.now ?? (() => performance.now());
    this.#started = this.#now();
    this.#seen = [{ at: this.#started, done: this.#done() }];
  }

  /** The run as it is now. */
  view(): ProgressView {
    const { columns, total, spending, price } = this.#of;
    const { totals } = columns;
    const at = this.#now();
    const done = this.#done();
    const rate = this.#rate(at, done);
    const left = total === undefined ? undefined : Math.max(0, total - done);
    const cost = costOf(totals.tokens, price);
    return {
      done,
      ...(total !== undefined && { total }),
      rate,
      leftMs: left === undefined || !rate ? null : (1000 * left) / rate,
      ms: at - this.#started,
      unscored: [...totals.byReason].map(([reason, rows]) => ({ reason, rows })).sort((a, b) => b.rows - a.rows),
      requests: spending?.requests ?? 0,
      tokens: { ...totals.tokens },
      ...(cost !== undefined && { cost }),
    };
  }

  #done(): number {
    return this.#of.done?.() ?? this.#of.columns.totals.rows;
  }

  #rate(at: number, done: number): number | null {
    const last = this.#seen.at(-1);
    if (!last || at - last.at >= 100) this.#seen.push({ at, done });
    while (this.#seen.length > 2 && at - (this.#seen[1]?.at ?? at) >= rateMs) this.#seen.shift();
    const [oldest] = this.#seen;
    if (!oldest || at - oldest.at < 500 || done <= oldest.done) return null;
    return (1000 * (done - oldest.done)) / (at - oldest.at);
  }
}
