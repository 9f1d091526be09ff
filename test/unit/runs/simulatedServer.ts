import type { Failure, Reply } from '../../../src/models/model.ts';
import type { Limiter } from '../../../src/runs/pace/limiter.ts';
import { seededRandom } from '../../../src/statistics/seededRandom.ts';
import type { VirtualClock } from './virtualClock.ts';

/** A good answer. */
export const reply: Reply = { kind: 'reply', text: '', finish: 'stop', model: 'm' };

/** A refusal. */
export function refusal(status: number, more: Partial<Failure> = {}): Failure {
  const reason = status === 429 ? 'rate limited' : 'server error';
  return { kind: 'failure', reason, message: '', status, retryable: true, ...more };
}

/** What a server does with a request: resolves to its answer when virtual time has come. */
export type SimulatedServer = () => Promise<Reply | Failure>;

/** What was seen while workers asked. */
export interface Seen {
  ms: number;
  /** When each request was begun. */
  begun: number[];
  replies: number;
  refusals: number;
  maxInFlight: number;
  /** Requests under way when each was begun, itself among them. */
  inFlight: number[];
}

/** Workers ask through a limiter until there were so many replies; a refused request is asked again. */
export async function askThrough(
  limiter: Limiter,
  clock: VirtualClock,
  server: SimulatedServer,
  { replies, workers, tokens = 0 }: { replies: number; workers: number; tokens?: number },
): Promise<Seen> {
  const seen: Seen = { ms: 0, begun: [], replies: 0, refusals: 0, maxInFlight: 0, inFlight: [] };
  const { signal } = new AbortController();
  let left = replies;
  const work = async () => {
    while (left > 0) {
      left--;
      for (;;) {
        const turn = await limiter.acquire(tokens, signal);
        if (!turn) throw new Error('Nobody cancelled.');
        seen.begun.push(clock.now());
        seen.inFlight.push(limiter.inFlight);
        seen.maxInFlight = Math.max(seen.maxInFlight, limiter.inFlight);
        const answer = await server();
        turn.done(answer);
        if (answer.kind === 'reply') break;
        seen.refusals++;
        await clock.sleep(answer.retryAfterMs ?? 500);
      }
      seen.replies++;
    }
  };
  await clock.run(Promise.all(Array.from({ length: workers }, work)));
  seen.ms = clock.now();
  return seen;
}

/** Serves `slots` at a time; others wait in a line, or beyond `room` are refused at once. */
export function slotServer(
  clock: VirtualClock,
  { slots, ms, room = Number.POSITIVE_INFINITY }: { slots: number; ms: () => number; room?: number },
): SimulatedServer {
  const line: (() => void)[] = [];
  let taken = 0;
  return async () => {
    if (taken >= slots && line.length >= room) {
      await clock.sleep(1);
      return refusal(503);
    }
    if (taken >= slots) await new Promise<void>((resolve) => line.push(resolve));
    taken++;
    await clock.sleep(ms());
    taken--;
    line.shift()?.();
    return reply;
  };
}

/** Latencies as language models have them: log-normal, some ten times as long as others. */
export function logNormal(medianMs: number, sigma: number, seed = 1): () => number {
  const random = seededRandom(seed);
  return () => medianMs * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}
