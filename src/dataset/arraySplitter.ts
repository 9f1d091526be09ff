import { HeldBytes } from './heldBytes.ts';
import {
  CLOSE_BRACKET,
  COMMA,
  isSpace,
  NEWLINE,
  type Nesting,
  OPEN_BRACE,
  OPEN_BRACKET,
  outside,
  scan,
  skipSpace,
  trimmedLength,
} from './nesting.ts';
import type { Piece, Splitter, Start } from './piece.ts';
import { RowSplitter } from './rowSplitter.ts';
import { splitBroken } from './splitBroken.ts';

/** Whether a file's first bytes begin an array of objects: `[`, then `{` or `]`. A lone `[` may be a torn line. */
export function startsArray(head: Uint8Array): boolean {
  const first = skipSpace(head);
  const second = head[skipSpace(head, first + 1)];
  return head[first] === OPEN_BRACKET && (second === OPEN_BRACE || second === CLOSE_BRACKET);
}

/**
 * Cuts one JSON array into its elements, on one line or on many. What follows the array is read as lines, so that
 * nothing in the file goes unseen. Stray commas are let pass; an element that isn't well formed is still a row, and
 * where its brackets don't match, the rows after it are found again by their indentation.
 */
export class ArraySplitter implements Splitter {
  readonly #emit: (piece: Piece) => void;
  readonly #limit: number;
  readonly #held: HeldBytes;
  readonly #place: Start;
  #opened = false;
  #element: (Start & { nesting: Nesting }) | undefined;
  #after: RowSplitter | undefined;

  constructor(emit: (piece: Piece) => void, limit: number, start: Start) {
    this.#emit = emit;
    this.#limit = limit;
    this.#held = new HeldBytes(limit);
    this.#place = { ...start };
  }

  push(chunk: Uint8Array): void {
    if (this.#after !== undefined) {
      this.#after.push(chunk);
      return;
    }
    // Up to where #place has come in this chunk. It moves only when someone asks, because counting columns costs time.
    let placed = 0;
    const moveTo = (index: number) => {
      advance(this.#place, chunk.subarray(placed, index));
      placed = index;
    };
    for (let index = 0; index < chunk.length; index++) {
      if (this.#element === undefined) {
        const byte = chunk[index];
        if (byte === CLOSE_BRACKET) {
          moveTo(index + 1);
          this.#after = new RowSplitter(this.#emit, this.#limit, this.#place);
          this.#after.push(chunk.subarray(index + 1));
          return;
        }
        if (byte === COMMA || isSpace(byte)) continue;
        if (!this.#opened) {
          this.#opened = true;
          continue;
        }
        moveTo(index);
        this.#element = { ...this.#place, nesting: outside() };
      }
      const end = scan(this.#element.nesting, chunk, index, endsElement);
      this.#held.add(chunk.subarray(index, end));
      if (end < chunk.length) this.#endElement();
      // The comma or bracket there is looked at next.
      index = end - 1;
    }
    moveTo(chunk.length);
  }

  end(): void {
    // The array is not closed: perhaps because its `]` was taken for one that the element is missing.
    if (this.#element !== undefined) this.#element.nesting.broken = true;
    this.#endElement();
    this.#after?.end();
  }

  #endElement(): void {
    if (this.#element === undefined) return;
    const { nesting, ...start } = this.#element;
    const held = this.#held.bytes;
    if (held === undefined) this.#emit({ ...start, length: this.#held.length, bytes: undefined });
    else {
      const bytes = held.subarray(0, trimmedLength(held));
      if (nesting.broken) for (const piece of splitBroken(bytes, start)) this.#emit(piece);
      else this.#emit({ ...start, length: bytes.length, bytes });
    }
    this.#held.clear();
    this.#element = undefined;
  }
}

function endsElement(byte: number): boolean {
  return byte === COMMA || byte === CLOSE_BRACKET;
}

function advance(place: Start, bytes: Uint8Array): void {
  let { line, column } = place;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (byte === NEWLINE) {
      line++;
      column = 1;
    } else if ((byte & 0xc0) !== 0x80) {
      // A UTF-8 sequence of four bytes is two UTF-16 units; its continuation bytes count nothing.
      column += byte >= 0xf0 ? 2 : 1;
    }
  }
  place.line = line;
  place.column = column;
  place.offset += bytes.length;
}
