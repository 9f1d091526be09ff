import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sample } from '../../../../src/dataset/sample.ts';
import { createJudge } from '../../../../src/judging/judge.ts';
import { defaultOptions } from '../../../../src/judging/options.ts';
import { tasks } from '../../../../src/judging/tasks.ts';
import type { Model } from '../../../../src/models/model.ts';
import type { Canary } from '../../../../src/runs/columns/canaries.ts';
import { RunColumns } from '../../../../src/runs/columns/runColumns.ts';
import { recordRun } from '../../../../src/runs/file/runFile.ts';
import { RunReader } from '../../../../src/runs/file/runReader.ts';
import type { RunItem } from '../../../../src/runs/run.ts';
import { judgeItems } from '../../../../src/runs/runner.ts';
import { Spending } from '../../../../src/runs/spending.ts';
import { canaryFindings, likedCanaries } from '../../../../src/runs/trust/canaryFindings.ts';
import { withCanaries } from '../../../../src/runs/trust/judgeCanaries.ts';
import { verdictsOf } from '../../../../src/runs/trust/verdicts.ts';
import { header, memorySink, rowOf } from '../records.ts';
import { trustOf } from './simulatedJudge.ts';

const samples: Sample[] = Array.from({ length: 8 }, (_, i) => ({
  instruction: `Question ${i}?`,
  responses: [`A good answer to question ${i}.`, `Another answer to question ${i}.`],
}));

/** Judges by whether an answer names the question's number; or gives everything that has a word in it a 9. */
function model(kind: 'strict' | 'fooled', asked: string[][] = []): Model {
  return {
    id: kind,
    name: kind,
    async complete({ subject }) {
      asked.push([...subject.answers]);
      const number = /\d+/.exec(subject.instruction)?.[0] ?? '';
      const scores = subject.answers.map((answer, place) => {
        if (kind === 'fooled') return answer === '' ? 1 : 9 - place;
        return answer.endsWith(`question ${number}.`) ? 9 - place : 1;
      });
      return { kind: 'reply', text: scores.join(' '), finish: 'stop', model: kind, usage: { input: 10, output: 2 } };
    },
  };
}

async function run(judged: Model, columns = new RunColumns(), signal = new AbortController().signal) {
  const judge = createJudge(tasks.judgelm, judged, { ...defaultOptions, systemPrompt: '' });
  const items = samples.map((sample, i): RunItem => ({ row: rowOf(i), sample }));
  const spending = new Spending(undefined, {});
  const records = withCanaries(items, judge, { columns, signal }, (some) =>
    judgeItems(some, judge, { concurrency: 2, columns, signal, spending, whole: true }),
  );
  const sink = memorySink();
  for await (const _ of recordRun({ records, sink, columns, header }));
  return { columns, text: sink.text };
}

describe('canaries', () => {
  it('are judged once at the end of a run, in the place of a response, and are no rows of it', async () => {
    const asked: string[][] = [];
    const { columns, text } = await run(model('strict', asked));
    assert.deepEqual([columns.totals.rows, columns.totals.scores, columns.canaries.length], [8, 16, 9]);
    assert.equal(asked.length, 8 + 9);
    assert.ok(asked.slice(8).every((answers) => answers.length === 2 && answers[0]?.startsWith('A good answer')));
    assert.equal(columns.totals.tokens.input, 170, 'they were paid for');
    const again = new RunReader();
    again.push(Buffer.from(text));
    assert.deepEqual([again.columns.canaries, again.damaged], [columns.canaries, 0]);
    assert.deepEqual(again.end?.cancelled, false);
    await run(model('strict', asked), columns);
    assert.equal(asked.length, 17, 'not a second time');
  });

  it('say nothing of a judge that finds them bad, and warn of one that does not', async () => {
    const strict = await run(model('strict'));
    assert.deepEqual(likedCanaries(strict.columns), []);
    const fooled = await run(model('fooled'));
    const findings = canaryFindings(fooled.columns);
    assert.deepEqual(
      findings.map(({ kind, judged, isLiked }) => [kind, judged, isLiked]),
      [
        ['empty', 3, false],
        ['constant', 3, false],
        ['off topic', 3, false],
      ],
      'as good as real ones at that place are, but no better',
    );
    // Canaries at 10 are above whatever the real ones have.
    const canary: Canary = { kind: 'constant', index: 0, line: 1, score: 10, scale: { min: 1, max: 10 } };
    for (let i = 0; i < 9; i++) fooled.columns.canary(canary);
    assert.deepEqual(likedCanaries(fooled.columns), ['constant']);
  });

  it('that are off the scale or have no score are no number', () => {
    const columns = new RunColumns();
    const canary: Canary = { kind: 'empty', index: 0, line: 1, score: null, scale: { min: 1, max: 10 } };
    for (const score of [null, 99]) columns.canary({ ...canary, score });
    assert.deepEqual(canaryFindings(columns), [
      { kind: 'empty', judged: 2, scored: 0, mean: undefined, limit: undefined, isLiked: false },
    ]);
  });

  it('are not judged when the run was cancelled', async () => {
    const cancelled = AbortSignal.abort();
    const { columns } = await run(model('strict'), new RunColumns(), cancelled);
    assert.equal(columns.canaries.length, 0);
  });

  it('of a hostile file are damaged lines', () => {
    const good = { kind: 'empty', index: 0, line: 1, score: 1, scale: { min: 1, max: 10 } };
    for (const bad of [{ kind: 'bird' }, { score: '1' }, { scale: { min: 2, max: 1 } }, { index: -1 }]) {
      const reader = new RunReader();
      reader.push(Buffer.from(`${JSON.stringify(header)}\n${JSON.stringify({ canary: { ...good, ...bad } })}\n`));
      assert.deepEqual([reader.columns.canaries.length, reader.damaged], [0, 1], JSON.stringify(bad));
    }
  });

  it('have a verdict in the report only where there are some', async () => {
    const trust = await trustOf([], []);
    assert.equal(
      verdictsOf(trust).some(({ about }) => about === 'Canary'),
      false,
    );
    const canaries = [{ kind: 'constant', judged: 3, scored: 3, mean: 0.9, limit: 0.5, isLiked: true } as const];
    const verdict = verdictsOf({ ...trust, canaries: [...canaries] }).find(({ about }) => about === 'Canary');
    assert.deepEqual([verdict?.tone, verdict?.text], ['bad', 'Likes responses that nobody should like: constant.']);
  });
});
