import { type Estimate, isDefined, type Measured, type NotDefined } from '../../statistics/estimate.ts';
import type { Explanation, Figure } from '../report/document.ts';
import { count } from '../report/words.ts';

/** A share of 0..1: `62.5 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A difference of shares, in points of a hundred; the sign is always there. */
export function points(share: number): string {
  return signed((100 * share).toFixed(1), ' points');
}

/** A correlation, a kappa, a score of 0..1. */
export function decimal(value: number): string {
  return signed(value.toFixed(2), '').replace('+', '');
}

function signed(digits: string, unit: string): string {
  const isNothing = Number(digits) === 0;
  const size = digits.replace('-', '');
  if (isNothing) return `${size}${unit}`;
  return `${digits.startsWith('-') ? '−' : '+'}${size}${unit}`;
}

/** `1 row`, `2,000 rows`. */
export function rowsWord(n: number): string {
  return `${count(n)} ${n === 1 ? 'row' : 'rows'}`;
}

/** A measure in words: its number, or that it is not defined and why. */
export function measured(value: Measured, inWords: (value: number) => string): string {
  return isDefined(value) ? inWords(value) : notDefined(value);
}

function notDefined({ notDefined: reason }: NotDefined): string {
  return `not defined: ${reason}`;
}

/** A measure over rows with its interval. */
export function figure(
  label: string,
  estimate: Estimate,
  inWords: (value: number) => string,
  tip: Explanation,
  tone?: 'good' | 'bad',
): Figure {
  if (!isDefined(estimate)) return { label, value: notDefined(estimate), tip };
  const { value, low, high } = estimate;
  const range = low !== undefined && high !== undefined && { range: `${inWords(low)} to ${inWords(high)}` };
  return { label, value: inWords(value), ...range, ...(tone && { tone }), tip };
}

/** A number that is counted, not estimated. */
export function counted(label: string, n: number, tip: Explanation): Figure {
  return { label, value: count(n), tip };
}
