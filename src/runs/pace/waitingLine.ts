/** Someone who waits in a line. */
interface Place<T> {
  value: T;
  isLeft: boolean;
}

/** First come, first served. Nothing takes longer in a long line than in a short one. */
export class WaitingLine<T> {
  #places: Place<T>[] = [];
  #head = 0;
  #length = 0;

  /** How many wait. */
  get length(): number {
    return this.#length;
  }

  /** Who is next. */
  get first(): T | undefined {
    while (this.#places[this.#head]?.isLeft) this.#head++;
    return this.#places[this.#head]?.value;
  }

  /** Joins at the end; returns what leaves the line, from wherever one is by then. */
  join(value: T): () => void {
    const place = { value, isLeft: false };
    this.#places.push(place);
    this.#length++;
    return () => {
      if (place.isLeft) return;
      place.isLeft = true;
      this.#length--;
      this.#tidy();
    };
  }

  #tidy(): void {
    if (this.#length === 0) {
      this.#places = [];
      this.#head = 0;
    } else if (this.#places.length > 64 && this.#places.length > 2 * this.#length) {
      this.#places = this.#places.slice(this.#head).filter(({ isLeft }) => !isLeft);
      this.#head = 0;
    }
  }
}
