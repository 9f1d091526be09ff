import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RunColumns } from '../../../../src/runs/columns/runColumns.ts';
import { joinRuns } from '../../../../src/runs/compare/joinRuns.ts';
import { writtenCells } from '../../../../src/runs/file/runFile.ts';
import { rowOf } from '../records.ts';
import { record, runOf } from './scoredRuns.ts';

/** The rows of runs by what they hold: for each joined row the index that it has in each run, or -1. */
async function joined(...runs: readonly (readonly number[])[]): Promise<number[][]> {
  const columns = runs.map((texts) => runOf(texts.map((text) => [text, 3])).columns);
  const rows = await joinRuns(columns);
  return Array.from({ length: rows.length }, (_, row) =>
    columns.map((one, run) => (rows.slotOf(run, row) < 0 ? -1 : one.indexOf(rows.slotOf(run, row)))),
  );
}

describe('rows of several runs', () => {
  it('are matched by what they hold, not by where they stand', async () => {
    assert.deepEqual(await joined([11, 12, 13], [13, 99, 11]), [
      [0, 2],
      [1, -1],
      [2, 0],
      [-1, 1],
    ]);
  });

  it('pair up in their order where a run has them twice, and none is made up', async () => {
    assert.deepEqual(await joined([7, 8, 7], [7, 7, 7]), [
      [0, 0],
      [1, -1],
      [2, 1],
      [-1, 2],
    ]);
  });

  it('pair up with what only an earlier run but the first has', async () => {
    assert.deepEqual(await joined([1], [2, 2], [2, 1, 2, 2]), [
      [0, -1, 1],
      [-1, 0, 0],
      [-1, 1, 2],
      [-1, -1, 3],
    ]);
  });

  it('pair up in the order of the source, however they came in', async () => {
    const late = new RunColumns();
    for (const index of [2, 0, 1]) late.append(writtenCells(record(index, [5, 1])), { offset: index, length: 1 });
    const rows = await joinRuns([runOf([[5, 1]]).columns, late]);
    assert.equal(late.indexOf(rows.slotOf(1, 0)), 0);
  });

  it('leave out what the source has no more', async () => {
    const one = runOf([
      [1, 3],
      [2, 3],
    ]).columns;
    one.trim(1);
    assert.equal((await joinRuns([one, runOf([[2, 3]]).columns])).runsWith(1), 1);
    assert.equal((await joinRuns([one])).length, 1);
  });

  it('have nothing in common where a hostile file gives them no hash', async () => {
    const hostile = () => {
      const columns = new RunColumns();
      const made = { ...record(0, [1, 3]), row: { ...rowOf(0), hash: 'no hash' } };
      columns.append(writtenCells(made), { offset: 0, length: 1 });
      return columns;
    };
    const rows = await joinRuns([hostile(), hostile()]);
    assert.deepEqual([rows.length, rows.runsWith(0), rows.runsWith(1)], [2, 1, 1]);
  });

  it('are each in one place, with rows that hold the same, and as many pairs as there can be', async () => {
    const texts = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 2, maxLength: 4 }), async (runs) => {
        const rows = await joined(...runs);
        const textOf = (run: number, index: number) => runs[run]?.[index];
        for (const [run, all] of runs.entries()) {
          const found = rows.map((row) => row[run] ?? -1).filter((index) => index >= 0);
          assert.deepEqual(
            found.sort((a, b) => a - b),
            [...all.keys()],
          );
        }
        for (const row of rows) {
          const held = row.flatMap((index, run) => (index < 0 ? [] : [textOf(run, index)]));
          assert.equal(new Set(held).size, 1);
        }
        const times = (all: readonly number[], text: number) => all.filter((one) => one === text).length;
        const most = [1, 2, 3, 4, 5, 6].map((text) => Math.max(...runs.map((all) => times(all, text))));
        assert.equal(
          rows.length,
          most.reduce((sum, n) => sum + n, 0),
        );
      }),
    );
  });
});
