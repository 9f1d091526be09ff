import { ArraySplitter, startsArray } from './arraySplitter.ts';
import { DamagedFile } from './damagedFile.ts';
import { emptyFile, fileProblem } from './fileProblem.ts';
import type { Piece, Splitter } from './piece.ts';
import type { RowProblem, Trouble } from './problem.ts';
import { RowSplitter } from './rowSplitter.ts';

/** Longest row that is read, in bytes: beyond this, editors don't show the text either. */
export const maxRowBytes = 50 * 1024 * 1024;

/** How many bytes a file is judged by before its rows are read. */
const headBytes = 8192;

/** Bytes that are scanned in one go: few enough that the rows found in them fill no memory. */
const stretchBytes = 1024 * 1024;

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** What a scan finds: a row, or what keeps the file from being read (any further, where it has an `index`). */
export type Found = Piece | RowProblem;

/**
 * Finds the rows in a stream of byte chunks, however it is cut, and decodes nothing. What it finds it hands to `emit`,
 * and yields after every stretch of bytes, so that whoever drives it may take what was found, wait, or stop.
 *
 * A file that is empty, binary or a Git LFS pointer gives one problem, without `index`, and nothing else. One that turns
 * out to be damaged (see DamagedFile) gives a problem after its rows: in place of the row that was not whole. Any other
 * error of the stream is thrown.
 */
export async function* scanRows(
  chunks: AsyncIterable<Uint8Array>,
  emit: (found: Found) => void,
  limit: number = maxRowBytes,
): AsyncGenerator<void> {
  const scan = new RowScan(emit, limit);
  try {
    for await (const chunk of chunks) {
      for (let from = 0; from < chunk.length; from += stretchBytes) {
        scan.push(chunk.subarray(from, from + stretchBytes));
        yield;
        if (scan.isOver) return;
      }
    }
    scan.end();
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    scan.breakOff(error.trouble);
  }
  yield;
}

class RowScan {
  /** Whether the file is not to be read at all. */
  isOver = false;
  readonly #emit: (found: Found) => void;
  readonly #limit: number;
  #head: Uint8Array = new Uint8Array(0);
  #splitter: Splitter | undefined;
  #size = 0;
  #rows = 0;
  #lastLine = 0;

  constructor(emit: (found: Found) => void, limit: number) {
    this.#emit = emit;
    this.#limit = limit;
  }

  push(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#splitter) {
      this.#splitter.push(chunk);
      return;
    }
    this.#head = joined(this.#head, chunk);
    if (this.#head.length >= headBytes) this.#begin();
  }

  end(): void {
    if (!this.#splitter) this.#begin();
    this.#splitter?.end();
    if (this.#rows === 0 && !this.isOver) this.#emit(emptyFile());
  }

  /** The bytes end here, though the file does not: whether the row that is held is whole, nobody knows. */
  breakOff(trouble: Trouble): void {
    if (!this.#splitter) this.#begin();
    if (this.isOver) return;
    const place = { line: this.#lastLine + 1, column: 1 };
    this.#emit({
      ...trouble,
      ...place,
      ...(this.#rows > 0 && { index: this.#rows, offset: this.#size, length: 0 }),
    });
  }

  #begin(): void {
    const start = { line: 1, column: 1, offset: byteOrderMark.every((byte, i) => this.#head[i] === byte) ? 3 : 0 };
    const head = this.#head.subarray(start.offset, headBytes);
    const problem = head.length > 0 ? fileProblem(head) : undefined;
    if (problem) {
      this.isOver = true;
      this.#emit(problem);
      return;
    }
    const count = (piece: Piece) => {
      this.#rows++;
      this.#lastLine = piece.line;
      this.#emit(piece);
    };
    this.#splitter = new (startsArray(head) ? ArraySplitter : RowSplitter)(count, this.#limit, start);
    this.#splitter.push(this.#head.subarray(start.offset));
    this.#head = new Uint8Array(0);
  }
}

function joined(before: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (before.length === 0 && chunk.length >= headBytes) return chunk;
  const both = new Uint8Array(before.length + chunk.length);
  both.set(before);
  both.set(chunk, before.length);
  return both;
}
