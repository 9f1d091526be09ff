import { type RowStatus, rowStatuses } from '../columns/recordCells.ts';
import type { RunColumns } from '../columns/runColumns.ts';

/**
 * What rows can be sorted by. `response` is one response's normalised score, `spread` their range within a row,
 * `disagreement` how far several votes on it are apart.
 */
export type SortBy =
  | 'line'
  | 'mean'
  | 'response'
  | 'spread'
  | 'disagreement'
  | 'responses'
  | 'status'
  | 'reason'
  | 'time'
  | 'tokens';

/**
 * What is odd or special about a row. `winner changes`: several votes do not put the same text first. `changed`: its source holds its text no more; `labelled`: people said something of
 * it. Both are known once the source has been read.
 */
export type RowFlag = 'off scale' | 'notes' | 'winner changes' | 'suspicious' | 'changed' | 'labelled';

/** Which rows, in which order. An empty list or text filters nothing; filters of different kinds all have to hold. */
export interface TableQuery {
  sort: { by: SortBy /** 0-based, for `response`. */; response?: number; descending: boolean };
  /** Looked for in the instruction, the rationale and what went wrong; case is ignored. */
  search: string;
  statuses: readonly RowStatus[];
  reasons: readonly string[];
  /** Rows that carry each of them. */
  flags: readonly RowFlag[];
  /** Rows with at least one normalised score from `min` to below `max`; 1 itself is in the band that ends at 1. */
  scores?: { min: number; max: number };
}

/** What cells don't tell of a row: it comes from files, and is known as far as these have been read. */
export interface RowMarks {
  /** Changes whenever something below may be another. */
  readonly version: number;
  /** Whether a row has the words that are looked for. */
  mentions(slot: number): boolean;
  changed(slot: number): boolean;
  labelled(slot: number): boolean;
}

/** A query without its order: what has to hold for a row to be shown. */
export type RowTest = (slot: number) => boolean;

/** Whether the row of a slot is among those that the query selects. */
export function rowFilter(columns: RunColumns, query: TableQuery, marks: RowMarks): RowTest {
  const tests: RowTest[] = [(slot) => columns.gone[slot] === 0];
  if (query.statuses.length > 0) {
    const wanted = rowStatuses.map((status) => query.statuses.includes(status));
    tests.push((slot) => wanted[columns.status[slot] ?? 0] === true);
  }
  if (query.reasons.length > 0) {
    const wanted = new Set(query.reasons.map((reason) => columns.reasons.indexOf(reason)));
    tests.push((slot) => wanted.has(columns.reason[slot] ?? 0));
  }
  if (query.scores !== undefined) tests.push(scoreTest(columns, query.scores));
  for (const flag of query.flags) tests.push(flagTest(columns, flag, marks));
  if (needleOf(query) !== '') tests.push((slot) => marks.mentions(slot));
  return (slot) => tests.every((test) => test(slot));
}

/** The words that a query looks for, as they are compared; '' for none. */
export function needleOf({ search }: TableQuery): string {
  return search.trim().toLowerCase();
}

/** Whether a query asks for what only files tell. */
export function asksFiles(query: TableQuery): boolean {
  return needleOf(query) !== '' || asksSource(query);
}

/** Whether a query asks for flags that only the source tells. */
export function asksSource({ flags }: TableQuery): boolean {
  return flags.includes('changed') || flags.includes('labelled');
}

/** By what a query sorts: a number a row, NaN for rows that have none. */
export function sortValue(columns: RunColumns, { sort }: TableQuery): (slot: number) => number {
  const at = (column: ArrayLike<number>) => (slot: number) => column[slot] ?? Number.NaN;
  switch (sort.by) {
    case 'line':
      return (slot) => columns.indexOf(slot);
    case 'mean':
      return at(columns.mean);
    case 'response':
      return (slot) => columns.normalised(slot, sort.response ?? 0);
    case 'spread':
      return (slot) => columns.spread(slot);
    case 'disagreement':
      return at(columns.disagreement);
    case 'responses':
      return (slot) => columns.width(slot) || Number.NaN;
    case 'status':
      return at(columns.status);
    case 'reason': {
      const places = alphabetical(columns.reasons);
      return (slot) => places[columns.reason[slot] ?? 0] ?? Number.NaN;
    }
    case 'time':
      return at(columns.ms);
    case 'tokens':
      return at(columns.tokens);
  }
}

function scoreTest(columns: RunColumns, { min, max }: { min: number; max: number }): RowTest {
  return (slot) => {
    for (let i = columns.width(slot) - 1; i >= 0; i--) {
      const score = columns.normalised(slot, i);
      // A response without a score is NaN, and no comparison with NaN holds: it is in no band.
      if (score >= min && (score < max || (score === 1 && max >= 1))) return true;
    }
    return false;
  };
}

function flagTest(columns: RunColumns, flag: RowFlag, marks: RowMarks): RowTest {
  switch (flag) {
    case 'off scale':
      return (slot) => columns.offScale[slot] === 1;
    case 'notes':
      return (slot) => columns.noted[slot] === 1;
    case 'winner changes':
      return (slot) => columns.sameWinner[slot] === 2;
    case 'suspicious':
      return (slot) => columns.suspicious[slot] === 1;
    case 'changed':
      return (slot) => marks.changed(slot);
    case 'labelled':
      return (slot) => marks.labelled(slot);
  }
}

/** For each reason its place in the alphabet; the first, "no reason", has none. */
function alphabetical(reasons: readonly string[]): number[] {
  const sorted = new Map(reasons.toSorted().map((reason, place) => [reason, place]));
  return reasons.map((reason) => (reason === '' ? Number.NaN : (sorted.get(reason) ?? Number.NaN)));
}
