import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readIndexed } from '../../../../src/judging/reading/indexed.ts';
import { isPlainVerdict, readPlainLines } from '../../../../src/judging/reading/plainLines.ts';

const linesOf = (scores: readonly (number | string)[]) =>
  scores.map((score, i) => `[${i + 1}] Score: ${score}`).join('\n');
const score = fc.integer({ min: 0, max: 60 }).map((tenths) => tenths / 10);

describe('a reply in exactly the form asked for', () => {
  it('is read the short way as the long way reads it', () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 20 }), (scores) => {
        const scale = { min: 1, max: scores.length + 1 };
        const reply = linesOf(scores);
        const isOnScale = scores.every((one) => one >= scale.min && one <= scale.max);
        assert.equal(readPlainLines(reply, scores.length, scale) !== undefined, isOnScale);
        // A line before it leaves the long way only.
        const { rationale: _, ...long } = readIndexed(`\n${reply}`, scores.length, scale);
        const { rationale: __, ...short } = readIndexed(reply, scores.length, scale);
        assert.deepEqual(short, long);
      }),
    );
  });

  for (const [what, reply] of [
    ['another order', '[2] Score: 1\n[1] Score: 3'],
    ['an index twice', '[1] Score: 1\n[1] Score: 3'],
    ['words', '[1] Score: 1\n[2] Score: 3 of 3'],
    ['a first line', 'Scores:\n[1] Score: 1\n[2] Score: 3'],
    ['a count from 0', '[0] Score: 1\n[1] Score: 3'],
    ['nothing', ''],
  ] as const) {
    it(`is not one with ${what}`, () => {
      assert.equal(isPlainVerdict(reply), false);
      assert.equal(readPlainLines(reply, 2, { min: 1, max: 3 }), undefined);
    });
  }

  it('has as many lines as there are texts', () => {
    assert.equal(readPlainLines(linesOf([1, 2]), 3, { min: 1, max: 4 }), undefined);
    assert.equal(readPlainLines(linesOf([1, 2, 3]), 2, { min: 1, max: 3 }), undefined);
  });
});
