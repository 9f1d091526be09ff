/**
 * A limit per minute as a bucket that fills evenly: in no minute more than the limit goes out, and it goes out evenly.
 * Holds a second's worth, so that timers, which are late by a millisecond or two, cost no throughput.
 */
export class RateBucket {
  readonly perMinute: number;
  readonly #room: number;
  readonly #perMs: number;
  #level: number;
  #at: number;

  /** `now` in milliseconds. */
  constructor(perMinute: number, now: number) {
    this.perMinute = perMinute;
    this.#room = Math.max(1, perMinute / 60);
    // What the bucket holds may go out at the beginning of a minute, and is not to go out twice.
    this.#perMs = (perMinute - this.#room + 1) / 60_000;
    this.#level = this.#room;
    this.#at = now;
  }

  /** Milliseconds until so much may be taken. What is more than the bucket ever holds goes when it is full. */
  waitMs(amount: number, now: number): number {
    this.#fill(now);
    const missing = Math.min(amount, this.#room) - this.#level;
    // Not for what adding up many small numbers loses.
    return missing > 1e-9 ? missing / this.#perMs : 0;
  }

  /** Takes out, or with a negative amount puts back. May leave less than nothing: others wait the longer. */
  take(amount: number, now: number): void {
    this.#fill(now);
    this.#level = Math.min(this.#room, this.#level - amount);
  }

  #fill(now: number): void {
    this.#level = Math.min(this.#room, this.#level + (now - this.#at) * this.#perMs);
    this.#at = now;
  }
}
