/** Bytes of an unfinished row, kept from one chunk to the next. Past the limit it only counts, and keeps nothing. */
export class HeldBytes {
  readonly #limit: number;
  #buffer = new Uint8Array(0);
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many bytes were added since the last clear, kept or not. */
  get length(): number {
    return this.#length;
  }

  /** What was added; undefined once it is more than the limit. A view: it holds until the next call. */
  get bytes(): Uint8Array | undefined {
    return this.#length > this.#limit ? undefined : this.#buffer.subarray(0, this.#length);
  }

  /** Copies, because whoever reads the file may fill the same chunk again. */
  add(bytes: Uint8Array): void {
    const end = this.#length + bytes.length;
    if (end > this.#limit) this.#buffer = new Uint8Array(0);
    else {
      if (end > this.#buffer.length) this.#grow(end);
      this.#buffer.set(bytes, this.#length);
    }
    this.#length = end;
  }

  clear(): void {
    this.#length = 0;
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.min(this.#limit, Math.max(needed, this.#buffer.length * 2, 4096)));
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}
