import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isDefined } from '../../../src/statistics/estimate.ts';
import { cohenKappa, quadraticKappa } from '../../../src/statistics/kappa.ts';
import { fromTable } from './confusion.ts';
import { bounded, near, notDefined } from './measured.ts';

/** Diagnoses of Fleiss 1981, "Statistical Methods for Rates and Proportions", chapter 13. */
const diagnoses = [
  [75, 1, 4],
  [5, 4, 1],
  [0, 0, 10],
];
const byHand = [
  [2, 1, 0],
  [0, 1, 1],
  [0, 0, 1],
];

suite('Cohen’s kappa', () => {
  test('of tables in print', () => {
    // Fleiss prints .68: observed .89, expected .64 + .005 + .015 = .66.
    near(cohenKappa(fromTable(diagnoses)), 0.23 / 0.34);
    // Cohen 1968, "Weighted Kappa", prints .492.
    const cohen = [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ];
    near(cohenKappa(fromTable(cohen)), 0.492, 0.0005);
    // 50 grants: observed .7, expected .3 + .2.
    const grants = [
      [20, 5],
      [10, 15],
    ];
    near(cohenKappa(fromTable(grants)), 0.4);
  });

  test('by hand', () => {
    // Observed 4/6; people 3, 2, 1, judge 2, 2, 2: expected 12/36.
    near(cohenKappa(fromTable(byHand)), 0.5);
  });

  test('is 1 for perfect, 0 for constant and below 0 for contrary judges', () => {
    near(
      cohenKappa(
        fromTable([
          [3, 0],
          [0, 4],
        ]),
      ),
      1,
    );
    near(
      cohenKappa(
        fromTable([
          [3, 0],
          [4, 0],
        ]),
      ),
      0,
    );
    near(
      cohenKappa(
        fromTable([
          [0, 5],
          [5, 0],
        ]),
      ),
      -1,
    );
  });
});

suite('quadratic-weighted kappa', () => {
  test('by hand', () => {
    // Costs: two rows a step apart, 2; expected (6 + 4·6 + 4 + 4 + 4·2 + 2) / 6 = 8.
    near(quadraticKappa(fromTable(byHand)), 1 - 2 / 8);
    // Observed 1 + 4·4 + 5 + 1 = 23; expected (400 + 4·1200 + 800 + 150 + 4·800 + 50) / 100 = 94.
    near(quadraticKappa(fromTable(diagnoses)), 1 - 23 / 94);
  });

  test('as scikit-learn 1.9 has it for the same table', () => {
    const table = [
      [30, 5, 2],
      [4, 40, 6],
      [3, 6, 4],
    ];
    near(quadraticKappa(fromTable(table)), 0.5287356321839081);
    near(cohenKappa(fromTable(table)), 0.5611814345991561);
  });

  test('is the plain one for two labels', () => {
    const table = [
      [20, 5],
      [10, 15],
    ];
    near(quadraticKappa(fromTable(table)), 0.4);
  });
});

suite('either kappa', () => {
  const table = fc.array(fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  const transposed = (lines: number[][]) => lines.map((_, i) => lines.map((line) => line[i] as number));

  test('is not defined where nobody could disagree', () => {
    for (const kappa of [cohenKappa, quadraticKappa]) {
      notDefined(
        kappa(
          fromTable([
            [7, 0],
            [0, 0],
          ]),
        ),
        'all labels are the same',
      );
      notDefined(kappa(fromTable([[7]])), 'all labels are the same');
      notDefined(
        kappa(
          fromTable([
            [0, 1],
            [0, 0],
          ]),
        ),
        'fewer than two rows',
      );
      notDefined(
        kappa(
          fromTable([
            [0, 0],
            [0, 0],
          ]),
        ),
        'no rows',
      );
    }
  });

  test('lies within −1 and 1, and doesn’t change with judge and people changing places', () => {
    fc.assert(
      fc.property(table, (lines) => {
        for (const kappa of [cohenKappa, quadraticKappa]) {
          const value = kappa(fromTable(lines));
          bounded(value, -1, 1);
          assert.deepEqual(kappa(fromTable(transposed(lines))), value);
        }
      }),
    );
  });

  test('plain: names are only names; quadratic: so is the direction of the order', () => {
    fc.assert(
      fc.property(table, (lines) => {
        const swapped = [1, 0, 2].map((i) => [1, 0, 2].map((j) => lines[i]?.[j] as number));
        const reversed = [2, 1, 0].map((i) => [2, 1, 0].map((j) => lines[i]?.[j] as number));
        assert.deepEqual(cohenKappa(fromTable(swapped)), cohenKappa(fromTable(lines)));
        assert.deepEqual(quadraticKappa(fromTable(reversed)), quadraticKappa(fromTable(lines)));
      }),
    );
  });

  test('is 1 only for perfect agreement', () => {
    fc.assert(
      fc.property(table, (lines) => {
        const value = cohenKappa(fromTable(lines));
        if (!isDefined(value)) return;
        const perfect = lines.every((line, i) => line.every((count, j) => i === j || count === 0));
        assert.equal(value === 1, perfect);
      }),
    );
  });
});
