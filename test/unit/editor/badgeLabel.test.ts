import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatScore, responseBadges, rowBadge } from '../../../src/extension/editor/badgeLabel.ts';
import { levelOf, scoreLevels } from '../../../src/extension/editor/scoreLevel.ts';
import type { Judgement } from '../../../src/judging/judgement.ts';
import { cellsOf } from '../../../src/runs/columns/recordCells.ts';
import { judged, judgement, malformed } from './records.ts';

const cells = (verdict: Judgement) => cellsOf(judged(1, '{}', verdict));
const row = (verdict: Judgement) => rowBadge(cells(verdict));

describe('a row’s badge', () => {
  const quality = (n: number) => ({ scale: { min: 1, max: n + 1 } });
  const cases: [what: string, verdict: Judgement, kind: string, text: string][] = [
    ['one score, with the top of its scale', judgement([8]), 'high', '8/10'],
    ['a broken score', judgement([3.6666]), 'low', '3.67/10'],
    ['each score of several, in columns', judgement([8, 10]), 'veryHigh', ' 8 10'],
    ['each score of several', judgement([3, 1, 2], quality(3)), 'low', '3 1 2'],
    ['the mean of many', judgement([1, 2, 3, 4, 5, 6], quality(6)), 'middle', '⌀3.5/7'],
    ['a score off the scale', judgement([12, 7], { offScale: [0] }), 'high', '12!  7'],
    ['nothing but scores off the scale', judgement([12], { offScale: [0] }), 'offScale', '12!/10'],
    ['a gap', judgement([null, 2], { status: 'partly scored', reason: 'missing' }), 'veryLow', ' –  2'],
    [
      'a mean with gaps and more',
      judgement([null, 9, 2, 2, 2, 2], { offScale: [1], ...quality(6) }),
      'veryLow',
      '⌀2!–/7',
    ],
    ['no score', judgement([null, null], { status: 'unscored', reason: 'unreadable' }), 'unscored', '–'],
  ];
  for (const [what, verdict, kind, text] of cases) {
    it(`shows ${what}`, () => assert.deepEqual(row(verdict), { kind, text }));
  }

  it('says that the row is malformed', () =>
    assert.deepEqual(rowBadge(cellsOf(malformed(1, '{'))), { kind: 'malformed', text: '!' }));

  it('has no digit where there is no score', () => {
    const unscored = fc.integer({ min: 1, max: 12 }).map((n) => judgement(Array(n).fill(null), { status: 'unscored' }));
    fc.assert(fc.property(unscored, (verdict) => assert.doesNotMatch(row(verdict).text, /\d/)));
  });
});

describe('the badges of responses', () => {
  it('are one a score, each in its own colour', () => {
    const verdict = judgement([10, 1, null, 12], { offScale: [3] });
    assert.deepEqual(responseBadges(cells(verdict)), [
      { kind: 'veryHigh', text: '10' },
      { kind: 'veryLow', text: '1' },
      { kind: 'unscored', text: '–' },
      { kind: 'offScale', text: '12!' },
    ]);
  });
});

describe('a score', () => {
  const cases: [number, string][] = [
    [3, '3'],
    [3.5, '3.5'],
    [-2, '-2'],
    [0, '0'],
    [3.666666, '3.67'],
    [1e300, '1e+300'],
    [-1e-9, '-1e-9'],
  ];
  for (const [score, text] of cases) it(`of ${score} is written ${text}`, () => assert.equal(formatScore(score), text));

  it('is short, whatever it is', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(fc.property(number, (score) => assert.ok(formatScore(score).length <= 10)));
  });
});

describe('levels', () => {
  it('are equal bands, the best score in the highest', () => {
    assert.deepEqual([0, 0.19, 0.2, 0.5, 0.79, 0.8, 1].map(levelOf), [
      'veryLow',
      'veryLow',
      'low',
      'middle',
      'high',
      'veryHigh',
      'veryHigh',
    ]);
  });

  it('never fall as scores rise', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const rank = (score: number) => scoreLevels.indexOf(levelOf(score));
    fc.assert(fc.property(share, share, (a, b) => assert.ok(rank(Math.min(a, b)) <= rank(Math.max(a, b)))));
  });
});
