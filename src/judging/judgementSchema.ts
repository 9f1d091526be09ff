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
    /** Which attempt's reply the scores are from; absent when no reply came. */
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
