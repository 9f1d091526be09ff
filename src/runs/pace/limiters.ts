import { type Clock, systemClock } from './clock.ts';
import { Limiter, type Limits } from './limiter.ts';

/** The limiters of a process, one an origin: runs side by side share what their endpoint gives. */
export class Limiters {
  readonly #clock: Clock;
  readonly #limiters = new Map<string, Limiter>();

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** The limiter of an origin (`https://api.openai.com`). The limits given last hold for all who use it. */
  for(origin: string, limits: Limits): Limiter {
    const known = this.#limiters.get(origin);
    if (known) {
      known.limits = limits;
      return known;
    }
    const limiter = new Limiter(limits, this.#clock);
    this.#limiters.set(origin, limiter);
    return limiter;
  }
}
