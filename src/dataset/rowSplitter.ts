import { HeldBytes } from './heldBytes.ts';
import { LineSplitter } from './lineSplitter.ts';
import {
  COMMA,
  NEWLINE,
  type Nesting,
  OPEN_BRACE,
  OPEN_BRACKET,
  outside,
  scan,
  skipSpace,
  trimmedLength,
  withoutCarriageReturn,
} from './nesting.ts';
import type { Piece, Splitter, Start } from './piece.ts';

const newline = Uint8Array.of(NEWLINE);

/**
 * Cuts lines into rows, leaving out blank ones. A line is a row, with one exception: a line that opens an object and
 * ends inside it after `{`, `[` or `,` goes on until that object closes, so that pretty-printed objects can be read.
 * A line that begins with `{` ends it in any case: one torn row never takes the rows after it along.
 */
export class RowSplitter implements Splitter {
  readonly #emit: (row: Piece) => void;
  readonly #limit: number;
  readonly #lines: LineSplitter;
  #open: (Start & { held: HeldBytes; nesting: Nesting }) | undefined;

  constructor(emit: (row: Piece) => void, limit: number, start: Start) {
    this.#emit = emit;
    this.#limit = limit;
    this.#lines = new LineSplitter((line) => this.#take(line), limit, start);
  }

  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  end(): void {
    this.#lines.end();
    this.#close();
  }

  #take(line: Piece): void {
    if (this.#open !== undefined && line.bytes !== undefined && line.bytes[0] !== OPEN_BRACE) {
      this.#goOn(this.#open, line.bytes);
      return;
    }
    this.#close();
    if (line.bytes === undefined) {
      this.#emit(line);
      return;
    }
    const bytes = withoutCarriageReturn(line.bytes);
    if (skipSpace(bytes) === bytes.length) return;
    if (mayGoOn(bytes) && this.#opens(line, line.bytes)) return;
    this.#emit({ ...line, length: bytes.length, bytes });
  }

  #opens({ line, column, offset }: Piece, bytes: Uint8Array): boolean {
    const nesting = outside();
    scan(nesting, bytes, 0, never);
    if (nesting.depth === 0 || nesting.inString) return false;
    this.#open = { line, column, offset, nesting, held: new HeldBytes(this.#limit) };
    this.#open.held.add(bytes);
    return true;
  }

  #goOn({ held, nesting }: { held: HeldBytes; nesting: Nesting }, bytes: Uint8Array): void {
    held.add(newline);
    held.add(bytes);
    scan(nesting, bytes, 0, never);
    scan(nesting, newline, 0, never);
    if (nesting.depth === 0) this.#close();
  }

  #close(): void {
    if (this.#open === undefined) return;
    const { held, line, column, offset } = this.#open;
    this.#open = undefined;
    const bytes = held.bytes && withoutCarriageReturn(held.bytes);
    this.#emit({ line, column, offset, length: bytes?.length ?? held.length, bytes });
  }
}

const never = () => false;

function mayGoOn(line: Uint8Array): boolean {
  const last = line[trimmedLength(line) - 1];
  return (last === COMMA || last === OPEN_BRACE || last === OPEN_BRACKET) && line[skipSpace(line)] === OPEN_BRACE;
}
