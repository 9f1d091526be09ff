import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bandOf, groupOf, RunGroups } from '../../../src/extension/sidebar/runGroups.ts';
import type { RunRecord } from '../../../src/runs/run.ts';
import { judged, judgement, malformed } from './records.ts';

const unscored = (reason: 'unreadable' | 'wrong key') => judgement([null], { status: 'unscored', reason });
const records: RunRecord[] = [
  judged(1, 'a', judgement([10])),
  judged(2, 'b', judgement([1])),
  judged(3, 'c', unscored('unreadable')),
  malformed(4, 'd'),
  judged(5, 'e', unscored('wrong key')),
  judged(6, 'f', unscored('wrong key')),
  judged(7, 'g', judgement([12, 4], { offScale: [0] })),
  judged(8, 'h', judgement([null, 4], { status: 'partly scored', reason: 'missing' })),
];

describe('the groups of a run', () => {
  it('come with what needs looking at first, then from the best scores down', () => {
    const groups = new RunGroups();
    groups.follow(records);
    assert.deepEqual(
      groups.groups.map(({ key, members }) => [key, ...members]),
      [
        ['unscored: wrong key', 4, 5],
        ['unscored: unreadable', 2],
        ['malformed', 3],
        ['partly scored', 7],
        ['off scale', 6],
        ['veryHigh', 0],
        ['veryLow', 1],
      ],
    );
    assert.deepEqual(groups.counts, { scored: 3, partlyScored: 1, unscored: 3, malformed: 1 });
  });

  it('grow with the run, and hold each row once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...records)), fc.nat(10), (all, step) => {
        const groups = new RunGroups();
        for (let end = 0; end <= all.length; end += step + 1) groups.follow(all.slice(0, end));
        groups.follow(all);
        const members = groups.groups.flatMap(({ members: positions }) => positions).toSorted((a, b) => a - b);
        assert.deepEqual(
          members,
          all.map((_, i) => i),
        );
        for (const { key, members: positions } of groups.groups)
          for (const i of positions) assert.equal(groupOf(all[i] as RunRecord), key);
      }),
    );
  });

  it('are bands of the scale', () => {
    assert.deepEqual(bandOf('veryLow'), { from: 0, to: 20 });
    assert.deepEqual(bandOf('veryHigh'), { from: 80, to: 100 });
  });
});
