import { notUtf8 } from './encodingProblem.ts';
import type { Piece } from './piece.ts';
import type { RowProblem } from './problem.ts';
import { maxRowBytes, scanRows } from './rowScan.ts';

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

/**
 * Reads rows from a stream of byte chunks, however it is cut. Memory is bounded by the longest row.
 *
 * A row is a non-blank line, ended by LF, CRLF or the end of the file. A file whose first bytes are `[` and then `{` or
 * `]` holds one array, whatever its name: its elements are the rows, and what follows the array is read as lines again.
 * An object over several lines is one row (see RowSplitter). A byte order mark is skipped.
 *
 * A row that is not UTF-8, or too long, comes as a problem in its place and reading goes on. A problem without `index` is
 * the whole file's, and nothing else comes; see `scanRows`. Whether a row is JSON is not looked at here (`readSample`
 * does).
 */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  limit: number = maxRowBytes,
): AsyncGenerator<Row | RowProblem> {
  let rows: (Row | RowProblem)[] = [];
  let index = 0;
  const scan = scanRows(
    chunks,
    (found) => rows.push('reason' in found ? found : readPiece(found, index++, limit)),
    limit,
  );
  for await (const _ of scan) {
    for (const row of rows) yield row;
    rows = [];
  }
}

// `ignoreBOM`: a mark inside the file is part of its row, so that offsets stay true.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A row's bytes, decoded; or what is wrong with them. `limit` in bytes. */
export function readPiece(piece: Piece, index: number, limit: number = maxRowBytes): Row | RowProblem {
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
