import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PanelAnswers } from '../../../src/extension/panel/panelAnswers.ts';
import type { LabelView } from '../../../src/shared/protocol.ts';
import { wholeRun } from '../../../src/webview/viewState.ts';
import { judged, malformed } from '../tableRecords.ts';
import { english, fakeRun, fakeServices, openPage, until } from './fakeRun.ts';

const records = [judged(1, [4, 2, 3]), judged(2, [3, 1, 1]), malformed(3)];
const labelled = { ...wholeRun, flags: ['labelled'] as const };

test('a label is kept, shown with its row, found by the filter, and taken back', async () => {
  const { model } = openPage(fakeRun(records));
  await model.refresh();
  await until(() => model.rows.total === 3, 'rows');
  model.select(1, true);
  await until(() => model.detail?.row === 1, 'detail');
  assert.equal(model.detail?.label, undefined);
  const label: LabelView = { choice: 2, thumbs: [null, 'down', 'up'], scores: [null, null, 4] };
  await model.label(1, label);
  assert.deepEqual(model.detail?.label, label);
  model.setQuery(labelled);
  await until(() => model.rows.total === 1 && model.searching === undefined, 'only the labelled row');
  assert.deepEqual([model.rows.row(0)?.row, model.rows.row(0)?.flags], [1, ['labelled']]);
  await model.label(1, {});
  assert.equal(model.detail?.label, undefined);
});

test('a label that can’t be kept is not shown as if it was, and says why', async () => {
  const services = fakeServices({ label: async () => 'This run is being judged. Label its rows when it is done.' });
  const { model } = openPage(fakeRun(records), services);
  await model.refresh();
  await until(() => model.rows.total === 3, 'rows');
  model.select(0, true);
  await until(() => model.detail?.row === 0, 'detail');
  await model.label(0, { choice: 1 });
  assert.equal(model.detail?.label, undefined);
  assert.match(model.refusal?.message ?? '', /being judged/);
});

test('what is no label, or of no judged row, is refused before it is written', async () => {
  const written: unknown[] = [];
  const services = fakeServices({
    label: async (_, label) => {
      written.push(label);
      return undefined;
    },
  });
  const answers = new PanelAnswers(fakeRun(records), services, english, {
    changed: () => {},
    takeRowToShow: () => undefined,
  });
  for (const [row, label] of [
    [0, { choice: -1 }],
    [0, { thumbs: ['maybe'] }],
    [0, { scores: 'all' }],
    [2, { choice: 0 }],
    [99, { choice: 0 }],
  ] as const) {
    const outcome = await answers.answer({ kind: 'label', row, label: label as LabelView });
    assert.ok('problem' in outcome, JSON.stringify(label));
  }
  assert.deepEqual(written, []);
});
