import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { contentHash } from '../../../src/dataset/hash.ts';
import { createJudge } from '../../../src/judging/judge.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { TaskName } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import type { ChatRequest, Model, Reply } from '../../../src/models/model.ts';
import { packKeys } from '../../../src/runs/batch/batchNotes.ts';
import { RunColumns } from '../../../src/runs/columns/runColumns.ts';
import { recordRun } from '../../../src/runs/file/runFile.ts';
import { estimateRun } from '../../../src/runs/plan/estimate.ts';
import { estimateTokens } from '../../../src/runs/plan/tokenEstimate.ts';
import type { RunItem } from '../../../src/runs/run.ts';
import { judgeItems } from '../../../src/runs/runner.ts';
import { withCanaries } from '../../../src/runs/trust/judgeCanaries.ts';
import { header, memorySink } from './records.ts';

/** A row for each letter; the same letter is the same row, `!` a malformed one. */
function rowsOf(letters: string): RunItem[] {
  return [...letters].map((letter, index) => {
    const row = { index, line: index + 1, offset: 100 * index, length: 99, hash: contentHash(letter) };
    if (letter !== '!') return { row, sample: { instruction: `What of ${letter}?`, responses: ['This.', 'That.'] } };
    return {
      row,
      problem: { reason: 'not JSON', message: 'Not JSON.', next: 'Correct it.', line: index + 1, column: 1 },
    };
  });
}

/** A judge whose model counts what it is asked. It says nothing of use where the prompt has a capital letter, if told. */
function judgeOf(task: TaskName, options: Partial<typeof defaultOptions> = {}) {
  const state = { asked: 0, stubborn: false };
  const model: Model = {
    id: 'm',
    name: 'm',
    async complete({ messages }: ChatRequest): Promise<Reply> {
      state.asked++;
      const isStubborn = state.stubborn && /What of [A-Z]/.test(messages.map(({ content }) => content).join());
      const text = isStubborn ? 'I would rather not say.' : '[1] Score: 1\n[2] Score: 2\n[3] Score: 1\n[4] Score: 2';
      return { kind: 'reply', text, finish: 'stop', model: 'm', usage: { input: 100, output: 40 } };
    },
  };
  return { judge: createJudge(tasks[task], model, { ...defaultOptions, reasks: 0, ...options }), state };
}

async function runOver(
  items: RunItem[],
  { judge }: ReturnType<typeof judgeOf>,
  columns: RunColumns,
  only?: 'unscored',
  canary = false,
) {
  const options = { signal: new AbortController().signal, columns };
  const judgeAll = (some: AsyncIterable<RunItem> | Iterable<RunItem>) =>
    judgeItems(some, judge, { ...options, concurrency: 3, ...(only && { only }) });
  const records = canary ? withCanaries(items, judge, options, judgeAll) : judgeAll(items);
  for await (const _ of recordRun({ records, columns, sink: memorySink(), header }));
}

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'A', 'B', '!'), maxLength: 14 });

