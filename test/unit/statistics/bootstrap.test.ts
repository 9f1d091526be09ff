import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { fewestForInterval, pairedBootstrap, pick, withInterval } from '../../../src/statistics/bootstrap.ts';
import { accuracy, confusionMatrix } from '../../../src/statistics/classification.ts';
import { mean } from '../../../src/statistics/describe.ts';
import { type Estimate, isDefined, type Measured } from '../../../src/statistics/estimate.ts';
import { seededRandom } from '../../../src/statistics/seededRandom.ts';
import { intervalOf, notDefined } from './measured.ts';

const seed = 11;

/** Normal values around 0 with a standard deviation of 1 (Box and Muller 1958). */
function normal(n: number, random: () => number): Float64Array {
  return Float64Array.from(
    { length: n },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

function meanWithInterval(values: ArrayLike<number>, draws?: number, resamples = 400): Estimate {
  const options = draws === undefined ? { seed, resamples } : { seed, resamples, draws };
  return withInterval(values.length, (rows) => mean(pick(values, rows)), options);
}

/** How often the interval of the mean of `n` normal values holds the true mean. */
function coverage(n: number, repeats: number, draws?: number): number {
  const random = seededRandom(5);
  let held = 0;
  for (let i = 0; i < repeats; i++) {
    const [low, high] = intervalOf(meanWithInterval(normal(n, random), draws));
    if (low <= 0 && high >= 0) held++;
  }
  return held / repeats;
}

suite('a bootstrap interval', () => {
  test('holds the truth about 95 times of 100', () => {
    // Percentile intervals are a little narrow: 93 to 94 % at 50 rows. One standard deviation of 400 repeats is 1.2 %.
    const held = coverage(50, 400);
    assert.ok(held > 0.89 && held < 0.98, String(held));
  });

  test('holds it as often when fewer rows are drawn than there are', () => {
    const held = coverage(1000, 300, 400 * 50);
    assert.ok(held > 0.9 && held < 0.99, String(held));
  });

  test('is as wide as theory says, with all rows drawn and with fewer', () => {
    const values = normal(4000, seededRandom(9));
    for (const draws of [undefined, 2000 * 100]) {
      const [low, high] = intervalOf(meanWithInterval(values, draws, 2000));
      const expected = (2 * 1.96) / Math.sqrt(4000);
      assert.ok(Math.abs(high - low - expected) < 0.08 * expected, `${high - low}, not ${expected}`);
    }
  });

  test('costs no more than its draws, however many rows there are', () => {
    const n = 100_000;
    let looked = 0;
    const count = (rows: Uint32Array): Measured => {
      looked += rows.length;
      return (rows[0] as number) / n;
    };
    intervalOf(withInterval(n, count, { seed }));
    assert.equal(looked, n + 10_000_000);
  });

  test('is the same for the same seed, and another for another', () => {
    const values = normal(40, seededRandom(2));
    const measure = (rows: Uint32Array) => mean(pick(values, rows));
    assert.deepEqual(withInterval(40, measure, { seed: 1 }), withInterval(40, measure, { seed: 1 }));
    assert.notDeepEqual(withInterval(40, measure, { seed: 1 }), withInterval(40, measure, { seed: 2 }));
  });

  test('looks at every row once for the value', () => {
    const first: number[][] = [];
    withInterval(
      12,
      (rows) => {
        first.push([...rows]);
        return 1;
      },
      { seed },
    );
    assert.deepEqual(first[0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    assert.ok(first.slice(1).every((rows) => rows.length === 12 && rows.every((row) => row >= 0 && row < 12)));
    assert.equal(first.length, 1001);
  });

  test('is absent for few rows', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    assert.equal(values.length, fewestForInterval);
    intervalOf(meanWithInterval(values));
    assert.deepEqual(meanWithInterval(values.slice(1)), { value: 6, n: 9 });
    assert.deepEqual(meanWithInterval([4]), { value: 4, n: 1 });
  });

  test('is absent where every resample is the same: 20 of 20 rows right is not certainty', () => {
    const labels = new Array<number>(20).fill(0);
    const right = withInterval(20, (rows) => accuracy(confusionMatrix(labels, labels, ['win'], rows)), { seed });
    assert.deepEqual(right, { value: 1, n: 20 });
  });

  test('is absent where the measure often is not defined', () => {
    // More than a third of the resamples miss a given row.
    const rare = (rows: Uint32Array): Measured => (rows.includes(3) ? (rows[0] as number) : { notDefined: 'no row 3' });
    assert.deepEqual(withInterval(20, rare, { seed }), { value: 0, n: 20 });
  });

  test('is not there for a measure that is not defined', () => {
    assert.deepEqual(
      withInterval(20, () => ({ notDefined: 'all labels are the same' }), { seed }),
      {
        notDefined: 'all labels are the same',
        n: 20,
      },
    );
    notDefined(
      withInterval(0, () => 1, { seed }),
      'no rows',
    );
  });

  test('is not there for a measure that is no number', () => {
    for (const value of [Number.NaN, Number.NEGATIVE_INFINITY]) {
      const estimate = withInterval(20, () => value, { seed });
      notDefined(estimate, 'the numbers are missing or too large to compute with');
    }
  });

  test('lies within the bounds of its measure', () => {
    const labels = fc.array(fc.boolean(), { minLength: 10, maxLength: 40 });
    fc.assert(
      fc.property(labels, fc.integer(), (right, any) => {
        const values = right.map(Number);
        const draws = { seed: any, resamples: 50, draws: 50 * 12 };
        const estimate = withInterval(values.length, (rows) => mean(pick(values, rows)), draws);
        assert.ok(isDefined(estimate));
        const { value, low = value, high = value } = estimate;
        assert.ok(low >= 0 && high <= 1 && low <= high);
      }),
      { numRuns: 50 },
    );
  });
});

suite('a paired bootstrap', () => {
  test('finds a small shift in values that differ much from row to row', () => {
    const random = seededRandom(4);
    const base = normal(200, random).map((value) => 10 * value);
    const noise = normal(200, random);
    const other = base.map((value, i) => value + 0.5 + (noise[i] as number));
    const [low, high] = intervalOf(pairedBootstrap(base, other, { seed }));
    assert.ok(low > 0.2 && high < 0.8, `${low} ${high}`);
  });

  test('is about other − base, by hand', () => {
    // Differences 1, 0, 1 and 4.
    const estimate = pairedBootstrap([1, 2, 3, 4], [2, 2, 4, 8], { seed });
    assert.deepEqual(estimate, { value: 1.5, n: 4 });
  });

  test('turns with its sides', () => {
    const random = seededRandom(6);
    const [a, b] = [normal(30, random), normal(30, random)];
    const one = intervalOf(pairedBootstrap(a, b, { seed }));
    const other = intervalOf(pairedBootstrap(b, a, { seed }));
    assert.ok(Math.abs(one[0] + other[1]) < 1e-12 && Math.abs(one[1] + other[0]) < 1e-12);
  });

  test('needs pairs', () => {
    assert.throws(() => pairedBootstrap([1, 2], [1], { seed }), RangeError);
    notDefined(pairedBootstrap([], [], { seed }), 'no rows');
    notDefined(pairedBootstrap([1], [Number.NaN], { seed }), 'the numbers are missing or too large to compute with');
  });
});
