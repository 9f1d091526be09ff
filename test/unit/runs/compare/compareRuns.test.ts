import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changedRows } from '../../../../src/runs/compare/changedRows.ts';
import { type ComparedRun, type Comparison, compareRuns } from '../../../../src/runs/compare/compareRuns.ts';
import { cautions, judgeDifference } from '../../../../src/runs/compare/comparisonCautions.ts';
import { winRate } from '../../../../src/runs/compare/pairComparison.ts';
import { runOf, type ScoredRow } from './scoredRuns.ts';

async function compared(...runs: readonly ComparedRun[]): Promise<Comparison> {
  const comparison = await compareRuns(runs);
  assert.ok(!('reason' in comparison), 'the runs do not compare');
  return comparison;
}

/** The second run against the first. */
async function pairOf(a: readonly ScoredRow[], b: readonly ScoredRow[]) {
  const [pair] = (await compared(runOf(a), runOf(b))).against;
  assert.ok(pair);
  return pair;
}

// On 1..5 a step is a quarter.
const before: ScoredRow[] = [
  [1, 1, 5],
  [2, 3, 3],
  [3, 2, 4],
  [4, 5, 1],
];
const after: ScoredRow[] = [
  [4, 5, 1],
  [3, 1, 2],
  [2, 5, 3],
  [1, 5, 4],
];

describe('two runs', () => {
  it('compare row by row, though the rows have moved', async () => {
    const pair = await pairOf(before, after);
    // Row 1: 0.5 → 0.875; row 2: 0.5 → 0.75; row 3: 0.5 → 0.125; row 4: 0.5 → 0.5.
    assert.deepEqual([...pair.deltas], [0.375, 0.25, -0.375, 0]);
    assert.deepEqual(pair.rows, { higher: 2, lower: 1, same: 1 });
    // Row 1: 1→5 up, 5→4 down; row 2: 3→5 up, same; row 3: both down; row 4: both the same.
    assert.deepEqual(pair.responses, { higher: 2, lower: 3, same: 3 });
    assert.deepEqual([pair.baseMean, pair.runMean, pair.common], [0.5, 0.5625, 4]);
    assert.deepEqual(pair.difference, { value: 0.0625, n: 4 });
    // 2·P(X ≤ 1) for three tosses: 2·(1 + 3)/8 = 1.
    assert.ok(typeof pair.test.p === 'number' && Math.abs(pair.test.p - 1) < 1e-9);
    assert.equal(winRate(pair.rows), 0.625);
  });

  it('agree or not on which response is best', async () => {
    const pair = await pairOf(before, after);
    // Row 1: second, then first; row 2: a tie before; row 3: second both times; row 4: first both times.
    assert.deepEqual(pair.winners, { same: 2, other: 1, tied: 1 });
  });

  it('turn round when they change places', async () => {
    const scores = fc.option(fc.integer({ min: 1, max: 5 }));
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), scores, scores), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rows, rows, async (a, b) => {
        const [one, other] = [await compareRuns([runOf(a), runOf(b)]), await compareRuns([runOf(b), runOf(a)])];
        if ('reason' in one || 'reason' in other) return assert.equal('reason' in one, 'reason' in other);
        const [there] = one.against;
        const [back] = other.against;
        assert.ok(there && back);
        const { higher, lower, same } = there.rows;
        assert.deepEqual(back.rows, { higher: lower, lower: higher, same });
        assert.deepEqual(back.winners, there.winners);
        assert.deepEqual(one.alone, other.alone.toReversed());
        const { base, run, both, apart } = there.unscored;
        assert.deepEqual(back.unscored, { base: run, run: base, both, apart });
        assert.equal(higher + lower + same + base + run + both + apart, there.common);
      }),
    );
  });

  it('count rows without a score beside, never as ties or zeros', async () => {
    const pair = await pairOf(
      [
        [1, 3],
        [2, null],
        [3, 3],
        [4, null],
        [5, 3, null],
      ],
      [
        [1, 3],
        [2, 3],
        [3, null],
        [4, null],
        [5, null, 3],
      ],
    );
    assert.deepEqual(pair.unscored, { base: 1, run: 1, both: 1, apart: 1 });
    assert.deepEqual(pair.rows, { higher: 0, lower: 0, same: 1 });
    assert.deepEqual([...pair.deltas], [0, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it('compare a row by the responses that both scored', async () => {
    const pair = await pairOf([[1, 5, 1]], [[1, 5, null]]);
    assert.deepEqual([...pair.deltas], [0]);
    assert.deepEqual(pair.responses, { higher: 0, lower: 0, same: 1 });
    assert.deepEqual(pair.winners, { same: 0, other: 0, tied: 0 });
  });

  it('leave out scores off their scale', async () => {
    const pair = await pairOf([[1, 5, 9]], [[1, 4, 1]]);
    assert.deepEqual([...pair.deltas], [-0.25]);
    assert.deepEqual((await pairOf([[1, 9]], [[1, 1]])).unscored, { base: 1, run: 0, both: 0, apart: 0 });
  });

  it('have an interval and a sign test that see a difference', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => i + 1);
    const pair = await pairOf(
      rows.map((text) => [text, 2]),
      rows.map((text) => [text, text % 4 === 0 ? 2 : 3]),
    );
    assert.ok('value' in pair.difference && pair.difference.low !== undefined);
    assert.equal(pair.difference.value, 0.1875);
    assert.ok(pair.difference.low > 0.1 && (pair.difference.high ?? 1) < 0.25);
    // 30 higher, none lower: 2/2^30.
    assert.ok(typeof pair.test.p === 'number' && Math.abs(pair.test.p / 2 ** -29 - 1) < 1e-9);
    assert.deepEqual(pair.order, { notDefined: 'all values are the same' });
  });

  it('need a row in common', async () => {
    const nothing = await compareRuns([runOf([[1, 3]]), runOf([[2, 3]])]);
    assert.ok('reason' in nothing && nothing.reason === 'nothing in common');
    const empty = await compareRuns([runOf([[1, 3]]), runOf([])]);
    assert.ok('reason' in empty && empty.reason === 'no rows' && /run B/.test(empty.message));
    const one = await compareRuns([runOf([[1, 3]])]);
    assert.ok('reason' in one && one.reason === 'too few runs');
    const many = await compareRuns(Array.from({ length: 11 }, () => runOf([[1, 3]])));
    assert.ok('reason' in many && many.reason === 'too many runs');
  });
});

