import { assertPaired, finite, type Measured, why } from './estimate.ts';
import { averageRanks, countRanks, type DenseRanks, denseRanks, untiedPairs } from './ranks.ts';

/** Pearson's r, −1..1: how near pairs lie to a straight line, Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)²·Σ(y−ȳ)²). Pearson 1895, "Note on
 * Regression and Inheritance in the Case of Two Parents". */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): Measured {
  assertPaired(x, y);
  if (x.length < 2) return tooFew(x.length);
  const a = deviations(x);
  const b = deviations(y);
  if (!a || !b) return { notDefined: why.notFinite };
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < a.length; i++) {
    const dx = a[i] as number;
    const dy = b[i] as number;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  if (xx === 0 || yy === 0) return { notDefined: why.sameValues };
  return bounded(xy / (Math.sqrt(xx) * Math.sqrt(yy)));
}

/** Spearman's rho, −1..1: Pearson's r of the ranks, equal values sharing their mean rank. Spearman 1904, "The Proof and
 * Measurement of Association between Two Things". */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): Measured {
  assertPaired(x, y);
  const a = denseRanks(x);
  const b = denseRanks(y);
  if (!a || !b) return { notDefined: why.notFinite };
  return pearson(averageRanks(a), averageRanks(b));
}

/**
 * Kendall's tau-b, −1..1: of the pairs of rows, those in the same order less those in opposite order, over
 * √(pairs not tied in x · pairs not tied in y). Kendall 1945, "The Treatment of Ties in Ranking Problems". In
 * O(n log n), as Knight 1966 ("A Computer Method for Calculating Kendall's Tau with Ungrouped Data") showed.
 */
export function kendallTauB(x: ArrayLike<number>, y: ArrayLike<number>): Measured {
  assertPaired(x, y);
  const n = x.length;
  if (n < 2) return tooFew(n);
  const a = denseRanks(x);
  const b = denseRanks(y);
  if (!a || !b) return { notDefined: why.notFinite };
  if (a.levels < 2 || b.levels < 2) return { notDefined: why.sameValues };
  return bounded(orderBalance(a, b) / (Math.sqrt(untiedPairs(a)) * Math.sqrt(untiedPairs(b))));
}

function tooFew(n: number): Measured {
  return { notDefined: n === 0 ? why.noRows : why.tooFew };
}

/** A correlation is within −1..1; rounding is not. */
function bounded(value: number): Measured {
  return finite(Math.min(1, Math.max(-1, value)));
}

/** Differences from the mean in units of the greatest one, which r doesn't depend on and which can't overflow when
 * squared; all 0 for equal values, whose mean would be off by rounding; undefined when they aren't finite. */
function deviations(values: ArrayLike<number>): Float64Array | undefined {
  const n = values.length;
  const first = values[0] as number;
  const from = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    from[i] = (values[i] as number) - first;
    sum += from[i] as number;
  }
  const centre = sum / n;
  let greatest = 0;
  for (let i = 0; i < n; i++) {
    from[i] = (from[i] as number) - centre;
    greatest = Math.max(greatest, Math.abs(from[i] as number));
  }
  if (!Number.isFinite(greatest)) return undefined;
  if (greatest > 0) for (let i = 0; i < n; i++) from[i] = (from[i] as number) / greatest;
  return from;
}

/**
 * Pairs in the same order less pairs in opposite order. Rows are taken by ascending x and their y put into a binary
 * indexed tree (Fenwick 1994), which tells how many lie below: unlike Knight's merge sort it needs no count of pairs
 * that are tied in both, and takes log(levels) steps a row, which are few for scores.
 */
function orderBalance(x: DenseRanks, y: DenseRanks): number {
  const ends = countRanks(x);
  for (let rank = 1; rank < ends.length; rank++) ends[rank] = (ends[rank] as number) + (ends[rank - 1] as number);
  const places = ends.slice();
  const sorted = new Uint32Array(x.ranks.length);
  for (let i = 0; i < sorted.length; i++) {
    const rank = x.ranks[i] as number;
    places[rank] = (places[rank] as number) - 1;
    sorted[places[rank] as number] = y.ranks[i] as number;
  }
  const tree = new Uint32Array(y.levels + 1);
  const countBelow = (rank: number) => {
    let count = 0;
    for (let at = rank; at > 0; at &= at - 1) count += tree[at] as number;
    return count;
  };
  let balance = 0;
  let start = 0;
  for (let rank = 0; rank < ends.length; rank++) {
    const end = ends[rank] as number;
    // Rows of the same x are no pair to each other: all are asked before any is put in.
    for (let i = start; i < end; i++) {
      const place = sorted[i] as number;
      const above = start - countBelow(place + 1);
      balance += countBelow(place) - above;
    }
    for (let i = start; i < end; i++)
      for (let at = (sorted[i] as number) + 1; at <= y.levels; at += at & -at) tree[at] = (tree[at] as number) + 1;
    start = end;
  }
  return balance;
}
