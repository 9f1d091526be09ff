import { grown } from '../columns/growingColumn.ts';
import { bandHash, permutations } from './minHash.ts';

/**
 * Finds those among many signatures that share a band with another one (locality-sensitive hashing, Indyk and Motwani
 * 1998; Leskovec et al., Mining of Massive Datasets, chapter 3). Chains in typed arrays: a `Map` a band would take ten
 * times the memory.
 */
export class BandIndex {
  readonly #rows: number;
  readonly #bands: number;
  /** Entry + 1 of the first of a chain; 0 where there is none. Entry e is band `e % bands` of item `e / bands`. */
  #heads = new Uint32Array(1024);
  /** By entry: entry + 1 of the next in the chain. */
  #next = new Uint32Array(0);
  #hashes = new Uint32Array(0);
  #length = 0;
  /** By item: the question it was last an answer to, so that it is one only once. */
  #seen = new Uint32Array(0);
  #questions = 0;

  /** `rows`: how many values of a signature make a band. */
  constructor(rows: number) {
    this.#rows = rows;
    this.#bands = permutations / rows;
  }

  /** Adds a signature; items are numbered from 0. */
  add(signature: Uint32Array): void {
    const entries = (this.#length + 1) * this.#bands;
    this.#next = grown(this.#next, entries);
    this.#hashes = grown(this.#hashes, entries);
    this.#seen = grown(this.#seen, this.#length + 1);
    for (let band = 0; band < this.#bands; band++) {
      const entry = this.#length * this.#bands + band;
      this.#hashes[entry] = bandHash(signature, band, this.#rows);
      this.#chain(entry);
    }
    this.#length++;
    if (entries > this.#heads.length) this.#enlarge();
  }

  /** The items that share a band with a signature, each once. */
  *candidates(signature: Uint32Array): Generator<number> {
    this.#questions++;
    for (let band = 0; band < this.#bands; band++) {
      const hash = bandHash(signature, band, this.#rows);
      for (let at = this.#heads[this.#place(hash)] ?? 0; at !== 0; at = this.#next[at - 1] ?? 0) {
        const item = Math.floor((at - 1) / this.#bands);
        if (this.#hashes[at - 1] !== hash || this.#seen[item] === this.#questions) continue;
        this.#seen[item] = this.#questions;
        yield item;
      }
    }
  }

  #place(hash: number): number {
    return hash & (this.#heads.length - 1);
  }

  #chain(entry: number): void {
    const place = this.#place(this.#hashes[entry] ?? 0);
    this.#next[entry] = this.#heads[place] ?? 0;
    this.#heads[place] = entry + 1;
  }

  #enlarge(): void {
    this.#heads = new Uint32Array(4 * this.#heads.length);
    for (let entry = 0; entry < this.#length * this.#bands; entry++) this.#chain(entry);
  }
}
