import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isDefined } from '../../../src/statistics/estimate.ts';
import { krippendorffAlpha, krippendorffEstimate, type LabelKind } from '../../../src/statistics/krippendorff.ts';
import { intervalOf, near, notDefined } from './measured.ts';

const kinds = ['nominal', 'ordinal', 'interval'] as const;

/** Rows from a table in print: a line for each annotator, `.` where one gave no label. */
function rowsOf(...annotators: string[]): number[][] {
  const lines = annotators.map((line) => line.split(' '));
  return (lines[0] ?? []).map((_, row) =>
    lines.flatMap((line) => (line[row] === '.' ? [] : [Number.parseInt(line[row] as string, 36)])),
  );
}

suite('Krippendorff’s alpha', () => {
  test('of Krippendorff 2011, example C: four observers, values missing', () => {
    const rows = rowsOf(
      '1 2 3 3 2 1 4 1 2 . . .',
      '1 2 3 3 2 2 4 1 2 5 . 3',
      '. 3 3 3 2 3 4 2 2 5 1 .',
      '1 2 3 3 2 4 4 1 2 5 1 .',
    );
    near(krippendorffAlpha(rows, 'nominal'), 0.743, 0.0005);
    near(krippendorffAlpha(rows, 'ordinal'), 0.815, 0.0005);
    near(krippendorffAlpha(rows, 'interval'), 0.849, 0.0005);
  });

  test('of Krippendorff 2011, examples A and B: two observers, two labels and five', () => {
    near(krippendorffAlpha(rowsOf('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0'), 'nominal'), 0.095, 0.0005);
    near(krippendorffAlpha(rowsOf('a a b b d c c c e d d a', 'b a b b b c c c e d d d'), 'nominal'), 0.692, 0.0005);
  });

  test('of three coders of whom each leaves out many units: .691 in print, .811 for intervals', () => {
    const rows = rowsOf(
      '. . . . . 3 4 1 2 1 1 3 3 . 3',
      '1 . 2 1 3 3 4 3 . . . . . . .',
      '. . 2 1 3 4 4 . 2 1 1 3 3 . 4',
    );
    near(krippendorffAlpha(rows, 'nominal'), 0.691, 0.0005);
    near(krippendorffAlpha(rows, 'ordinal'), 0.8067214199413153);
    near(krippendorffAlpha(rows, 'interval'), 0.811, 0.0005);
  });

  test('by hand', () => {
    // Of 2 pairs within rows 1 differs, of the 6 pairs among the labels 1 1 1 2 three do: 1 − ½ / ½.
    for (const kind of kinds)
      near(
        krippendorffAlpha(
          [
            [1, 1],
            [1, 2],
          ],
          kind,
        ),
        0,
      );
    // Squared distances within rows 1 + 0 over 2 pairs; among all 1 + 16 + 16 + 9 + 9 + 0 over 6: 1 − ½ / (51/6).
    near(
      krippendorffAlpha(
        [
          [1, 2],
          [5, 5],
        ],
        'interval',
      ),
      1 - 3 / 51,
    );
  });

  test('is 1 for perfect agreement, and below 0 for contrary annotators', () => {
    for (const kind of kinds) {
      near(
        krippendorffAlpha(
          [
            [1, 1, 1],
            [2, 2],
            [3, 3, 3, 3],
          ],
          kind,
        ),
        1,
      );
      near(
        krippendorffAlpha(
          [
            [1, 2],
            [2, 1],
          ],
          kind,
        ),
        -0.5,
      );
    }
  });

  test('is not defined without two labels to compare, or two different ones', () => {
    for (const kind of kinds) {
      notDefined(krippendorffAlpha([], kind), 'no rows');
      notDefined(krippendorffAlpha([[1], [2], []], kind), 'no row has labels of two people');
      notDefined(
        krippendorffAlpha(
          [
            [2, 2],
            [2, 2, 2],
          ],
          kind,
        ),
        'all labels are the same',
      );
      notDefined(krippendorffAlpha([[1, Number.NaN]], kind), 'the numbers are missing or too large to compute with');
      // One row says nothing about chance, but it has a value: labels as different within as among.
      near(krippendorffAlpha([[1, 2]], kind), 0);
    }
  });

  test('is what its coincidence matrix gives', () => {
    fc.assert(
      fc.property(labelled(5), (rows) => {
        for (const kind of kinds) {
          const expected = alphaByCoincidences(rows, kind);
          const alpha = krippendorffAlpha(rows, kind);
          if (expected === undefined) assert.ok(!isDefined(alpha));
          else near(alpha, expected, 1e-9);
        }
      }),
    );
  });

  test('sees no more in the labels than their kind has', () => {
    fc.assert(
      fc.property(labelled(5), (rows) => {
        const given = (kind: LabelKind, to: (label: number) => number) => {
          const changed = krippendorffAlpha(
            rows.map((labels) => labels.map(to).reverse()),
            kind,
          );
          const alpha = krippendorffAlpha(rows, kind);
          if (isDefined(alpha)) near(changed, alpha, 1e-9);
          else assert.deepEqual(changed, alpha);
        };
        given('nominal', (label) => (label * 3) % 7);
        given('ordinal', (label) => label ** 3 / 7);
        given('interval', (label) => 10 * label - 4);
      }),
    );
  });

  test('is the same for every kind where there are two labels', () => {
    fc.assert(
      fc.property(labelled(1), (rows) => {
        const [nominal, ordinal, interval] = kinds.map((kind) => krippendorffAlpha(rows, kind));
        if (nominal === undefined || ordinal === undefined || interval === undefined || !isDefined(nominal)) return;
        near(ordinal, nominal, 1e-9);
        near(interval, nominal, 1e-9);
      }),
    );
  });

  test('comes with an interval over the rows that can be compared', () => {
    const rows = Array.from({ length: 90 }, (_, i) => (i % 3 === 0 ? [i % 4] : [i % 4, i % 5 === 0 ? 0 : i % 4]));
    const estimate = krippendorffEstimate(rows, 'nominal', { seed: 1 });
    const [low, high] = intervalOf(estimate);
    assert.ok(isDefined(estimate));
    assert.equal(estimate.n, 60);
    assert.deepEqual(estimate.value, krippendorffAlpha(rows, 'nominal'));
    assert.ok(low < estimate.value && estimate.value < high);
    notDefined(krippendorffEstimate([[1], []], 'ordinal', { seed: 1 }), 'no row has labels of two people');
    notDefined(krippendorffEstimate([], 'ordinal', { seed: 1 }), 'no rows');
  });
});

