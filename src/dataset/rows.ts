import { ArraySplitter, startsArray } from './arraySplitter.ts';
import { notUtf8 } from './encodingProblem.ts';
import { emptyFile, fileProblem } from './fileProblem.ts';
import type { Piece, Splitter } from './piece.ts';
import type { RowProblem } from './problem.ts';
import { headBytes, regroup } from './regroup.ts';
import { RowSplitter } from './rowSplitter.ts';

/** One non-blank line of a dataset. For a `.json` array an element is a row. */
export interface Row {
  /** 0-based among rows; rows that can't be read count too. */
  index: number;
  /** 1-based line on which it starts. */
  line: number;
  /** 1-based column on which it starts, in UTF-16 units; absent means 1. More only for an element of an array. */
  column?: number;
  /** Bytes in the file (UTF-8, without the line end): the file's bytes there decode to `text`. */
  offset: number;
  length: number;
  text: string;
}

/** Longest row that is read, in bytes: beyond this, editors don't show the text either. */
const maxRowBytes = 50 * 1024 * 1024;

const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * Reads rows from a stream of byte chunks, however it is cut. Memory is bounded by the longest row.
 *
 * A row is a non-blank line, ended by LF, CRLF or the end of the file. A file whose first bytes are `[` and then `{` or
 * `]` holds one array, whatever its name: its elements are the rows, and what follows the array is read as lines again.
 * An object over several lines is one row (see RowSplitter). A byte order mark is skipped.
 *
 * A row that is not UTF-8, or too long, comes as a problem in its place and reading goes on. A file that is empty,
 * binary or a Git LFS pointer gives one problem, without `index`, and nothing else. Whether a row is JSON is not looked
 * at here (`readSample` does). An error of the stream itself is thrown.
 */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  limit: number = maxRowBytes,
): AsyncGenerator<Row | RowProblem> {
  let found: (Row | RowProblem)[] = [];
  let index = 0;
  let splitter: Splitter | undefined;
  for await (const chunk of regroup(chunks)) {
    if (splitter === undefined) {
      const start = { line: 1, column: 1, offset: byteOrderMark.every((byte, i) => chunk[i] === byte) ? 3 : 0 };
      const head = chunk.subarray(start.offset, headBytes);
      const problem = fileProblem(head);
      if (problem) {
        yield problem;
        return;
      }
      const emit = (piece: Piece) => found.push(readPiece(piece, index++, limit));
      splitter = new (startsArray(head) ? ArraySplitter : RowSplitter)(emit, limit, start);
      splitter.push(chunk.subarray(start.offset));
    } else splitter.push(chunk);
    for (const row of found) yield row;
    found = [];
  }
  splitter?.end();
  for (const row of found) yield row;
  if (index === 0) yield emptyFile();
}

// `ignoreBOM`: a mark inside the file is part of its row, so that offsets stay true.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readPiece(piece: Piece, index: number, limit: number): Row | RowProblem {
  const { bytes, ...place } = piece;
  if (bytes === undefined) {
    return {
      reason: 'too long',
      message: `The row is longer than ${Math.round(limit / 1024 / 1024)} MB.`,
      next: 'Shorten or split it: a row holds one instruction and its responses.',
      index,
      ...place,
    };
  }
  try {
    return { index, ...place, text: strict.decode(bytes) };
  } catch {
    return { index, ...notUtf8(piece, bytes) };
  }
}
