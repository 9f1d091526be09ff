import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJudge, type Judge } from '../../../src/judging/judge.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import type { FailureReason, Model, Reply } from '../../../src/models/model.ts';
import { RunColumns } from '../../../src/runs/columns/runColumns.ts';
import { writtenCells } from '../../../src/runs/file/runFile.ts';
import type { RunItem, RunRecord, WrittenRecord } from '../../../src/runs/run.ts';
import { isJudged, isSame } from '../../../src/runs/run.ts';
import { judgeItems, type RunnerOptions } from '../../../src/runs/runner.ts';
import { Spending } from '../../../src/runs/spending.ts';

/** A hash as content hashes are: 32 hex digits. */
const hashOf = (index: number) => index.toString(16).padStart(32, '0');
const item = (index: number): RunItem => ({
  row: { index, line: index + 1, offset: 0, length: 0, hash: hashOf(index) },
  sample: { instruction: `Q${index}`, responses: ['A'] },
});
const sampleOf = (one: RunItem) => ('sample' in one ? one.sample : { instruction: '', responses: [] });
const items = (n: number) => Array.from({ length: n }, (_, i) => item(i));

/** A judge whose model answers request k (from 0) as `answer` says, and counts what is in flight. */
function judgeThat(
  answer: (k: number, signal: AbortSignal) => Promise<string | FailureReason> | string | FailureReason,
) {
  const state = { asked: 0, inFlight: 0, most: 0 };
  const model: Model = {
    id: 'm',
    name: 'm',
    async complete(_request, signal) {
      const k = state.asked++;
      state.most = Math.max(state.most, ++state.inFlight);
      const said = await answer(k, signal);
      state.inFlight--;
      const reply: Reply = { kind: 'reply', text: said, finish: 'stop', model: 'm' };
      return said.startsWith('[1]')
        ? reply
        : { kind: 'failure', reason: said as FailureReason, message: said, retryable: false };
    },
  };
  return { state, judge: createJudge(tasks.quality, model, defaultOptions) };
}

/** Takes a run to its end as `recordRun` does: what was yielded is in the columns when the next is asked for. */
async function collect(run: ReturnType<typeof judgeItems>, columns = new RunColumns()) {
  const written: WrittenRecord[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) {
      const records = written.filter((record): record is RunRecord => !isSame(record));
      return { records, written, outcome: next.value, columns };
    }
    for (const record of next.value) {
      columns.append(writtenCells(record), { offset: written.length, length: 1 });
      written.push(record);
    }
  }
}

