import type { Scale } from '../../../../src/models/model.ts';

/** A finite score outside the scale asked for: to be read as it stands and flagged. */
export interface OffScale {
  off: number;
}

/** What a response's score is in truth: a number, or null where nobody can tell it from the reply. */
export type TrueScore = number | OffScale | null;

/** A judge's reply as one is met in the wild, and what it says by construction. Written by hand, read by no reader. */
export interface CorpusReply {
  /** What is asked for: `[i] Score: s` lines on 1..n+1, scores of 1..10 on the first line, or JSON (both readers take it). */
  form: 'index lines' | 'first line' | 'json';
  what: string;
  /** One for each text judged. A reply with nothing but nulls is one that nobody should read a score from. */
  truth: readonly TrueScore[];
  reply: string;
  /** The scale asked for, where it is not the task's own. */
  scale?: Scale;
}

/** Replies of one style. */
export interface ReplyStyle {
  style: string;
  replies: readonly CorpusReply[];
}

/** To QualityScorer or ComplexityScorer. */
export const lines = (what: string, truth: readonly TrueScore[], reply: string): CorpusReply => ({
  form: 'index lines',
  what,
  truth,
  reply,
});

/** To JudgeLM. */
export const first = (what: string, truth: readonly TrueScore[], reply: string): CorpusReply => ({
  form: 'first line',
  what,
  truth,
  reply,
});

/** To any task that asks for JSON. */
export const json = (what: string, truth: readonly TrueScore[], reply: string): CorpusReply => ({
  form: 'json',
  what,
  truth,
  reply,
});

/** To a task with a scale of its own: DEITA's 1..6, or a custom one. */
export const onScale = (min: number, max: number, reply: CorpusReply): CorpusReply => ({
  ...reply,
  scale: { min, max },
});

/** A score off the scale. */
export const off = (score: number): OffScale => ({ off: score });

/** n texts of which none has a score that can be told. */
export const none = (n: number): null[] => Array.from({ length: n }, () => null);
