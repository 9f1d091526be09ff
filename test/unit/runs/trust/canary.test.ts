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
import { type CanaryOptions, withCanaries } from '../../../../src/runs/trust/judgeCanaries.ts';
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

async function run(judged: Model, columns = new RunColumns(), options: Partial<CanaryOptions> = {}) {
  const judge = createJudge(tasks.judgelm, judged, { ...defaultOptions, systemPrompt: '' });
  const items = samples.map((sample, i): RunItem => ({ row: rowOf(i), sample }));
  const all = { columns, signal: new AbortController().signal, ...options };
  const records = withCanaries(items, judge, all, (some) =>
    judgeItems(some, judge, { ...all, concurrency: 2, whole: true }),
  );
  const sink = memorySink();
  for await (const _ of recordRun({ records, sink, columns, header }));
  const again = new RunReader();
  again.push(Buffer.from(sink.text));
  return { columns, text: sink.text, end: again.end };
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
    const { columns } = await run(model('strict'), new RunColumns(), { signal: cancelled });
    assert.equal(columns.canaries.length, 0);
  });

  describe('that were cut', () => {
    /** A model that does something before its n-th answer. */
    function interrupted(n: number, act: () => void, asked: string[][] = []): Model {
      const { complete, ...rest } = model('strict', asked);
      return {
        ...rest,
        async complete(request, signal) {
          if (asked.length === n - 1) act();
          const reply = await complete(request, signal);
          return signal.aborted
            ? { kind: 'failure', reason: 'cancelled', message: 'Cancelled.', retryable: false }
            : reply;
        },
      };
    }
    const cuts: [string, (asked: string[][]) => { model: Model; options: Partial<CanaryOptions> }, object, number][] = [
      [
        'by cancelling',
        (asked) => {
          const stop = new AbortController();
          return { model: interrupted(11, () => stop.abort(), asked), options: { signal: stop.signal } };
        },
        { cancelled: true },
        2,
      ],
      [
        'by pausing',
        (asked) => {
          const pause = new AbortController();
          return { model: interrupted(11, () => pause.abort(), asked), options: { pause: pause.signal } };
        },
        { cancelled: false, paused: { reason: 'asked to', detail: '' } },
        3,
      ],
      [
        'at a cap',
        (asked) => {
          const spending = new Spending(undefined, { requests: 12 });
          const { complete, ...rest } = model('strict', asked);
          const counted: Model['complete'] = (...args) => {
            spending.requests++;
            return complete(...args);
          };
          return { model: { ...rest, complete: counted }, options: { spending } };
        },
        { cancelled: false, paused: { reason: 'most requests', detail: '12' } },
        4,
      ],
      [
        'by an endpoint that went away',
        (asked) => {
          const { complete, ...rest } = model('strict', asked);
          const gone = { kind: 'failure', reason: 'unreachable', message: 'Gone.', retryable: false } as const;
          return {
            model: { ...rest, complete: async (...args) => (asked.length >= 9 ? gone : complete(...args)) },
            options: {},
          };
        },
        { cancelled: false, paused: { reason: 'unreachable', detail: 'Gone.' } },
        1,
      ],
    ];
    for (const [how, cut, outcome, judged] of cuts) {
      it(`${how}: the run says so, and the others are judged when it goes on`, async () => {
        const first = cut([]);
        const { columns, end } = await run(first.model, new RunColumns(), first.options);
        const { endedAt: _, rows: __, ...rest } = end ?? assert.fail();
        assert.deepEqual([rest, columns.canaries.length], [outcome, judged]);
        const asked: string[][] = [];
        const { end: then } = await run(model('strict', asked), columns);
        assert.deepEqual([asked.length, columns.canaries.length, then?.paused], [9 - judged, 9, undefined]);
        const places = columns.canaries.map(({ kind, index }) => `${kind} ${index}`);
        assert.equal(new Set(places).size, 9, 'each once');
      });
    }
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
    // A judge that gives everyone 9 finds nothing bad; one whose worst is the lowest score does.
    const toneOf = (both: number) => {
      const canary = { kind: 'constant', judged: 3, scored: 3, mean: both, limit: both, isLiked: false } as const;
      return verdictsOf({ ...trust, canaries: [canary] }).find(({ about }) => about === 'Canary')?.tone;
    };
    assert.deepEqual([toneOf(8 / 9), toneOf(0)], [undefined, 'good']);
  });
});
