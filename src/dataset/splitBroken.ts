import {
  CLOSE_BRACKET,
  COMMA,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  outside,
  scan,
  skipSpace,
  trimmedLength,
} from './nesting.ts';
import type { Piece, Start } from './piece.ts';

/**
 * Cuts up an array element whose brackets or quotes don't match, and which therefore ran into the elements after it: a
 * line that is indented like the element's own and begins with `{` starts the next one. Only for what is known to be
 * broken: a well-formed element may be laid out in any way.
 */
export function* splitBroken(bytes: Uint8Array, start: Start): Generator<Piece> {
  const indent = start.column - 1;
  let from = 0;
  let place = start;
  let line = start.line;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, end + 1)) {
    line++;
    const next = end + 1 + indent;
    if (bytes[next] === OPEN_BRACE && skipSpace(bytes, end) === next) {
      yield piece(bytes.subarray(from, end), place);
      from = next;
      place = { line, column: start.column, offset: start.offset + next };
    }
  }
  yield piece(bytes.subarray(from), place);
}

function piece(bytes: Uint8Array, start: Start): Piece {
  const own = bytes.subarray(0, elementLength(bytes));
  return { ...start, length: own.length, bytes: own };
}

/** Without the comma to the next element, or the bracket that closes the array where the element is whole. */
function elementLength(bytes: Uint8Array): number {
  const end = scan(outside(), bytes, 0, isEnding);
  if (end < bytes.length && bytes.subarray(end).every(isEnding)) return end;
  const length = trimmedLength(bytes);
  return bytes[length - 1] === COMMA ? trimmedLength(bytes.subarray(0, length - 1)) : length;
}

function isEnding(byte: number): boolean {
  return isSpace(byte) || byte === COMMA || byte === CLOSE_BRACKET;
}
