import type { Sample } from '../../dataset/sample.ts';
import { isJudged, type JudgedRecord, type RunRecord } from '../../runs/run.ts';
import { Throttle } from '../throttle.ts';

/** Characters kept of an instruction: enough to search in, and 100,000 of them still fit into memory. */
const keptLength = 1000;

/** Rows read side by side. */
const readAtOnce = 32;

/** Milliseconds between two words about the progress: each makes the search look through all rows again. */
const tellEvery = 500;

/**
 * The instructions of a run, which its file does not hold: read from the source when a row is shown, and all of them, in
 * the background, once somebody searches.
 */
export class Instructions {
  readonly #records: readonly RunRecord[];
  readonly #sample: (record: JudgedRecord) => Promise<Sample | undefined>;
  readonly #told: Throttle<'read'>;
  readonly #texts: (string | undefined)[] = [];
  #read = 0;
  #reading = false;
  #disposed = false;

  /** @param onRead called when more instructions have been read in the background, and when all have been */
  constructor(
    records: readonly RunRecord[],
    sample: (record: JudgedRecord) => Promise<Sample | undefined>,
    onRead: () => void,
  ) {
    this.#records = records;
    this.#sample = sample;
    this.#told = new Throttle(tellEvery, onRead);
  }

  /** The instruction of a record, if it has been read. */
  known(index: number): string | undefined {
    return this.#texts[index];
  }

  /** Reads the instruction of a record; null when the row has changed or is gone. */
  async of(index: number): Promise<string | null> {
    const known = this.#texts[index];
    if (known !== undefined) return known;
    const record = this.#records[index];
    if (record === undefined || !isJudged(record)) return null;
    // A source that can't be read is as good as gone here: the detail says what is wrong with it.
    const sample = await this.#sample(record).catch(() => undefined);
    if (sample === undefined) return null;
    const text = sample.instruction.slice(0, keptLength);
    this.#texts[index] = text;
    return text;
  }

  /** How far the reading of all has come; undefined when there is nothing more to read. */
  get progress(): { read: number; all: number } | undefined {
    return this.#read < this.#records.length ? { read: this.#read, all: this.#records.length } : undefined;
  }

  /** Reads all that is not known yet, in the background. */
  async readAll(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    while (this.#read < this.#records.length && !this.#disposed) {
      const end = Math.min(this.#records.length, this.#read + readAtOnce);
      await Promise.all(Array.from({ length: end - this.#read }, (_, i) => this.of(this.#read + i)));
      this.#read = end;
      if (!this.#disposed) this.#told.add('read');
    }
    this.#reading = false;
  }

  /** Stops reading. */
  dispose(): void {
    this.#disposed = true;
    this.#told.dispose();
  }
}
