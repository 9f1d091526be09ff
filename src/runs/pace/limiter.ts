import type { Failure, RateLimits, RateWindow, Reply } from '../../models/model.ts';
import { AdaptiveConcurrency } from './adaptiveConcurrency.ts';
import { type Clock, systemClock } from './clock.ts';
import { RateBucket } from './rateBucket.ts';
import { WaitingLine } from './waitingLine.ts';

/** What the user allows. Without a limit per minute there is none but the endpoint's own. */
export interface Limits {
  /** Requests at a time at most. */
  max: number;
  requestsPerMinute?: number | undefined;
  tokensPerMinute?: number | undefined;
}

/** Leave to ask once. */
export interface Turn {
  /** Gives the turn back, with what came of it. */
  done(answer: Reply | Failure): void;
}

/** The longest that anybody waits because an endpoint asks for it, in milliseconds: beyond, asking is given up. */
export const longestWaitMs = 120_000;

/** Who waits for a turn. */
interface Waiter {
  tokens: number;
  begin(turn: Turn): void;
}

/**
 * Lets requests to one endpoint through, first come, first served: as many at a time as it is good for, never more a
 * minute than the user allows, and none while the endpoint has asked to wait.
 */
export class Limiter {
  readonly #clock: Clock;
  readonly #concurrency: AdaptiveConcurrency;
  readonly #line = new WaitingLine<Waiter>();
  #requests: RateBucket | undefined;
  #tokens: RateBucket | undefined;
  #inFlight = 0;
  #blockedUntil = 0;
  #alarm: { at: number; callOff: () => void } | undefined;

  constructor(limits: Limits, clock: Clock = systemClock) {
    this.#clock = clock;
    this.#concurrency = new AdaptiveConcurrency(limits.max, clock.now());
    this.#setRates(limits);
  }

  /** Changes what is allowed from now on. */
  set limits(limits: Limits) {
    this.#concurrency.max = limits.max;
    this.#setRates(limits);
    this.#letIn();
  }

  /** Requests under way. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Requests that wait for a turn. */
  get waiting(): number {
    return this.#line.length;
  }

  /** Requests that may be under way at a time, as things are. */
  get allowed(): number {
    return this.#concurrency.allowed;
  }

  /** Whether it matters how many tokens a request is said to have. */
  get countsTokens(): boolean {
    return this.#tokens !== undefined;
  }

  /** Waits for a turn. `tokens` is a guess, set right when it is done. Undefined once cancelled. */
  acquire(tokens: number, signal: AbortSignal): Promise<Turn | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    if (this.#line.length === 0 && this.#waitMs(tokens) === 0) return Promise.resolve(this.#begin(tokens));
    return new Promise((resolve) => {
      const leave = this.#line.join({
        tokens,
        begin: (turn) => {
          signal.removeEventListener('abort', cancel);
          leave();
          resolve(turn);
        },
      });
      const cancel = () => {
        leave();
        resolve(undefined);
        // Who was first may have been the one too large to go.
        this.#letIn();
      };
      signal.addEventListener('abort', cancel, { once: true });
      this.#letIn();
    });
  }

  #setRates({ requestsPerMinute, tokensPerMinute }: Limits): void {
    this.#requests = this.#bucket(this.#requests, requestsPerMinute);
    this.#tokens = this.#bucket(this.#tokens, tokensPerMinute);
  }

  #bucket(known: RateBucket | undefined, perMinute = 0): RateBucket | undefined {
    if (perMinute <= 0) return undefined;
    // The same limit goes on: a run that begins does not get what another has used up.
    return known?.perMinute === perMinute ? known : new RateBucket(perMinute, this.#clock.now());
  }

  /** Infinity when only an answer can help. */
  #waitMs(tokens: number): number {
    if (this.#inFlight >= this.#concurrency.allowed) return Number.POSITIVE_INFINITY;
    const now = this.#clock.now();
    return Math.max(
      0,
      this.#blockedUntil - now,
      this.#requests?.waitMs(1, now) ?? 0,
      this.#tokens?.waitMs(tokens, now) ?? 0,
    );
  }

  #begin(tokens: number): Turn {
    const began = this.#clock.now();
    if (this.#inFlight === 0) this.#concurrency.forget(began);
    this.#inFlight++;
    this.#requests?.take(1, began);
    this.#tokens?.take(tokens, began);
    let isDone = false;
    return {
      done: (answer) => {
        if (isDone) return;
        isDone = true;
        this.#learn(answer, tokens, began);
        this.#inFlight--;
        this.#letIn();
      },
    };
  }

  #learn(answer: Reply | Failure, tokens: number, began: number): void {
    const now = this.#clock.now();
    const isFull = this.#inFlight >= this.#concurrency.allowed;
    this.#tokens?.take(spent(answer, tokens) - tokens, now);
    if (isOverload(answer)) this.#concurrency.refused();
    else if (answer.kind === 'reply') this.#concurrency.answered(now - began, isFull, now);
    const waitMs = Math.max(askedWait(answer), exhausted(answer.limits, tokens));
    if (waitMs <= longestWaitMs) this.#blockedUntil = Math.max(this.#blockedUntil, now + waitMs);
  }

  /** Begins with those whose turn has come, and sees to it that somebody looks again when the next one's has. */
  #letIn(): void {
    for (;;) {
      const next = this.#line.first;
      const waitMs = next ? this.#waitMs(next.tokens) : Number.POSITIVE_INFINITY;
      if (!next || waitMs > 0) {
        this.#wakeIn(waitMs);
        return;
      }
      next.begin(this.#begin(next.tokens));
    }
  }

  #wakeIn(ms: number): void {
    const at = this.#clock.now() + ms;
    if (this.#alarm && this.#alarm.at <= at && ms !== Number.POSITIVE_INFINITY) return;
    this.#alarm?.callOff();
    this.#alarm = undefined;
    if (ms === Number.POSITIVE_INFINITY) return;
    const ring = () => {
      this.#alarm = undefined;
      this.#letIn();
    };
    this.#alarm = { at, callOff: this.#clock.after(Math.ceil(ms), ring) };
  }
}

/** What an answer says it cost; what never became a reply was not counted as tokens. */
function spent(answer: Reply | Failure, guessed: number): number {
  if (answer.kind === 'failure') return answer.reason === 'cancelled' ? guessed : 0;
  return answer.usage ? answer.usage.input + answer.usage.output : guessed;
}

/** Too many requests, no room, or no answer in time: 529 is what some say for 503. */
function isOverload(answer: Reply | Failure): boolean {
  if (answer.kind === 'reply') return false;
  return answer.reason === 'timed out' || [429, 503, 529].includes(answer.status ?? 0);
}

function askedWait(answer: Reply | Failure): number {
  return answer.kind === 'failure' ? (answer.retryAfterMs ?? 0) : 0;
}

/** Milliseconds until a window that is used up is whole again; 0 when there is room for another such request. */
function exhausted({ requests, tokens }: RateLimits = {}, size: number): number {
  const until = (window: RateWindow | undefined, needed: number) =>
    window?.resetMs !== undefined && window.remaining < needed ? window.resetMs : 0;
  return Math.max(until(requests, 1), until(tokens, Math.max(1, size)));
}
