import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Sample } from '../../../src/dataset/sample.ts';
import { PanelAnswers } from '../../../src/extension/panel/panelAnswers.ts';
import type { PanelServices } from '../../../src/extension/panel/panelServices.ts';
import type { RunRecord } from '../../../src/runs/run.ts';
import type { Answers, Ask, Query } from '../../../src/shared/protocol.ts';
import { wholeRun } from '../../../src/webview/viewState.ts';
import { anyRecords, judged, malformed } from '../tableRecords.ts';
import { english, fakeRun, fakeServices } from './fakeRun.ts';

function host(records: readonly RunRecord[], services = fakeServices(), run = fakeRun(records)) {
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
    ['missing', 'timed out', 'not JSON'],
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
      ['malformed', 'not JSON', []],
    ],
  );
  assert.deepEqual(rows[0]?.scores[2], { value: 9, normalised: null, offScale: true });
  assert.deepEqual(rows[1]?.scores[1], { value: null, normalised: null, offScale: false, gap: 'missing' });
});

test('the texts of rows are read when they are shown', async () => {
  const { ask, changes } = host(records);
  assert.equal((await ask({ kind: 'summary' })).rationales, false);
  const texts = await ask({ kind: 'texts', rows: [3, 0, 99] });
  assert.deepEqual(texts, [
    { row: 3, instruction: '', rationale: 'The row is not JSON.', labelled: false },
    { row: 0, instruction: 'Instruction of line 1', rationale: 'First is best.', labelled: false },
  ]);
  assert.deepEqual([(await ask({ kind: 'summary' })).rationales, changes()], [true, 1], 'there is a column to show');
});

test('a row that is looked for long is told later, the others at once', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const moved = Promise.withResolvers<Sample | undefined>();
  const sampled: number[] = [];
  const sample: PanelServices['sample'] = async (_, { row }) => {
    sampled.push(row.line);
    return row.line === 2 ? moved.promise : { instruction: `Line ${row.line}`, responses: [], labels: { tie: true } };
  };
  const { ask } = host(records, fakeServices({ sample }));
  const asked = ask({ kind: 'texts', rows: [0, 1] });
  while (sampled.length < 2) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  mock.timers.tick(250);
  const [first, second] = await asked;
  assert.deepEqual([first?.instruction, first?.labelled], ['Line 1', true]);
  assert.equal(second && 'instruction' in second, false);
  moved.resolve({ instruction: 'Moved here', responses: [] });
  const [found] = await ask({ kind: 'texts', rows: [1] });
  assert.equal(found?.instruction, 'Moved here');
  assert.deepEqual(sampled, [1, 2], 'it is not looked for twice');
});

test('no number on the page is one that the judge did not give', () => {
  return fc.assert(
    fc.asyncProperty(anyRecords, async (records) => {
      const { rows } = await host(records).ask(all);
      for (const { row, scores, mean } of rows) {
        const source = records.find((record) => record.row.index === row);
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
  assert.deepEqual([view.total, view.located], [500, 20]);
});

test('a row whose source has changed has no instruction, and says so in its detail', async () => {
  const { ask } = host(records, fakeServices({ sample: async () => undefined }));
  assert.equal((await ask({ kind: 'texts', rows: [0] }))[0]?.instruction, null);
  const detail = await ask({ kind: 'detail', row: 0 });
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
  assert.equal((await ask({ kind: 'texts', rows: [0] }))[0]?.instruction, null);
  assert.deepEqual(await refusal({ kind: 'detail', row: 0 }), { reason: 'failed', message: 'No such file.' });
});

test('a detail says what went wrong and what to do next', async () => {
  const { ask } = host(records);
  const timedOut = await ask({ kind: 'detail', row: 2 });
  assert.match(timedOut.trouble?.next ?? '', /gavel\.run\.timeoutSeconds/);
  assert.equal(timedOut.trouble?.detail, 'No answer in 60 s.');
  const broken = await ask({ kind: 'detail', row: 3 });
  assert.deepEqual([broken.trouble?.what, broken.trouble?.line, broken.texts], ['The row is not JSON.', 4, []]);
  assert.equal((await ask({ kind: 'detail', row: 0 })).trouble, undefined);
});

test('a search goes over the files in the background, and tells of what it finds', async () => {
  const many = Array.from({ length: 100 }, (_, i) => judged(i + 1, [1, 2], { rationale: `Better than ${i}` }));
  const { ask, changes } = host(many);
  const first = await ask(looking('of line 77'));
  assert.deepEqual([first.total, first.searching], [0, 0]);
  let view = first;
  for (let turns = 0; turns < 100 && view.searching !== undefined; turns++) view = await ask(looking('of line 77'));
  assert.equal(view.searching, undefined);
  assert.ok(changes() > 0, 'the page is told of it');
  const { rows } = await ask(looking('of line 77'));
  assert.deepEqual(
    rows.map(({ line }) => line),
    [77],
  );
});

test('of two queries at once the newer one is answered', async () => {
  const { ask, refusal } = host(Array.from({ length: 40_000 }, (_, i) => judged(i + 1, [1])));
  const older = refusal({ ...all, query: { ...wholeRun, statuses: ['scored'] } });
  const newer = ask(all);
  assert.equal((await older).reason, 'overtaken');
  assert.equal((await newer).total, 40_000);
});

test('what the page asks to be done reaches the services', async () => {
  const { ask, services } = host(records);
  await ask({ kind: 'reveal', row: 3 });
  await ask({ kind: 'openPrompt', row: 1 });
  await ask({ kind: 'copy', text: 'words' });
  for (const kind of ['export', 'trust', 'pause', 'resume', 'retryUnscored', 'rereadReplies', 'cancel'] as const)
    await ask({ kind });
  assert.deepEqual(services.calls, [
    ...['reveal 4', 'openPrompt 2', 'copy words', 'export', 'trust'],
    ...['pause', 'resume', 'retryUnscored', 'rereadReplies', 'cancel'],
  ]);
});

test('a row that does not exist is refused in words', async () => {
  const { refusal } = host(records);
  for (const row of [4, -1, 0.5]) {
    assert.equal((await refusal({ kind: 'detail', row })).reason, 'no row');
    assert.equal((await refusal({ kind: 'reveal', row })).reason, 'no row');
  }
});

test('a row to show is told once', async () => {
  const { ask, showRow } = host([judged(3, [1]), judged(1, [1])]);
  assert.equal((await ask({ kind: 'summary' })).show, undefined);
  showRow(2);
  assert.equal((await ask({ kind: 'summary' })).show, 2);
});

test('the summary says how a run goes on, and why it does not', async () => {
  const progress = {
    done: 4,
    rate: 12,
    leftMs: 500,
    ms: 1,
    unscored: [],
    requests: 9,
    tokens: { input: 1, output: 2 },
  };
  const running = host(records, fakeServices(), fakeRun(records, { state: 'running', progress }));
  assert.deepEqual((await running.ask({ kind: 'summary' })).progress, { rate: 12, leftMs: 500 });
  const end = { cancelled: false, endedAt: '', paused: { reason: 'unreachable', detail: 'ECONNREFUSED' } } as const;
  const paused = host(records, fakeServices(), fakeRun(records, { state: 'paused', end }));
  assert.match((await paused.ask({ kind: 'summary' })).paused ?? '', /can’t be reached.*ECONNREFUSED.*server runs/);
});
