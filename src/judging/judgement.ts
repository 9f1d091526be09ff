import type * as z from 'zod';
import type { attemptSchema, judgementSchema, voteSchema } from './judgementSchema.ts';
import type { unscoredReasons } from './unscoredReasons.ts';

/** The verdict on one sample: scored, partly scored, or unscored with a reason. Never a made-up number. */
export type Judgement = z.infer<typeof judgementSchema>;

/** One exchange with the model. */
export type Attempt = z.infer<typeof attemptSchema>;

/** What one order, reply or model of several said. */
export type Vote = z.infer<typeof voteSchema>;

/** Why a sample has no verdict, or not a whole one. */
export type UnscoredReason = (typeof unscoredReasons)[number];

/**
 * `(s - min) / (max - min)`, 0..1, for each score on the scale and null for the others: what colours, means, bands and
 * histograms are made of. QualityScorer's scale grows with n, so only these compare across rows.
 */
export function normalisedScores({ scores, scale, offScale }: Judgement): (number | null)[] {
  return scores.map((s, i) => (s === null || offScale.includes(i) ? null : (s - scale.min) / (scale.max - scale.min)));
}

/** The mean of the normalised scores, or null when there is none. */
export function meanNormalised(judgement: Judgement): number | null {
  const known = normalisedScores(judgement).filter((s) => s !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
}
