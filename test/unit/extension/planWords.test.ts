import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { capWords, planWords, scaled, spendWords } from '../../../src/extension/runs/planWords.ts';
import type { RunEstimate } from '../../../src/runs/plan/estimate.ts';
import { filledIn as t } from './filledIn.ts';

const estimate: RunEstimate = {
  ...{ rows: 100, malformed: 0, known: 0, underWay: 0, ask: 100, again: 0, requests: 100, atMost: false },
  tokens: { input: 41_234, output: 6_100 },
  sample: [],
};

describe('the words of a plan', () => {
  it('say requests and tokens, and no cost that nobody knows', () => {
    assert.equal(planWords(estimate, t), '100 requests · about 47,000 tokens');
  });

  it('say what is known, what is asked again and what is no row', () => {
    const plan = { ...estimate, known: 40, again: 3, malformed: 2, requests: 1, cost: 0.034 };
    assert.equal(
      planWords(plan, t),
      '40 known, 3 to ask again, 2 malformed · 1 request · about 47,000 tokens · cost about 0.034',
    );
  });

  it('say what is under way, and what canaries take', () => {
    const plan = { ...estimate, underWay: 1200, requests: 109, canary: { anew: 9, due: 9 } };
    assert.equal(
      planWords(plan, t),
      '1,200 under way in a batch · 109 requests, 9 of them for canaries · about 47,000 tokens',
    );
    assert.match(planWords({ ...plan, canary: { anew: 9, due: 0 } }, t), / · 109 requests · /);
  });

  it('say that several replies a row may come to less', () => {
    assert.equal(
      planWords({ ...estimate, atMost: true, cost: 2 }, t),
      'at most 100 requests · at most about 47,000 tokens · cost at most about 2.00',
    );
  });

  it('scale an estimate to fewer rows, and to another number of canaries', () => {
    assert.equal(spendWords(scaled({ ...estimate, cost: 2 }, 20), t), 'about 9,500 tokens · cost about 0.40');
    const canaries = {
      ...estimate,
      requests: 110,
      canary: { anew: 10, due: 10 },
      tokens: { input: 1000, output: 100 },
    };
    assert.deepEqual(scaled(canaries, 20, 10).tokens, { input: 273, output: 27 });
    assert.deepEqual(scaled(canaries, 20).tokens, { input: 182, output: 18 });
  });

  const caps: [string, Parameters<typeof capWords>[0], Parameters<typeof capWords>[1], RegExp | ''][] = [
    ['no cap', estimate, {}, ''],
    ['caps that will not be reached', { ...estimate, cost: 1 }, { cost: 2, requests: 100 }, ''],
    ['a cost that is too much', { ...estimate, cost: 3 }, { cost: 2 }, /^pauses at the cost of 2\.00/],
    ['a cost that nobody knows', estimate, { cost: 2 }, /^gavel\.run\.maxCost can’t be kept/],
    ['requests that are too many', estimate, { requests: 99 }, /^pauses after 99 requests/],
    ['requests that may be too many', { ...estimate, atMost: true }, { requests: 99 }, /^may pause after 99 requests/],
    [
      'a cost that may be too much',
      { ...estimate, atMost: true, cost: 3 },
      { cost: 2 },
      /^may pause at the cost of 2\.00/,
    ],
  ];
  for (const [what, plan, limits, words] of caps) {
    it(`tell of ${what}`, () => {
      const said = capWords(plan, limits, t);
      if (words === '') assert.equal(said, '');
      else assert.match(said, words);
    });
  }
});