describe('runs of other judges', () => {
  const rows: ScoredRow[] = [[1, 3, 5]];

  it('compare by how far up their scale scores are, and it is said', async () => {
    const [a, b] = [runOf(rows), runOf(rows, { task: 'judgelm', id: 'b' })];
    assert.deepEqual((await compared(a, b)).against[0]?.rows, { higher: 0, lower: 0, same: 1 });
    assert.match(cautions([a, b]).join(), /^A is of QualityScorer and B of JudgeLM: other questions/);
  });

  it('compare by means only where one scores instructions', async () => {
    const [a, b] = [runOf(rows), runOf([[1, 3]], { task: 'complexity', id: 'b' })];
    const { against } = await compared(a, b);
    assert.deepEqual([...(against[0]?.deltas ?? [])], [-0.25]);
    assert.deepEqual(against[0]?.responses, { higher: 0, lower: 0, same: 0 });
    assert.match(cautions([a, b]).join(), /scores the responses of a row, and B \(.*\) the instruction/);
  });

  it('are told apart by what differs in them', () => {
    const [a, b] = [runOf(rows), runOf(rows, { model: { id: 'x @ y', name: 'x' }, id: 'b' })];
    assert.equal(judgeDifference(a.header, b.header), 'the model x @ y instead of m @ http://127.0.0.1/v1');
    assert.equal(judgeDifference(a.header, a.header), '');
    assert.deepEqual(cautions([a, b]), []);
    assert.match(cautions([a, a]).join(), /^B is the same run as A\.$/);
    assert.match(cautions([a, runOf(rows, { id: 'c', fields: { responses: 'x' } })]).join(), /from other fields/);
  });
});

describe('more than two runs', () => {
  it('compare with the first, and each with each', async () => {
    const runs = [
      runOf([
        [1, 3],
        [2, 3],
      ]),
      runOf([
        [2, 5],
        [3, 1],
      ]),
      runOf([
        [3, 2],
        [1, 1],
        [9, 1],
      ]),
    ];
    const { pairs, against, alone, rows, histograms } = await compared(...runs);
    assert.deepEqual(
      against.map(({ rows: counts }) => counts),
      [
        { higher: 1, lower: 0, same: 0 },
        { higher: 0, lower: 1, same: 0 },
      ],
    );
    assert.deepEqual(
      pairs.map(({ base, run, common }) => [base, run, common]),
      [
        [0, 1, 1],
        [0, 2, 1],
        [1, 2, 1],
      ],
    );
    assert.deepEqual(
      [rows, alone],
      [
        [2, 2, 3],
        [0, 0, 1],
      ],
    );
    assert.deepEqual(histograms[2], [1, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('the rows that are listed', () => {
  it('are those that changed most, then the same, then those without scores', async () => {
    const comparison = await compared(
      runOf([
        [1, 3],
        [2, 3],
        [3, 3],
        [4, 3],
        [5, 3],
      ]),
      runOf([
        [1, 3],
        [2, null],
        [3, 1],
        [4, 4],
        [6, 1],
      ]),
    );
    assert.deepEqual(changedRows(comparison), { rows: [2, 3, 0, 1], of: 4 });
  });

  it('leave room for rows to be filtered', async () => {
    const texts = Array.from({ length: 300 }, (_, i) => i + 1);
    const a = texts.map((text): ScoredRow => [text, 3]);
    const b = texts.map((text): ScoredRow => [text, text <= 100 ? 4 : text <= 200 ? 3 : null]);
    const { rows, of } = changedRows(await compared(runOf(a), runOf(b)), 50);
    assert.deepEqual(rows, [...range(0, 40), ...range(100, 105), ...range(200, 205)]);
    assert.equal(of, 300);
    const few = changedRows(await compared(runOf(a.slice(0, 120)), runOf(b)), 110);
    assert.deepEqual(few.rows, [...range(0, 99), ...range(100, 111)]);
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
