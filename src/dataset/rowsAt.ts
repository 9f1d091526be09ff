import type { RowProblem } from './problem.ts';
import { scanRows } from './rowScan.ts';
import { type Row, readPiece } from './rows.ts';

/** Some of the rows that `readRows` gives, by their 0-based index: the others are passed by, and not decoded. */
export async function* readRowsAt(
  chunks: AsyncIterable<Uint8Array>,
  indexes: Iterable<number>,
): AsyncGenerator<Row | RowProblem> {
  const wanted = new Set(indexes);
  let rows: (Row | RowProblem)[] = [];
  let index = 0;
  const scan = scanRows(chunks, (found) => {
    if ('reason' in found) {
      if (wanted.delete(found.index ?? -1)) rows.push(found);
    } else if (wanted.delete(index)) rows.push(readPiece(found, index));
    index++;
  });
  for await (const _ of scan) {
    for (const row of rows) yield row;
    rows = [];
    if (wanted.size === 0) return;
  }
}
