import { breather } from '../breathe.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import type { RunItem } from '../run.ts';
import { asksSource, needleOf, type RowMarks, type TableQuery } from './tableQuery.ts';
import { SourceScan } from './tableSource.ts';

import { WordScan } from './tableWords.ts';

/** The files behind a table. Reading may fail: what can't be read is taken for gone. */
export interface TableFiles {
  /** The bytes of the run file from a place on, in chunks that are read in a moment. */
  run(offset: number): AsyncIterable<Uint8Array>;
  /** Changes whenever the source does. Undefined for a run over no file, whose rows can't change. */
  sourceVersion(): Promise<string | undefined>;
  /** The rows of the source as it is now; undefined where it can't be read as a dataset any more. */
  source(): Promise<AsyncIterable<RunItem> | undefined>;
}

/** Rows of a source that are taken in before others may have their turn. */
const stride = 64;

/** What of a run's rows only its files tell, found in the background for the query that asks for it. */
export class TableScans implements RowMarks {
  version = 0;
  readonly #columns: RunColumns;
  readonly #files: TableFiles;
  /** Of the source, in bytes; undefined when nobody knows. */
  readonly #sourceSize: number | undefined;
  readonly #onFound: () => void;
  #words: WordScan | undefined;
  #source: SourceScan | undefined;
  /** The query that was followed last. */
  #followed: TableQuery | undefined;

  /** @param onFound called when more is known, which may be very often */
  constructor(columns: RunColumns, files: TableFiles, sourceSize: number | undefined, onFound: () => void) {
    this.#columns = columns;
    this.#files = files;
    this.#sourceSize = sourceSize;
    this.#onFound = onFound;
  }

  /** Begins to read what the query asks for, and stops reading what it does not. */
  async follow(query: TableQuery): Promise<void> {
    this.#followed = query;
    const needle = needleOf(query);
    this.#followWords(needle);
    if (needle !== '' || asksSource(query)) {
      const version = await this.#files.sourceVersion().catch(() => 'gone');
      if (this.#followed === query) this.#followSource(needle, version);
    } else if (!this.#source?.isWhole) {
      // What was read whole may be asked for again.
      this.#source = undefined;
    }
  }

  /** How much has been read of what the query asks for, 0..1; undefined when all has. */
  get searching(): number | undefined {
    const shares = [];
    if (this.#words?.isReading) {
      const last = this.#columns.place(this.#columns.length - 1);
      shares.push(this.#words.size / Math.max(1, last.offset + last.length));
    }
    if (this.#source && !this.#source.isWhole)
      shares.push(this.#source.size / (this.#sourceSize || Number.POSITIVE_INFINITY));
    return shares.length === 0 ? undefined : Math.min(1, ...shares);
  }

  mentions(slot: number): boolean {
    if (this.#words?.mentions(this.#columns.place(slot).offset)) return true;
    return this.#source?.mentions(this.#columns, slot) === true;
  }

  changed(slot: number): boolean {
    return this.#source?.changed(this.#columns, slot) === true;
  }

  labelled(slot: number): boolean {
    const { labels } = this.#columns;
    if (labels.size > 0 && labels.of(this.#columns.hashOf(slot))) return true;
    return this.#source?.labelled(this.#columns, slot) === true;
  }

  /** Stops reading. */
  dispose(): void {
    this.#followed = undefined;
    this.#words = undefined;
    this.#source = undefined;
  }

  #followWords(needle: string): void {
    if (needle === '') this.#words = undefined;
    else if (this.#words?.needle !== needle) {
      this.#words = new WordScan(needle);
      this.version++;
    }
    // A file that has grown is read on from where it was.
    if (this.#words && !this.#words.isReading) void this.#readRun(this.#words);
  }

  async #readRun(words: WordScan): Promise<void> {
    words.isReading = true;
    const before = words.size;
    try {
      for await (const chunk of this.#files.run(words.size)) {
        if (this.#words !== words) return;
        words.push(chunk);
        this.#tell(words);
      }
    } catch {
      // The file is gone: the run itself says so.
    }
    words.isReading = false;
    if (words.size > before) this.#tell(words);
  }

  #followSource(needle: string, version: string | undefined): void {
    const known = this.#source;
    const isAnswered = known === undefined ? version === undefined : needle === '' || known.needle === needle;
    if (known?.version === version && isAnswered) return;
    this.#source = version === undefined ? undefined : new SourceScan(needle, version);
    this.version++;
    if (this.#source) void this.#readSource(this.#source);
  }

  async #readSource(source: SourceScan): Promise<void> {
    const breathe = breather();
    try {
      for await (const item of (await this.#files.source()) ?? []) {
        if (this.#source !== source) return;
        source.add(item);
        const others = source.rows % stride === 0 ? breathe() : undefined;
        if (!others) continue;
        this.#tell(source);
        await others;
      }
    } catch {
      // What could not be read is not there any more.
    }
    source.isWhole = true;
    this.#tell(source);
  }

  #tell(scan: WordScan | SourceScan): void {
    if (scan !== this.#words && scan !== this.#source) return;
    this.version++;
    this.#onFound();
  }
}
