import { seededRandom } from '../../src/statistics/seededRandom.ts';
import type { JudgeAnswer } from './judgeWire.ts';

/** What can go wrong with an answer, by name. */
const faults = {
  429: (retryAfter) => ({
    ...refusal(429, 'Rate limit reached.'),
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
  }),
  500: () => refusal(500, 'The server had an error while processing the request.'),
  503: () => refusal(503, 'The engine is overloaded.'),
  /** The connection breaks without an answer. */
  reset: () => ({ reset: true }),
  /** A reply that no reader takes for a verdict. */
  unreadable: () => 'I would rather talk about the weather.',
  /** A body that comes drop by drop. */
  slow: () => ({ dribbleMs: 20 }),
  /** The same answer twice on one connection. */
  duplicate: () => ({ duplicate: true }),
  /** Fewer bytes than the headers promise, and then nothing. */
  short: () => ({ truncate: 40 }),
  /** More bytes than the headers promise. */
  long: () => ({ surplus: 'HTTP/1.1 200 OK\r\n\r\n{}' }),
} satisfies Record<string, (retryAfter?: number) => JudgeAnswer>;

function refusal(status: number, message: string): { status: number; body: unknown } {
  return { status, body: { error: { message, type: 'server_error', code: null, param: null } } };
}

export type Fault = keyof typeof faults;

/** Which share of the answers goes wrong, and how. Together at most 1. */
export type FaultRates = { readonly [fault in Fault]?: number };

/** How answers go wrong; the same seed makes the same choices in the order of the requests. */
export type Faults = {
  rates: FaultRates;
  seed?: number;
  /** Seconds that a 429 asks to wait; without it none says anything. */
  retryAfter?: number;
};

/** Draws what goes wrong with the next answer; undefined for one that is good. */
export function drawFaults({ rates, seed = 1, retryAfter }: Faults): () => [Fault, JudgeAnswer] | undefined {
  const random = seededRandom(seed);
  return () => {
    let at = random();
    for (const [name, rate = 0] of Object.entries(rates)) {
      at -= rate;
      const fault = name as unknown as Fault;
      if (at < 0) return [fault, faults[fault](retryAfter)];
    }
    return undefined;
  };
}

/** Reads `429=0.1,500=0.05`. Throws on anything else. */
export function parseFaultRates(text: string): FaultRates {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', rate] = part.split('=');
      if (!(name in faults) || !(Number(rate) >= 0)) throw new Error(`"${part}" is no fault and its share.`);
      return [name, Number(rate)];
    }),
  );
}
