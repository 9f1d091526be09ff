import type { RunRecord } from './run.ts';
import { TableColumns } from './tableColumns.ts';
import { rowFilter, rowOrder, type SearchText, type TableQuery } from './tableQuery.ts';

/** A run as a table: which rows a query selects, and in which order. */
export interface Table {
  /**
   * The indexes of the records that the query selects, in its order, over all records there are now. The same query
   * asked again costs only the records appended since. The array belongs to the table: read it, don't keep it.
   */
  select(query: TableQuery): Uint32Array;
  /** Forgets what it knows about texts: call it when `text` would answer differently than before. */
  textChanged(): void;
}

/**
 * A table over records that may only ever grow at their end.
 *
 * @param text more of a row for the search to look into: its instruction, where it is known.
 */
export function createTable(records: readonly RunRecord[], text: SearchText = () => undefined): Table {
  const columns = new TableColumns(records);
  let last: { asked: string; query: TableQuery; seen: number; order: Uint32Array } | undefined;
  return {
    select(query) {
      columns.refresh();
      const asked = JSON.stringify(query);
      const { seen, order } = last?.asked === asked ? last : { seen: 0, order: new Uint32Array(0) };
      const compare = rowOrder(columns, query);
      const added = matches(columns, query, text, seen).sort(compare);
      last = { asked, query, seen: columns.length, order: merged(order, added, compare) };
      return last.order;
    },
    textChanged() {
      if (last !== undefined && last.query.search.trim() !== '') last = undefined;
    },
  };
}

function matches(columns: TableColumns, query: TableQuery, text: SearchText, from: number): Uint32Array {
  const selects = rowFilter(columns, query, text);
  const found = new Uint32Array(columns.length - from);
  let count = 0;
  for (let record = from; record < columns.length; record++) if (selects(record)) found[count++] = record;
  return found.subarray(0, count);
}

/** Two ordered lists as one. */
function merged(a: Uint32Array, b: Uint32Array, compare: (x: number, y: number) => number): Uint32Array {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const all = new Uint32Array(a.length + b.length);
  let [i, j] = [0, 0];
  for (let k = 0; k < all.length; k++) {
    const x = a[i];
    const y = b[j];
    const takeB = x === undefined || (y !== undefined && compare(y, x) < 0);
    all[k] = (takeB ? y : x) ?? 0;
    if (takeB) j++;
    else i++;
  }
  return all;
}
