import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PanelAnswers } from '../../../src/extension/panel/panelAnswers.ts';
import type { RunRecord } from '../../../src/runs/run.ts';
import type { Answers, Ask, Query } from '../../../src/shared/protocol.ts';
import { wholeRun } from '../../../src/webview/viewState.ts';
import { anyRecords, judged, malformed } from '../tableRecords.ts';
import { english, fakeRun, fakeServices } from './fakeRun.ts';

function host(records: RunRecord[], services = fakeServices(), run = fakeRun(records)) {
  let changes = 0;
  let rowToShow: number | undefined;
  const answers = new PanelAnswers(run, services, english, {
    changed: () => void changes++,
    takeRowToShow: () => rowToShow,
  });
  return {
    services,
    changes: () => changes,
    showRow: (index: number) => {
      rowToShow = index;
    },
    async ask<K extends Ask['kind']>(ask: Extract<Ask, { kind: K }>): Promise<Answers[K]> {
      const outcome = await answers.answer(ask);
      assert.ok('answer' in outcome, JSON.stringify(outcome));
      return outcome.answer as Answers[K];
    },
    async refusal(ask: Ask) {
      const outcome = await answers.answer(ask);
      assert.ok('problem' in outcome);
      return outcome.problem;
    },
  };
}

const all = { kind: 'rows', query: wholeRun, from: 0, count: 100 } as const;
const looking = (search: string): Extract<Ask, { kind: 'rows' }> => ({ ...all, query: { ...wholeRun, search } });

const records: RunRecord[] = [
  judged(1, [4, 2, 9], { rationale: '**First** is best.', notes: ['insists on 9'] }),
  judged(2, [3, null, 1]),
  judged(3, [null, null, null], { reason: 'timed out', detail: 'No answer in 60 s.' }),
  malformed(4),
];

test('the summary counts what is there, and no missing score', async () => {
  const summary = await host(records).ask({ kind: 'summary' });
  assert.deepEqual(summary.counts, { scored: 1, partly: 1, unscored: 1, malformed: 1, offScale: 1 });
  assert.equal(summary.meanOf, 4);
  assert.equal(
    summary.histogram.reduce((a, b) => a + b),
    4,
  );
  assert.deepEqual(
    summary.reasons.map(({ reason }) => reason),
    ['missing', 'timed out', 'not json'],
  );
  assert.equal(summary.width, 3);
});

test('a row tells each score, and why one is not there', async () => {
  const { rows } = await host(records).ask(all);
  assert.deepEqual(
    rows.map(({ status, reason, flags }) => [status, reason, flags]),
    [
      ['scored', undefined, ['off scale', 'notes']],
      ['partly scored', 'missing', []],
      ['unscored', 'timed out', []],
      ['malformed', 'not json', []],
    ],
  );
  assert.deepEqual(rows[0]?.scores[2], { value: 9, normalised: null, offScale: true });
  assert.deepEqual(rows[1]?.scores[1], { value: null, normalised: null, offScale: false, gap: 'missing' });
  assert.equal(rows[0]?.rationale, 'First is best.');
  assert.equal(rows[3]?.rationale, 'The row is not JSON.');
});

test('no number on the page is one that the judge did not give', () => {
  return fc.assert(
    fc.asyncProperty(anyRecords, async (records) => {
      const { rows } = await host(records).ask(all);
      for (const { record, scores, mean } of rows) {
        const source = records[record];
        const given = source && 'judgement' in source ? source.judgement.scores : [];
        assert.deepEqual(
          scores.map(({ value }) => value),
          given,
        );
        assert.ok(scores.every(({ value, normalised }) => value !== null || normalised === null));
        assert.equal(
          mean === null,
          scores.every(({ normalised }) => normalised === null),
        );
      }
    }),
    { numRuns: 30 },
  );
});

