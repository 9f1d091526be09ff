import type { Query, RowsView, RowView } from '../shared/protocol.ts';
import type { Outcome } from './hostClient.ts';

/** Rows pulled at a time. */
const chunkSize = 100;

/** Chunks kept; the ones pulled longest ago go first. */
const chunksKept = 40;

/** Chunks pulled at a time: of those that a scroll bar passes on its way, only few are worth it. */
const mostUnderWay = 2;

/** Pulls a window of the rows that a query selects. */
export type PullRows = (query: Query, from: number, count: number) => Promise<Outcome<RowsView>>;

interface Chunk {
  rows: readonly RowView[];
  /** The question's number when it was pulled; older than the present one means outdated. */
  version: number;
}

/**
 * The rows of the present query, pulled in chunks as they are shown. Outdated rows stay until their successors arrive, so
 * that a run in progress or a new query doesn't make the table blink.
 */
export class RowWindows {
  readonly #pull: PullRows;
  readonly #onArrival: (view: RowsView) => void;
  readonly #chunks = new Map<number, Chunk>();
  readonly #underWay = new Set<number>();
  #query: Query;
  #version = 0;
  /** The first version that belongs to the present query: earlier answers are about other rows. */
  #queryVersion = 0;
  #shown: [from: number, to: number] = [0, 0];

  /** Rows that the query selects; undefined until the first answer. */
  total: number | undefined;

  /** @param onArrival called after each answer that counts */
  constructor(query: Query, pull: PullRows, onArrival: (view: RowsView) => void) {
    this.#query = query;
    this.#pull = pull;
    this.#onArrival = onArrival;
  }

  /** The row at a place in the order, if it has been pulled. */
  row(place: number): RowView | undefined {
    return this.#chunks.get(Math.floor(place / chunkSize))?.rows[place % chunkSize];
  }

  /** Asks for other rows. */
  setQuery(query: Query): void {
    this.#query = query;
    this.#queryVersion = this.#version + 1;
    this.#underWay.clear();
    this.refresh();
  }

  /** The run has changed: pulls again what is shown. */
  refresh(): void {
    this.#version++;
    this.#pullShown();
  }

  /** Says which places are shown, from..to-1, and pulls what is missing or outdated there. */
  show(from: number, to: number): void {
    this.#shown = [from, to];
    this.#pullShown();
  }

  #pullShown(): void {
    const [from, to] = this.#shown;
    const last = Math.floor(Math.max(from, to - 1) / chunkSize);
    for (let number = Math.floor(from / chunkSize); number <= last; number++) {
      const isDue = this.#chunks.get(number)?.version !== this.#version && !this.#underWay.has(number);
      if (isDue && this.#underWay.size < mostUnderWay) void this.#pullChunk(number);
    }
  }

  async #pullChunk(number: number): Promise<void> {
    const version = this.#version;
    const queryVersion = this.#queryVersion;
    this.#underWay.add(number);
    const { answer } = await this.#pull(this.#query, number * chunkSize, chunkSize);
    if (queryVersion !== this.#queryVersion) return;
    this.#underWay.delete(number);
    if (answer === undefined) return;
    this.#keep(number, { rows: answer.rows, version });
    this.total = answer.total;
    this.#onArrival(answer);
    // While the answer was on its way, the run may have changed, or other rows may have come into view.
    this.#pullShown();
  }

  #keep(number: number, chunk: Chunk): void {
    for (const [other, { version }] of this.#chunks) if (version < this.#queryVersion) this.#chunks.delete(other);
    this.#chunks.delete(number);
    this.#chunks.set(number, chunk);
    for (const oldest of this.#chunks.keys()) {
      if (this.#chunks.size <= chunksKept) break;
      this.#chunks.delete(oldest);
    }
  }
}
