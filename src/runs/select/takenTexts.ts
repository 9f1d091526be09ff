import type { Failure } from '../../models/model.ts';

/** The texts taken so far, and which others are near-duplicates of one of them. A sketch is what is compared of a text. */
export interface TakenTexts<Sketch> {
  /** Sketches of texts, in their order. Never rejects. */
  sketches(texts: readonly string[], signal: AbortSignal): Promise<Sketch[] | Failure>;
  /** Whether a text is at least as similar to one that was taken as the threshold says. */
  isNear(sketch: Sketch): boolean;
  take(sketch: Sketch): void;
}

/** What becomes of work that is given up. */
export const cancelled: Failure = { kind: 'failure', reason: 'cancelled', message: 'Cancelled.', retryable: false };
