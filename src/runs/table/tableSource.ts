import type { Sample } from '../../dataset/sample.ts';
import { grown } from '../columns/growingColumn.ts';
import { HashNumbers } from '../columns/hashNumbers.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import type { RunItem } from '../run.ts';

const labelled = 1;
const mentions = 2;

/**
 * What a table has to know of the rows of a source: which contents it has, whether people labelled them, and whether
 * their instruction has some words. Some 30 bytes a row, and no text.
 */
export class SourceScan {
  /** In lower case; '' looks for none. */
  readonly needle: string;
  /** Of the source when it was read. */
  readonly version: string;
  /** Rows taken in, and where the last one ends in the source, in bytes. */
  rows = 0;
  size = 0;
  /** All of them were taken in: what was not found is not there. */
  isWhole = false;
  readonly #contents = new HashNumbers();
  /** By content: rows that are alike have the same label. */
  #marks = new Uint8Array(0);

  constructor(needle: string, version: string) {
    this.needle = needle;
    this.version = version;
  }

  /** Takes in the next row. */
  add(item: RunItem): void {
    this.rows++;
    this.size = item.row.offset + item.row.length;
    const content = this.#contents.add(item.row.hash);
    this.#marks = grown(this.#marks, this.#contents.size);
    if ('sample' in item) this.#marks[content] = this.#marksOf(item.sample);
  }

  /** Whether people said something of a row that was judged. */
  labelled(columns: RunColumns, slot: number): boolean {
    return this.#isMarked(columns, slot, labelled);
  }

  /** Whether the instruction of a row that was judged has the words. */
  mentions(columns: RunColumns, slot: number): boolean {
    return this.#isMarked(columns, slot, mentions);
  }

  /** Whether the source, which has been read to its end, has what was judged no more: wherever the row has moved to. */
  changed(columns: RunColumns, slot: number): boolean {
    return this.isWhole && this.#contents.numberAt(columns.hashes, slot) === undefined;
  }

  #marksOf({ instruction, labels }: Sample): number {
    const isMatch = this.needle !== '' && instruction.toLowerCase().includes(this.needle);
    return (labels ? labelled : 0) | (isMatch ? mentions : 0);
  }

  #isMarked(columns: RunColumns, slot: number, mark: number): boolean {
    const content = this.#contents.numberAt(columns.hashes, slot);
    return content !== undefined && ((this.#marks[content] ?? 0) & mark) !== 0;
  }
}
