import { endpointClient, secretsOf } from './endpointClient.ts';
import { explainError } from './endpointErrors.ts';
import { clientFetch, platformFetch } from './endpointFetch.ts';
import type { Failure } from './model.ts';
import type { Endpoint } from './openai.ts';

/** Embeddings of texts, in their order, and how many tokens the endpoint counted. */
export interface Embeddings {
  kind: 'embeddings';
  /** Each of length 1 (so that a dot product is a cosine similarity), all with the same number of dimensions. */
  vectors: Float32Array[];
  tokens: number;
}

/** A model that turns texts into vectors. */
export interface Embedder {
  /** `text-embedding-3-small @ https://api.openai.com/v1` */
  readonly id: string;
  /** Asks once, about all of the texts. Never rejects. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embeddings | Failure>;
}

/** A model behind an OpenAI-compatible `/embeddings`, asked by the same rules as chat: see `openAiModel`. */
export function openAiEmbedder(endpoint: Endpoint): Embedder {
  const { baseUrl, model, headers = {}, timeoutMs } = endpoint;
  const client = endpointClient(endpoint, {
    timeout: timeoutMs,
    maxRetries: 0,
    fetch: clientFetch(Object.keys(headers), endpoint.fetch ?? platformFetch),
  });
  const secrets = secretsOf(endpoint);
  return {
    id: `${model} @ ${baseUrl.replace(/\/+$/, '')}`,
    async embed(texts, signal) {
      try {
        // By itself the client asks for base64, which not every server knows.
        const body = { model, input: [...texts], encoding_format: 'float' as const };
        const response = await client.embeddings.create(body, { signal }).asResponse();
        return readEmbeddings(await response.json(), texts.length);
      } catch (error) {
        return explainError(error, { model, baseUrl, secrets, signal });
      }
    },
  };
}

/** The embeddings in an answer to `count` texts. What comes from an endpoint is hostile until looked at. */
export function readEmbeddings(answer: unknown, count: number): Embeddings | Failure {
  const { data, usage } = objectOr(answer);
  if (!Array.isArray(data) || data.length !== count)
    return notEmbeddings(`The answer does not hold ${count} embeddings.`);
  const vectors: (Float32Array | undefined)[] = new Array(count).fill(undefined);
  for (const [place, item] of data.entries()) {
    const { index = place, embedding } = objectOr(item);
    const vector = unitVector(embedding);
    if (!vector) return notEmbeddings('An embedding is not a list of numbers with a direction.');
    if (typeof index === 'number' && index in vectors) vectors[index] = vector;
  }
  const known = vectors.filter((vector) => vector !== undefined);
  if (known.length < count) return notEmbeddings('The answer leaves out a text, or names one twice.');
  if (known.some(({ length }) => length !== known[0]?.length)) {
    return notEmbeddings('The embeddings have different numbers of dimensions.');
  }
  const { total_tokens: tokens } = objectOr(usage);
  return { kind: 'embeddings', vectors: known, tokens: typeof tokens === 'number' && tokens > 0 ? tokens : 0 };
}

/** More dimensions than any model has. */
const mostDimensions = 65_536;

function unitVector(embedding: unknown): Float32Array | undefined {
  if (!Array.isArray(embedding) || embedding.length > mostDimensions) return undefined;
  if (!embedding.every((value) => typeof value === 'number')) return undefined;
  const length = Math.sqrt((embedding as number[]).reduce((sum, value) => sum + value * value, 0));
  // Neither nothing nor infinite: both have no direction.
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) return undefined;
  return Float32Array.from(embedding as number[], (value) => value / length);
}

function notEmbeddings(message: string): Failure {
  return { kind: 'failure', reason: 'not a chat reply', message, retryable: false };
}

function objectOr(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
