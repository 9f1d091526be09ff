import { fewestForInterval } from '../../statistics/bootstrap.ts';
import { isDefined } from '../../statistics/estimate.ts';
import type { Explanation, Figure, ReportBlock, ReportDocument, ReportSection } from '../report/document.ts';
import { changedRows } from './changedRows.ts';
import { bands, type Comparison } from './compareRuns.ts';
import { cautions, judgeDifference } from './comparisonCautions.ts';
import { comparisonTips as tips } from './comparisonTips.ts';
import { count, difference, measured, percent, probability, runLabel, runTitle, score } from './comparisonWords.ts';
import { type PairComparison, type PairCounts, winRate } from './pairComparison.ts';
import { type InstructionOf, rowTable } from './rowTable.ts';

/** A comparison as a report. `instructionOf` is asked for the few rows that are listed, and for no others. */
export async function comparisonReport(comparison: Comparison, instructionOf: InstructionOf): Promise<ReportDocument> {
  const { runs, against } = comparison;
  const listed = changedRows(comparison);
  return {
    title: `Runs compared: ${[...new Set(runs.map(({ header }) => header.source.name))].join(', ')}`,
    facts: factsOf(comparison),
    sections: [
      runsSection(comparison),
      ...against.map((pair) => pairSection(pair)),
      ...(runs.length > 2 ? [winsSection(comparison)] : []),
      {
        title: 'Rows',
        note: 'Rows that A and another run have: those that changed most first, then the same, then those without scores to compare.',
        blocks: [await rowTable(comparison, listed, instructionOf)],
      },
    ],
  };
}

function factsOf({ runs }: Comparison): ReportDocument['facts'] {
  const [first] = runs;
  return runs.flatMap((run, i) => {
    const apart = first && i > 0 ? judgeDifference(first.header, run.header) : '';
    const fact = { label: runLabel(i), value: runTitle(run), tip: tips.run };
    return apart === '' ? [fact] : [fact, { label: `${runLabel(i)} differs from A in`, value: apart, tip: tips.judge }];
  });
}

function runsSection({ runs, rows, alone, histograms }: Comparison): ReportSection {
  return {
    title: 'Runs',
    note: 'Rows are matched by their content, not by where they stand.',
    blocks: [
      ...cautions(runs).map((text): ReportBlock => ({ kind: 'warning', text })),
      {
        kind: 'table',
        columns: [
          { title: 'Run' },
          { title: 'Rows', align: 'end', tip: tips.rows },
          { title: 'In this run only', align: 'end', tip: tips.alone },
          { title: 'Mean of all its scores', align: 'end', tip: tips.ownMean },
        ],
        rows: runs.map(({ columns }, i) => ({
          cells: [
            { text: runLabel(i) },
            { text: count(rows[i] ?? 0) },
            { text: count(alone[i] ?? 0) },
            { text: score(columns.totals.mean ?? Number.NaN) },
          ],
        })),
      },
      {
        kind: 'histogram',
        title: 'Scores',
        bands: Array.from({ length: bands }, (_, i) => `${(i / bands).toFixed(1)}–${((i + 1) / bands).toFixed(1)}`),
        series: runs.map((_, i) => ({ name: runLabel(i), counts: [...(histograms[i] ?? [])] })),
        tip: tips.histogram,
      },
    ],
  };
}

function pairSection(pair: PairComparison): ReportSection {
  const [a, b] = [runLabel(pair.base), runLabel(pair.run)];
  const compared = comparedRows(pair);
  if (compared === 0) {
    const text = `${a} and ${b} have no row that both scored: there is nothing to compare.`;
    return {
      title: `${b} against ${a}`,
      blocks: [{ kind: 'warning', text }, { kind: 'figures', figures: [unscored(pair)] }, ...unscoredBlocks(pair)],
    };
  }
  return {
    title: `${b} against ${a}`,
    note: verdict(pair, a, b),
    blocks: [
      { kind: 'figures', figures: [...scoreFigures(pair, a, b), ...rowFigures(pair, b), ...responseFigures(pair)] },
      ...unscoredBlocks(pair),
    ],
  };
}

