import { type Measured, why } from './estimate.ts';

/** A sign test over rows that have two values each. */
export interface SignTest {
  readonly better: number;
  readonly worse: number;
  /** Rows that are the same, which say nothing about better or worse and are left out of `p`. */
  readonly ties: number;
  /** How likely so uneven a split is, either way, when better and worse are equally likely: 0 < p ≤ 1. */
  readonly p: Measured;
}

/**
 * Two-sided exact sign test: 2·P(X ≤ min(better, worse)) for X ~ binomial(better + worse, ½), at most 1. Dixon and Mood
 * 1946, "The Statistical Sign Test". Exact at any size, with no normal approximation: terms are added from the
 * greatest down by their ratio, starting from its logarithm, until the rest can't change the sum. The relative error is
 * below 1e−8 up to a million rows.
 */
export function signTest(better: number, worse: number, ties: number): SignTest {
  for (const count of [better, worse, ties])
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is no number of rows`);
  const n = better + worse;
  if (n === 0) return { better, worse, ties, p: { notDefined: ties === 0 ? why.noRows : why.onlyTies } };
  const tail = Math.exp(logTail(n, Math.min(better, worse)) + Math.LN2);
  // Beyond 1,000 rows of one kind, p is smaller than any number but 0, which it is not.
  return { better, worse, ties, p: Math.min(1, Math.max(tail, Number.MIN_VALUE)) };
}

/** The sign test over differences, row by row: above 0 is better, below 0 worse. Throws a RangeError for NaN. */
export function signTestOf(differences: ArrayLike<number>): SignTest {
  let better = 0;
  let worse = 0;
  for (let i = 0; i < differences.length; i++) {
    const difference = differences[i] as number;
    if (Number.isNaN(difference)) throw new RangeError('a difference is not a number');
    if (difference > 0) better++;
    else if (difference < 0) worse++;
  }
  return signTest(better, worse, differences.length - better - worse);
}

/** ln P(X ≤ k) for X ~ binomial(n, ½) and k ≤ n / 2. */
function logTail(n: number, k: number): number {
  let sum = 1;
  let term = 1;
  for (let i = k; i > 0 && term > sum * 1e-17; i--) {
    term *= i / (n - i + 1);
    sum += term;
  }
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k) - n * Math.LN2 + Math.log(sum);
}

/** ln n!, by Stirling's series (Abramowitz and Stegun 1964, 6.1.41), which from 16 on is as exact as numbers are. */
function logFactorial(n: number): number {
  if (n < 16) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return Math.log(product);
  }
  const x = n + 1;
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series;
}
