import type { Clock } from '../../../src/runs/pace/clock.ts';

/** Time that passes only when nothing else is left to do. */
export class VirtualClock implements Clock {
  #now = 0;
  readonly #timers: { at: number; call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  /** Timers that are still to go off. */
  get pending(): number {
    return this.#timers.length;
  }

  after(ms: number, call: () => void): () => void {
    const timer = { at: this.#now + ms, call };
    const later = this.#timers.findIndex(({ at }) => at > timer.at);
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, timer);
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at >= 0) this.#timers.splice(at, 1);
    };
  }

  /** Resolves after so many milliseconds. */
  readonly sleep = (ms: number): Promise<void> => new Promise((resolve) => void this.after(ms, resolve));

  /** Lets time pass until `work` is done. Throws when nothing more would ever happen. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    for (;;) {
      // What is only a chain of promises happens at once.
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (isDone) return await done;
      const next = this.#timers.shift();
      if (!next) throw new Error('Everybody waits for nothing.');
      this.#now = next.at;
      next.call();
    }
  }
}
