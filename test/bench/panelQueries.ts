import assert from 'node:assert/strict';
import type { LiveRun } from '../../src/extension/liveRun.ts';
import { RunTable } from '../../src/runs/table/table.ts';
import type { RowMarks, TableQuery } from '../../src/runs/table/tableQuery.ts';
import { median } from './statistics.ts';

const all: TableQuery = { sort: { by: 'line', descending: false }, search: '', statuses: [], reasons: [], flags: [] };

const sorts = (['line', 'mean', 'response', 'spread', 'status', 'reason', 'time', 'tokens'] as const).map((by) => ({
  ...all,
  sort: { by, response: 1, descending: true },
}));

const filters: readonly Partial<TableQuery>[] = [
  { scores: { min: 0.9, max: 1 } },
  { statuses: ['unscored'] },
  { reasons: ['refused'] },
  { flags: ['notes'] },
  { statuses: ['scored'], scores: { min: 0.2, max: 0.8 }, flags: ['notes'] },
];

/** Nothing is known from files. */
const noMarks: RowMarks = { version: 0, mentions: () => false, changed: () => false, labelled: () => false };

/** What queries over a run take, in milliseconds: the medians of the slowest sort and of the slowest filter. */
export interface QueryTimes {
  sortMs: number;
  filterMs: number;
  /** Longest that a query kept the thread from anybody else. */
  heldUpMs: number;
}

/** Asks each query `times` times, never the same twice in a row. */
export async function measureQueries({ columns }: LiveRun, times: number): Promise<QueryTimes> {
  const table = new RunTable(columns, noMarks);
  const one = async (query: TableQuery) => {
    const since = performance.now();
    const order = await table.select(query);
    assert.ok(order && order.length > 0);
    return performance.now() - since;
  };
  const slowest = async (queries: readonly TableQuery[]) => {
    const taken = queries.map((): number[] => []);
    for (let i = 0; i < times; i++) for (const [at, query] of queries.entries()) taken[at]?.push(await one(query));
    return Math.max(...taken.map(median));
  };
  const waiting = watchTurns();
  const sortMs = await slowest(sorts);
  const filterMs = await slowest(filters.map((filter) => ({ ...all, ...filter })));
  return { sortMs, filterMs, heldUpMs: waiting() };
}

/** Watches how long others have to wait for their turn; says the longest in the end. */
function watchTurns(): () => number {
  let longest = 0;
  let since = performance.now();
  let isOver = false;
  const look = () => {
    longest = Math.max(longest, performance.now() - since);
    since = performance.now();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  return () => {
    isOver = true;
    return longest;
  };
}
