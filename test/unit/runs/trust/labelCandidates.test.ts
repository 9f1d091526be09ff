import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TaskName } from '../../../../src/judging/task.ts';
import { labelPlaces } from '../../../../src/runs/trust/labelCandidates.ts';
import { sourceOf } from '../../exportRuns.ts';

const pair = { instruction: 'Why?', responses: ['So.', 'No.'] };

/** The names of the columns, the likely ones apart, and whether the rows' shape tells labels. */
async function placesOf(rows: readonly object[], task: TaskName = 'quality') {
  const { columns, ofShape } = await labelPlaces(sourceOf(rows.map((row) => JSON.stringify(row))), task);
  const namesOf = (which: boolean) => columns.flatMap(({ name, readable }) => (readable > 0 === which ? [name] : []));
  return { likely: namesOf(true), others: namesOf(false), ofShape };
}

describe('the columns that may hold labels', () => {
  for (const value of ['A', 'tie', 'model_b', 1, '2', 'first', [3, 5]]) {
    it(`begin with that whose values are read: ${JSON.stringify(value)}`, async () => {
      const rows = [1, 2, 3].map((id) => ({ id, source: 'forum', ...pair, winner: value }));
      const { likely, others } = await placesOf(rows);
      assert.deepEqual(
        [likely, others],
        [
          ['winner', 'id'],
          ['source', 'instruction'],
        ],
      );
    });
  }

  it('go by what people call labels where several can be read', async () => {
    const row = { turn: 1, score: 2, ...pair, preferred: 'B' };
    assert.deepEqual((await placesOf([row])).likely, ['preferred', 'score', 'turn']);
  });

  it('are not likely where no value can be read, whatever they are called', async () => {
    const { likely, others } = await placesOf([{ human_id: 77, ...pair, choice: 2 }]);
    assert.deepEqual([likely, others], [['choice'], ['human_id', 'instruction']]);
  });

  it('go by the values that there are', async () => {
    const rows = [{ ...pair, winner: 'A', turn: 1 }, { ...pair, winner: null, turn: 1 }, pair];
    assert.deepEqual((await placesOf(rows)).likely, ['winner', 'turn']);
  });

  it('of single texts are scores', async () => {
    const row = { id: 3, instruction: 'Why?', responses: ['So.'], rating: 4 };
    assert.deepEqual((await placesOf([row])).likely, ['rating', 'id']);
    const hard = { ...pair, winner: 'B', difficulty: 4 };
    assert.deepEqual((await placesOf([hard], 'complexity')).likely, ['difficulty']);
  });

  it('are beside labels of the rows’ shape, which are about responses', async () => {
    const row = { ...pair, labels: { preferred: 1 } };
    assert.equal((await placesOf([pair, row])).ofShape, true);
    assert.equal((await placesOf([pair, row], 'complexity')).ofShape, false);
    assert.equal((await placesOf([pair])).ofShape, false);
  });
});
