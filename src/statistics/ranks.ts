/** Values by their order alone: `ranks[i]` is 0 for the smallest value, one more for the next other one, and so on. */
export interface DenseRanks {
  readonly ranks: Uint32Array;
  /** How many different values there are. */
  readonly levels: number;
}

/** Dense ranks, or undefined when a value is no finite number: such a value has no place in an order. */
export function denseRanks(values: ArrayLike<number>): DenseRanks | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) return undefined;
    if (value < min) min = value;
    if (value > max) max = value;
    whole &&= Number.isInteger(value);
  }
  // Scores mostly are small whole numbers, and so are ranks resampled: they need no sorting.
  return whole && max - min < 32 * values.length + 64 ? rankByCounting(values, min, max) : rankBySorting(values);
}

function rankByCounting(values: ArrayLike<number>, min: number, max: number): DenseRanks {
  const rankOf = new Uint32Array(values.length === 0 ? 0 : max - min + 1);
  for (let i = 0; i < values.length; i++) rankOf[(values[i] as number) - min] = 1;
  let levels = 0;
  for (let at = 0; at < rankOf.length; at++) if (rankOf[at] === 1) rankOf[at] = levels++;
  const ranks = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) ranks[i] = rankOf[(values[i] as number) - min] as number;
  return { ranks, levels };
}

function rankBySorting(values: ArrayLike<number>): DenseRanks {
  const different = Float64Array.from(values).sort();
  let levels = 0;
  for (const value of different) if (levels === 0 || value !== different[levels - 1]) different[levels++] = value;
  const ranks = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    let low = 0;
    let high = levels - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((different[middle] as number) < (values[i] as number)) low = middle + 1;
      else high = middle;
    }
    ranks[i] = low;
  }
  return { ranks, levels };
}

/** How many values have each rank. */
export function countRanks({ ranks, levels }: DenseRanks): Uint32Array {
  const counts = new Uint32Array(levels);
  for (let i = 0; i < ranks.length; i++) counts[ranks[i] as number] = (counts[ranks[i] as number] as number) + 1;
  return counts;
}

/** How many of the n·(n − 1) / 2 pairs of values are two different ones. */
export function untiedPairs(dense: DenseRanks): number {
  const n = dense.ranks.length;
  return countRanks(dense).reduce((pairs, count) => pairs - (count * (count - 1)) / 2, (n * (n - 1)) / 2);
}

/** Ranks from 1, equal values sharing the mean of the ranks they take up: 10, 20, 20 → 1, 2.5, 2.5. Kendall 1945, "The
 * Treatment of Ties in Ranking Problems". */
export function averageRanks(dense: DenseRanks): Float64Array {
  const counts = countRanks(dense);
  const rankOf = new Float64Array(dense.levels);
  let below = 0;
  for (let rank = 0; rank < rankOf.length; rank++) {
    below += counts[rank] as number;
    rankOf[rank] = below - ((counts[rank] as number) - 1) / 2;
  }
  // Loops throughout this folder: `Float64Array.from` and `map` take ten times as long, a thousand times a bootstrap.
  const ranks = new Float64Array(dense.ranks.length);
  for (let i = 0; i < ranks.length; i++) ranks[i] = rankOf[dense.ranks[i] as number] as number;
  return ranks;
}
