import { type BootstrapOptions, costlyDraws, withInterval } from './bootstrap.ts';
import { type Estimate, finite, type Measured, why } from './estimate.ts';
import { averageRanks, denseRanks, untiedPairs } from './ranks.ts';

/** What labels are: names only (win, tie), an order (poor, fair, good), or numbers whose distances count (scores). */
export type LabelKind = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's alpha, 1 for perfect agreement, 0 for chance, below 0 for systematic disagreement:
 * 1 − observed / expected disagreement among all annotators. Krippendorff 2011, "Computing Krippendorff's
 * Alpha-Reliability".
 *
 * `rows` holds the labels that a row got, as numbers, one an annotator and in any order; who gave none is left
 * out. A row with fewer than two labels has nothing to agree on and doesn't count. `indexes` takes only these rows, as
 * often as they stand there: the bootstrap over rows of Zapf et al. 2016, "Measuring Inter-Rater Reliability for Nominal
 * Data".
 */
export function krippendorffAlpha(
  rows: readonly ArrayLike<number>[],
  kind: LabelKind,
  indexes?: ArrayLike<number>,
): Measured {
  const { values, ends } = pairable(rows, indexes);
  if (values.length === 0) return { notDefined: rows.length === 0 ? why.noRows : why.notPaired };
  const dense = denseRanks(values);
  if (!dense) return { notDefined: why.notFinite };
  if (dense.levels < 2) return { notDefined: why.sameLabels };
  if (kind === 'nominal') return alpha(dense.ranks, ends, differentPairs, untiedPairs(dense));
  // The ordinal distance of two labels, all labels between them and half of the two themselves, is the distance of
  // their average ranks: alpha for an order is alpha for these numbers.
  const numbers = kind === 'ordinal' ? averageRanks(dense) : values;
  return alpha(numbers, ends, squaredDistances, squaredDistances(numbers, 0, numbers.length));
}

/** {@link krippendorffAlpha} with its bootstrap interval. `n` counts the rows with at least two labels. */
export function krippendorffEstimate(
  rows: readonly ArrayLike<number>[],
  kind: LabelKind,
  options: BootstrapOptions,
): Estimate {
  const compared = rows.filter(({ length }) => length >= 2);
  if (compared.length === 0 && rows.length > 0) return { notDefined: why.notPaired, n: 0 };
  const measure = (drawn: Uint32Array) => krippendorffAlpha(compared, kind, drawn);
  return withInterval(compared.length, measure, { draws: costlyDraws, ...options });
}

/** The labels of all rows that have at least two, one row after the other, and where each row ends. */
function pairable(rows: readonly ArrayLike<number>[], indexes: ArrayLike<number> | undefined) {
  const n = indexes?.length ?? rows.length;
  const rowAt = (i: number) => rows[indexes ? (indexes[i] as number) : i] as ArrayLike<number>;
  const ends = new Uint32Array(n);
  let labels = 0;
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const { length } = rowAt(i);
    if (length < 2) continue;
    labels += length;
    ends[kept++] = labels;
  }
  const values = new Float64Array(labels);
  let end = 0;
  for (let i = 0; i < n; i++) {
    const row = rowAt(i);
    if (row.length >= 2) for (let at = 0; at < row.length; at++) values[end++] = row[at] as number;
  }
  return { values, ends: ends.subarray(0, kept) };
}

type Labels = Uint32Array | Float64Array;

/**
 * `disagreement` sums the squared differences over the pairs among the labels from `start` to `end`, a row's;
 * `expected` is that sum over the pairs among all labels. In a row of m labels a pair weighs 1 / (m − 1).
 */
function alpha<T extends Labels>(
  labels: T,
  ends: Uint32Array,
  disagreement: (labels: T, start: number, end: number) => number,
  expected: number,
): Measured {
  let observed = 0;
  let start = 0;
  for (let row = 0; row < ends.length; row++) {
    const end = ends[row] as number;
    observed += disagreement(labels, start, end) / (end - start - 1);
    start = end;
  }
  return finite(1 - (observed * (labels.length - 1)) / expected);
}

/** How many pairs of a row have different labels. A row has a few: comparing them is quicker than counting labels. */
function differentPairs(labels: Uint32Array, start: number, end: number): number {
  let different = 0;
  for (let i = start + 1; i < end; i++) for (let j = start; j < i; j++) if (labels[i] !== labels[j]) different++;
  return different;
}

/** Σ(a − b)² over pairs is m·Σ(a − mean)². */
function squaredDistances(labels: Float64Array, start: number, end: number): number {
  const m = end - start;
  const first = labels[start] as number;
  let sum = 0;
  for (let i = start; i < end; i++) sum += (labels[i] as number) - first;
  const centre = first + sum / m;
  let squares = 0;
  for (let i = start; i < end; i++) {
    const from = (labels[i] as number) - centre;
    squares += from * from;
  }
  return m * squares;
}
