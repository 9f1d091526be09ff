import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { kendallTauB, pearson, spearman } from '../../../src/statistics/correlation.ts';
import { correlationEstimate } from '../../../src/statistics/correlationEstimate.ts';
import { isDefined, type Measured } from '../../../src/statistics/estimate.ts';
import { averageRanks, denseRanks } from '../../../src/statistics/ranks.ts';
import { seededRandom } from '../../../src/statistics/seededRandom.ts';
import { bounded, intervalOf, near, notDefined } from './measured.ts';

const measures = { pearson, spearman, kendallTauB };

suite('Pearson’s r', () => {
  test('of Anscombe’s first set (1973, "Graphs in Statistical Analysis"): .816', () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    near(pearson(x, y), 0.8164205163448395);
  });

  test('of the example in SciPy’s documentation', () => {
    near(pearson([1, 2, 3, 4, 5, 6, 7], [10, 9, 2.5, 6, 4, 3, 2]), -0.828503883588428);
  });

  test('by hand', () => {
    // Deviations −1 0 1 and −1 1 0: 1 / √(2 · 2).
    near(pearson([1, 2, 3], [4, 6, 5]), 0.5);
  });

  test('holds far from 0, for huge and for tiny numbers', () => {
    near(pearson([1e9 + 1, 1e9 + 2, 1e9 + 3], [4, 6, 5]), 0.5);
    near(pearson([1e200, 2e200, 3e200], [4e-300, 6e-300, 5e-300]), 0.5);
    notDefined(pearson([-1.7e308, 1.7e308], [1, 2]), 'the numbers are missing or too large to compute with');
  });

  test('doesn’t take the rounding of a mean for a difference', () => {
    notDefined(pearson([0.1, 0.1, 0.1, 0.1, 0.1, 0.1], [1, 2, 3, 4, 5, 6]), 'all values are the same');
  });
});

suite('Spearman’s rho', () => {
  test('of intelligence and hours of television, no ties: 1 − 6·194 / (10·99) = −29/165', () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    near(spearman(iq, hours), -29 / 165);
  });

  test('with ties, by hand, as in SciPy’s documentation', () => {
    // Ranks of y: 1, 2, 3.5, 5, 3.5; deviations give 8 / √(10 · 9.5).
    near(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]), 8 / Math.sqrt(95));
  });

  test('with ties on both sides, as SciPy 1.17 has it', () => {
    near(spearman([1, 2, 2, 3, 4, 4, 4, 5], [2, 1, 3, 3, 5, 4, 4, 4]), 0.8417721518987343);
  });

  test('ranks share', () => {
    const ranks = (values: number[]) => {
      const dense = denseRanks(values);
      assert.ok(dense);
      return [...averageRanks(dense)];
    };
    assert.deepEqual(ranks([20, 10, 20]), [2.5, 1, 2.5]);
    assert.deepEqual(ranks([0.5, -0, 0, 1e300, 0]), [4, 2, 2, 5, 2]);
    assert.deepEqual(ranks([]), []);
  });
});

suite('Kendall’s tau-b', () => {
  test('with ties, as in SciPy’s documentation', () => {
    near(kendallTauB([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), -0.4714045207910316);
  });

  test('with ties on both sides, by hand and as SciPy 1.17 has it', () => {
    // Of 6 pairs one is tied in x, another in y; the other four agree.
    near(kendallTauB([1, 2, 2, 3], [1, 1, 2, 3]), 4 / 5);
    near(kendallTauB([1, 2, 2, 3, 4, 4, 4, 5], [2, 1, 3, 3, 5, 4, 4, 4]), 0.7083333333333335);
  });

  test('without ties: of 45 pairs 20 agree and 25 don’t', () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    near(kendallTauB(iq, hours), -1 / 9);
  });

  test('is what looking at every pair gives', () => {
    const scores = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
    const numbers = fc.tuple(fc.double({ noNaN: true, min: -9, max: 9 }), fc.double({ noNaN: true, min: -9, max: 9 }));
    const rows = fc.oneof(fc.array(scores, { minLength: 2 }), fc.array(numbers, { minLength: 2 }));
    fc.assert(
      fc.property(rows, (pairs) => {
        const x = pairs.map(([first]) => first);
        const y = pairs.map(([, second]) => second);
        const expected = tauOfEveryPair(x, y);
        const tau = kendallTauB(x, y);
        if (expected === undefined) notDefined(tau, 'all values are the same');
        else near(tau, expected);
      }),
    );
  });

  test('counts beyond what 32 bits hold', () => {
    const x = Float64Array.from({ length: 100_000 }, (_, i) => i);
    near(kendallTauB(x, x), 1);
    near(kendallTauB(x, x.toReversed()), -1);
  });
});

