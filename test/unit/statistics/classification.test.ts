import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { accuracy, confusionMatrix, labelMeasures, macro } from '../../../src/statistics/classification.ts';
import { fromTable } from './confusion.ts';
import { bounded, near, notDefined } from './measured.ts';

const names = ['win', 'tie', 'lose'];

suite('a confusion matrix', () => {
  test('counts what people said against what the judge said', () => {
    const matrix = confusionMatrix([0, 0, 2, 1], [0, 2, 2, 2], names);
    assert.deepEqual(matrix.counts, [
      [1, 0, 0],
      [0, 0, 0],
      [1, 1, 1],
    ]);
    assert.equal(matrix.n, 4);
  });

  test('takes rows by index, as often as they are drawn', () => {
    const matrix = confusionMatrix([0, 1], [0, 2], names, [1, 1, 1]);
    assert.deepEqual(matrix.counts[2], [0, 3, 0]);
    assert.equal(matrix.n, 3);
  });

  test('takes no label that has no name, and no row without its pair', () => {
    for (const label of [3, -1, 0.5, Number.NaN]) {
      assert.throws(() => confusionMatrix([label], [0], names), RangeError);
      assert.throws(() => confusionMatrix([0], [label], names), RangeError);
    }
    assert.throws(() => confusionMatrix([0, 1], [0], names), RangeError);
  });
});

suite('accuracy, precision, recall and F1', () => {
  test('of a judge of win, tie and lose, by hand', () => {
    // The judge gives 37, 51 and 12 times; people 37, 50 and 13 times; both 30, 40 and 4 times.
    const matrix = fromTable([
      [30, 5, 2],
      [4, 40, 6],
      [3, 6, 4],
    ]);
    near(accuracy(matrix), 74 / 100);
    const [win, tie, lose] = labelMeasures(matrix);
    assert.ok(win && tie && lose);
    near(win.precision, 30 / 37);
    near(win.recall, 30 / 37);
    near(tie.precision, 40 / 51);
    near(tie.recall, 40 / 50);
    near(lose.precision, 4 / 12);
    near(lose.recall, 4 / 13);
    near(lose.f1, 8 / 25);
    assert.deepEqual([tie.byPeople, tie.byJudge], [50, 51]);
    near(macro(matrix, 'precision'), (30 / 37 + 40 / 51 + 4 / 12) / 3);
    near(macro(matrix, 'recall'), (30 / 37 + 40 / 50 + 4 / 13) / 3);
    near(macro(matrix, 'f1'), (60 / 74 + 80 / 101 + 8 / 25) / 3);
  });

  test('as scikit-learn 1.9 has them for the same tables', () => {
    const diagnoses = fromTable([
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ]);
    near(accuracy(diagnoses), 0.89);
    near(macro(diagnoses, 'precision'), 0.8013888888888889);
    near(macro(diagnoses, 'recall'), 0.7791666666666667);
    near(macro(diagnoses, 'f1'), 0.7569444444444443);
    const grants = fromTable([
      [20, 5],
      [10, 15],
    ]);
    near(macro(grants, 'precision'), 0.7083333333333333);
    near(macro(grants, 'recall'), 0.7);
    near(macro(grants, 'f1'), 0.696969696969697);
  });

  test('a label that the judge never gives has no precision, and 0 in the macro average, as in scikit-learn', () => {
    const matrix = fromTable([
      [3, 1, 0],
      [2, 4, 0],
      [1, 1, 0],
    ]);
    const [, , never] = labelMeasures(matrix);
    assert.ok(never);
    notDefined(never.precision, 'the judge never gives this label');
    near(never.recall, 0);
    near(never.f1, 0);
    near(macro(matrix, 'precision'), (3 / 6 + 4 / 6) / 3);
    near(macro(matrix, 'f1'), 0.4222222222222222);
  });

  test('a label that only the judge gives has no recall; one that nobody gives has nothing and weighs nothing', () => {
    const matrix = fromTable([
      [2, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const [, onlyJudge, nobody] = labelMeasures(matrix);
    assert.ok(onlyJudge && nobody);
    near(onlyJudge.precision, 0);
    notDefined(onlyJudge.recall, 'people never give this label');
    notDefined(nobody.precision, 'the judge never gives this label');
    notDefined(nobody.f1, 'nobody gives this label');
    near(macro(matrix, 'recall'), (2 / 3 + 0) / 2);
  });

  test('one label only, one row, no rows', () => {
    const one = fromTable([[5]]);
    near(accuracy(one), 1);
    near(macro(one, 'f1'), 1);
    near(accuracy(confusionMatrix([0], [1], names)), 0);
    const none = confusionMatrix([], [], names);
    notDefined(accuracy(none), 'no rows');
    notDefined(macro(none, 'precision'), 'no rows');
  });

  test('lie within 0 and 1, and precision and recall change places with judge and people', () => {
    const label = fc.integer({ min: 0, max: 2 });
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label)), (rows) => {
        const judge = rows.map(([given]) => given);
        const people = rows.map(([, wanted]) => wanted);
        const [one, other] = [confusionMatrix(judge, people, names), confusionMatrix(people, judge, names)];
        bounded(accuracy(one), 0, 1);
        for (const kind of ['precision', 'recall', 'f1'] as const) bounded(macro(one, kind), 0, 1);
        assert.deepEqual(accuracy(one), accuracy(other));
        assert.deepEqual(macro(one, 'precision'), macro(other, 'recall'));
        assert.deepEqual(macro(one, 'f1'), macro(other, 'f1'));
      }),
    );
  });
});
