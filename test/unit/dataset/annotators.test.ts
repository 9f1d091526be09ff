import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProblem } from '../../../src/dataset/problem.ts';
import { detectShape } from '../../../src/dataset/shapes.ts';

/** PandaLM's test rows, and what several people said of them. */
const row = { idx: 1, instruction: 'Go.', input: '', response1: 'a', response2: 'b' };

function labelsOf(more: Record<string, string | number>) {
  const object = { ...row, ...more };
  const detected = detectShape([object]);
  assert.ok(!isProblem(detected));
  const sample = detected.shape.read(object);
  assert.ok(!('reason' in sample));
  return sample.labels;
}

describe('labels by several people', () => {
  it('are 0 for a tie, and otherwise the number of the better response', () => {
    assert.deepEqual(labelsOf({ annotator1: 1, annotator2: 2, annotator3: 0 }), { annotators: [0, 1, 'tie'] });
    assert.deepEqual(labelsOf({ annotator_1: '2' }), { annotators: [1] });
  });

  it('that name no response are left out', () => {
    assert.deepEqual(labelsOf({ annotator1: 3, annotator2: -1, annotator3: 'none', annotator4: 1 }), {
      annotators: [0],
    });
    assert.equal(labelsOf({ annotator1: 'none' }), undefined);
    assert.equal(labelsOf({ annotator: 1 }), undefined);
  });
});
