import type { Piece } from '../../dataset/piece.ts';
import type { RowProblem } from '../../dataset/problem.ts';
import { maxRowBytes, scanRows } from '../../dataset/rowScan.ts';
import { type Breathe, breather } from '../breathe.ts';
import { grown } from '../columns/growingColumn.ts';

/** Where a row is. */
export interface RowPlace {
  /** 0-based among rows. */
  index: number;
  /** 1-based, where it starts. */
  line: number;
  /** Bytes in the file; in an unpacked one where it is packed. */
  offset: number;
  length: number;
}

/** Lengths from here on are all the same: such a row is refused. */
const longest = 0xffffffff;

/** Where each row of a file is, in typed arrays: 16 bytes a row. Row k is one seek. */
export class RowIndex {
  /** How many rows there are. */
  length = 0;
  /** Where the file turned out to be damaged: its rows end before it does. */
  damage: RowProblem | undefined;
  readonly #limit: number;
  #offset = new Float64Array(0);
  #bytes = new Uint32Array(0);
  #line = new Uint32Array(0);

  /** Rows longer than `limit` bytes are too long to be read. */
  constructor(limit: number = maxRowBytes) {
    this.#limit = limit;
  }

  add({ offset, length, line }: Omit<Piece, 'bytes'>): void {
    const index = this.length++;
    if (index >= this.#line.length) {
      this.#offset = grown(this.#offset, this.length);
      this.#bytes = grown(this.#bytes, this.length);
      this.#line = grown(this.#line, this.length);
    }
    this.#offset[index] = offset;
    this.#bytes[index] = Math.min(length, longest);
    this.#line[index] = line;
  }

  /** Where row `index` is. */
  place(index: number): RowPlace {
    return {
      index,
      line: this.#line[index] ?? 0,
      offset: this.#offset[index] ?? 0,
      length: this.#bytes[index] ?? 0,
    };
  }

  /** Whether a row is longer than what is read. */
  isTooLong(index: number): boolean {
    return (this.#bytes[index] ?? 0) > this.#limit;
  }
}

/** How an index is made. */
export interface IndexOptions {
  /** Longest row that can be read, in bytes. */
  limit?: number | undefined;
  /** Called now and then to wait in; by default `breather()`. */
  breathe?: Breathe | undefined;
  signal?: AbortSignal | undefined;
  /** Sees each row's bytes as they pass by: undefined for one that is too long. A view that holds for the call. */
  onRow?: ((bytes: Uint8Array | undefined) => void) | undefined;
}

/**
 * Finds where the rows of a file are, in one scan that decodes nothing: the same rows, in the same places, as `readRows`
 * gives. What keeps the whole file from being read is returned instead. Undefined when it was cancelled.
 */
export async function indexRows(
  chunks: AsyncIterable<Uint8Array>,
  { limit = maxRowBytes, breathe = breather(), signal, onRow }: IndexOptions = {},
): Promise<RowIndex | RowProblem | undefined> {
  const index = new RowIndex(limit);
  let problem: RowProblem | undefined;
  const scan = scanRows(
    chunks,
    (found) => {
      if ('reason' in found) problem = found;
      else {
        index.add(found);
        onRow?.(found.bytes);
      }
    },
    limit,
  );
  for await (const _ of scan) {
    const waiting = breathe();
    if (waiting) await waiting;
    if (signal?.aborted) return undefined;
  }
  if (problem && problem.index === undefined) return problem;
  index.damage = problem;
  return index;
}