const run = (
  judge: Judge,
  list: RunItem[] | AsyncIterable<RunItem>,
  concurrency = 4,
  signal = new AbortController().signal,
  more: Partial<RunnerOptions> = {},
) => judgeItems(list, judge, { concurrency, signal, columns: new RunColumns(), ...more });
const good = '[1] Score: 2';
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a run', () => {
  it('judges every row once, so many at a time', async () => {
    const { judge, state } = judgeThat(async () => {
      await turn();
      return good;
    });
    const { records, outcome } = await collect(run(judge, items(50)));
    assert.deepEqual(
      records.map((r) => r.row.index).sort((a, b) => a - b),
      [...Array(50).keys()],
    );
    assert.deepEqual([state.asked, state.most], [50, 4]);
    assert.deepEqual(outcome, { cancelled: false });
  });

  it('passes malformed rows on, and is not stopped by them', async () => {
    const problem = { reason: 'not JSON', message: 'm', next: 'n', line: 2, column: 3, text: 'x' } as const;
    const { judge, state } = judgeThat(() => good);
    const { records } = await collect(run(judge, [item(0), { row: item(1).row, problem }, item(2)]));
    const { text: _, ...kept } = problem;
    assert.deepEqual(
      records.filter((r) => !isJudged(r)),
      [{ row: item(1).row, problem: kept }],
    );
    assert.equal(state.asked, 2);
  });

  it('asks a row that the endpoint failed on once more, records it, and goes on', async () => {
    const { judge, state } = judgeThat((k) => (k === 1 || k === 3 ? 'server error' : good));
    const { records } = await collect(run(judge, items(4), 1));
    assert.deepEqual(
      records.map((r) => isJudged(r) && [r.row.index, r.judgement.status]),
      [
        [0, 'scored'],
        [2, 'scored'],
        [1, 'unscored'],
        [3, 'scored'],
      ],
    );
    assert.equal(state.asked, 5);
  });

  for (const [reason, asked] of [
    ['wrong key', 1],
    ['unknown model', 1],
    ['unreachable', 3],
    ['not a chat reply', 3],
  ] as const) {
    it(`${reason} for all: stops after ${asked}, records nothing, says why`, async () => {
      const { judge, state } = judgeThat(() => reason);
      const { records, outcome } = await collect(run(judge, items(1000), 1));
      assert.deepEqual([records.length, state.asked], [0, asked]);
      assert.deepEqual(outcome, { cancelled: false, paused: { reason, detail: reason } });
    });
  }

  it('unreachable once is bad luck; unreachable for good stops the run', async () => {
    const once = judgeThat((k) => (k === 2 ? 'unreachable' : good));
    const first = await collect(run(once.judge, items(10), 2));
    assert.deepEqual([first.records.length, first.outcome.paused], [10, undefined]);
    const gone = judgeThat((k) => (k > 4 ? 'unreachable' : good));
    const second = await collect(run(gone.judge, items(1000), 2));
    assert.deepEqual([second.records.length, second.outcome.paused?.reason], [5, 'unreachable']);
    assert.ok(gone.state.asked < 12);
  });

  it('cancelled: asks no more, records what was judged and nothing else', async () => {
    const controller = new AbortController();
    const { judge, state } = judgeThat(async (k, signal) => {
      if (k < 5) return good;
      if (k === 6) controller.abort();
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve());
      });
      return 'cancelled';
    });
    const { records, outcome } = await collect(run(judge, items(1000), 2, controller.signal));
    assert.deepEqual(outcome, { cancelled: true });
    assert.equal(records.length, 5);
    assert.equal(state.asked, 7);
  });

  it('left early: aborts what is in flight', async () => {
    let aborted = 0;
    const { judge, state } = judgeThat(async (k, signal) => {
      while (k === 0 && state.asked < 3) await turn();
      if (k === 0) return good;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      aborted++;
      return 'cancelled';
    });
    for await (const _ of run(judge, items(10), 3)) break;
    assert.ok(aborted >= 2);
    assert.equal(aborted, state.asked - 1);
  });

  it('bad luck at the last row is a record, where others were answered', async () => {
    const { judge } = judgeThat((k) => (k === 2 ? 'server error' : good));
    const { records, outcome } = await collect(run(judge, items(3), 1));
    assert.deepEqual([records.length, outcome.paused], [3, undefined]);
  });

  it('a row at the end that the template of the others can not be rendered for is a record', async () => {
    const { judge } = judgeThat((k) => (k === 2 ? ('template' as FailureReason) : good));
    const { records, outcome } = await collect(run(judge, items(3), 1));
    assert.deepEqual([records.length, outcome.paused], [3, undefined]);
  });

  it('a source that is damaged does not say how many rows there are', async () => {
    const { judge } = judgeThat(() => good);
    const problem = { reason: 'damaged file', message: 'm', next: 'n', line: 2, column: 1 } as const;
    const { outcome } = await collect(
      run(judge, [item(0), { row: item(1).row, problem }], 1, undefined, { whole: true }),
    );
    assert.deepEqual(outcome, { cancelled: false });
  });

  it('keeps a partly scored row whose re-ask met a dead endpoint', async () => {
    const { judge } = judgeThat((k) => (k === 0 ? '[1] Score: 9' : 'unreachable'));
    const { records } = await collect(run(judge, items(1), 1));
    assert.deepEqual(
      records.map((r) => isJudged(r) && r.judgement.scores),
      [[9]],
    );
  });

  it('nothing is marked unscored because the network went away: what was not reached is asked again', async () => {
    const { judge, state } = judgeThat((k) => (k > 1 && k < 4 ? 'unreachable' : good));
    const { records, outcome } = await collect(run(judge, items(8), 2));
    assert.deepEqual(new Set(records.map((r) => isJudged(r) && r.judgement.status)), new Set(['scored']));
    assert.deepEqual([records.length, state.asked, outcome], [8, 10, { cancelled: false }]);
  });

  it('a network that goes away at the end pauses the run, and those rows are still to be judged', async () => {
    const { judge } = judgeThat((k) => (k >= 2 ? 'unreachable' : good));
    const { records, outcome } = await collect(run(judge, items(3), 1));
    assert.deepEqual([records.length, outcome.paused?.reason], [2, 'unreachable']);
  });

  for (const reason of ['server error', 'timed out', 'rate limited'] as const) {
    it(`${reason} for all pauses the run and marks nothing`, async () => {
      const { judge, state } = judgeThat(() => reason);
      const { records, outcome } = await collect(run(judge, items(100), 1));
      assert.deepEqual([records.length, state.asked, outcome.paused?.reason], [0, 3, reason]);
    });
  }

  it('paused: finishes what is under way, asks nothing more, and goes on where it was', async () => {
    const pause = new AbortController();
    const columns = new RunColumns();
    const { judge, state } = judgeThat(async (k) => {
      if (k === 4) pause.abort();
      await turn();
      return good;
    });
    const options = { columns, pause: pause.signal, whole: true };
    const first = await collect(run(judge, items(20), 3, undefined, options), columns);
    assert.deepEqual(first.outcome, { cancelled: false, paused: { reason: 'asked to', detail: '' } });
    assert.equal(first.records.length, state.asked);
    assert.ok(state.asked >= 5 && state.asked <= 8);
    const second = await collect(run(judge, items(20), 3, undefined, { columns, whole: true }), columns);
    assert.deepEqual(second.outcome, { cancelled: false, rows: 20 });
    assert.deepEqual([state.asked, columns.length, columns.totals.scored], [20, 20, 20]);
  });

  it('does not call itself paused when everything was asked before', async () => {
    const pause = new AbortController();
    const { judge } = judgeThat(async (k) => {
      if (k === 2) pause.abort();
      await turn();
      return good;
    });
    const { outcome } = await collect(run(judge, items(3), 3, undefined, { pause: pause.signal }));
    assert.deepEqual(outcome, { cancelled: false });
  });

  it('pauses at a cap, but only when there is more to ask', async () => {
    const capped = async (requests: number) => {
      const spending = new Spending(undefined, { requests });
      const { judge } = judgeThat(() => {
        spending.requests++;
        return good;
      });
      return collect(run(judge, items(5), 1, undefined, { spending }));
    };
    const three = await capped(3);
    assert.deepEqual([three.records.length, three.outcome.paused?.reason], [3, 'most requests']);
    const five = await capped(5);
    assert.deepEqual([five.records.length, five.outcome.paused], [5, undefined]);
  });

  it('asks identical rows once, whatever comes of it', async () => {
    const twin = (index: number): RunItem => ({ ...item(7), row: item(index).row });
    const { judge, state } = judgeThat(async () => {
      await turn();
      return good;
    });
    const columns = new RunColumns();
    const rows = [twin(0), twin(1), item(2), twin(3), twin(4)];
    const { written } = await collect(run(judge, rows, 2, undefined, { columns }), columns);
    assert.deepEqual([state.asked, written.filter(isSame).length, written.length], [2, 3, 5]);
    assert.deepEqual([columns.length, columns.totals.scored], [5, 5]);

    const failing = judgeThat(() => 'bad request');
    const columnsOfFailing = new RunColumns();
    const options = { columns: columnsOfFailing };
    const failed = await collect(
      run(failing.judge, [twin(0), twin(1), twin(2)], 1, undefined, options),
      columnsOfFailing,
    );
    assert.deepEqual([failing.state.asked, failed.columns.totals.unscored], [1, 3]);
  });

  it('goes on: asks what changed, what is new and what failed, and moves the rest for nothing', async () => {
    const columns = new RunColumns();
    const first = judgeThat((k) => (k === 3 ? 'bad request' : good));
    await collect(run(first.judge, items(6), 1, undefined, { columns, whole: true }), columns);
    const at = (index: number, was: number): RunItem => ({ row: item(index).row, sample: sampleOf(item(was)) });
    // A new row first, row 5 is gone, and row 3 was unscored.
    const edited = [at(0, 99), at(1, 0), at(2, 1), at(3, 2), at(4, 3), at(5, 4)];
    const second = judgeThat(() => good);
    const { written } = await collect(run(second.judge, edited, 1, undefined, { columns, whole: true }), columns);
    assert.equal(second.state.asked, 2);
    assert.deepEqual([written.length, written.filter(isSame).length], [6, 4]);
    assert.deepEqual([columns.totals.scored, columns.totals.unscored], [6, 0]);

    const third = judgeThat(() => good);
    const again = await collect(run(third.judge, items(6), 1, undefined, { columns, whole: true }), columns);
    assert.equal(third.state.asked, 0, 'a row that was taken out and put back is still known');
    assert.equal(again.columns.totals.scored, 6);
    const shorter = await collect(run(third.judge, items(4), 1, undefined, { columns, whole: true }), columns);
    assert.equal(shorter.outcome.rows, 4);
  });

  it('asks only the unscored, where only they are wanted', async () => {
    const columns = new RunColumns();
    const first = judgeThat((k) => (k === 1 ? 'bad request' : good));
    await collect(run(first.judge, items(3), 1, undefined, { columns }), columns);
    const second = judgeThat(() => good);
    await collect(run(second.judge, items(6), 1, undefined, { columns, only: 'unscored' }), columns);
    assert.deepEqual([second.state.asked, columns.length, columns.totals.scored], [1, 3, 3]);
  });

  it('does not run ahead of whoever writes the records', async () => {
    const { judge, state } = judgeThat(() => good);
    const records = run(judge, items(10_000), 2);
    await records.next();
    for (let i = 0; i < 100; i++) await turn();
    assert.ok(state.asked < 40, `${state.asked} asked while nobody took the records`);
    await records.return({ cancelled: true });
  });

  it('does not wait for a source that is stuck when it is cancelled', async () => {
    const controller = new AbortController();
    async function* stuck(): AsyncGenerator<RunItem> {
      yield item(0);
      controller.abort();
      await new Promise(() => {});
    }
    const { judge } = judgeThat(() => good);
    assert.deepEqual((await collect(run(judge, stuck(), 2, controller.signal))).outcome, { cancelled: true });
  });

  for (const after of [0, 1]) {
    it(`an error while all wait for rows reaches the caller, after ${after}`, async () => {
      async function* broken(): AsyncGenerator<RunItem> {
        for (let i = 0; i < after; i++) yield item(i);
        await turn();
        await turn();
        throw new Error('disk gone');
      }
      await assert.rejects(collect(run(judgeThat(() => good).judge, broken())), /disk gone/);
    });
  }

  it('an error while reading the file reaches the caller', async () => {
    const { judge } = judgeThat(() => good);
    async function* broken(): AsyncGenerator<RunItem> {
      yield item(0);
      throw new Error('disk gone');
    }
    await assert.rejects(collect(run(judge, broken())), /disk gone/);
  });

  it('ComplexityScorer: the instructions of several rows are asked together, and each row has its own score', async () => {
    const asked: string[] = [];
    const model: Model = {
      id: 'm',
      name: 'm',
      async complete({ messages }) {
        asked.push(messages[0]?.content ?? '');
        return { kind: 'reply', text: '[2] Score: 1 - easy\n[1] Score: 3\n[3] Score: 9', finish: 'stop', model: 'm' };
      },
    };
    const judge = createJudge(tasks.complexity, model, { ...defaultOptions, instructionsTogether: 3, reasks: 0 });
    const own: RunItem = {
      row: item(9).row,
      sample: { instruction: '', responses: [], instructions: ['I', 'J', 'K'] },
    };
    const { records } = await collect(run(judge, [item(0), own, item(1), item(2), item(3)], 1));
    const shown = records.map(
      (r) => isJudged(r) && [r.row.index, r.judgement.scores, r.judgement.scale.max, r.together],
    );
    assert.deepEqual(shown, [
      [9, [3, 1, 9], 4, undefined],
      [0, [3], 4, [0, 1, 2]],
      [1, [1], 4, [0, 1, 2]],
      [2, [9], 4, [0, 1, 2]],
      [3, [3], 2, undefined],
    ]);
    assert.match(asked[1] ?? '', /\[1\] Q0\n\[2\] Q1\n\[3\] Q2$/);
    const [, , second, third] = records.map((r) => (isJudged(r) ? r : undefined));
    assert.deepEqual(second?.judgement.rationales, ['easy']);
    assert.deepEqual(third?.judgement.offScale, [0]);
    assert.equal(new Set(records.map((r) => isJudged(r) && r.key)).size, 5);
  });
});
