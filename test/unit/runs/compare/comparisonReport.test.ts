import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ComparedRun, compareRuns } from '../../../../src/runs/compare/compareRuns.ts';
import { comparisonJson } from '../../../../src/runs/compare/comparisonJson.ts';
import { comparisonReport } from '../../../../src/runs/compare/comparisonReport.ts';
import type { ReportBlock, ReportDocument } from '../../../../src/runs/report/document.ts';
import { runOf, type ScoredRow } from './scoredRuns.ts';

const a = runOf([
  [1, 1, 5],
  [2, 3, 3],
  [3, 2, 4],
  [4, null, null],
  [5, 3, 9],
]);
const b = runOf(
  [
    [3, 1, 2],
    [2, 3, 3],
    [1, 5, 4],
    [4, 2, 2],
  ],
  { id: 'b', task: 'judgelm', source: { name: 'b.jsonl' } },
);

async function reportOf(runs: readonly ComparedRun[], words = 'Why?'): Promise<ReportDocument> {
  const comparison = await compareRuns(runs);
  assert.ok(!('reason' in comparison));
  return comparisonReport(comparison, async (slot) => (slot === 1 ? undefined : words));
}

function blocksOf<Kind extends ReportBlock['kind']>({ sections }: ReportDocument, kind: Kind) {
  const all = sections.flatMap(({ blocks }) => blocks);
  return all.filter((block): block is Extract<ReportBlock, { kind: Kind }> => block.kind === kind);
}

