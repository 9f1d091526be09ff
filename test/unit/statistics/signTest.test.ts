import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isDefined } from '../../../src/statistics/estimate.ts';
import { signTest, signTestOf } from '../../../src/statistics/signTest.ts';
import { near, notDefined } from './measured.ts';

suite('the sign test', () => {
  test('by hand', () => {
    // 2 · (1 + 10) / 2¹⁰ and 2 · (1 + 15 + 105 + 455) / 2¹⁵.
    near(signTest(1, 9, 0).p, 22 / 1024, 1e-15);
    near(signTest(12, 3, 0).p, 1152 / 32768, 1e-15);
    near(signTest(0, 6, 0).p, 2 / 64, 1e-15);
  });

  test('of larger counts, as sums of exact binomial coefficients give', () => {
    near(signTest(40, 60, 0).p, 0.0568879336409808, 1e-13);
    near(signTest(450, 550, 0).p, 0.00173053608497632, 1e-13);
    near(signTest(16, 24, 0).p, 0.26818725105476, 1e-13);
    near(signTest(49_500, 50_500, 0).p, 0.0015823598788516, 1e-11);
    near(signTest(499_000, 501_000, 0).p, 0.0456082998653821, 1e-9);
  });

  test('does not overflow, nor come to 0', () => {
    const { p } = signTest(0, 5_000_000, 0);
    assert.ok(isDefined(p) && p > 0 && p < 1e-300);
    near(signTest(2_000_000_000, 2_000_000_000, 0).p, 1);
  });

  test('is 1 for an even split, and for one row', () => {
    near(signTest(5, 5, 0).p, 1);
    near(signTest(1, 0, 0).p, 1);
  });

  test('leaves ties out and tells how many', () => {
    const test = signTestOf([1, 0.5, 0, -1, 0, 2, -0]);
    assert.deepEqual([test.better, test.worse, test.ties], [3, 1, 3]);
    assert.deepEqual(test.p, signTest(3, 1, 0).p);
  });

  test('is not defined for ties alone, or nothing', () => {
    notDefined(signTest(0, 0, 4).p, 'no row is better or worse');
    notDefined(signTest(0, 0, 0).p, 'no rows');
    notDefined(signTestOf([]).p, 'no rows');
  });

  test('takes only counts, and differences that are numbers', () => {
    for (const count of [-1, 0.5, Number.NaN]) assert.throws(() => signTest(count, 1, 0), RangeError);
    assert.throws(() => signTestOf([1, Number.NaN]), RangeError);
  });

  test('is the sum of its terms, symmetric, and smaller the less even the split', () => {
    const count = fc.nat(60);
    fc.assert(
      fc.property(count, count, (a, b) => {
        if (a + b === 0) return;
        const { p } = signTest(a, b, 0);
        assert.ok(isDefined(p));
        assert.deepEqual(signTest(b, a, 7).p, p);
        near(p, Math.min(1, 2 * tail(a + b, Math.min(a, b))), 1e-12);
        const further = signTest(Math.min(a, b), Math.max(a, b) + 1, 0).p;
        assert.ok(isDefined(further) && further <= p + 1e-12);
      }),
    );
  });
});

/** P(X ≤ k) for X ~ binomial(n, ½), in whole numbers. */
function tail(n: number, k: number): number {
  let term = 1n;
  let sum = 1n;
  for (let i = 1n; i <= k; i++) {
    term = (term * (BigInt(n) - i + 1n)) / i;
    sum += term;
  }
  return Number(sum) / 2 ** n;
}
