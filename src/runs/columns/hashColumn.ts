import { grown } from './growingColumn.ts';

/** A column of content hashes: 16 bytes each, where a string of 32 hex digits takes 56. */
export class HashColumn {
  #words = new Uint32Array(0);

  /** Makes room for `length` hashes. */
  reserve(length: number): void {
    this.#words = grown(this.#words, length * 4);
  }

  /** A hash that is not 32 hex digits, as a hostile file may have it, is kept as one that nothing has. */
  set(row: number, hash: string): void {
    const valid = /^[0-9a-f]{32}$/.test(hash);
    for (let word = 0; word < 4; word++)
      this.#words[row * 4 + word] = valid ? Number.parseInt(hash.slice(word * 8, word * 8 + 8), 16) : 0;
  }

  /** The hash of another column's row. */
  setFrom(row: number, other: HashColumn, otherRow: number): void {
    for (let word = 0; word < 4; word++) this.#words[row * 4 + word] = other.#words[otherRow * 4 + word] ?? 0;
  }

  copy(from: number, to: number): void {
    this.#words.copyWithin(to * 4, from * 4, from * 4 + 4);
  }

  /** Whether a row's hash is that of another column's row: compared as numbers, for whoever compares a million. */
  equals(row: number, other: HashColumn, otherRow: number): boolean {
    for (let word = 0; word < 4; word++)
      if (this.#words[row * 4 + word] !== other.#words[otherRow * 4 + word]) return false;
    return true;
  }

  /** The first 32 bits: enough to notice that a row holds another hash, without making a string of it. */
  head(row: number): number {
    return this.#words[row * 4] ?? 0;
  }

  /**
   * A hash in 32 bits, of which the first tell most apart. Whoever does not know the four factors can't make hashes that
   * come to the same.
   */
  mixed(row: number, factors: Uint32Array): number {
    let sum = 0;
    for (let word = 0; word < 4; word++)
      sum = (sum + Math.imul(this.#words[row * 4 + word] ?? 0, factors[word] ?? 0)) >>> 0;
    return sum;
  }

  /** 32 hex digits. */
  get(row: number): string {
    let hash = '';
    for (let word = 0; word < 4; word++) hash += (this.#words[row * 4 + word] ?? 0).toString(16).padStart(8, '0');
    return hash;
  }
}
