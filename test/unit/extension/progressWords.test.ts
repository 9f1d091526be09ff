import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  costWords,
  durationWords,
  progressLines,
  progressWords,
  spentWords,
} from '../../../src/extension/runs/progressWords.ts';
import type { ProgressView } from '../../../src/runs/progress.ts';
import { filledIn as t } from './filledIn.ts';

const nothing = { input: 0, output: 0 };
const view: ProgressView = {
  done: 0,
  ...{ rate: null, leftMs: null, ms: 0, unscored: [], requests: 0, tokens: nothing },
};
const middle: ProgressView = {
  ...view,
  ...{ done: 1200, total: 50_000, rate: 42.4, leftMs: 1_151_000, requests: 1310, tokens: { input: 9e5, output: 1e5 } },
  unscored: [
    { reason: 'server error', rows: 7 },
    { reason: 'unreadable', rows: 2 },
  ],
};

describe('the words of a run’s progress', () => {
  it('say only what is known', () => {
    assert.equal(progressWords(view, t), '0 judged');
    assert.equal(progressWords({ ...view, done: 1, total: 3 }, t), '1 of 3');
  });

  it('say how far, how fast, how long still and what went wrong', () => {
    assert.equal(progressWords(middle, t), '1,200 of 50,000 · 42 rows/s · 20 min left · 9 not scored');
  });

  it('have the reasons and what was spent in full', () => {
    assert.deepEqual(progressLines({ ...middle, cost: 1.5 }, t), [
      '1,200 of 50,000 · 42 rows/s · 20 min left',
      'Not scored: 7 server error, 2 unreadable',
      '1,310 requests · 1,000,000 tokens · cost 1.50',
    ]);
    assert.deepEqual(progressLines(view, t), ['0 judged']);
    assert.equal(spentWords(view, t), '');
  });

  const rates: [number, RegExp][] = [
    [320, /320 rows\/s/],
    [3.14, /3\.1 rows\/s/],
    [0.5, /30 rows\/min/],
    [0.05, /3\.0 rows\/min/],
  ];
  for (const [rate, words] of rates) {
    it(`put ${rate} rows a second as ${words.source}`, () => assert.match(progressWords({ ...view, rate }, t), words));
  }

  const durations: [number, string][] = [
    [900, '1 s'],
    [59_000, '59 s'],
    [61_000, '2 min'],
    [3_600_000, '1 h 0 min'],
    [7_530_000, '2 h 6 min'],
  ];
  for (const [ms, words] of durations) it(`put ${ms} ms as ${words}`, () => assert.equal(durationWords(ms, t), words));

  const costs: [number, string][] = [
    [0.00123, '0.0012'],
    [0.099, '0.099'],
    [0.1, '0.10'],
    [1234.5, '1,234.50'],
  ];
  for (const [cost, words] of costs)
    it(`put a cost of ${cost} as ${words}`, () => assert.equal(costWords(cost), words));
});
