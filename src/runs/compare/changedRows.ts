import type { Comparison } from './compareRuns.ts';
import { sameWithin } from './rowScores.ts';

/** Rows that are listed at most: more are for nobody to read, and a page has to hold them. */
const mostListed = 2000;

/** A tenth of the list is for rows that did not change, and another for rows without scores: there is something to filter. */
const share = 0.1;

/**
 * The rows to show one by one, by their places in the join: those that changed most first, then those that did not, then
 * those with no scores to compare. Only rows that the first run and another have; `of` is how many these are in all.
 */
export function changedRows(comparison: Comparison, most = mostListed): { rows: number[]; of: number } {
  const apart = furthestApart(comparison);
  const changed = rowsWhere(apart, (by) => by >= sameWithin);
  const same = rowsWhere(apart, (by) => by >= 0 && by < sameWithin);
  const unscored = rowsWhere(apart, (by) => by === unknown);
  const least = Math.floor(share * most);
  const room = most - Math.min(least, same.length) - Math.min(least, unscored.length);
  const first = furthest(apart, changed, room);
  const second = same.subarray(0, most - first.length - Math.min(least, unscored.length));
  const third = unscored.subarray(0, most - first.length - second.length);
  return { rows: [...first, ...second, ...third], of: changed.length + same.length + unscored.length };
}

/** In place of a distance: the row is in no two runs to compare; it is, but has no scores to compare. */
const [absent, unknown] = [-2, -1];

/** By joined row: the largest difference of any run from the first, 0..1. */
function furthestApart({ joined, against }: Comparison): Float64Array {
  const apart = new Float64Array(joined.length).fill(absent);
  for (const { run, deltas } of against) {
    for (let row = 0; row < joined.length; row++) {
      if (joined.slotOf(0, row) < 0 || joined.slotOf(run, row) < 0) continue;
      const delta = Math.abs(deltas[row] ?? Number.NaN);
      apart[row] = Math.max(apart[row] ?? absent, Number.isNaN(delta) ? unknown : delta);
    }
  }
  return apart;
}

function rowsWhere(apart: Float64Array, isMeant: (by: number) => boolean): Uint32Array {
  const rows = new Uint32Array(apart.length);
  let found = 0;
  for (let row = 0; row < apart.length; row++) if (isMeant(apart[row] ?? absent)) rows[found++] = row;
  return rows.subarray(0, found);
}

/** The `most` rows that are furthest apart, in that order; of rows that are as far apart, the first ones. */
function furthest(apart: Float64Array, rows: Uint32Array, most: number): number[] {
  const by = (row: number) => apart[row] ?? absent;
  const kept: number[] = [];
  if (rows.length <= most) kept.push(...rows);
  else {
    // Only the few that are listed are sorted as rows: numbers alone sort ten times as fast.
    const least = Float64Array.from(rows, by).sort()[rows.length - most] ?? 0;
    let ties = most - rows.reduce((further, row) => further + (by(row) > least ? 1 : 0), 0);
    for (const row of rows) if (by(row) > least || (by(row) === least && ties-- > 0)) kept.push(row);
  }
  return kept.sort((a, b) => by(b) - by(a) || a - b);
}
