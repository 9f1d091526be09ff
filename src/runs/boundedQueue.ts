/** A queue from many workers to one reader, who takes all there is at once. Workers wait while it is full. */
export class BoundedQueue<T> {
  readonly #room: number;
  #values: T[] = [];
  #closed = false;
  #error: { value: unknown } | undefined;
  #wakeReader: () => void = () => {};
  #waiting: (() => void)[] = [];

  /** Holds `room` values before workers have to wait. */
  constructor(room: number) {
    this.#room = room;
  }

  push(value: T): void {
    this.#values.push(value);
    this.#wakeReader();
  }

  /** Resolves when there is room again. */
  async whenRoom(): Promise<void> {
    while (this.#values.length >= this.#room && !this.#closed)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Nothing more comes; those who wait for room go on. */
  close(): void {
    this.#closed = true;
    this.#wakeReader();
    this.#wakeWorkers();
  }

  fail(error: unknown): void {
    this.#error = { value: error };
    this.close();
  }

  /** All values there are, at least one; undefined at the end. Rejects with what the queue failed with. */
  async take(): Promise<T[] | undefined> {
    for (;;) {
      if (this.#values.length > 0) {
        const values = this.#values;
        this.#values = [];
        this.#wakeWorkers();
        return values;
      }
      if (this.#error) throw this.#error.value;
      if (this.#closed) return undefined;
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
  }

  #wakeWorkers(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