test('a window holds what was asked for, and says where a row is', async () => {
  const many = Array.from({ length: 500 }, (_, i) => judged(i + 1, [1, 2]));
  const descending: Query = { ...wholeRun, sort: { by: 'line', descending: true } };
  const view = await host(many).ask({ kind: 'rows', query: descending, from: 10, count: 9999, locate: 479 });
  assert.equal(view.rows[0]?.line, 490);
  assert.equal(view.rows.length, 200, 'however much was asked for');
  assert.deepEqual([view.total, view.all, view.located], [500, 500, 20]);
});

test('a row whose source has changed has no instruction, and says so in its detail', async () => {
  const { ask } = host(records, fakeServices({ sample: async () => undefined }));
  assert.equal((await ask(all)).rows[0]?.instruction, null);
  const detail = await ask({ kind: 'detail', record: 0 });
  assert.equal(detail.changed, true);
  assert.deepEqual(
    detail.texts.map(({ text, score }) => [text, score.value]),
    [
      [null, 4],
      [null, 2],
      [null, 9],
    ],
  );
});

test('a source that can not be read leaves the table as it is', async () => {
  const { ask, refusal } = host(records, fakeServices({ sample: () => Promise.reject(new Error('No such file.')) }));
  assert.equal((await ask(all)).rows.length, 4);
  assert.deepEqual(await refusal({ kind: 'detail', record: 0 }), { reason: 'failed', message: 'No such file.' });
});

test('a detail says what went wrong and what to do next', async () => {
  const { ask } = host(records);
  const timedOut = await ask({ kind: 'detail', record: 2 });
  assert.match(timedOut.trouble?.next ?? '', /gavel\.run\.timeoutSeconds/);
  assert.equal(timedOut.trouble?.detail, 'No answer in 60 s.');
  const broken = await ask({ kind: 'detail', record: 3 });
  assert.deepEqual([broken.trouble?.what, broken.trouble?.line, broken.texts], ['The row is not JSON.', 4, []]);
  assert.equal((await ask({ kind: 'detail', record: 0 })).trouble, undefined);
});

test('a search finds instructions too, as they are read from the source', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const many = Array.from({ length: 100 }, (_, i) => judged(i + 1, [1, 2]));
  const { ask, changes } = host(many);
  const first = await ask(looking('of line 77'));
  assert.deepEqual([first.total, first.searching?.all], [0, 100]);
  let view = first;
  for (let turns = 0; turns < 100 && view.searching; turns++) view = await ask(looking('of line 77'));
  assert.equal(view.searching, undefined);
  assert.equal(changes(), 1, 'told at once that some are read');
  mock.timers.tick(500);
  assert.equal(changes(), 2, 'told of the others together');
  const { rows } = await ask(looking('of line 77'));
  assert.deepEqual(
    rows.map(({ line }) => line),
    [77],
  );
});

test('actions reach the services', async () => {
  const { ask, services } = host(records);
  await ask({ kind: 'reveal', record: 3 });
  await ask({ kind: 'openPrompt', record: 1 });
  await ask({ kind: 'copy', text: 'words' });
  await ask({ kind: 'export' });
  await ask({ kind: 'cancel' });
  assert.deepEqual(services.calls, ['reveal 4', 'openPrompt 2', 'copy words', 'export', 'cancel']);
});

test('a record that does not exist is refused in words', async () => {
  const { refusal } = host(records);
  for (const record of [4, -1, 0.5]) {
    assert.equal((await refusal({ kind: 'detail', record })).reason, 'no row');
    assert.equal((await refusal({ kind: 'reveal', record })).reason, 'no row');
  }
});

test('a row to show is named by its record, whatever the order of completion', async () => {
  const { ask, showRow } = host([judged(3, [1]), judged(1, [1])]);
  assert.equal((await ask({ kind: 'summary' })).show, undefined);
  showRow(0);
  assert.equal((await ask({ kind: 'summary' })).show, 1);
  showRow(1);
  assert.equal((await ask({ kind: 'summary' })).show, undefined, 'line 2 is not judged yet');
});
