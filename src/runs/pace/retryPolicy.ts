import type { Failure } from '../../models/model.ts';
import { longestWaitMs } from './limiter.ts';

const firstWaitMs = 500;
const longestBackOffMs = 30_000;

/**
 * Milliseconds to wait before the same request is sent again, after `retries` times already; undefined when it is not worth
 * it. Waits as the endpoint asks, else twice as long each time; jittered, so that what failed together does not come
 * back together. `random` is 0 ≤ x < 1.
 */
export function retryWait(failure: Failure, retries: number, random: () => number): number | undefined {
  if (!failure.retryable) return undefined;
  const asked = failure.retryAfterMs;
  if (asked !== undefined) return asked > longestWaitMs ? undefined : asked + random() * Math.min(1000, asked / 4);
  return (Math.min(longestBackOffMs, firstWaitMs * 2 ** retries) * (1 + random())) / 2;
}
