import { ratesInstructions, type TaskName } from '../../judging/task.ts';
import type { RunColumns } from '../columns/runColumns.ts';

/**
 * How far apart normalised scores (0..1) may be and still be the same: half of what two digits show, so that no row is
 * called higher by +0.00.
 */
export const sameWithin = 0.005;

/** Two responses that are less apart are both the best: more is no rounding of the computer. */
const rounding = 1e-9;

/** What a run scores of a row: its responses, or its instruction. */
export function subjectOf(task: TaskName): 'instruction' | 'responses' {
  return ratesInstructions(task) ? 'instruction' : 'responses';
}

/** A run's columns, and what its scores are about. */
export interface ScoredRun {
  columns: RunColumns;
  subject: 'instruction' | 'responses';
}

/** One row in two runs. The same object is read into for row after row: a million rows make no million objects. */
export class RowScores {
  /** Mean of the normalised scores (0..1) of the texts that both runs scored, in the first run; NaN where there are none. */
  first = Number.NaN;
  /** The same in the second run. */
  second = Number.NaN;
  /** Of the texts that both scored: how many the second run scored higher, lower and the same. */
  higher = 0;
  lower = 0;
  same = 0;

  /**
   * Reads a row. Where the runs scored other texts of it (its instruction and its responses, or another number of
   * responses), only the means of what is wholly scored compare.
   */
  read(a: ScoredRun, slotA: number, b: ScoredRun, slotB: number): void {
    [this.first, this.second, this.higher, this.lower, this.same] = [Number.NaN, Number.NaN, 0, 0, 0];
    const width = a.columns.width(slotA);
    if (a.subject !== b.subject || width !== b.columns.width(slotB)) {
      if (!isWhole(a.columns, slotA) || !isWhole(b.columns, slotB)) return;
      this.first = a.columns.mean[slotA] ?? Number.NaN;
      this.second = b.columns.mean[slotB] ?? Number.NaN;
      return;
    }
    let [sumA, sumB, both] = [0, 0, 0];
    for (let i = 0; i < width; i++) {
      const scoreA = a.columns.normalised(slotA, i);
      const scoreB = b.columns.normalised(slotB, i);
      const apart = scoreB - scoreA;
      if (Number.isNaN(apart)) continue;
      both++;
      sumA += scoreA;
      sumB += scoreB;
      if (Math.abs(apart) < sameWithin) this.same++;
      else if (apart > 0) this.higher++;
      else this.lower++;
    }
    if (both === 0) return;
    this.first = sumA / both;
    this.second = sumB / both;
  }

  /** How much higher the second run scored the row, -1..1; NaN where that can't be said. */
  get delta(): number {
    return this.second - this.first;
  }
}

/** The position of the response that a run scored highest, 'tie' when several share that; undefined when it is not known. */
export function winnerOf({ columns, subject }: ScoredRun, slot: number): number | 'tie' | undefined {
  const width = columns.width(slot);
  if (subject !== 'responses' || width < 2 || !isWhole(columns, slot)) return undefined;
  let [best, highest, isTie] = [0, Number.NEGATIVE_INFINITY, false];
  for (let i = 0; i < width; i++) {
    const score = columns.normalised(slot, i);
    if (score > highest + rounding) [best, highest, isTie] = [i, score, false];
    else if (score > highest - rounding) isTie = true;
  }
  return isTie ? 'tie' : best;
}

/** Every text of the row has a score, and on its scale. */
function isWhole(columns: RunColumns, slot: number): boolean {
  return columns.statusOf(slot) === 'scored' && columns.offScale[slot] !== 1;
}
