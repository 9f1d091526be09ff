import { grown } from '../../runs/columns/growingColumn.ts';
import { HashNumbers } from '../../runs/columns/hashNumbers.ts';
import type { RunColumns } from '../../runs/columns/runColumns.ts';

/** Rows further down are known by their content only: a hostile run file may name any line. */
const mostLines = 4_000_000;

/** The clock is looked at once in so many rows. */
const rowsALook = 512;

/**
 * Which slot of a run holds which content, and which line of the judged file, in typed arrays: some 50 bytes a row. Taken
 * in bit by bit, and again only where a slot holds something else than before.
 */
export class JudgedLines {
  private readonly columns: RunColumns;
  private readonly contents: HashNumbers;
  /** The content of each slot, as a number. */
  private content = new Uint32Array(0);
  /** A slot of each content. */
  private slots = new Uint32Array(0);
  /** What each slot held when it was taken in. */
  private heads = new Uint32Array(0);
  private lines = new Uint32Array(0);
  /** Slot + 1 of each line. */
  private byLine = new Uint32Array(0);
  private known = 0;
  private next = 0;
  private revision = 0;
  /** How often a slot was found to hold another content, or one of another line, than before. */
  changes = 0;

  /** `total` is how many rows the run will have, as far as that is known. */
  constructor(columns: RunColumns, total = 0) {
    this.columns = columns;
    this.contents = new HashNumbers(Math.max(columns.length, total));
  }

  /** Lines up to the last that has a slot. */
  get lineCount(): number {
    return this.byLine.length;
  }

  /** How many different contents there are. */
  get contentCount(): number {
    return this.contents.size;
  }

  /** Takes in what has come since, until it is late; whether that is all. */
  follow(isLate: () => boolean): boolean {
    const { columns } = this;
    if (this.revision !== columns.revision) {
      this.revision = columns.revision;
      this.next = 0;
    }
    while (this.next < columns.length) {
      const slot = this.next++;
      if (slot >= this.known || this.isOther(slot)) this.take(slot);
      if (this.next % rowsALook === 0 && isLate()) break;
    }
    return this.next >= columns.length;
  }

  /** A slot that holds this very content. */
  withContent(hash: string): number | undefined {
    const number = this.contents.numberOf(hash);
    if (number === undefined) return undefined;
    const slot = this.slots[number] ?? 0;
    return this.content[slot] === number && this.heads[slot] === this.columns.hashes.head(slot) ? slot : undefined;
  }

  /** The slot of what was at this line (0-based) of the judged file. */
  at(line: number): number | undefined {
    const slot = (this.byLine[line] ?? 0) - 1;
    const { columns } = this;
    return slot >= 0 && columns.line[slot] === line + 1 && columns.gone[slot] !== 1 ? slot : undefined;
  }

  /** A number for the content at a line, the same for the same content, below `contentCount`. */
  contentAt(line: number): number | undefined {
    const slot = this.at(line);
    return slot === undefined ? undefined : this.content[slot];
  }

  /** The same number by the content's hash. */
  contentOf(hash: string): number | undefined {
    return this.contents.numberOf(hash);
  }

  private isOther(slot: number): boolean {
    const { columns } = this;
    return this.lines[slot] !== columns.line[slot] || this.heads[slot] !== columns.hashes.head(slot);
  }

  private take(slot: number): void {
    const { columns } = this;
    const line = columns.line[slot] ?? 0;
    if (slot < this.known) this.changes++;
    this.reserve(slot + 1);
    const number = this.contents.addFrom(columns.hashes, slot);
    this.slots = grown(this.slots, number + 1);
    this.slots[number] = slot;
    this.content[slot] = number;
    this.heads[slot] = columns.hashes.head(slot);
    this.lines[slot] = line;
    this.known = Math.max(this.known, slot + 1);
    if (line < 1 || line > mostLines) return;
    this.byLine = grown(this.byLine, line);
    this.byLine[line - 1] = slot + 1;
  }

  private reserve(length: number): void {
    this.content = grown(this.content, length);
    this.heads = grown(this.heads, length);
    this.lines = grown(this.lines, length);
  }
}
