import type { RunItem } from '../../runs/run.ts';

/** Lines, 1-based, both ends included. */
export interface LineRange {
  from: number;
  to: number;
}

/**
 * The items that have something on the given lines. A row ends where the next one begins, so an element of an array is
 * found by any of its lines. Reads no further than the last line.
 */
export async function pickRows(items: AsyncIterable<RunItem>, ranges: readonly LineRange[]): Promise<RunItem[]> {
  const last = Math.max(...ranges.map(({ to }) => to));
  const picked: RunItem[] = [];
  let previous: RunItem | undefined;
  const take = (item: RunItem | undefined, end: number) => {
    if (item && ranges.some(({ from, to }) => item.row.line <= to && end >= from)) picked.push(item);
  };
  for await (const item of items) {
    take(previous, Math.max(previous?.row.line ?? 0, item.row.line - 1));
    previous = item;
    if (item.row.line > last) return picked;
  }
  take(previous, Number.POSITIVE_INFINITY);
  return picked;
}