function tauOfEveryPair(x: readonly number[], y: readonly number[]): number | undefined {
  const sign = (values: readonly number[], i: number, j: number) =>
    Math.sign((values[i] as number) - (values[j] as number));
  let balance = 0;
  let inX = 0;
  let inY = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      balance += sign(x, i, j) * sign(y, i, j);
      inX += Math.abs(sign(x, i, j));
      inY += Math.abs(sign(y, i, j));
    }
  }
  return inX === 0 || inY === 0 ? undefined : balance / Math.sqrt(inX * inY);
}

suite('any correlation', () => {
  const whole = fc.integer({ min: -40, max: 40 });
  const pairs = fc.array(fc.tuple(whole, whole), { minLength: 2, maxLength: 60 });
  const split = (rows: [number, number][]) => [rows.map(([x]) => x), rows.map(([, y]) => y)] as const;
  const same = (a: Measured, b: Measured, sign = 1) => {
    if (isDefined(a)) near(b, sign * a);
    else assert.deepEqual(b, a);
  };

  for (const [name, measure] of Object.entries(measures)) {
    test(`${name} is not defined for constant values, one row, no rows`, () => {
      notDefined(measure([3, 3, 3], [1, 2, 3]), 'all values are the same');
      notDefined(measure([1, 2, 3], [3, 3, 3]), 'all values are the same');
      notDefined(measure([1], [1]), 'fewer than two rows');
      notDefined(measure([], []), 'no rows');
      notDefined(measure([1, Number.NaN], [1, 2]), 'the numbers are missing or too large to compute with');
      assert.throws(() => measure([1, 2], [1]), RangeError);
    });

    test(`${name} lies within −1 and 1 for any numbers`, () => {
      const rows = fc.array(fc.tuple(fc.double(), fc.double()));
      fc.assert(fc.property(rows, (some) => bounded(measure(...split(some)), -1, 1)));
    });

    test(`${name} is symmetric, turns with the sign, and is 1 with itself`, () => {
      fc.assert(
        fc.property(pairs, (rows) => {
          const [x, y] = split(rows);
          const value = measure(x, y);
          same(value, measure(y, x));
          same(
            value,
            measure(
              x,
              y.map((v) => -v),
            ),
            -1,
          );
          const self = measure(x, x);
          if (isDefined(self)) near(self, 1);
        }),
      );
    });
  }

  test('rank measures see only the order', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [x, y] = split(rows);
        for (const measure of [spearman, kendallTauB])
          assert.deepEqual(
            measure(
              x.map((v) => v ** 3 / 7),
              y.map((v) => Math.exp(v / 10)),
            ),
            measure(x, y),
          );
      }),
    );
  });

  test('Pearson’s r sees neither unit nor origin', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [x, y] = split(rows);
        same(
          pearson(x, y),
          pearson(
            x.map((v) => 3 * v + 1000),
            y.map((v) => v / 4 - 5),
          ),
        );
      }),
    );
  });

  test('comes with an interval that holds it', () => {
    const random = seededRandom(3);
    const x = Array.from({ length: 300 }, () => random());
    const y = x.map((value) => value + random());
    for (const kind of ['pearson', 'spearman', 'kendallTauB'] as const) {
      const estimate = correlationEstimate(kind, x, y, { seed: 1 });
      const [low, high] = intervalOf(estimate);
      assert.ok(isDefined(estimate));
      assert.deepEqual(estimate.value, measures[kind](x, y));
      assert.ok(low < estimate.value && estimate.value < high);
      assert.ok(low > estimate.value - 0.15 && high < estimate.value + 0.15, `${low} ${high}`);
    }
    notDefined(
      correlationEstimate('spearman', [1, Number.NaN], [1, 2], { seed: 1 }),
      'the numbers are missing or too large to compute with',
    );
    notDefined(correlationEstimate('kendallTauB', [], [], { seed: 1 }), 'no rows');
  });
});
