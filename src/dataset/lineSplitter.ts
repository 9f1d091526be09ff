import { HeldBytes } from './heldBytes.ts';
import { NEWLINE } from './nesting.ts';
import type { Piece, Splitter, Start } from './piece.ts';

/** Cuts bytes into lines: all of them, blank ones too, without the LF but with the CR where there is one. */
export class LineSplitter implements Splitter {
  readonly #emit: (line: Piece) => void;
  readonly #limit: number;
  readonly #held: HeldBytes;
  #line: number;
  #column: number;
  #offset: number;

  constructor(emit: (line: Piece) => void, limit: number, start: Start) {
    this.#emit = emit;
    this.#limit = limit;
    this.#held = new HeldBytes(limit);
    this.#line = start.line;
    this.#column = start.column;
    this.#offset = start.offset;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#endLine(chunk.subarray(start, end));
      start = end + 1;
    }
    this.#held.add(chunk.subarray(start));
  }

  end(): void {
    if (this.#held.length > 0) this.#endLine(new Uint8Array(0));
  }

  /** Takes a line's last bytes. Most lines are whole inside one chunk, and are never copied. */
  #endLine(rest: Uint8Array): void {
    if (this.#held.length === 0) this.#emitLine(rest.length > this.#limit ? undefined : rest, rest.length);
    else {
      this.#held.add(rest);
      this.#emitLine(this.#held.bytes, this.#held.length);
      this.#held.clear();
    }
  }

  #emitLine(bytes: Uint8Array | undefined, length: number): void {
    this.#emit({ line: this.#line, column: this.#column, offset: this.#offset, length, bytes });
    this.#line++;
    this.#column = 1;
    this.#offset += length + 1;
  }
}
