import { seededRandom } from '../../statistics/seededRandom.ts';

/**
 * A random sample of a stream whose length nobody knows beforehand (Vitter's algorithm R): every value of it is as
 * likely to be kept as any other. The same seed keeps the same places of the same stream.
 */
export class Reservoir<T> {
  readonly #size: number;
  readonly #random: () => number;
  readonly #kept: T[] = [];
  #offered = 0;

  /** Keeps up to `size` values. */
  constructor(size: number, seed: number) {
    this.#size = size;
    this.#random = seededRandom(seed);
  }

  /** What is kept, in no order. */
  get kept(): readonly T[] {
    return this.#kept;
  }

  /** The stream's next value, made only if it is kept. */
  offer(make: () => T): void {
    this.#offered++;
    if (this.#kept.length < this.#size) {
      this.#kept.push(make());
      return;
    }
    const at = Math.floor(this.#random() * this.#offered);
    if (at < this.#size) this.#kept[at] = make();
  }
}
