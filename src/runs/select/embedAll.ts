import type { Embedder } from '../../models/embeddings.ts';
import type { Failure } from '../../models/model.ts';
import { systemClock } from '../pace/clock.ts';
import { retryWait } from '../pace/retryPolicy.ts';
import { cancelled } from './takenTexts.ts';

/** Texts of one request; most endpoints take 2,048, small ones fewer. */
const batchTexts = 64;
/** Requests at a time. */
const inFlight = 4;
/**
 * UTF-16 units of a text that are sent. Models of today read some 8,000 tokens and refuse more; what makes two answers
 * near-duplicates shows before.
 */
const longestText = 6_000;

/** How often a request is asked again, what gives it up, and who is told of its tokens. */
interface Asking {
  maxRetries: number;
  signal: AbortSignal;
  onTokens?: ((tokens: number) => void) | undefined;
}

/** Embeds any number of texts, in batches. Resolves to the vectors in their order, or to the first failure. */
export async function embedAll(
  embedder: Embedder,
  texts: readonly string[],
  asking: Asking,
): Promise<Float32Array[] | Failure> {
  const vectors: Float32Array[] = [];
  let next = 0;
  let failure: Failure | undefined;

  async function work(): Promise<void> {
    while (next < texts.length && !failure) {
      const start = next;
      next += batchTexts;
      const batch = texts.slice(start, next).map(sendable);
      const answer = await askPatiently(embedder, batch, asking);
      if (Array.isArray(answer)) for (const [i, vector] of answer.entries()) vectors[start + i] = vector;
      else failure ??= answer;
    }
  }

  await Promise.all(Array.from({ length: inFlight }, work));
  return failure ?? vectors;
}

async function askPatiently(
  embedder: Embedder,
  texts: readonly string[],
  { maxRetries, signal, onTokens }: Asking,
): Promise<Float32Array[] | Failure> {
  for (let retries = 0; ; retries++) {
    const answer = await embedder.embed(texts, signal);
    if (answer.kind === 'embeddings') {
      onTokens?.(answer.tokens);
      return answer.vectors;
    }
    const ms = retries < maxRetries ? retryWait(answer, retries, Math.random) : undefined;
    if (ms === undefined) return answer;
    await waited(ms, signal);
    if (signal.aborted) return cancelled;
  }
}

/** Endpoints refuse empty texts and halves of characters. */
function sendable(text: string): string {
  return (
    text
      .slice(0, longestText)
      .replace(/\p{Cs}/gu, '')
      .trim() || '-'
  );
}

function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      callOff();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const callOff = systemClock.after(ms, end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