suite('the estimate of a run', () => {
  for (const [task, options] of [
    ['quality', {}],
    ['complexity', { instructionsTogether: 2 }],
    ['complexity', { instructionsTogether: 1 }],
  ] as const) {
    test(`${task} ${JSON.stringify(options)}: says what is asked, then and when the run goes on`, async () => {
      await fc.assert(
        fc.asyncProperty(letters, letters, fc.boolean(), async (before, now, onlyUnscored) => {
          const asking = judgeOf(task, options);
          const columns = new RunColumns();
          asking.state.stubborn = true;
          const first = await estimateRun({ items: rowsOf(before), judge: asking.judge });
          await runOver(rowsOf(before), asking, columns);
          assert.equal(first?.requests, asking.state.asked);

          asking.state.asked = 0;
          const only = onlyUnscored ? 'unscored' : undefined;
          const then = await estimateRun({ items: rowsOf(now), judge: asking.judge, columns, only });
          await runOver(rowsOf(now), asking, columns, only);
          assert.equal(then?.requests, asking.state.asked);
          assert.equal(then?.rows, now.length);
          assert.equal(then?.malformed, [...now].filter((letter) => letter === '!').length);
        }),
        { numRuns: 150 },
      );
    });
  }

  test('counts the canaries that the run will ask, and not those that it has', async () => {
    for (const [rows, order] of [
      ['abcdef!aa', 'as given'],
      ['ab', 'swap'],
      ['a', 'permute'],
      ['!', 'as given'],
    ] as const) {
      const asking = judgeOf('quality', { order });
      const columns = new RunColumns();
      const estimate = async (only?: 'unscored') =>
        (await estimateRun({ items: rowsOf(rows), judge: asking.judge, columns, canary: true, only })) ?? assert.fail();
      const before = await estimate();
      await runOver(rowsOf(rows), asking, columns, undefined, true);
      assert.equal(before.requests, asking.state.asked, `${rows} ${order}`);
      assert.equal(columns.canaries.length > 0, rows !== '!');
      const then = await estimate();
      assert.deepEqual([then.requests, then.tokens.input], [0, 0]);
      assert.deepEqual(then.canary, before.canary && { anew: before.canary.due, due: 0 });
      assert.equal((await estimate('unscored')).canary, undefined);
    }
    const { judge } = judgeOf('complexity');
    assert.equal((await estimateRun({ items: rowsOf('abc'), judge, canary: true }))?.canary, undefined);
  });

  test('counts the tokens of canaries like those of rows', async () => {
    const { judge } = judgeOf('quality');
    const [plain, more] = [
      await estimateRun({ items: rowsOf('abcd'), judge }),
      await estimateRun({ items: rowsOf('abcd'), judge, canary: true }),
    ];
    const extra = (more?.tokens.input ?? 0) - (plain?.tokens.input ?? 0);
    assert.ok(Math.abs(extra / 9 / ((plain?.tokens.input ?? 0) / 4) - 1) < 0.2, `${extra} tokens`);
    assert.equal(more?.tokens.output, (plain?.tokens.output ?? 0) + 9 * 2 * 8);
  });

  test('is the most that several replies take', async () => {
    const [one, five] = [judgeOf('quality').judge, judgeOf('quality', { samples: 5 }).judge];
    const ofOne = await estimateRun({ items: rowsOf('abc'), judge: one });
    const ofFive = await estimateRun({ items: rowsOf('abc'), judge: five });
    assert.deepEqual([ofOne?.atMost, ofOne?.requests, ofFive?.atMost, ofFive?.requests], [false, 3, true, 15]);
    assert.equal(ofFive?.tokens.input, 5 * (ofOne?.tokens.input ?? 0));
  });

  for (const task of ['quality', 'complexity'] as const) {
    test(`${task}: does not count what a batch asks, as the run does not ask it`, async () => {
      const asking = judgeOf(task, { instructionsTogether: 1 });
      const columns = new RunColumns();
      await runOver(rowsOf('a'), asking, columns);
      const samples = rowsOf('abc').flatMap((item) => ('sample' in item ? [item.sample] : []));
      const keys = packKeys(samples.map((sample) => asking.judge.key(sample)));
      columns.batches.take({ file: 'file-1', at: '2026-01-01T00:00:00Z', keys });
      asking.state.asked = 0;
      const estimate = await estimateRun({ items: rowsOf('abcde'), judge: asking.judge, columns, canary: true });
      const { known, underWay, ask, requests } = estimate ?? assert.fail();
      assert.deepEqual({ known, underWay, ask, requests }, { known: 1, underWay: 2, ask: 2, requests: 2 });
      await runOver(rowsOf('abcde'), asking, columns, undefined, true);
      assert.equal(asking.state.asked, 2, 'these, and no canaries before the batch is here');
    });
  }

  test('counts known, asked again and identical rows', async () => {
    const asking = judgeOf('quality');
    const columns = new RunColumns();
    asking.state.stubborn = true;
    await runOver(rowsOf('abcdXY'), asking, columns);
    const estimate = await estimateRun({ items: rowsOf('!dcbXaefeX'), judge: asking.judge, columns });
    const { rows, malformed, known, ask, again, requests } = estimate ?? assert.fail();
    assert.deepEqual(
      { rows, malformed, known, ask, again, requests },
      { rows: 10, malformed: 1, known: 4, ask: 3, again: 1, requests: 3 },
    );
  });

  test('instructions that are compared count once a request', async () => {
    const { judge } = judgeOf('complexity', { instructionsTogether: 5 });
    const estimate = await estimateRun({ items: rowsOf('abcdefghijkl'), judge, sample: { rows: 5, seed: 1 } });
    assert.deepEqual([estimate?.ask, estimate?.requests], [12, 3]);
    // The rows of one request, so that trying them is no waste: the run asks the same.
    const [first = -1] = estimate?.sample.map(({ row }) => row.index) ?? [];
    assert.ok([0, 5, 10].includes(first));
  });

  test('tokens are those of the prompts and of what the task replies, times the requests', async () => {
    const { judge } = judgeOf('quality');
    const items = rowsOf('abcdefghij');
    const prompt = judge.prompt({ instruction: 'What of a?', responses: ['This.', 'That.'] }).messages;
    const input = 10 * (4 + estimateTokens(prompt[0]?.content ?? ''));
    const estimate = await estimateRun({ items, judge, price: { input: 2, output: 10 } });
    assert.deepEqual(estimate?.tokens, { input, output: 10 * 2 * 8 });
    assert.equal(estimate?.cost, (2 * input + 10 * 160) / 1e6);
    const explained = await estimateRun({ items, judge: judgeOf('quality', { explain: true }).judge });
    assert.equal(explained?.tokens.output, 10 * 2 * (8 + 30));
    const rationale = await estimateRun({ items, judge: judgeOf('judgelm').judge });
    assert.equal(rationale?.tokens.output, 10 * (2 * 8 + 200));
    assert.equal(rationale?.cost, undefined);
  });

  test('replies are as long as those that came before', async () => {
    const asking = judgeOf('quality');
    const columns = new RunColumns();
    await runOver(rowsOf('abcde'), asking, columns, undefined, true);
    const estimate = await estimateRun({ items: rowsOf('abcdefg'), judge: asking.judge, columns });
    assert.equal(estimate?.tokens.output, 2 * 40, 'those of canaries apart');
  });

  test('of a template that can’t be rendered there are no tokens', async () => {
    const { judge } = judgeOf('quality', { template: '{% for x in instruction.y.z %}{{ x }}{% endfor %}{{ nope() }}' });
    const estimate = await estimateRun({ items: rowsOf('abc'), judge });
    assert.deepEqual([estimate?.requests, estimate?.tokens], [3, { input: 0, output: 0 }]);
  });

  test('draws rows to try from those to ask: the same ones again, in the order of the file', async () => {
    const asking = judgeOf('quality');
    const columns = new RunColumns();
    const all = Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    await runOver(rowsOf(all.slice(0, 100)), asking, columns);
    const drawn = async (seed: number) => {
      const of = { items: rowsOf(`${all}!!!`), judge: asking.judge, columns, sample: { rows: 20, seed } };
      return (await estimateRun(of))?.sample.map(({ row }) => row.index) ?? [];
    };
    const rows = await drawn(7);
    assert.equal(new Set(rows).size, 20);
    assert.ok(rows.every((index, i) => index >= 100 && index < 300 && index > (rows[i - 1] ?? -1)));
    assert.deepEqual(rows, await drawn(7));
    assert.notDeepEqual(rows, await drawn(8));
  });

  test('waits where it is told to, and ends when it is cancelled', async () => {
    const { judge } = judgeOf('quality');
    const cancelled = new AbortController();
    const seen: number[] = [];
    const breathe = async (rows: number) => {
      seen.push(rows);
      if (rows === 2) cancelled.abort();
    };
    assert.equal(await estimateRun({ items: rowsOf('abcdef'), judge, breathe, signal: cancelled.signal }), undefined);
    assert.deepEqual(seen, [0, 1, 2]);
  });
});

suite('a text’s tokens', () => {
  for (const [text, tokens] of [
    ['', 0],
    ['Explain how rainbows come about.', 8],
    ['请解释彩虹的成因', 8],
    ['объясни радугу', 7],
    ['가나다', 3],
    ['🌈', 2],
  ] as const)
    test(JSON.stringify(text), () => assert.equal(estimateTokens(text), tokens));
});
