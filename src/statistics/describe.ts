import { finite, type Measured, why } from './estimate.ts';

/** Arithmetic mean, Σx / n. */
export function mean(values: ArrayLike<number>): Measured {
  if (values.length === 0) return { notDefined: why.noRows };
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return finite(sum / values.length);
}

/** Sample standard deviation, √(Σ(x − mean)² / (n − 1)), with Bessel's correction; in two passes, so that it holds for
 * values far from 0 (Chan, Golub and LeVeque 1983, "Algorithms for Computing the Sample Variance"). */
export function sampleStandardDeviation(values: ArrayLike<number>): Measured {
  const n = values.length;
  if (n < 2) return { notDefined: why.tooFew };
  // From the first value instead of 0: the mean of equal values is not off by rounding then.
  const first = values[0] as number;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (values[i] as number) - first;
  const centre = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += ((values[i] as number) - first - centre) ** 2;
  return finite(Math.sqrt(squares / (n - 1)));
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: ArrayLike<number>): Measured {
  return quantile(values, 0.5);
}

/** Quantile at 0 ≤ `share` ≤ 1, linear between order statistics: type 7 of Hyndman and Fan 1996, "Sample Quantiles in
 * Statistical Packages", the default of R and NumPy. */
export function quantile(values: ArrayLike<number>, share: number): Measured {
  const ascending = Float64Array.from(values).sort();
  // What is no number sorts to the end, where a quantile would mostly pass it by.
  return Number.isNaN(ascending.at(-1)) ? { notDefined: why.notFinite } : quantileOfSorted(ascending, share);
}

/** {@link quantile} of values that ascend already. */
export function quantileOfSorted(ascending: ArrayLike<number>, share: number): Measured {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is no share of 1`);
  if (ascending.length === 0) return { notDefined: why.noRows };
  const at = share * (ascending.length - 1);
  const below = ascending[Math.floor(at)] as number;
  const above = ascending[Math.ceil(at)] as number;
  const beyond = at - Math.floor(at);
  // Rounding must not leave the two values, which may be equal.
  return finite(Math.min(above, Math.max(below, below * (1 - beyond) + above * beyond)));
}

/** Counts of values by bands, and of those that fall outside all bands: nothing is skipped silently. */
export interface Histogram {
  /** `from` ≤ value < `to`; the last band holds its `to`, too. */
  readonly bands: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly below: number;
  readonly above: number;
}

/** Counts `values` by the bands between `edges`, which must ascend and be at least two. */
export function histogram(values: ArrayLike<number>, edges: readonly number[]): Histogram {
  const ascend = edges.every((edge, i) => i === 0 || edge > (edges[i - 1] as number));
  if (edges.length < 2 || !ascend) throw new RangeError('the edges of bands must ascend');
  const first = edges[0] as number;
  const last = edges.at(-1) as number;
  const counts = new Array<number>(edges.length - 1).fill(0);
  let below = 0;
  let above = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) throw new RangeError('a value is not a number');
    if (value < first) below++;
    else if (value > last) above++;
    else {
      const band = bandOf(value, edges);
      counts[band] = (counts[band] as number) + 1;
    }
  }
  const bands = counts.map((count, i) => ({ from: edges[i] as number, to: edges[i + 1] as number, count }));
  return { bands, below, above };
}

/** By halving: thousands of bands cost no more than ten. */
function bandOf(value: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (value >= (edges[middle] as number)) low = middle;
    else high = middle;
  }
  return low;
}
