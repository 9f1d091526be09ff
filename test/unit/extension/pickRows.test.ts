import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LineRange, pickRows } from '../../../src/extension/runs/pickRows.ts';
import type { RunItem } from '../../../src/runs/run.ts';

/** Rows that begin on these lines; says how many were read. */
function rowsAt(lines: number[]) {
  const read = { rows: 0 };
  async function* items(): AsyncGenerator<RunItem> {
    for (const [index, line] of lines.entries()) {
      read.rows++;
      yield { row: { index, line, offset: 0, length: 0, hash: '' }, sample: { instruction: '', responses: [] } };
    }
  }
  return { read, items: items() };
}

const cases: [string, number[], LineRange[], number[]][] = [
  ['the row of a line', [1, 2, 3, 4], [{ from: 3, to: 3 }], [3]],
  [
    'rows of several selections',
    [1, 2, 3, 4],
    [
      { from: 1, to: 1 },
      { from: 3, to: 4 },
    ],
    [1, 3, 4],
  ],
  [
    'each row once',
    [1, 2],
    [
      { from: 1, to: 2 },
      { from: 2, to: 2 },
    ],
    [1, 2],
  ],
  ['an element of an array by a line inside it', [2, 6, 10], [{ from: 8, to: 8 }], [6]],
  ['the last element by its last line', [2, 6, 10], [{ from: 13, to: 13 }], [10]],
  ['nothing before the first row', [5], [{ from: 2, to: 3 }], []],
  ['two rows on one line', [1, 1, 2], [{ from: 1, to: 1 }], [1, 1]],
];

describe('pickRows', () => {
  for (const [what, lines, ranges, expected] of cases) {
    it(what, async () => {
      const picked = await pickRows(rowsAt(lines).items, ranges);
      assert.deepEqual(
        picked.map(({ row }) => row.line),
        expected,
      );
    });
  }

  it('reads no further than it must', async () => {
    const { items, read } = rowsAt([1, 2, 3, 4, 5]);
    await pickRows(items, [{ from: 1, to: 2 }]);
    assert.equal(read.rows, 3);
  });
});
