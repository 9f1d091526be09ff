import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cellsOf } from '../../../src/runs/columns/recordCells.ts';
import { RunColumns } from '../../../src/runs/columns/runColumns.ts';
import { RunTotals } from '../../../src/runs/columns/runTotals.ts';
import { writtenCells } from '../../../src/runs/file/runFile.ts';
import { isSame, type WrittenRecord } from '../../../src/runs/run.ts';
import { hashOf, judged, malformed, rowOf, same, unscored } from './records.ts';

function columnsOf(records: readonly WrittenRecord[], columns = new RunColumns()): RunColumns {
  for (const record of records) columns.append(writtenCells(record), { offset: columns.length * 100, length: 99 });
  return columns;
}

describe('the columns of a run', () => {
  it('hold what surfaces need of a record', () => {
    const offScale = judged(1, { scores: [9, null], gaps: [null, 'missing'], offScale: [0], notes: ['odd'] });
    const records = [judged(0), offScale, malformed(2), unscored(5)];
    const columns = columnsOf(records);
    assert.deepEqual(
      records.map((_, slot) => columns.cells(slot)),
      records.map((record) => cellsOf(record)),
    );
    assert.deepEqual([columns.mean[0], columns.spread(0), columns.normalised(0, 1)], [0.5, 1, 0]);
    assert.ok(
      Number.isNaN(columns.normalised(1, 0)) && Number.isNaN(columns.spread(1)) && Number.isNaN(columns.mean[1]),
    );
    assert.deepEqual(
      [columns.offScale[1], columns.noted[1], columns.slotOf(5), columns.slotOf(3)],
      [1, 1, 3, undefined],
    );
  });

  it('of two records of a row the later counts, in the same slot', () => {
    const columns = columnsOf([judged(0), judged(1), judged(0, { scores: [1, 2] }, hashOf(77))]);
    assert.deepEqual([columns.length, columns.cells(0).scores, columns.totals.rows], [2, [1, 2], 2]);
    assert.equal(columns.revision, 1);
  });

  it('a judgement is not lost to a later failure of the same question, but to a new reading of its replies', () => {
    const columns = columnsOf([judged(0), unscored(0)]);
    assert.deepEqual([columns.statusOf(0), columns.place(0).offset], ['scored', 0]);
    columnsOf([{ ...unscored(0), reread: true }], columns);
    assert.equal(columns.statusOf(0), 'unscored');
    columnsOf([unscored(0, hashOf(8))], columnsOf([judged(0)]));
  });

  it('knows a judgement whose row holds something else by now', () => {
    const columns = columnsOf([judged(0), judged(1)]);
    columnsOf([judged(0, {}, hashOf(50)), same(1, hashOf(0)), same(2, hashOf(1))], columns);
    assert.deepEqual(
      [0, 1, 2].map((slot) => columns.keyOf(slot)),
      [hashOf(50), hashOf(0), hashOf(1)],
    );
    assert.deepEqual([columns.place(1).offset, columns.place(2).offset], [0, 100]);
    assert.ok(columns.stands(rowOf(1), hashOf(0)) && !columns.stands(rowOf(1), hashOf(1)));
    assert.ok(!columns.stands({ ...rowOf(1), line: 9 }, hashOf(0)), 'it has moved');
  });

  it('knows the judgement that a row has, though an identical one met a failure before', () => {
    const key = hashOf(9);
    const columns = columnsOf([malformed(0), unscored(3, key), judged(0, {}, key)]);
    assert.equal(columns.find(key)?.cells.status, 'scored');
  });

  it('an identical row waits for its judgement, and costs nothing', () => {
    const columns = columnsOf([same(1, hashOf(0)), same(2, hashOf(0))]);
    assert.equal(columns.length, 0);
    columnsOf([judged(0)], columns);
    assert.deepEqual([columns.length, columns.totals.scored, columns.totals.tokens], [3, 3, { input: 10, output: 2 }]);
  });

  it('totals are those of the rows that stand, whatever came before', () => {
    const record = fc.oneof(
      fc.record({ kind: fc.constantFrom('judged', 'unscored', 'malformed', 'same'), row: fc.nat(5), key: fc.nat(5) }),
    );
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), fc.nat(6), (list, rows) => {
        const records = list.map(({ kind, row, key }): WrittenRecord => {
          if (kind === 'malformed') return malformed(row);
          if (kind === 'same') return same(row, hashOf(key));
          return kind === 'judged'
            ? judged(row, { scores: [1 + (key % 3), 9], offScale: [1] }, hashOf(key))
            : unscored(row, hashOf(key));
        });
        const columns = columnsOf(records);
        columns.trim(rows);
        const expected = new RunTotals();
        for (let slot = 0; slot < columns.length; slot++)
          if (columns.indexOf(slot) < rows) expected.add(columns.cells(slot));
        const { tokens: _, width: __, ...kept } = plain(columns.totals);
        const { tokens: ___, width: ____, ...counted } = plain(expected);
        assert.deepEqual(kept, counted);
        const paid = records.filter((one) => !isSame(one) && 'judgement' in one).length;
        assert.equal(columns.totals.tokens.input, 10 * paid);
      }),
    );
  });
});

function plain(totals: RunTotals) {
  const { mean, byReason, ...others } = totals;
  return { ...others, mean: totals.mean?.toFixed(9), byReason: Object.fromEntries([...byReason].sort()) };
}
