import { type Estimate, isDefined } from '../../statistics/estimate.ts';
import { changedRows } from './changedRows.ts';
import type { Comparison } from './compareRuns.ts';
import { cautions } from './comparisonCautions.ts';
import { type PairComparison, verdictOf, winRate } from './pairComparison.ts';

/**
 * A comparison for programs: what the report says, as numbers. `null` where there is no number. `rows` are those that the
 * report lists, of `rowsInAll`; `scores` are normalised, 0..1, by run.
 */
export function comparisonJson(comparison: Comparison): Record<string, unknown> {
  const { runs, rows, alone, against, pairs, histograms, joined } = comparison;
  const listed = changedRows(comparison);
  return {
    runs: runs.map(({ header, columns }, i) => ({
      ...{ id: header.id, task: header.task, model: header.model, source: header.source, startedAt: header.startedAt },
      ...{ rows: rows[i], alone: alone[i], mean: columns.totals.mean, histogram: histograms[i] },
    })),
    cautions: cautions(runs),
    against: against.map(pairJson),
    winRates: pairs.map(({ base, run, rows: counts }) => ({ base, run, winRate: known(winRate(counts)) })),
    rowsInAll: listed.of,
    rows: listed.rows.map((row) => ({
      line: runs[0]?.columns.line[joined.slotOf(0, row)],
      hash: runs[0]?.columns.hashOf(joined.slotOf(0, row)),
      scores: runs.map(({ columns }, i) => known(columns.mean[joined.slotOf(i, row)] ?? Number.NaN)),
      against: against.map(({ deltas }) => {
        const delta = known(deltas[row] ?? Number.NaN);
        return { delta, verdict: delta === null ? null : verdictOf(delta) };
      }),
    })),
  };
}

function pairJson({ deltas: _, difference, test, order, baseMean, runMean, ...counts }: PairComparison) {
  return {
    ...counts,
    ...{ baseMean: known(baseMean), runMean: known(runMean) },
    difference: estimateJson(difference),
    ...{ signTest: measuredJson(test.p), order: measuredJson(order), winRate: known(winRate(counts.rows)) },
  };
}

function estimateJson(estimate: Estimate) {
  if (!isDefined(estimate)) return { value: null, notDefined: estimate.notDefined };
  const { value, low = null, high = null } = estimate;
  return { value, low, high };
}

function measuredJson(value: PairComparison['order']) {
  return typeof value === 'number' ? { value } : { value: null, notDefined: value.notDefined };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
