import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sample } from '../../../../src/dataset/sample.ts';
import { labelOfColumns, lookAtColumns } from '../../../../src/runs/trust/labelColumn.ts';
import { sourceOf } from '../../exportRuns.ts';

const pair: Sample = { instruction: 'Q', responses: ['A', 'B'], responseNames: ['cedar-13b', 'willow-7b'] };

async function columnOf(values: readonly unknown[], n = 2) {
  const lines = values.map((label) => JSON.stringify({ ...pair, responses: Array(n).fill('A'), label }));
  const [column] = await lookAtColumns(['label'], () => sourceOf(lines));
  assert.ok(column);
  return column;
}

describe('a column of labels', () => {
  it('counts from 0 or 1, or has 0 for a tie, by the numbers that occur', async () => {
    assert.equal((await columnOf([1, 2, 2])).counting, 'from 1');
    assert.equal((await columnOf([0, 1, 1])).counting, 'from 0');
    assert.equal((await columnOf([0, 1, 2])).counting, '0 is a tie');
    assert.equal((await columnOf([0, 2, 1], 3)).counting, 'from 0');
    assert.equal((await columnOf(['1', '2'])).counting, 'from 1');
    assert.equal((await columnOf(['model_a', null])).counting, 'from 1');
  });

  for (const [value, counting, expected] of [
    [1, 'from 1', 0],
    [2, 'from 1', 1],
    ['2', 'from 1', 1],
    [1, 'from 0', 1],
    [0, '0 is a tie', 'tie'],
    [2, '0 is a tie', 1],
    ['model_a', 'from 1', 0],
    ['model_b', 'from 1', 1],
    ['B', 'from 1', 1],
    ['response 2', 'from 1', 1],
    ['answer_1', 'from 1', 0],
    ['first', 'from 1', 0],
    ['Willow-7B', 'from 1', 1],
    ['tie', 'from 1', 'tie'],
    ['tie (bothbad)', 'from 1', 'tie'],
    ['both are good', 'from 1', 'tie'],
  ] as const) {
    it(`reads ${JSON.stringify(value)} ${counting} as ${expected}`, () => {
      const text = JSON.stringify({ label: value });
      assert.deepEqual(labelOfColumns([{ name: 'label', counting }], text, pair, 2), { choices: [expected] });
    });
  }

  it('calls unreadable what names no response, and empty what says nothing', () => {
    const read = (label: unknown) =>
      labelOfColumns([{ name: 'label', counting: 'from 1' }], JSON.stringify({ label }), pair, 2);
    for (const value of [3, 1.5, 0, -1, 'model_c', 'great', true, { winner: 1 }, [1, 2, 3]]) {
      assert.equal(read(value), 'unreadable', JSON.stringify(value));
    }
    for (const value of [null, '', undefined]) assert.equal(read(value), undefined);
  });

  it('does not take one name of two responses for either', () => {
    const twins = { ...pair, responseNames: ['cedar', 'cedar'] };
    const column = { name: 'label', counting: 'from 1' } as const;
    assert.equal(labelOfColumns([column], '{"label":"cedar"}', twins, 2), 'unreadable');
  });

  it('reads scores: a list of one a response, or one for a single response', () => {
    const column = { name: 'gold', counting: 'from 1' } as const;
    assert.deepEqual(labelOfColumns([column], '{"gold":[3,"4"]}', pair, 2), { choices: [1], scores: [3, 4] });
    assert.deepEqual(labelOfColumns([column], '{"gold":[4,null]}', pair, 2), { choices: [], scores: [4, null] });
    const single = { instruction: 'Q', responses: ['A'] };
    assert.deepEqual(labelOfColumns([column], '{"gold":7}', single, 1), { choices: [], scores: [7] });
    assert.deepEqual(labelOfColumns([column], '{"gold":true}', single, 1), { choices: [], scores: [1] });
  });

  it('averages the scores of several annotators, whoever of them gave any, and keeps each one’s', () => {
    const columns = ['a', 'b', 'c'].map((name) => ({ name, counting: 'from 1' as const }));
    const single = { instruction: 'Q', responses: ['A'] };
    assert.deepEqual(labelOfColumns(columns, '{"a":2,"b":"5","c":null}', single, 1), {
      choices: [],
      scores: [3.5],
      annotatorScores: [[2], [5]],
    });
    const lists = '{"a":[2,4],"b":[null,1],"c":[4,1]}';
    assert.deepEqual(labelOfColumns(columns, lists, pair, 2), {
      choices: [1, 0],
      scores: [3, 2],
      annotatorScores: [
        [2, 4],
        [null, 1],
        [4, 1],
      ],
    });
  });

  it('takes several columns for several annotators, and paths for columns', () => {
    const columns = ['people[0].says', 'people[1].says', 'c'].map((name) => ({
      name,
      counting: '0 is a tie' as const,
    }));
    const text = '{"people":[{"says":1},{"says":0}],"c":2,"constructor":1}';
    assert.deepEqual(labelOfColumns(columns, text, pair, 2), { choices: [0, 'tie', 1] });
    assert.equal(labelOfColumns([{ name: '__proto__', counting: 'from 1' }], text, pair, 2), undefined);
  });
});
