/**
 * Reads a source ahead of the many who take from it, and prepares what it reads. So the work before a request is done
 * while other requests are on their way, not between a reply and the next request.
 */
export class ReadAhead<T> {
  readonly #source: AsyncGenerator<T>;
  readonly #size: number;
  readonly #prepare: (value: T) => void;
  readonly #ready: T[] = [];
  readonly #takers: { resolve: (value: T | undefined) => void; reject: (error: unknown) => void }[] = [];
  #room: () => void = () => {};
  #ended = false;
  #error: { value: unknown } | undefined;

  /** Keeps up to `size` values ready. */
  constructor(source: AsyncGenerator<T>, size: number, prepare: (value: T) => void) {
    this.#source = source;
    this.#size = size;
    this.#prepare = prepare;
    void this.#read();
  }

  /** The next value, or undefined at the end. Rejects when the source does. */
  async take(): Promise<T | undefined> {
    const value = this.#ready.shift();
    if (value !== undefined) {
      this.#room();
      return value;
    }
    if (this.#error) throw this.#error.value;
    if (this.#ended) return undefined;
    return new Promise<T | undefined>((resolve, reject) => this.#takers.push({ resolve, reject }));
  }

  /** Reads no further, and does not wait for a source that is stuck; what is ready is forgotten. */
  stop(): void {
    this.#end();
    this.#ready.length = 0;
    void this.#source.return(undefined).catch(() => {});
  }

  async #read(): Promise<void> {
    try {
      for await (const value of this.#source) {
        if (this.#ended) return;
        this.#prepare(value);
        const taker = this.#takers.shift();
        if (taker) {
          taker.resolve(value);
          continue;
        }
        this.#ready.push(value);
        // Nobody waits, so what is on the network goes first.
        await (this.#ready.length < this.#size ? turn() : this.#whenRoom());
      }
    } catch (error) {
      this.#error = { value: error };
    } finally {
      this.#end();
    }
  }

  #whenRoom(): Promise<void> {
    return new Promise((resolve) => {
      this.#room = resolve;
    });
  }

  #end(): void {
    this.#ended = true;
    this.#room();
    for (const { resolve, reject } of this.#takers.splice(0)) {
      if (this.#error) reject(this.#error.value);
      else resolve(undefined);
    }
  }
}

/** Resolves once what is already waiting in the event loop has run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
