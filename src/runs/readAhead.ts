/**
 * Reads a source ahead of the many who take from it, and prepares what it reads. So the work before a request is done
 * while other requests are on their way, not between a reply and the next request.
 */
export class ReadAhead<T> {
  readonly #source: AsyncGenerator<T>;
  readonly #size: number;
  readonly #prepare: (value: T) => void;
  readonly #ready: T[] = [];
  readonly #takers: ((value: T | undefined) => void)[] = [];
  readonly #reading: Promise<void>;
  #room: () => void = () => {};
  #ended = false;

  /** Keeps up to `size` values ready. */
  constructor(source: AsyncGenerator<T>, size: number, prepare: (value: T) => void) {
    this.#source = source;
    this.#size = size;
    this.#prepare = prepare;
    this.#reading = this.#read();
    // Whoever takes hears of an error; `stop` does not want to.
    this.#reading.catch(() => {});
  }

  /** The next value, or undefined at the end. Rejects when the source does. */
  async take(): Promise<T | undefined> {
    const value = this.#ready.shift();
    if (value !== undefined) {
      this.#room();
      return value;
    }
    if (this.#ended) return this.#reading.then(() => undefined);
    return new Promise<T | undefined>((resolve, reject) => {
      this.#takers.push(resolve);
      this.#reading.catch(reject);
    });
  }

  /** Reads no further; what is ready is forgotten. */
  async stop(): Promise<void> {
    this.#end();
    this.#ready.length = 0;
    await this.#reading.catch(() => {});
    await this.#source.return(undefined);
  }

  async #read(): Promise<void> {
    try {
      for await (const value of this.#source) {
        if (this.#ended) return;
        this.#prepare(value);
        const taker = this.#takers.shift();
        if (taker) {
          taker(value);
          continue;
        }
        this.#ready.push(value);
        // Nobody waits, so what is on the network goes first.
        await (this.#ready.length < this.#size ? turn() : this.#whenRoom());
      }
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
    for (const taker of this.#takers.splice(0)) taker(undefined);
  }
}

/** Resolves once what is already waiting in the event loop has run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
