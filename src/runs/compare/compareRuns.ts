import { type Breathe, breather } from '../breathe.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import type { RunHeader } from '../run.ts';
import { runLabel } from './comparisonWords.ts';
import { type JoinedRows, joinRuns } from './joinRuns.ts';
import { countPair, measurePair, type PairComparison, type PairCounts } from './pairComparison.ts';
import { type ScoredRun, subjectOf } from './rowScores.ts';

/** Runs that are compared at a time: a table with more columns is for nobody. */
const mostCompared = 10;

/** Bands of normalised scores in the histogram; the last includes 1. */
export const bands = 10;

/** A run to compare: what it was judged by, and its scores. */
export interface ComparedRun {
  readonly header: RunHeader;
  readonly columns: RunColumns;
}

/** Runs over the same rows, side by side. Numbers only; texts stay where they are. */
export interface Comparison {
  /** As they were named; the others are compared with the first. */
  readonly runs: readonly ComparedRun[];
  readonly joined: JoinedRows;
  /** Rows of each run, those that its source has no more left out. */
  readonly rows: readonly number[];
  /** Rows that no other of the runs has, by run. */
  readonly alone: readonly number[];
  /** Each run after the first against the first. */
  readonly against: readonly PairComparison[];
  /** Every two runs, each once. */
  readonly pairs: readonly PairCounts[];
  /** Normalised scores on their scale by band, by run, over the rows that another run has, too. */
  readonly histograms: readonly (readonly number[])[];
}

/** Why runs can't be compared, in words, and what to do next. */
export interface ComparisonProblem {
  reason: 'no rows' | 'nothing in common' | 'too few runs' | 'too many runs';
  message: string;
  next: string;
}

/** Compares two or more runs over the same rows, wherever these stand in their files. */
export async function compareRuns(
  runs: readonly ComparedRun[],
  breathe: Breathe = breather(),
): Promise<Comparison | ComparisonProblem> {
  const problem = numberProblem(runs.length);
  if (problem) return problem;
  const scored = runs.map(({ header, columns }): ScoredRun => ({ columns, subject: subjectOf(header.task) }));
  const joined = await joinRuns(
    scored.map(({ columns }) => columns),
    breathe,
  );
  const against: PairComparison[] = [];
  const pairs: PairCounts[] = [];
  for (let base = 0; base < runs.length; base++) {
    for (let run = base + 1; run < runs.length; run++) {
      const counted = await countPair(joined, scored, [base, run], breathe);
      pairs.push(counted.counts);
      if (base === 0) against.push(measurePair(counted));
    }
  }
  if (pairs.every(({ common }) => common === 0)) return emptyProblem(runs) ?? nothingInCommon;
  return { runs, joined, against, pairs, ...countRows(joined, scored) };
}

/** Rows by run, those of one run alone, and the scores of the others by band. */
function countRows(joined: JoinedRows, runs: readonly ScoredRun[]): Pick<Comparison, 'rows' | 'alone' | 'histograms'> {
  const rows = runs.map(() => 0);
  const alone = runs.map(() => 0);
  const histograms = runs.map(() => new Array<number>(bands).fill(0));
  for (let row = 0; row < joined.length; row++) {
    const isAlone = joined.runsWith(row) === 1;
    for (const [run, { columns }] of runs.entries()) {
      const slot = joined.slotOf(run, row);
      if (slot < 0) continue;
      rows[run] = (rows[run] ?? 0) + 1;
      if (isAlone) alone[run] = (alone[run] ?? 0) + 1;
      else countScores(histograms[run] ?? [], columns, slot);
    }
  }
  return { rows, alone, histograms };
}

function countScores(histogram: number[], columns: RunColumns, slot: number): void {
  for (let i = columns.width(slot) - 1; i >= 0; i--) {
    const score = columns.normalised(slot, i);
    if (Number.isNaN(score)) continue;
    const band = Math.min(bands - 1, Math.floor(score * bands));
    histogram[band] = (histogram[band] ?? 0) + 1;
  }
}

function numberProblem(runs: number): ComparisonProblem | undefined {
  if (runs < 2) {
    const message = 'It takes two runs to compare.';
    return { reason: 'too few runs', message, next: 'Name another one.' };
  }
  if (runs <= mostCompared) return undefined;
  const message = `No more than ${mostCompared} runs are compared at a time.`;
  return { reason: 'too many runs', message, next: 'Name fewer.' };
}

function emptyProblem(runs: readonly ComparedRun[]): ComparisonProblem | undefined {
  const empty = runs.findIndex(({ columns }) => columns.length === 0);
  if (empty < 0) return undefined;
  const message = `Nothing is judged in run ${runLabel(empty)} so far.`;
  return { reason: 'no rows', message, next: 'Go on with it first.' };
}

const nothingInCommon: ComparisonProblem = {
  reason: 'nothing in common',
  message: 'These runs have no row in common: rows are matched by their content, to the letter.',
  next: 'Compare runs over the same dataset.',
};
