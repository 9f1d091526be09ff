import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunRecord } from '../../../src/runs/run.ts';
import { wholeRun } from '../../../src/webview/viewState.ts';
import { judged, malformed } from '../tableRecords.ts';
import { fakeRun, fakeServices, openPage, until } from './fakeRun.ts';

/** Lines 1..count, the later the better. */
function rows(count: number): RunRecord[] {
  return Array.from({ length: count }, (_, i) => judged(i + 1, [1 + (i / count) * 3, 2, 3], { rationale: `Row ${i}` }));
}

test('shows the run and its rows', async () => {
  const { model, told } = openPage(fakeRun(rows(3)));
  await model.refresh();
  await until(() => model.rows.total === 3, 'rows');
  assert.equal(model.summary?.task, 'QualityScorer');
  await until(() => model.texts.of(1)?.instruction === 'Instruction of line 2', 'its texts');
  assert.equal(told.state?.run, 'run-1', 'the extension can restore the panel from the first moment on');
});

test('looks at a row, opens it, and goes to the next', async () => {
  const { model, told } = openPage(fakeRun(rows(3)));
  await model.refresh();
  await until(() => model.rows.total === 3, 'rows');
  model.select(1);
  assert.equal(model.view.row, 1);
  assert.equal(model.view.detailOpen, false);
  model.select(1, true);
  await until(() => model.detail?.row === 1, 'detail');
  assert.equal(model.detail?.texts[2]?.text, 'third');
  model.select(2);
  await until(() => model.detail?.row === 2, 'the next detail');
  model.select(3);
  assert.equal(model.place, 2, 'there is nothing after the last row');
  assert.deepEqual(told.revealed, [1, 1, 2, 2]);
});

test('a row beyond those pulled is taken up as soon as it arrives', async () => {
  const { model } = openPage(fakeRun(rows(500)));
  await model.refresh();
  await until(() => model.rows.total === 500, 'rows');
  model.select(499, true);
  assert.equal(model.view.row, undefined);
  model.show(470, 500, 470);
  await until(() => model.detail?.row === 499, 'detail');
});

test('the row looked at keeps its place in another order, and loses it when it is filtered out', async () => {
  const { model } = openPage(fakeRun(rows(10)));
  await model.refresh();
  await until(() => model.rows.total === 10, 'rows');
  model.select(2);
  model.setQuery({ ...wholeRun, sort: { by: 'mean', descending: true } });
  await until(() => model.place === 7, 'its new place');
  model.setQuery({ ...wholeRun, search: 'Row 9' });
  await until(() => model.rows.total === 1, 'filtered');
  assert.equal(model.place, undefined);
  assert.equal(model.view.row, 2, 'it is still the row looked at');
});

test('a row asked for from outside is shown, whatever the filters', async () => {
  const { model, told } = openPage(fakeRun(rows(10)), fakeServices(), { query: { ...wholeRun, search: 'Row 1' } });
  await model.refresh();
  await until(() => model.rows.total === 1, 'filtered');
  told.rowToShow = 6;
  await model.refresh();
  await until(() => told.revealed.includes(6), 'revealed');
  assert.equal(model.rows.total, 10);
  await until(() => model.detail?.row === 6, 'detail');
});

test('a run in progress is looked at until it ends, once for many changes', async () => {
  const silent = Array.from({ length: 5 }, (_, i) => judged(i + 1, [1, 2]));
  const run = fakeRun(silent.slice(0, 3), { state: 'running', total: 5 });
  const { model, told } = openPage(run);
  const refreshed = model.refresh();
  run.add(...silent.slice(3));
  await Promise.all([refreshed, model.refresh(), model.refresh()]);
  assert.equal(told.asks.filter((kind) => kind === 'summary').length, 2);
  await until(() => model.summary?.done === 5 && model.rows.total === 5, 'all rows');
  run.state = 'finished';
  await model.refresh();
  assert.equal(model.summary?.state, 'finished');
});

test('an action that fails says why, until the next one', async () => {
  const reveal = () => Promise.reject(new Error('The file is gone. Open it again.'));
  const services = fakeServices({ reveal });
  const { model } = openPage(fakeRun(rows(1)), services);
  await model.act({ kind: 'reveal', row: 0 });
  assert.deepEqual(model.refusal, { reason: 'failed', message: 'The file is gone. Open it again.' });
  await model.act({ kind: 'copy', text: 'Row 0' });
  assert.equal(model.refusal, undefined);
  assert.deepEqual(services.calls, ['copy Row 0']);
});

test('labels given one after the other add up, and one that is not kept does not stay', async () => {
  const kept: unknown[] = [];
  const { model } = openPage(
    fakeRun(rows(1)),
    fakeServices({
      label: async (_, { scores }) => {
        kept.push(scores);
        return scores ? 'The disk is full.' : undefined;
      },
    }),
    { row: 0, detailOpen: true },
  );
  await model.refresh();
  await until(() => model.detail !== undefined, 'detail');
  const first = model.label(0, { choice: 1 });
  assert.equal(model.detail?.label?.choice, 1, 'the next click builds on it');
  const second = model.label(0, { ...model.detail?.label, scores: [9, null, null] });
  await Promise.all([first, second]);
  assert.equal(kept.length, 2);
  assert.equal(model.refusal?.message, 'The disk is full.');
  assert.equal(model.detail?.label?.scores, undefined);
});

test('the prompt is fetched when it is wanted, and says so when the row has changed', async () => {
  const { model } = openPage(fakeRun(rows(2)));
  await model.refresh();
  await until(() => model.rows.total === 2, 'rows');
  model.select(1, true);
  await until(() => model.detail !== undefined, 'detail');
  assert.deepEqual([model.prompt], [undefined]);
  await model.loadPrompt();
  assert.deepEqual(model.prompt?.messages, [{ role: 'user', content: 'Judge this: Instruction of line 2' }]);

  const changed = openPage(
    fakeRun(rows(1)),
    fakeServices({ sample: async () => undefined, prompt: async () => undefined }),
    {
      row: 0,
      detailOpen: true,
      unfolded: ['prompt'],
    },
  );
  await changed.model.refresh();
  await until(() => changed.model.prompt?.problem?.reason === 'changed', 'a reason in place of the prompt');
  assert.equal(changed.model.detail?.changed, true);
});

test('the state that was kept comes back', async () => {
  const { model } = openPage(fakeRun([...rows(200), malformed(201)]), fakeServices(), {
    row: 150,
    detailOpen: true,
    top: 140,
    query: { ...wholeRun, sort: { by: 'line', descending: true } },
  });
  await model.refresh();
  await until(() => model.place === 50 && model.detail?.row === 150, 'place and detail');
  assert.equal(model.rows.row(140)?.line, 61);
});
