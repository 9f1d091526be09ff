/** Time, so that tests can make their own. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** Calls once, after so many milliseconds. What it returns calls it off. */
  after(ms: number, call: () => void): () => void;
}

/** A timer that waits longer would go off at once. */
const longestTimer = 2 ** 31 - 1;

/** The platform's time. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, Math.min(ms, longestTimer));
    return () => clearTimeout(timer);
  },
};
