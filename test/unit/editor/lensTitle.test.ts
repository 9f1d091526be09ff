import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lensTitle } from '../../../src/extension/editor/lensTitle.ts';
import type { Translate } from '../../../src/extension/translate.ts';
import type { PauseReason } from '../../../src/runs/run.ts';
import { type FakeRun, judged, judgement, malformed, run } from './records.ts';

const t: Translate = (message, ...values) => message.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));

const records = [
  judged(1, 'a'),
  judged(2, 'b', judgement([null, 3], { status: 'partly scored', reason: 'missing' })),
  judged(3, 'c', judgement([null], { status: 'unscored', reason: 'timed out' })),
  malformed(4, '{'),
];

const paused = (reason: PauseReason): Partial<FakeRun> => ({
  state: 'paused',
  end: { endedAt: '', cancelled: false, paused: { reason, detail: '' } },
});

describe('what a dataset’s first line says of its newest run', () => {
  const came = '2 scored · 1 unscored · 1 malformed';
  const cases: [what: string, run: Partial<FakeRun>, title: string][] = [
    ['finished', { state: 'finished' }, came],
    ['cancelled', { state: 'cancelled' }, `cancelled · ${came}`],
    ['interrupted', { state: 'interrupted' }, `interrupted · ${came}`],
    ['running, of so many rows', { state: 'running', total: 9 }, '4 of 9 judged'],
    ['running, of nobody knows how many', { state: 'running' }, '4 judged'],
    ['pausing', { state: 'pausing', total: 9 }, 'pausing · 4 of 9 judged'],
    ['being read', { state: 'finished', reading: 0.999 }, 'Reading the run: 99 %'],
    ['paused as asked', paused('asked to'), `paused · ${came}`],
    ['paused by its endpoint', paused('unreachable'), `paused: unreachable · ${came}`],
    ['paused by a cap', paused('most requests'), `paused: enough requests · ${came}`],
    ['paused by what it cost', paused('most cost'), `paused: enough spent · ${came}`],
    ['paused by a full disk', paused('not written'), `paused: file not written · ${came}`],
  ];
  for (const [what, more, title] of cases) {
    it(`is about one that is ${what}`, () => {
      assert.equal(lensTitle(Object.assign(run(records), more).live, t), title);
    });
  }
});
