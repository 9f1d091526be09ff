import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { histogram, mean, median, quantile, sampleStandardDeviation } from '../../../src/statistics/describe.ts';
import { isDefined } from '../../../src/statistics/estimate.ts';
import { bounded, near, notDefined } from './measured.ts';

suite('mean, median, spread', () => {
  test('by hand', () => {
    near(mean([2, 4, 4, 4, 5, 5, 7, 9]), 5);
    near(mean([-1, 1, 3]), 1);
    near(median([3, 1, 2]), 2);
    near(median([4, 1, 3, 2]), 2.5);
    // Squared deviations from 5: 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, over 7.
    near(sampleStandardDeviation([2, 4, 4, 4, 5, 5, 7, 9]), Math.sqrt(32 / 7));
    near(sampleStandardDeviation([1, 3]), Math.SQRT2);
  });

  test('a spread far from 0 is not lost (NIST StRD NumAcc3 and NumAcc4: exactly 0.1)', () => {
    for (const base of [1_000_000, 10_000_000]) {
      const values = [base + 0.2];
      for (let i = 0; i < 500; i++) values.push(base + 0.1, base + 0.3);
      near(mean(values), base + 0.2, 1e-6);
      near(sampleStandardDeviation(values), 0.1, 1e-8);
    }
  });

  test('equal values have no spread, and are every quantile', () => {
    const tenths = new Array<number>(10).fill(0.1);
    assert.equal(sampleStandardDeviation(tenths), 0);
    for (let share = 0; share <= 1; share += 0.01) assert.equal(quantile(tenths, share), 0.1);
  });

  test('are not defined over too few rows, or numbers that are none', () => {
    notDefined(mean([]), 'no rows');
    notDefined(median([]), 'no rows');
    near(mean([4]), 4);
    near(median([4]), 4);
    notDefined(sampleStandardDeviation([]), 'fewer than two rows');
    notDefined(sampleStandardDeviation([4]), 'fewer than two rows');
    notDefined(mean([1, Number.NaN]), 'the numbers are missing or too large to compute with');
    notDefined(median([1, 2, Number.NaN]), 'the numbers are missing or too large to compute with');
    notDefined(mean([1e308, 1e308]), 'the numbers are missing or too large to compute with');
  });

  test('are finite, or not defined, for any numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (values) => {
        for (const measure of [mean, median]) bounded(measure(values), -Number.MAX_VALUE, Number.MAX_VALUE);
        bounded(sampleStandardDeviation(values), 0, Number.MAX_VALUE);
      }),
    );
  });
});

suite('a quantile', () => {
  test('is that of R and NumPy (type 7)', () => {
    // Sorted 1 3 7 10; at 0.1 · 3 = 0.3 between 1 and 3, and so on.
    const values = [7, 1, 3, 10];
    near(quantile(values, 0), 1);
    near(quantile(values, 0.1), 1.6);
    near(quantile(values, 0.25), 2.5);
    near(quantile(values, 0.9), 9.1);
    near(quantile(values, 1), 10);
    // Hyndman and Fan's definition for 1..5: 1 + 4p.
    near(quantile([5, 4, 3, 2, 1], 0.4), 2.6);
    assert.deepEqual(values, [7, 1, 3, 10]);
  });

  test('lies among the values, and ascends', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, share, share, (some, a, b) => {
        const [low, high] = [quantile(some, Math.min(a, b)), quantile(some, Math.max(a, b))];
        assert.ok(isDefined(low) && isDefined(high));
        assert.ok(low >= Math.min(...some) && high <= Math.max(...some));
        assert.ok(low <= high + 1e-9 * Math.abs(high));
      }),
    );
  });

  test('of a share that is none is a mistake', () => {
    for (const share of [-0.1, 1.1, Number.NaN]) assert.throws(() => quantile([1], share), RangeError);
  });
});

suite('a histogram', () => {
  test('counts by bands, and what is outside', () => {
    const { bands, below, above } = histogram([0, 0.1, 0.5, 0.99, 1, 1.5, -2, -3], [0, 0.5, 1]);
    assert.deepEqual(bands, [
      { from: 0, to: 0.5, count: 2 },
      { from: 0.5, to: 1, count: 3 },
    ]);
    assert.deepEqual([below, above], [2, 1]);
  });

  test('loses no value', () => {
    const edges = fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 2 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30, max: 30 })), edges, (values, unsorted) => {
        const ascending = unsorted.toSorted((a, b) => a - b);
        const { bands, below, above } = histogram(values, ascending);
        assert.equal(bands.length, ascending.length - 1);
        for (const { from, to, count } of bands) {
          const last = to === ascending.at(-1);
          assert.equal(count, values.filter((value) => value >= from && (value < to || (last && value === to))).length);
        }
        assert.equal(
          bands.reduce((sum, { count }) => sum + count, below + above),
          values.length,
        );
      }),
    );
  });

  test('needs bands that ascend, and numbers', () => {
    for (const edges of [[], [1], [1, 1], [2, 1], [0, Number.NaN]])
      assert.throws(() => histogram([1], edges), RangeError);
    assert.throws(() => histogram([Number.NaN], [0, 1]), RangeError);
  });
});
