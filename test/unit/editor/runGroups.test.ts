import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bandOf, type GroupKey, groupOf, RunGroups } from '../../../src/extension/sidebar/runGroups.ts';
import type { Judgement } from '../../../src/judging/judgement.ts';
import type { RunRecord } from '../../../src/runs/run.ts';
import { judged, judgement, malformed, run } from './records.ts';

const unscored = (reason: 'unreadable' | 'wrong key') => judgement([null], { status: 'unscored', reason });
const verdicts: Judgement[] = [
  judgement([10]),
  judgement([1]),
  unscored('unreadable'),
  unscored('wrong key'),
  judgement([12, 4], { offScale: [0] }),
  judgement([null, 4], { status: 'partly scored', reason: 'missing' }),
];
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

const members = (groups: RunGroups) =>
  groups.groups.map(({ key, count }): [GroupKey, number, number[]] => [key, count, groups.firstOf(key, 1000)]);

describe('the groups of a run', () => {
  it('come with what needs looking at first, then from the best scores down', () => {
    assert.deepEqual(members(new RunGroups(run(records).columns)), [
      ['unscored: wrong key', 2, [4, 5]],
      ['unscored: unreadable', 1, [2]],
      ['malformed', 1, [3]],
      ['partly scored', 1, [7]],
      ['off scale', 1, [6]],
      ['veryHigh', 1, [0]],
      ['veryLow', 1, [1]],
    ]);
  });

  it('are those of the rows as they are now, however they came to be', () => {
    const record = fc.record({ row: fc.nat(30), verdict: fc.constantFrom(...verdicts, undefined) });
    const step = fc.oneof(fc.array(record, { maxLength: 8 }), fc.nat(30));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const live = run([]);
        const groups = new RunGroups(live.columns);
        for (const what of steps) {
          if (typeof what === 'number') live.columns.trim(what);
          else
            live.append(
              ...what.map(({ row, verdict }, i) =>
                verdict ? judged(row + 1, `row ${row}, ${i}`, verdict) : malformed(row + 1, '{'),
              ),
            );
          const { columns } = live;
          const standing = [...Array(columns.length).keys()].filter((slot) => columns.gone[slot] !== 1);
          const found = members(groups);
          assert.deepEqual(found.flatMap(([, , slots]) => slots).toSorted(), standing.toSorted());
          for (const [key, count, slots] of found) {
            assert.equal(count, slots.length);
            for (const slot of slots) assert.equal(groupOf(columns, slot), key);
          }
        }
      }),
    );
  });

  it('list their first rows in the order of the source, whatever order they were judged in', () => {
    const shuffled = Array.from({ length: 5000 }, (_, i) => ((i * 2741) % 5000) + 1);
    const live = run(shuffled.map((line) => judged(line, `row ${line}`, judgement([10]))));
    const first = new RunGroups(live.columns).firstOf('veryHigh', 10);
    assert.deepEqual(
      first.map((slot) => live.columns.line[slot]),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
  });

  it('are bands of the scale', () => {
    assert.deepEqual(bandOf('veryLow'), { from: 0, to: 20 });
    assert.deepEqual(bandOf('veryHigh'), { from: 80, to: 100 });
  });
});
