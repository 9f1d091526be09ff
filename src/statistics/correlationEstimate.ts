import { type BootstrapOptions, costlyDraws, pick, withInterval } from './bootstrap.ts';
import { kendallTauB, pearson, spearman } from './correlation.ts';
import { assertPaired, type Estimate } from './estimate.ts';
import { denseRanks } from './ranks.ts';

const measures = { pearson, spearman, kendallTauB };

/** A correlation over rows with its bootstrap interval. */
export function correlationEstimate(
  kind: keyof typeof measures,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: BootstrapOptions,
): Estimate {
  assertPaired(x, y);
  const measure = measures[kind];
  if (kind === 'pearson') return withInterval(x.length, (rows) => measure(pick(x, rows), pick(y, rows)), options);
  // Rank measures see only the order, which is found once: ranks that are drawn again need no sorting.
  const a = denseRanks(x)?.ranks ?? x;
  const b = denseRanks(y)?.ranks ?? y;
  return withInterval(x.length, (rows) => measure(pick(a, rows), pick(b, rows)), { draws: costlyDraws, ...options });
}
