import * as z from 'zod';
import { unscoredReasons } from './unscoredReasons.ts';

const tokens = z.object({ input: z.number().nonnegative(), output: z.number().nonnegative() });

/** One exchange with the model: what it said, verbatim, or why it said nothing. */
export const attemptSchema = z.object({
  raw: z.string().nullable(),
  reasoning: z.string().optional(),
  finish: z.enum(['stop', 'length', 'filtered', 'other']).optional(),
  problem: z.string().optional(),
  ms: z.number().nonnegative(),
  /** Which of the judgement's votes it belongs to, where there are several. */
  vote: z.number().int().nonnegative().optional(),
  /** Where numbers stand in `raw` (UTF-16 offset), and what else might have stood there: text and log-probability. */
  chances: z
    .array(
      z.object({
        at: z.number().int().nonnegative(),
        text: z.string(),
        top: z.array(z.tuple([z.string(), z.number()])),
      }),
    )
    .optional(),
});

/** What one order, reply or model of several said. */
export const voteSchema = z.object({
  /**
   * The texts in the order they were shown, by position (0-based): some only, where asked alone; and of a row that was
   * compared with others in one request, those of all of them.
   */
  order: z.array(z.number().int().nonnegative()),
  /** The judge's name, as its endpoint reported it; of a jury the member's own, which no other member has. */
  model: z.string(),
  /** One for each text of the sample, in the sample's order; null where this vote has none. */
  scores: z.array(z.number().nullable()),
  /** Why it is not whole. */
  reason: z.enum(unscoredReasons).optional(),
});

/** The verdict on one sample. Checked when a run file is read: files are hostile until checked. */
export const judgementSchema = z
  .object({
    status: z.enum(['scored', 'partly scored', 'unscored']),
    /** One for each text judged; null where the judge gave none. A number is exactly what the judge said. */
    scores: z.array(z.number().nullable()),
    /** Why each null is null, by position; null where there is a score. */
    gaps: z.array(z.enum(['missing', 'unreadable', 'off scale']).nullable()),
    /** Positions (0-based) of scores outside the scale: shown as given, kept out of every mean, colour and histogram. */
    offScale: z.array(z.number().int().nonnegative()),
    scale: z.object({ min: z.number(), max: z.number() }),
    /** Set unless every response is scored. */
    reason: z.enum(unscoredReasons).optional(),
    /** The reason's particulars, in words. */
    detail: z.string().optional(),
    /** What the judge said around its scores; empty when it said nothing. */
    rationale: z.string(),
    /** One sentence a response, where the judge gave them. */
    rationales: z.array(z.string().nullable()).optional(),
    /** What was odd about the reply, in words. */
    notes: z.array(z.string()),
    /** The model's name as the endpoint reported it. */
    model: z.string(),
    attempts: z.array(attemptSchema),
    /** What each order, reply and model said, where there are several; `scores` is what they come to together. */
    votes: z.array(voteSchema).optional(),
    /**
     * Where scores are expectations: how much of the probability lay on scores, 0..1, by position; null where too little
     * did, or nothing was told of it, and the score is the plain one.
     */
    mass: z.array(z.number().min(0).max(1).nullable()).optional(),
    /** What in the sample's texts is made to sway or to confuse a judge, by position. */
    suspicions: z.array(z.object({ position: z.number().int().nonnegative(), kinds: z.array(z.string()) })).optional(),
    /** Which attempt's reply the rationale is from, and the scores where it is the only one; absent when none counts. */
    counted: z.number().int().nonnegative().optional(),
    tokens: tokens.optional(),
    /** Wall time of all attempts, in milliseconds. */
    ms: z.number().nonnegative(),
  })
  // What a file says of a scale and of scores must go together, or means and colours would be made of nonsense.
  .refine(({ scale, scores, gaps, offScale }) => {
    const isOff = (score: number | null) => score !== null && (score < scale.min || score > scale.max);
    return (
      scale.max > scale.min &&
      gaps.length === scores.length &&
      scores.every((score, i) => isOff(score) === offScale.includes(i))
    );
  });
