import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Query, RowsView, RowView } from '../../../src/shared/protocol.ts';
import type { Outcome } from '../../../src/webview/hostClient.ts';
import { RowWindows } from '../../../src/webview/rowWindows.ts';
import { wholeRun } from '../../../src/webview/viewState.ts';

/** Holds pulled windows back until the test lets them go. A row's reason tells its query and the state of the run. */
function held() {
  const waiting: { query: Query; from: number; deliver: () => Promise<void> }[] = [];
  const run = { rows: 250, state: 'first' };
  let arrivals = 0;
  const windows = new RowWindows(
    wholeRun,
    (query, from, count) =>
      new Promise<Outcome<RowsView>>((resolve) => {
        // What the host says is what is true when it answers, which may be long before the answer arrives.
        const { rows, state } = run;
        const length = Math.max(0, Math.min(count, rows - from));
        const views = Array.from({ length }, (_, i) => row(from + i, `${query.search} ${state}`));
        const answer = { from, rows: views, total: rows };
        const deliver = async () => {
          resolve({ answer });
          await new Promise((settled) => setImmediate(settled));
        };
        waiting.push({ query, from, deliver });
      }),
    () => void arrivals++,
  );
  return { windows, waiting, run, arrivals: () => arrivals };
}

function row(row: number, reason: string): RowView {
  return { row, line: row + 1, status: 'unscored', reason, scores: [], mean: null, flags: [], judged: 0 };
}

const search = (words: string): Query => ({ ...wholeRun, search: words });

test('pulls what is shown, once', async () => {
  const { windows, waiting } = held();
  windows.show(90, 130);
  windows.show(91, 131);
  assert.deepEqual(
    waiting.map(({ from }) => from),
    [0, 100],
  );
  await waiting[1]?.deliver();
  assert.equal(windows.row(95), undefined);
  assert.equal(windows.row(105)?.line, 106);
  assert.equal(windows.total, 250);
});

test('outdated rows stay until their successors arrive', async () => {
  const { windows, waiting, run } = held();
  windows.show(0, 30);
  await waiting[0]?.deliver();
  run.state = 'second';
  windows.refresh();
  assert.equal(windows.row(0)?.reason, ' first');
  await waiting[1]?.deliver();
  assert.equal(windows.row(0)?.reason, ' second');
});

test('answers to an earlier query are dropped', async () => {
  const { windows, waiting, arrivals } = held();
  windows.show(0, 30);
  windows.setQuery(search('poem'));
  await waiting[1]?.deliver();
  await waiting[0]?.deliver();
  assert.equal(windows.row(0)?.reason, 'poem first');
  assert.equal(arrivals(), 1);
});

test('once rows of the new query are there, none of the old query are', async () => {
  const { windows, waiting } = held();
  windows.show(90, 130);
  await waiting[0]?.deliver();
  await waiting[1]?.deliver();
  windows.setQuery(search('poem'));
  assert.equal(windows.row(95)?.reason, ' first');
  await waiting[3]?.deliver();
  assert.equal(windows.row(105)?.reason, 'poem first');
  assert.equal(windows.row(95), undefined);
});

test('an answer that was overtaken by a change is asked for again', async () => {
  const { windows, waiting, run } = held();
  windows.show(0, 30);
  run.state = 'second';
  windows.refresh();
  assert.equal(waiting.length, 1, 'one question at a time about the same rows');
  await waiting[0]?.deliver();
  assert.equal(waiting.length, 2);
  await waiting[1]?.deliver();
  assert.equal(windows.row(0)?.reason, ' second');
});

test('of the rows that a scroll bar passes on its way only few are pulled, and those that it stops at', async () => {
  const { windows, waiting } = held();
  for (let from = 0; from < 200; from += 10) windows.show(from, from + 5);
  windows.show(200, 205);
  assert.equal(waiting.length, 2);
  await waiting[0]?.deliver();
  assert.deepEqual(
    waiting.map(({ from }) => from),
    [0, 100, 200],
  );
});

test('a refusal leaves the rows as they are', async () => {
  const refused = { problem: { reason: 'no run', message: 'It is gone.' } } as const;
  let answers = 0;
  const windows = new RowWindows(
    wholeRun,
    async () => refused,
    () => void answers++,
  );
  windows.show(0, 30);
  await new Promise((settled) => setImmediate(settled));
  assert.equal(windows.total, undefined);
  assert.equal(answers, 0);
});

const anyStep = fc.oneof(
  fc.record({ do: fc.constant('query' as const), words: fc.constantFrom('poem', 'sky', '') }),
  fc.record({ do: fc.constant('change' as const), state: fc.constantFrom('second', 'third') }),
  fc.record({ do: fc.constant('show' as const), from: fc.nat(220) }),
  fc.record({ do: fc.constant('deliver' as const), which: fc.nat(10) }),
);

test('whatever happens in between, in the end the rows shown are those of the last query and state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 20 }), async (steps) => {
      const { windows, waiting, run } = held();
      let [words, from] = ['', 0];
      windows.show(0, 30);
      for (const step of steps) {
        if (step.do === 'query') {
          words = step.words;
          windows.setQuery(search(words));
        }
        if (step.do === 'show') {
          from = step.from;
          windows.show(from, from + 30);
        }
        if (step.do === 'deliver') await waiting.splice(step.which % Math.max(1, waiting.length), 1)[0]?.deliver();
        if (step.do === 'change') {
          run.state = step.state;
          windows.refresh();
        }
      }
      while (waiting.length > 0) await waiting.shift()?.deliver();
      for (let place = from; place < from + 30; place++) {
        assert.equal(windows.row(place)?.reason, `${words} ${run.state}`);
      }
    }),
    { numRuns: 50 },
  );
});
