import { pairedBootstrap } from '../../statistics/bootstrap.ts';
import { spearman } from '../../statistics/correlation.ts';
import type { Estimate, Measured } from '../../statistics/estimate.ts';
import { type SignTest, signTest } from '../../statistics/signTest.ts';
import type { Breathe } from '../breathe.ts';
import type { JoinedRows } from './joinRuns.ts';
import { RowScores, type ScoredRun, sameWithin, winnerOf } from './rowScores.ts';

/** How many rows are looked at before others may get their turn. */
const stretch = 2048;

/** So that the same runs come to the same interval each time. */
const seed = 1;

/** What became of the rows, or of the responses, that two runs both scored. */
export interface Counts {
  higher: number;
  lower: number;
  same: number;
}

/** Which response each run scored highest, over the rows of two or more responses that both scored wholly. */
export interface WinnerCounts {
  /** Both have one best response, and it is the same. */
  same: number;
  /** Both have one best response, and it is another. */
  other: number;
  /** Several responses share the best score in one run or both. */
  tied: number;
}

/** Two runs over the rows that both have: how the second (`run`) compares with the first (`base`), by their numbers. */
export interface PairCounts {
  base: number;
  run: number;
  /** Rows that both runs have. */
  common: number;
  /** Of these, rows with no score to compare: they are in nothing else here. Which run lacks it; of `apart` each has some. */
  unscored: { base: number; run: number; both: number; apart: number };
  /** Rows by their means: `higher` where `run` scored higher. */
  rows: Counts;
  /** Responses one by one. */
  responses: Counts;
  winners: WinnerCounts;
  /** Mean of the rows' normalised scores, 0..1, over the rows that compare; NaN when there are none. */
  baseMean: number;
  runMean: number;
}

/** Two runs in full: counts, what they mean, and every row. */
export interface PairComparison extends PairCounts {
  /** Mean difference, run − base, with its interval. */
  difference: Estimate;
  test: SignTest;
  /** How far the runs put the rows in the same order: Spearman's rho of the rows' means. */
  order: Measured;
  /** By joined row: run − base, -1..1; NaN where there is no score to compare, or a run does not have the row. */
  deltas: Float64Array;
}

/** What two runs come to over the rows that both have, and the rows' means by joined row. */
export interface CountedPair {
  counts: PairCounts;
  /** NaN where a row does not compare. */
  baseScores: Float64Array;
  runScores: Float64Array;
}

/** Counts two runs against each other, row by row. */
export async function countPair(
  joined: JoinedRows,
  runs: readonly ScoredRun[],
  [base, run]: readonly [number, number],
  breathe: Breathe,
): Promise<CountedPair> {
  const [first, second] = [runs[base], runs[run]];
  if (!first || !second) throw new RangeError(`There is no run ${base} or ${run} of ${runs.length}`);
  const counts = noCounts(base, run);
  const baseScores = new Float64Array(joined.length).fill(Number.NaN);
  const runScores = new Float64Array(joined.length).fill(Number.NaN);
  const scores = new RowScores();
  for (let row = 0; row < joined.length; row++) {
    if (row % stretch === 0) await breathe();
    const [slot, other] = [joined.slotOf(base, row), joined.slotOf(run, row)];
    if (slot < 0 || other < 0) continue;
    counts.common++;
    scores.read(first, slot, second, other);
    const { delta } = scores;
    if (Number.isNaN(delta)) {
      counts.unscored[lacking(first, slot, second, other)]++;
      continue;
    }
    counts.rows[verdictOf(delta)]++;
    counts.responses.higher += scores.higher;
    counts.responses.lower += scores.lower;
    counts.responses.same += scores.same;
    countWinners(counts.winners, winnerOf(first, slot), winnerOf(second, other));
    baseScores[row] = scores.first;
    runScores[row] = scores.second;
  }
  [counts.baseMean, counts.runMean] = [meanOf(baseScores), meanOf(runScores)];
  return { counts, baseScores, runScores };
}

/** Adds what the counts mean. */
export function measurePair({ counts, baseScores, runScores }: CountedPair): PairComparison {
  const base = baseScores.filter((score) => !Number.isNaN(score));
  const run = runScores.filter((score) => !Number.isNaN(score));
  const { higher, lower, same } = counts.rows;
  return {
    ...counts,
    difference: pairedBootstrap(base, run, { seed }),
    test: signTest(higher, lower, same),
    order: spearman(base, run),
    deltas: runScores.map((score, row) => score - (baseScores[row] ?? Number.NaN)),
  };
}

/** What a difference of normalised scores says of the second run. */
export function verdictOf(delta: number): keyof Counts {
  if (Math.abs(delta) < sameWithin) return 'same';
  return delta > 0 ? 'higher' : 'lower';
}

/**
 * How often `run` wins against `base`, 0..1: rows scored the same count half, as in AlpacaEval. NaN when no row compares.
 * Li et al. 2023, "AlpacaEval: An Automatic Evaluator of Instruction-following Models".
 */
export function winRate({ higher, lower, same }: Counts): number {
  return (higher + same / 2) / (higher + lower + same);
}

function lacking(a: ScoredRun, slotA: number, b: ScoredRun, slotB: number): keyof PairCounts['unscored'] {
  const isMissing = ({ columns }: ScoredRun, slot: number) => Number.isNaN(columns.mean[slot] ?? Number.NaN);
  const [first, second] = [isMissing(a, slotA), isMissing(b, slotB)];
  if (first && second) return 'both';
  if (first) return 'base';
  return second ? 'run' : 'apart';
}

function countWinners(counts: WinnerCounts, a: number | 'tie' | undefined, b: number | 'tie' | undefined): void {
  if (a === undefined || b === undefined) return;
  if (a === 'tie' || b === 'tie') counts.tied++;
  else if (a === b) counts.same++;
  else counts.other++;
}

function meanOf(scores: Float64Array): number {
  let [sum, known] = [0, 0];
  for (const score of scores) {
    if (Number.isNaN(score)) continue;
    sum += score;
    known++;
  }
  return sum / known;
}

function noCounts(base: number, run: number): PairCounts {
  return {
    ...{ base, run, common: 0 },
    unscored: { base: 0, run: 0, both: 0, apart: 0 },
    rows: { higher: 0, lower: 0, same: 0 },
    responses: { higher: 0, lower: 0, same: 0 },
    winners: { same: 0, other: 0, tied: 0 },
    ...{ baseMean: Number.NaN, runMean: Number.NaN },
  };
}