/** What the numbers say, in a sentence. */
function verdict({ difference: estimate, rows }: PairComparison, a: string, b: string): string {
  if (isDefined(estimate) && estimate.low === undefined && estimate.n >= fewestForInterval) {
    // Every row differs by as much: no interval, and no chance either.
    if (rows.higher === estimate.n) return `${b} scores every one of these rows higher than ${a}, by as much.`;
    if (rows.lower === estimate.n) return `${b} scores every one of these rows lower than ${a}, by as much.`;
  }
  if (!isDefined(estimate) || estimate.low === undefined || estimate.high === undefined) {
    return 'There are too few rows, or they differ too little, to tell a difference from chance.';
  }
  if (estimate.low > 0) return `${b} scores these rows higher than ${a}, by more than chance.`;
  if (estimate.high < 0) return `${b} scores these rows lower than ${a}, by more than chance.`;
  return 'The difference of the means may be chance: its interval includes 0.';
}

function scoreFigures(pair: PairComparison, a: string, b: string): Figure[] {
  return [
    { label: `Mean of ${a}`, value: score(pair.baseMean), tip: tips.mean },
    { label: `Mean of ${b}`, value: score(pair.runMean), tip: tips.mean },
    { label: 'Mean difference', ...difference(pair.difference), tip: tips.difference },
    { label: 'Sign test', value: measured(pair.test.p, probability), tip: tips.signTest },
    { label: 'Order of the rows', value: measured(pair.order, score), tip: tips.order },
  ];
}

function rowFigures(pair: PairComparison, b: string): Figure[] {
  const compared = comparedRows(pair);
  const { higher, lower, same } = pair.rows;
  return [
    share('Higher', higher, compared, tips.higherRows),
    share('Lower', lower, compared, tips.lowerRows),
    share('Same', same, compared, tips.same),
    unscored(pair),
    { label: `Win rate of ${b}`, value: percent(winRate(pair.rows), 1), tip: tips.winRate },
  ];
}

/** Only where rows have several responses: of one alone they would say the same again. */
function responseFigures({ responses, winners, ...pair }: PairComparison): Figure[] {
  const scored = responses.higher + responses.lower + responses.same;
  const decided = winners.same + winners.other;
  const figures: Figure[] = [];
  if (scored > comparedRows(pair)) {
    figures.push(
      share('Responses higher', responses.higher, scored, tips.higher),
      share('Responses lower', responses.lower, scored, tips.lower),
    );
  }
  if (decided > 0) {
    figures.push(
      share('Same best response', winners.same, decided, tips.winner),
      share('Other best response', winners.other, decided, tips.otherWinner),
    );
  }
  if (decided + winners.tied > 0) {
    figures.push({ label: 'Best is tied', value: count(winners.tied), tip: tips.tiedWinner });
  }
  return figures;
}

function unscored({ unscored: { base, run, both, apart } }: PairCounts): Figure {
  return { label: 'Not compared', value: count(base + run + both + apart), tip: tips.unscored };
}

/** Why rows do not compare, where there are any. */
function unscoredBlocks({ unscored: { base, run, both, apart }, ...pair }: PairCounts): ReportBlock[] {
  const [a, b] = [runLabel(pair.base), runLabel(pair.run)];
  const parts = [
    base > 0 && `${count(base)} without a score in ${a}`,
    run > 0 && `${count(run)} without a score in ${b}`,
    both > 0 && `${count(both)} without a score in both`,
    apart > 0 && `${count(apart)} with scores of other responses`,
  ].filter(Boolean);
  return parts.length === 0 ? [] : [{ kind: 'text', text: `Not compared: ${parts.join(', ')}.`, tip: tips.unscored }];
}

function share(label: string, part: number, whole: number, tip: Explanation): Figure {
  return { label, value: `${count(part)} (${percent(part, whole)})`, tip };
}

function comparedRows({ rows: { higher, lower, same } }: Pick<PairCounts, 'rows'>): number {
  return higher + lower + same;
}

/** Each run against each other: how often the one on the left wins. */
function winsSection({ runs, pairs }: Comparison): ReportSection {
  const cell = (run: number, other: number) => {
    const pair = pairs.find(
      ({ base, run: second }) => base === Math.min(run, other) && second === Math.max(run, other),
    );
    if (!pair || comparedRows(pair) === 0) return { text: '–' };
    const rate = run > other ? winRate(pair.rows) : 1 - winRate(pair.rows);
    return { text: percent(rate, 1) };
  };
  return {
    title: 'Win rates',
    note: 'How often the run on the left scores a row higher than the run above.',
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: 'Run' },
          ...runs.map((_, i) => ({ title: `against ${runLabel(i)}`, align: 'end' as const, tip: tips.winRate })),
        ],
        rows: runs.map((_, run) => ({
          cells: [{ text: runLabel(run) }, ...runs.map((__, other) => cell(run, other))],
        })),
      },
    ],
  };
}
