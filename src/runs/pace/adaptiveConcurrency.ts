/** Requests at a time before anything is known of the endpoint. */
const firstAllowed = 4;

/** So much of a place is lost to each refusal: a round that is refused as a whole halves what is allowed. */
const lostByRefusal = 0.5;

/**
 * Answers after a refusal, less one for each place there is, before another place is tried: an endpoint with few places
 * is not to refuse every other request.
 */
const quietAnswers = 12;

/** Answers that one look is made of: several rounds, so that a few slow replies decide nothing. */
const [leastAnswers, mostAnswers] = [64, 512];
const roundsOfLook = 4;

/** While it doubles every round trip, a look must do with fewer. */
const leastAtFirst = 8;

/** Answers take so much longer than at best before it is asked whether they only wait. */
const slower = 1.5;

/** Looks to go by after fewer at a time were of no use, before it is tried again: trying costs answers. */
const looksBetween = 4;

/** So many requests at a time are tried then, as a share of those before. */
const fewer = 0.75;

/** What a number of answers showed: answers a millisecond, their median latency, and how far off such a rate may be. */
interface Look {
  rate: number;
  latency: number;
  error: number;
}

/**
 * How many requests at a time an endpoint is good for, between 1 and a maximum. Begins low and doubles every round trip;
 * from the first sign of too much on it adds one a round trip, and gives way to refusals (429, 503, time-outs) at once.
 *
 * When answers take longer it tries fewer requests at a time, and stays there if as many answers come: then the others
 * only waited. Else they had their use, as where rows are longer now, or where our own machine is what is busy: it goes
 * back, and takes the latency for what this endpoint has. Medians of many answers are compared, with what chance makes
 * of them allowed for: the latencies of language models differ tenfold among themselves.
 */
export class AdaptiveConcurrency {
  #max: number;
  #allowed: number;
  #isSlowStart = true;
  /** Whether answers wait somewhere: more at a time would only wait, too. */
  #isWaiting = false;
  #quiet = quietAnswers;
  /** The lowest latency known, and its share that may be chance. */
  #best = { latency: Number.POSITIVE_INFINITY, error: 0 };
  #lastRate = 0;
  #looksToGo = 0;
  /** What was before fewer were tried. */
  #before: (Look & { allowed: number }) | undefined;
  readonly #latencies = new Float64Array(mostAnswers);
  #answers = 0;
  #began = 0;
  /** Answers to requests that were under way when something changed: they belong to no look. */
  #skip = 0;

  constructor(max: number, now: number) {
    this.#max = max;
    this.#allowed = Math.min(max, firstAllowed);
    this.#began = now;
  }

  set max(max: number) {
    this.#max = max;
    this.#allowed = Math.min(max, this.#allowed);
  }

  /** Requests that may be under way now; a whole number. */
  get allowed(): number {
    return Math.floor(this.#allowed);
  }

  /** An answer came after so many milliseconds. `isFull`: as many requests as allowed were under way. */
  answered(ms: number, isFull: boolean, now: number): void {
    this.#quiet++;
    if (isFull && !this.#isWaiting && !this.#before && this.#quiet > quietAnswers - this.#allowed)
      this.#grow(this.#isSlowStart ? 1 : 1 / this.#allowed);
    if (this.#skip > 0) {
      if (--this.#skip === 0) this.forget(now);
      return;
    }
    this.#latencies[this.#answers++] = ms;
    const enough = this.#isSlowStart
      ? Math.max(leastAtFirst, this.#allowed / 2)
      : Math.max(leastAnswers, roundsOfLook * this.#allowed);
    if (this.#answers >= Math.min(mostAnswers, enough)) this.#look(now);
  }

  /** The endpoint had no room, or took too long. */
  refused(): void {
    this.#isSlowStart = false;
    this.#before = undefined;
    this.#quiet = 0;
    this.#grow(-lostByRefusal);
  }

  /** What was measured since the last look tells nothing: nobody asked for a while, or nobody was allowed to. */
  forget(now: number): void {
    this.#answers = 0;
    this.#began = now;
  }

  #grow(by: number): void {
    this.#allowed = Math.min(this.#max, Math.max(1, this.#allowed + by));
  }

  #look(now: number): void {
    const look = lookAt(this.#latencies.subarray(0, this.#answers), Math.max(1, now - this.#began));
    this.forget(now);
    const isBetter = this.#before !== undefined && this.#isAsGood(look, this.#before);
    this.#before = undefined;
    if (look.latency < this.#best.latency) this.#best = look;
    this.#isWaiting =
      isBetter || look.latency > slower * this.#best.latency * (1 + 2 * (look.error + this.#best.error));
    if (this.#isWaiting && this.#isSlowStart) this.#isSlowStart = look.rate > 1.2 * this.#lastRate;
    this.#lastRate = look.rate;
    if (!this.#isWaiting || this.#isSlowStart || this.allowed === 1 || this.#looksToGo-- > 0) return;
    this.#before = { ...look, allowed: this.#allowed };
    this.#skip = this.allowed;
    this.#allowed = Math.max(1, fewer * this.#allowed);
  }

  /** Whether fewer at a time brought as many answers; else goes back. */
  #isAsGood(look: Look, before: Look & { allowed: number }): boolean {
    if (look.rate >= before.rate * (1 - Math.max(0.02, before.error + look.error))) return true;
    this.#looksToGo = looksBetween;
    this.#allowed = Math.min(this.#max, before.allowed);
    this.#best = { ...this.#best, latency: Math.min(before.latency, slower * this.#best.latency) };
    return false;
  }
}

function lookAt(latencies: Float64Array, ms: number): Look {
  const sorted = latencies.sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  // The standard error of a mean, with the deviation told from the quartiles: few very slow replies don't count.
  const deviation = (at(0.75) - at(0.25)) / 1.35;
  return { rate: sorted.length / ms, latency: at(0.5), error: deviation / at(0.5) / Math.sqrt(sorted.length) };
}
