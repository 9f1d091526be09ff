import { quantile } from '../../statistics/describe.ts';
import { isDefined } from '../../statistics/estimate.ts';
import { type Canary, canaryKinds, canaryScore } from '../columns/canaries.ts';
import type { RunColumns } from '../columns/runColumns.ts';

/** What a judge made of one kind of canary. Scores are on 0..1. */
export interface CanaryFinding {
  kind: Canary['kind'];
  /** How many were judged, and how many of them have a score. */
  judged: number;
  scored: number;
  /** The mean score; undefined without one. */
  mean: number | undefined;
  /** The score that a quarter of the run's own scores is below; undefined when it has none. */
  limit: number | undefined;
  /** Whether the judge likes it better than a quarter of the real responses. */
  isLiked: boolean;
}

/** What the canaries of a run came to, by kind; empty without canaries. */
export function canaryFindings(columns: RunColumns): CanaryFinding[] {
  if (columns.canaries.length === 0) return [];
  const lower = quantile(realScores(columns), 0.25);
  const limit = isDefined(lower) ? lower : undefined;
  return canaryKinds.flatMap((kind) => {
    const judged = columns.canaries.filter((canary) => canary.kind === kind);
    const scores = judged.flatMap((canary) => canaryScore(canary) ?? []);
    if (judged.length === 0) return [];
    const mean = scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const isLiked = mean !== undefined && limit !== undefined && mean > limit;
    return [{ kind, judged: judged.length, scored: scores.length, mean, limit, isLiked }];
  });
}

function realScores(columns: RunColumns): number[] {
  const scores: number[] = [];
  for (let slot = 0; slot < columns.length; slot++) {
    if (columns.gone[slot] === 1) continue;
    for (let i = 0; i < columns.width(slot); i++) {
      const score = columns.normalised(slot, i);
      if (!Number.isNaN(score)) scores.push(score);
    }
  }
  return scores;
}

/** The canaries that a run's judge likes better than a quarter of the real responses. */
export function likedCanaries(columns: RunColumns): Canary['kind'][] {
  return canaryFindings(columns).flatMap(({ kind, isLiked }) => (isLiked ? [kind] : []));
}
