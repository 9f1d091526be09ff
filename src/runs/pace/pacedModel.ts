import type { ChatRequest, Failure, Model, Reply } from '../../models/model.ts';
import { estimateMessages } from '../plan/tokenEstimate.ts';
import type { Price, Spending } from '../spending.ts';
import type { Limiter } from './limiter.ts';
import { retryWait } from './retryPolicy.ts';

/** How a model is asked again. */
export interface Pace {
  /** Further attempts after a failure that may pass, for each request. */
  maxRetries: number;
  /** Is told of every request. */
  spending?: Spending | undefined;
  /** The model's own, where it is one of a jury. */
  price?: Price | undefined;
  /** 0 ≤ x < 1. */
  random?: () => number;
  /** Resolves after so many milliseconds, or at once when cancelled. */
  delay?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Output tokens of a reply before any told. */
const guessedOutput = 128;

/**
 * A model that waits for its turn and asks again what may fare better later. A turn is held while the endpoint works,
 * not while waiting to ask again. Cancelling ends every wait at once.
 */
export function pacedModel(model: Model, limiter: Limiter, pace: Pace): Model {
  const { maxRetries, spending, price, random = Math.random, delay = wait } = pace;
  let output = guessedOutput;

  async function attempt(request: ChatRequest, signal: AbortSignal): Promise<Reply | Failure> {
    const { messages, replies = 1 } = request;
    const tokens = limiter.countsTokens ? estimateMessages(messages) + output * replies : 0;
    const turn = await limiter.acquire(tokens, signal);
    if (!turn) return cancelled;
    if (spending) {
      spending.waiting--;
      spending.requests++;
    }
    const answer = await model.complete(request, signal);
    turn.done(answer);
    if (spending) spending.waiting++;
    if (answer.kind === 'reply' && answer.usage) {
      spending?.spend(answer.usage, price);
      const replied = 1 + (answer.more?.length ?? 0);
      output += (answer.usage.output / replied - output) / 16;
    }
    return answer;
  }

  async function complete(request: ChatRequest, signal: AbortSignal): Promise<Reply | Failure> {
    if (spending) spending.waiting++;
    try {
      for (let retries = 0; ; retries++) {
        const answer = await attempt(request, signal);
        if (answer.kind === 'reply' || retries >= maxRetries) return answer;
        const ms = retryWait(answer, retries, random);
        if (ms === undefined) return answer;
        await delay(ms, signal);
        if (signal.aborted) return cancelled;
      }
    } finally {
      if (spending) spending.waiting--;
    }
  }

  return { id: model.id, name: model.name, complete };
}

const cancelled: Failure = { kind: 'failure', reason: 'cancelled', message: 'Cancelled.', retryable: false };

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
