import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { filters, restoreState, type ViewState, wholeRun } from '../../../src/webview/viewState.ts';

const state: ViewState = {
  run: 'run-1',
  query: {
    sort: { by: 'response', response: 2, descending: true },
    search: 'poem',
    statuses: ['unscored'],
    reasons: ['refused'],
    flags: ['notes', 'changed'],
    scores: { min: 0.2, max: 0.3 },
  },
  row: 7,
  detailOpen: true,
  top: 120,
  split: 0.4,
  unfolded: ['prompt'],
};

test('what was kept comes back as it was', () => {
  assert.deepEqual(restoreState(JSON.parse(JSON.stringify(state)), 'run-1'), state);
});

test('of another run only the layout counts', () => {
  assert.deepEqual(restoreState(state, 'run-2'), {
    run: 'run-2',
    query: wholeRun,
    detailOpen: false,
    top: 0,
    split: 0.4,
    unfolded: ['prompt'],
  });
});

test('whatever was kept, the state is one that the page can show', () => {
  const loose = fc.object({
    key: fc.constantFrom('query', 'sort', 'by', 'scores', 'row', 'top', 'split', 'reasons'),
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        loose.map((kept) => ({ ...kept, run: 'run-1' })),
      ),
      (kept) => {
        const restored = restoreState(kept, 'run-1');
        assert.equal(restored.run, 'run-1');
        assert.ok(restored.split > 0 && restored.split < 1);
        assert.ok(Number.isSafeInteger(restored.top) && restored.top >= 0);
        assert.deepEqual(restoreState(structuredClone(restored), 'run-1'), restored);
      },
    ),
  );
});

test('an order alone leaves no row out', () => {
  assert.equal(filters({ ...wholeRun, sort: { by: 'mean', descending: true } }), false);
  assert.equal(filters({ ...wholeRun, search: ' ' }), false);
  for (const more of [{ search: 'x' }, { statuses: ['scored'] as const }, { scores: { min: 0, max: 1 } }]) {
    assert.equal(filters({ ...wholeRun, ...more }), true);
  }
});

test('of a jury’s run the rows that it disagrees on come first, until another order was chosen', () => {
  const first = { by: 'disagreement', descending: true };
  assert.deepEqual(restoreState(undefined, 'a', true).query.sort, first);
  assert.deepEqual(restoreState({ run: 'b', query: wholeRun }, 'a', true).query.sort, first);
  assert.deepEqual(restoreState({ run: 'a', query: wholeRun }, 'a', true).query.sort, wholeRun.sort);
});
