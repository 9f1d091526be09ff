import { HashColumn } from './hashColumn.ts';

/**
 * Numbers content hashes in the order in which they come: the n-th different one is n, from 0. Takes some 30 bytes a
 * hash, where a `Map` of strings takes more than 100. All 128 bits are compared: no hash passes for another.
 */
export class HashNumbers {
  /** By number; the place after the last one is where a hash that is looked for stands meanwhile. */
  readonly #hashes = new HashColumn();
  /** Drawn anew: a hostile file is not to make hashes that all want the same place. */
  readonly #factors = crypto.getRandomValues(new Uint32Array(4));
  /** Open addressing: number + 1 of a hash, at its place or the next free one after it; 0 where there is none. */
  #table: Uint32Array;
  #size = 0;

  /** Has room for `expected` hashes from the beginning: to make room later takes a moment. */
  constructor(expected = 512) {
    this.#table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * expected + 2)));
  }

  /** How many different hashes there are. */
  get size(): number {
    return this.#size;
  }

  /** The number of a hash; a new one, what `size` was, if it was not there. 32 hex digits. */
  add(hash: string): number {
    return this.#enter(this.#placeOf(hash));
  }

  /** The same for a hash in a column, which is quicker. */
  addFrom(hashes: HashColumn, at: number): number {
    this.#hashes.reserve(this.#size + 1);
    this.#hashes.setFrom(this.#size, hashes, at);
    return this.#enter(this.#find(this.#size));
  }

  /** The number of a hash, if it is there. */
  numberOf(hash: string): number | undefined {
    const known = this.#table[this.#placeOf(hash)];
    return known ? known - 1 : undefined;
  }

  /** The number of the hash in another column, if it is there: no string is made, for whoever asks for a million. */
  numberAt(hashes: HashColumn, row: number): number | undefined {
    const known = this.#table[this.#find(row, hashes)];
    return known ? known - 1 : undefined;
  }

  #placeOf(hash: string): number {
    this.#hashes.reserve(this.#size + 1);
    this.#hashes.set(this.#size, hash);
    return this.#find(this.#size);
  }

  #enter(place: number): number {
    const known = this.#table[place];
    if (known) return known - 1;
    this.#table[place] = ++this.#size;
    if (2 * this.#size > this.#table.length) this.#enlarge();
    return this.#size - 1;
  }

  /** Where in the table a hash is, or would be. */
  #find(at: number, hashes = this.#hashes): number {
    const mask = this.#table.length - 1;
    for (let place = hashes.mixed(at, this.#factors) >>> Math.clz32(mask); ; place = (place + 1) & mask) {
      const known = this.#table[place];
      if (!known || this.#hashes.equals(known - 1, hashes, at)) return place;
    }
  }

  #enlarge(): void {
    this.#table = new Uint32Array(2 * this.#table.length);
    for (let number = 0; number < this.#size; number++) this.#table[this.#find(number)] = number + 1;
  }
}
