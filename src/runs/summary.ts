import { normalisedScores } from '../judging/judgement.ts';
import { isJudged, type RunRecord } from './run.ts';

/** A run in numbers. Only scores on their scale enter `mean` and `histogram`; nothing unscored does. */
export interface RunSummary {
  rows: number;
  scored: number;
  partlyScored: number;
  unscored: number;
  malformed: number;
  /** Partly scored and unscored rows by reason. */
  byReason: Record<string, number>;
  /** Scores kept as given though they are outside their scale. */
  offScale: number;
  /** Mean of the normalised scores, 0..1; null when there is none. `scores` is how many it is made of. */
  mean: number | null;
  scores: number;
  /** Ten equal bands of the normalised scores; the last includes 1. */
  histogram: number[];
  /** As the endpoint counted them. */
  tokens: { input: number; output: number };
}

/** Sums a run up. */
export function summarise(records: Iterable<RunRecord>): RunSummary {
  const summary: RunSummary = {
    ...{ rows: 0, scored: 0, partlyScored: 0, unscored: 0, malformed: 0, byReason: {}, offScale: 0 },
    ...{ mean: null, scores: 0, histogram: Array.from({ length: 10 }, () => 0), tokens: { input: 0, output: 0 } },
  };
  let sum = 0;
  for (const record of records) {
    summary.rows++;
    if (!isJudged(record)) {
      summary.malformed++;
      continue;
    }
    const { status, reason, offScale, tokens } = record.judgement;
    if (status === 'scored') summary.scored++;
    else if (status === 'partly scored') summary.partlyScored++;
    else summary.unscored++;
    if (reason) summary.byReason[reason] = (summary.byReason[reason] ?? 0) + 1;
    summary.offScale += offScale.length;
    summary.tokens.input += tokens?.input ?? 0;
    summary.tokens.output += tokens?.output ?? 0;
    for (const score of normalisedScores(record.judgement)) {
      if (score === null) continue;
      sum += score;
      summary.scores++;
      const band = Math.min(9, Math.floor(score * 10));
      summary.histogram[band] = (summary.histogram[band] ?? 0) + 1;
    }
  }
  if (summary.scores > 0) summary.mean = sum / summary.scores;
  return summary;
}
