import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJudge, type Judge } from '../../../src/judging/judge.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import type { FailureReason, Model, Reply } from '../../../src/models/model.ts';
import type { RunItem, RunOutcome, RunRecord } from '../../../src/runs/run.ts';
import { isJudged } from '../../../src/runs/run.ts';
import { judgeItems } from '../../../src/runs/runner.ts';

const item = (index: number): RunItem => ({
  row: { index, line: index + 1, offset: 0, length: 0, hash: `h${index}` },
  sample: { instruction: `Q${index}`, responses: ['A'] },
});
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
      return said.startsWith('[1]') ? reply : { kind: 'failure', reason: said as FailureReason, message: said };
    },
  };
  return { state, judge: createJudge(tasks.quality, model, defaultOptions) };
}

async function collect(run: AsyncGenerator<RunRecord, RunOutcome>) {
  const records: RunRecord[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) return { records, outcome: next.value };
    records.push(next.value);
  }
}

const run = (
  judge: Judge,
  list: RunItem[] | AsyncIterable<RunItem>,
  concurrency = 4,
  signal = new AbortController().signal,
) => judgeItems(list, judge, { concurrency, signal });
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
    const problem = { reason: 'not json', message: 'm', next: 'n', line: 2, column: 3, text: 'x' } as const;
    const { judge, state } = judgeThat(() => good);
    const { records } = await collect(run(judge, [item(0), { row: item(1).row, problem }, item(2)]));
    const { text: _, ...kept } = problem;
    assert.deepEqual(
      records.filter((r) => !isJudged(r)),
      [{ row: item(1).row, problem: kept }],
    );
    assert.equal(state.asked, 2);
  });

  it('records a row that the endpoint failed on, and goes on', async () => {
    const { judge } = judgeThat((k) => (k === 1 ? 'server error' : good));
    const { records } = await collect(run(judge, items(4), 1));
    assert.deepEqual(
      records.map((r) => isJudged(r) && r.judgement.status),
      ['scored', 'unscored', 'scored', 'scored'],
    );
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
      assert.deepEqual(outcome, { cancelled: false, stopped: { reason, detail: reason } });
    });
  }

  it('unreachable once is bad luck; unreachable for good stops the run', async () => {
    const once = judgeThat((k) => (k === 2 ? 'unreachable' : good));
    const first = await collect(run(once.judge, items(10), 2));
    assert.deepEqual([first.records.length, first.outcome.stopped], [10, undefined]);
    const gone = judgeThat((k) => (k > 4 ? 'unreachable' : good));
    const second = await collect(run(gone.judge, items(1000), 2));
    assert.deepEqual([second.records.length, second.outcome.stopped?.reason], [5, 'unreachable']);
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
    const { judge } = judgeThat((k) => (k === 2 ? 'unreachable' : good));
    const { records, outcome } = await collect(run(judge, items(3), 1));
    assert.deepEqual([records.length, outcome.stopped], [3, undefined]);
  });

  it('keeps a partly scored row whose re-ask met a dead endpoint', async () => {
    const { judge } = judgeThat((k) => (k === 0 ? '[1] Score: 9' : 'unreachable'));
    const { records } = await collect(run(judge, items(1), 1));
    assert.deepEqual(
      records.map((r) => isJudged(r) && r.judgement.scores),
      [[9]],
    );
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
