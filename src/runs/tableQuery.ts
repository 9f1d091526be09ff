import { type RowStatus, rowStatuses, type TableColumns } from './tableColumns.ts';

/** What rows can be sorted by. `response` is one response's normalised score, `spread` their range within a row. */
export type SortBy = 'line' | 'mean' | 'response' | 'spread' | 'responses' | 'status' | 'reason' | 'time' | 'tokens';

/** What is odd about a row. */
type RowFlag = 'off scale' | 'notes';

/** Which rows, in which order. An empty list or text filters nothing; filters of different kinds all have to hold. */
export interface TableQuery {
  sort: { by: SortBy /** 0-based, for `response`. */; response?: number; descending: boolean };
  /** Looked for in the rationale, in what went wrong and, where it is known, in the instruction; case is ignored. */
  search: string;
  statuses: readonly RowStatus[];
  reasons: readonly string[];
  /** Rows that carry each of them. */
  flags: readonly RowFlag[];
  /** Rows with at least one normalised score from `min` to below `max`; 1 itself is in the band that ends at 1. */
  scores?: { min: number; max: number };
}

/** The text of a row that a search looks into, besides the run file's own. Undefined where it is not known. */
export type SearchText = (record: number) => string | undefined;

/** Whether a record is among those that the query selects. */
export function rowFilter(columns: TableColumns, query: TableQuery, text: SearchText): (record: number) => boolean {
  const tests: ((record: number) => boolean)[] = [];
  if (query.statuses.length > 0) {
    const wanted = query.statuses.map((status) => rowStatuses.indexOf(status));
    tests.push((record) => wanted.includes(columns.status[record] ?? -1));
  }
  if (query.reasons.length > 0) {
    const wanted = query.reasons.map((reason) => columns.reasons.indexOf(reason));
    tests.push((record) => wanted.includes(columns.reason[record] ?? -1));
  }
  for (const flag of query.flags) {
    const column = flag === 'off scale' ? columns.offScale : columns.noted;
    tests.push((record) => column[record] === 1);
  }
  if (query.scores !== undefined) {
    const { min, max } = query.scores;
    // A response without a score is NaN, and no comparison with NaN holds: it is in no band.
    const within = (score: number) => score >= min && (score < max || (score === 1 && max >= 1));
    tests.push((record) => {
      for (let i = columns.width(record) - 1; i >= 0; i--) if (within(columns.score(record, i))) return true;
      return false;
    });
  }
  const needle = query.search.trim().toLowerCase();
  if (needle !== '') {
    tests.push((record) => columns.text(record).toLowerCase().includes(needle) || mentions(text(record), needle));
  }
  return (record) => tests.every((test) => test(record));
}

/** Compares two records for the query's sort; rows without a value come last whichever way it runs, ties by line. */
export function rowOrder(columns: TableColumns, { sort }: TableQuery): (a: number, b: number) => number {
  const value = sortValue(columns, sort);
  const direction = sort.descending ? -1 : 1;
  return (a, b) => {
    const x = value(a);
    const y = value(b);
    if (x < y) return -direction;
    if (x > y) return direction;
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || at(columns.line, a) - at(columns.line, b) || a - b;
  };
}

function sortValue(columns: TableColumns, sort: TableQuery['sort']): (record: number) => number {
  switch (sort.by) {
    case 'line':
      return (record) => at(columns.line, record);
    case 'mean':
      return (record) => at(columns.mean, record);
    case 'response':
      return (record) => columns.score(record, sort.response ?? 0);
    case 'spread':
      return (record) => at(columns.spread, record);
    case 'responses':
      return (record) => columns.width(record) || Number.NaN;
    case 'status':
      return (record) => at(columns.status, record);
    case 'reason': {
      const places = alphabetical(columns.reasons);
      return (record) => places[at(columns.reason, record)] ?? Number.NaN;
    }
    case 'time':
      return (record) => at(columns.ms, record);
    case 'tokens':
      return (record) => at(columns.tokens, record);
  }
}

/** For each reason its place in the alphabet; the first, "no reason", has none. */
function alphabetical(reasons: readonly string[]): number[] {
  const sorted = reasons.toSorted();
  return reasons.map((reason) => (reason === '' ? Number.NaN : sorted.indexOf(reason)));
}

function mentions(text: string | undefined, needle: string): boolean {
  return text?.toLowerCase().includes(needle) ?? false;
}

function at(column: ArrayLike<number>, record: number): number {
  return column[record] ?? Number.NaN;
}
