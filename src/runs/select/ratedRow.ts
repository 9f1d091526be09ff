import type { Sample } from '../../dataset/sample.ts';
import { normalisedScores } from '../../judging/judgement.ts';
import type { ExportRow } from '../export/exportRows.ts';
import type { LeftOutReason } from './leftOut.ts';

/** A response by its position in the sample (0-based), and its normalised score, 0..1. */
export interface RatedResponse {
  position: number;
  score: number;
}

/** A row with at least one score on its scale. */
export interface RatedRow {
  sample: Sample;
  /** The responses that have such a score, the best first; of equal ones the earlier first. */
  rated: [RatedResponse, ...RatedResponse[]];
  /** Whether a response has a score off its scale: then nobody knows which one is the best of all. */
  isPartlyOffScale: boolean;
}

/**
 * What a judgement says of a row's responses, or why it says too little. Scores off their scale are none. `whole`: a row
 * counts only when every response has a score.
 */
export function ratedRow({ sample, outcome }: ExportRow, whole: boolean): RatedRow | LeftOutReason {
  if (outcome.status !== 'judged') return outcome.status;
  if (!sample) return 'malformed';
  const { judgement } = outcome;
  const n = sample.responses.length;
  const scores = normalisedScores(judgement).slice(0, n);
  const [best, ...others] = scores
    .flatMap((score, position) => (score === null ? [] : [{ position, score: rounded(score) }]))
    .sort((a, b) => b.score - a.score || a.position - b.position);
  if (!best) return judgement.offScale.length > 0 ? 'off scale' : 'unscored';
  if (whole && others.length + 1 < n) return 'partly scored';
  return { sample, rated: [best, ...others], isPartlyOffScale: judgement.offScale.some((position) => position < n) };
}

/** To six digits: 0.8 - 0.6 is to be 0.2, and a margin that is written is the one that was compared. */
export function rounded(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}