/** Rows with up to five labels 0..max, some with none. */
function labelled(max: number) {
  return fc.array(fc.array(fc.integer({ min: 0, max }), { maxLength: 5 }), { maxLength: 20 });
}

/** Alpha as the paper computes it, step by step: values by units, coincidences, distances, disagreements. */
function alphaByCoincidences(rows: readonly number[][], kind: LabelKind): number | undefined {
  const labels = [0, 1, 2, 3, 4, 5];
  const together = labels.map(() => labels.map(() => 0));
  for (const row of rows)
    for (const [i, c] of row.entries())
      for (const [j, k] of row.entries())
        if (i !== j) (together[c] as number[])[k] = (together[c]?.[k] as number) + 1 / (row.length - 1);
  const counts = together.map((line) => line.reduce((sum, count) => sum + count, 0));
  const n = counts.reduce((sum, count) => sum + count, 0);
  const distance = (c: number, k: number) => {
    if (kind === 'nominal') return c === k ? 0 : 1;
    if (kind === 'interval') return (c - k) ** 2;
    const [low, high] = [Math.min(c, k), Math.max(c, k)];
    const between = counts.slice(low, high + 1).reduce((sum, count) => sum + count, 0);
    return (between - ((counts[low] as number) + (counts[high] as number)) / 2) ** 2;
  };
  let observed = 0;
  let expected = 0;
  for (const c of labels) {
    for (const k of labels) {
      observed += (together[c]?.[k] as number) * distance(c, k);
      expected += ((counts[c] as number) * (counts[k] as number) * distance(c, k)) / (n - 1);
    }
  }
  return expected > 1e-9 ? 1 - observed / expected : undefined;
}
