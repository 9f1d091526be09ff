import type { Embedder } from '../../models/embeddings.ts';
import type { Failure } from '../../models/model.ts';
import { embedAll } from './embedAll.ts';
import type { TakenTexts } from './takenTexts.ts';

/**
 * DEITA's threshold (arXiv 2312.15685), a cosine similarity as its own code has it; distilabel's DeitaFiltering takes 0.9
 * for a distance, which leaves out nearly everything.
 */
export const defaultCosine = 0.9;

/** What a cosine may be off by in single precision. */
const rounding = 1e-6;

/** An embedding of length 1, and the length of what is beyond its first quarter. */
export interface EmbeddedText {
  readonly vector: Float32Array;
  readonly tail: number;
}

/** How embeddings are asked for and compared. */
interface EmbeddingOptions {
  /** The least cosine similarity of near-duplicates, 0..1. */
  threshold?: number;
  /** Further attempts after a failure that may pass, for each request. */
  maxRetries?: number;
  /** Is told of the tokens of each request, as the endpoint counted them. */
  onTokens?: (tokens: number) => void;
}

/**
 * Near-duplicates by meaning, DEITA's way: texts whose embeddings have a cosine similarity of at least `threshold` with
 * one that was taken. Every one is compared: 10,000 taken texts of 1,536 dimensions take 60 MB.
 */
export function takenByEmbedding(
  embedder: Embedder,
  { threshold = defaultCosine, maxRetries = 4, onTokens }: EmbeddingOptions = {},
): TakenTexts<EmbeddedText> {
  const taken: EmbeddedText[] = [];
  let dimensions: number | undefined;
  return {
    async sketches(texts, signal) {
      const vectors = await embedAll(embedder, texts, { maxRetries, signal, onTokens });
      if (!Array.isArray(vectors)) return vectors;
      dimensions ??= vectors[0]?.length;
      return vectors.every(({ length }) => length === dimensions) ? vectors.map(embedded) : changed;
    },
    isNear: (text) => taken.some((other) => areNear(text, other, threshold - rounding)),
    take: (text) => {
      taken.push(text);
    },
  };
}

const changed: Failure = {
  kind: 'failure',
  reason: 'not a chat reply',
  message: 'The embeddings have more or fewer dimensions than before.',
  retryable: false,
};

function embedded(vector: Float32Array): EmbeddedText {
  return { vector, tail: Math.sqrt(dot(vector, vector, quarter(vector), vector.length)) };
}

/** What is beyond the first quarter adds no more than the product of its lengths (Cauchy and Schwarz): mostly too little. */
function areNear(a: EmbeddedText, b: EmbeddedText, threshold: number): boolean {
  const head = dot(a.vector, b.vector, 0, quarter(a.vector));
  if (head + a.tail * b.tail < threshold - rounding) return false;
  return head + dot(a.vector, b.vector, quarter(a.vector), a.vector.length) >= threshold;
}

const quarter = ({ length }: Float32Array) => Math.floor(length / 4);

/** Of the dimensions from `from` to `to`. Casts, because `?? 0` in the innermost loop takes more than twice the time. */
function dot(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