describe('the report of a comparison', () => {
  it('says what was compared, and in what the judges differ', async () => {
    const { title, facts } = await reportOf([a, b]);
    assert.equal(title, 'Runs compared: a.jsonl, b.jsonl');
    assert.ok(facts.every(({ tip }) => tip));
    assert.deepEqual(
      facts.map(({ label, value }) => ({ label, value })),
      [
        { label: 'A', value: 'QualityScorer · m · a.jsonl · 2026-11-21 10:00 UTC' },
        { label: 'B', value: 'JudgeLM · m · b.jsonl · 2026-11-21 10:00 UTC' },
        { label: 'B differs from A in', value: 'JudgeLM instead of QualityScorer' },
      ],
    );
  });

  it('calls no difference chance that every row has', async () => {
    const all = (score: number) => runOf(Array.from({ length: 12 }, (_, i): ScoredRow => [i, score]));
    const noteOf = async (score: number) => (await reportOf([all(3), all(score)])).sections.at(-2)?.note;
    assert.match((await noteOf(4)) ?? '', /^B scores every one of these rows higher than A/);
    assert.match((await noteOf(2)) ?? '', /^B scores every one of these rows lower than A/);
    assert.match((await noteOf(3)) ?? '', /differ too little/);
  });

  it('writes a negative order with a minus, as every other figure', async () => {
    const up = runOf([1, 2, 3, 4].map((score): ScoredRow => [score, score]));
    const down = runOf([1, 2, 3, 4].map((score): ScoredRow => [score, 5 - score]));
    const [figures] = blocksOf(await reportOf([up, down]), 'figures');
    assert.equal(figures?.figures.find(({ label }) => label === 'Order of the rows')?.value, '−1.00');
  });

  it('has the figures of two runs, each explained', async () => {
    const document = await reportOf([a, b]);
    const figures = blocksOf(document, 'figures').flatMap((block) => block.figures);
    assert.deepEqual(
      figures.map(({ label, value }) => `${label}: ${value}`),
      [
        'Mean of A: 0.50',
        'Mean of B: 0.50',
        'Mean difference: 0.000',
        'Sign test: p = 1.000',
        'Order of the rows: not defined: all values are the same',
        'Higher: 1 (33.3 %)',
        'Lower: 1 (33.3 %)',
        'Same: 1 (33.3 %)',
        'Not compared: 1',
        'Win rate of B: 50.0 %',
        'Responses higher: 1 (16.7 %)',
        'Responses lower: 3 (50.0 %)',
        'Same best response: 1 (50.0 %)',
        'Other best response: 1 (50.0 %)',
        'Best is tied: 1',
      ],
    );
    const [notCompared] = blocksOf(document, 'text');
    assert.equal(notCompared?.text, 'Not compared: 1 without a score in A.');
    for (const { tip } of figures) assert.ok(tip.what.endsWith('.') && tip.how.endsWith('.'));
    const [runs] = blocksOf(document, 'table');
    assert.deepEqual(
      runs?.rows.map(({ cells }) => cells.map(({ text }) => text)),
      [
        ['A', '5', '1', '0.50'],
        ['B', '4', '0', '0.44'],
      ],
    );
    assert.match(blocksOf(document, 'warning')[0]?.text ?? '', /^A is of QualityScorer and B of JudgeLM/);
  });

  it('lays the scores of the runs over each other, without rows that one run has alone', async () => {
    const [histogram] = blocksOf(await reportOf([a, b]), 'histogram');
    assert.deepEqual(histogram?.series, [
      { name: 'A', counts: [1, 0, 1, 0, 0, 2, 0, 1, 0, 1] },
      { name: 'B', counts: [1, 0, 3, 0, 0, 2, 0, 1, 0, 1] },
    ]);
    assert.equal(histogram?.bands[9], '0.9–1.0');
  });

  it('lists rows side by side, to be filtered and opened', async () => {
    const table = blocksOf(await reportOf([a, b]), 'table').at(-1);
    assert.deepEqual(
      table?.columns.map(({ title }) => title),
      ['Line', 'A', 'B', 'B − A', 'A gave', 'B gave', 'Instruction'],
    );
    assert.deepEqual(
      table?.rows.map(({ cells, tags }) => [...cells.map(({ text }) => text), tags?.join()]),
      [
        ['1', '0.50', '0.88', '+0.38', '1 5', '5 4', 'Why?', 'higher,other best response'],
        ['3', '0.50', '0.13', '−0.38', '2 4', '1 2', 'Why?', 'lower'],
        ['2', '0.50', '0.50', '0.00', '3 3', '3 3', '–', 'same'],
        ['4', '–', '0.25', '–', '– –', '2 2', 'Why?', 'unscored'],
      ],
    );
    assert.deepEqual(
      table?.rows.map(({ cells }) => cells[0]?.row),
      [0, 2, 1, 3],
    );
    assert.equal(table?.of, undefined);
  });

  it('shows the beginning of an instruction, on one line', async () => {
    const table = blocksOf(await reportOf([a, b], `Why\n\nis ${'🙂'.repeat(200)}`), 'table').at(-1);
    assert.equal(table?.rows[0]?.cells.at(-1)?.text, `Why is ${'🙂'.repeat(113)}…`);
  });

  it('has win rates, and tags with a run’s name, where there are three', async () => {
    const c = runOf(
      [
        [1, 5, 5],
        [2, 1, 1],
      ],
      { id: 'c' },
    );
    const document = await reportOf([a, b, c]);
    const [, wins, rows] = blocksOf(document, 'table');
    assert.deepEqual(
      wins?.rows.map(({ cells }) => cells.map(({ text }) => text)),
      [
        ['A', '–', '50.0 %', '50.0 %'],
        ['B', '50.0 %', '–', '50.0 %'],
        ['C', '50.0 %', '50.0 %', '–'],
      ],
    );
    assert.deepEqual(rows?.rows[0]?.tags, ['B higher', 'B other best response', 'C higher']);
    assert.deepEqual(rows?.rows.at(-1)?.tags, ['B unscored']);
    assert.equal(document.sections.filter(({ title }) => /against A$/.test(title)).length, 2);
  });

  it('says so when nothing of what two runs have in common is scored', async () => {
    const blank = runOf([[1, null]], { id: 'd' });
    const document = await reportOf([a, blank]);
    assert.match(blocksOf(document, 'warning').at(-1)?.text ?? '', /no row that both scored/);
    assert.doesNotMatch(JSON.stringify(document), /NaN|Infinity/);
  });

  it('lists two thousand rows at most and says of how many', async () => {
    const many = Array.from({ length: 2500 }, (_, i): ScoredRow => [i + 1, 1 + (i % 5)]);
    const table = blocksOf(await reportOf([runOf(many), runOf(many.toReversed(), { id: 'e' })]), 'table').at(-1);
    assert.deepEqual([table?.rows.length, table?.of], [2000, 2500]);
  });

  it('is there for programs, too, without numbers that are none', async () => {
    const comparison = await compareRuns([a, b]);
    assert.ok(!('reason' in comparison));
    const json = JSON.parse(JSON.stringify(comparisonJson(comparison)));
    assert.deepEqual(json.against[0].difference, { value: 0, low: null, high: null });
    assert.deepEqual(json.against[0].order, { value: null, notDefined: 'all values are the same' });
    assert.deepEqual(json.rows[3], {
      ...{ line: 4, hash: '00000000000000000000000000000004', scores: [null, 0.25] },
      against: [{ delta: null, verdict: null }],
    });
    assert.equal(json.rowsInAll, 4);
  });
});
