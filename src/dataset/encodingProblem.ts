import type { Piece } from './piece.ts';
import { positionAt } from './position.ts';
import type { RowProblem } from './problem.ts';

// `ignoreBOM`: a mark inside the file is part of its row, so that offsets stay true.
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** The problem of a row whose bytes are not UTF-8: judged with replacement characters, it would not be what was written. */
export function notUtf8(piece: Piece, bytes: Uint8Array): RowProblem {
  const { bytes: _, ...place } = piece;
  const text = lenient.decode(bytes);
  return {
    reason: 'not JSON',
    message: 'The row has bytes that are not UTF-8.',
    next: 'Save the file with the encoding UTF-8, or write the row again.',
    ...place,
    ...positionAt(piece, text, firstReplaced(text, bytes)),
    text,
  };
}

/** Where the decoder first put U+FFFD for a bad byte. One that the row itself holds is written EF BF BD. */
function firstReplaced(text: string, bytes: Uint8Array): number {
  const encoder = new TextEncoder();
  let from = 0;
  let byteOffset = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', from)) {
    byteOffset += encoder.encode(text.slice(from, at)).length;
    if (bytes[byteOffset] !== 0xef || bytes[byteOffset + 1] !== 0xbf || bytes[byteOffset + 2] !== 0xbd) return at;
    from = at + 1;
    byteOffset += 3;
  }
  return text.length;
}
