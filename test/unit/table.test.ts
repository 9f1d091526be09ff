import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { meanNormalised, normalisedScores } from '../../src/judging/judgement.ts';
import { unscoredReasons } from '../../src/judging/unscoredReasons.ts';
import { agreesOnWinner, disagreement } from '../../src/judging/votes.ts';
import type { RunColumns } from '../../src/runs/columns/runColumns.ts';
import { isJudged, type RunRecord } from '../../src/runs/run.ts';
import { RunTable } from '../../src/runs/table/table.ts';
import type { RowMarks, SortBy, TableQuery } from '../../src/runs/table/tableQuery.ts';
import { anyRecords, columnsOf, judged, malformed } from './tableRecords.ts';

const everything: TableQuery = {
  sort: { by: 'line', descending: false },
  search: '',
  statuses: [],
  reasons: [],
  flags: [],
};

const sorts: SortBy[] = [
  ...(['line', 'mean', 'response', 'spread', 'disagreement', 'responses', 'status', 'reason', 'time'] as const),
  'tokens',
];

const anyQuery: fc.Arbitrary<TableQuery> = fc.record(
  {
    sort: fc.record({ by: fc.constantFrom(...sorts), response: fc.nat(4), descending: fc.boolean() }),
    search: fc.constantFrom('', '', '', 'third'),
    statuses: fc.subarray(['scored', 'partly scored', 'unscored', 'malformed'] as const, { maxLength: 2 }),
    reasons: fc.subarray([...unscoredReasons, 'not JSON'], { maxLength: 1 }),
    flags: fc.subarray(['off scale', 'notes', 'winner changes', 'suspicious', 'changed', 'labelled'] as const, {
      maxLength: 1,
    }),
    scores: fc.constantFrom({ min: 0, max: 0.5 }, { min: 0.5, max: 1 }, { min: 0, max: 1 }),
  },
  { requiredKeys: ['sort', 'search', 'statuses', 'reasons', 'flags'] },
);

/** Files that say of every third slot that it has the words, of every second that it changed, of none a label. */
const marks: RowMarks = {
  version: 1,
  mentions: (slot) => slot % 3 === 0,
  changed: (slot) => slot % 2 === 0,
  labelled: () => false,
};

/** The rows' 0-based indexes. */
async function select(columns: RunColumns, query: TableQuery, table = new RunTable(columns, marks)) {
  const order = await table.select(query);
  return order && [...order].map((slot) => columns.indexOf(slot));
}

/** What the filters mean, said once more and slowly. */
function selects(query: TableQuery, record: RunRecord, slot: number): boolean {
  const problem = isJudged(record) ? undefined : record.problem;
  const judgement = isJudged(record) ? record.judgement : undefined;
  const flags = [
    ...(judgement?.offScale.length ? ['off scale'] : []),
    ...(judgement?.notes.length ? ['notes'] : []),
    ...(judgement && agreesOnWinner(judgement) === false ? ['winner changes'] : []),
    ...(judgement?.suspicions?.length ? ['suspicious'] : []),
    ...(slot % 2 === 0 ? ['changed'] : []),
  ];
  const scores = judgement ? normalisedScores(judgement).filter((s) => s !== null) : [];
  const { min, max } = query.scores ?? { min: 0, max: 0 };
  return (
    (query.statuses.length === 0 || query.statuses.includes(judgement?.status ?? 'malformed')) &&
    (query.reasons.length === 0 || query.reasons.includes(judgement?.reason ?? problem?.reason ?? 'none')) &&
    query.flags.every((flag) => flags.includes(flag)) &&
    (query.scores === undefined || scores.some((s) => s >= min && (s < max || (s === 1 && max === 1)))) &&
    (query.search === '' || slot % 3 === 0)
  );
}

/** What a record is sorted by, said once more and slowly; undefined comes last. */
function sortKey({ sort }: TableQuery, record: RunRecord): string | number | undefined {
  const { index } = record.row;
  if (sort.by === 'line') return index;
  if (!isJudged(record)) return { status: 3, reason: record.problem.reason }[sort.by as 'status'];
  const { judgement } = record;
  const scores = normalisedScores(judgement);
  const known = scores.filter((score) => score !== null);
  switch (sort.by) {
    case 'mean':
      return meanNormalised(judgement) ?? undefined;
    case 'response':
      return scores[sort.response ?? 0] ?? undefined;
    case 'spread':
      return known.length > 0 ? Math.max(...known) - Math.min(...known) : undefined;
    case 'disagreement': {
      const apart = disagreement(judgement);
      // As exact as a column is.
      return apart === undefined ? undefined : Math.fround(apart);
    }
    case 'responses':
      return scores.length;
    case 'status':
      return ['scored', 'partly scored', 'unscored'].indexOf(judgement.status);
    case 'reason':
      return judgement.reason;
    case 'time':
      return judgement.ms;
    case 'tokens':
      return judgement.tokens && judgement.tokens.input + judgement.tokens.output;
  }
}

function slowly(records: readonly RunRecord[], query: TableQuery): number[] {
  const direction = query.sort.descending ? -1 : 1;
  return records
    .filter((record, slot) => selects(query, record, slot))
    .map((record) => ({ index: record.row.index, key: sortKey(query, record) }))
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined || a.key === b.key)
        return Number(a.key === undefined) - Number(b.key === undefined) || a.index - b.index;
      return a.key < b.key ? -direction : direction;
    })
    .map(({ index }) => index);
}

test('any query gives each matching row once, in its order, ties in the order of the source', async () => {
  await fc.assert(
    fc.asyncProperty(anyRecords, anyQuery, async (records, query) => {
      assert.deepEqual(await select(columnsOf(records), query), slowly(records, query));
    }),
  );
});

test('a run that grows under a query gives what the whole run gives', async () => {
  await fc.assert(
    fc.asyncProperty(anyRecords, anyQuery, fc.nat(40), async (records, query, cut) => {
      const columns = columnsOf(records.slice(0, cut));
      const table = new RunTable(columns, marks);
      await table.select(query);
      columnsOf(records.slice(cut), columns);
      assert.deepEqual(await select(columns, query, table), slowly(records, query));
    }),
  );
});

test('a row that is judged again takes its new place, and one that the source has no more leaves', async () => {
  const columns = columnsOf([judged(1, [2, 2]), judged(2, [1, 1]), judged(3, [null, null], { reason: 'timed out' })]);
  const table = new RunTable(columns, marks);
  const query = { ...everything, sort: { by: 'mean', descending: true } as const };
  assert.deepEqual(await select(columns, query, table), [0, 1, 2]);
  columnsOf([judged(3, [3, 3])], columns);
  assert.deepEqual(await select(columns, query, table), [2, 0, 1]);
  columns.trim(2);
  assert.deepEqual(await select(columns, query, table), [0, 1]);
});

test('a newer query overtakes, the same query shares', async () => {
  const columns = columnsOf(Array.from({ length: 40_000 }, (_, i) => judged(i + 1, [1, 2])));
  const table = new RunTable(columns, marks);
  const older = table.select({ ...everything, statuses: ['scored'] });
  const newer = [table.select(everything), table.select({ ...everything })] as const;
  assert.equal(await older, undefined);
  assert.equal((await newer[0])?.length, 40_000);
  assert.equal(await newer[1], await newer[0]);
  assert.equal(await table.select(everything), await newer[0], 'and nothing is done again while nothing has changed');
});

test('what files tell is looked at again when it is another', async () => {
  const columns = columnsOf([judged(1, [1]), judged(2, [1])]);
  const growing = { ...marks, mentions: (_: number): boolean => false };
  const table = new RunTable(columns, growing);
  const query = { ...everything, search: 'poem' };
  assert.deepEqual(await select(columns, query, table), []);
  growing.mentions = (slot): boolean => slot === 1;
  growing.version++;
  assert.deepEqual(await select(columns, query, table), [1]);
});

// Of three responses each, so the scale is 1..4. Lines: 1 scored, 2 partly, 3 unscored, 4 malformed, 5 off scale.
const records: RunRecord[] = [
  judged(5, [4, 9, 1], { ms: 50, notes: ['insists on 9'], tokens: { input: 5, output: 1 } }),
  judged(1, [2, 3, 4], { ms: 30, tokens: { input: 900, output: 9 } }),
  judged(3, [null, null, null], { reason: 'refused' }),
  judged(2, [1, null, 2], { ms: 40 }),
  malformed(4),
];

async function lines(query: Partial<TableQuery>): Promise<number[] | undefined> {
  return (await select(columnsOf(records), { ...everything, ...query }))?.map((index) => index + 1);
}

function sorted(by: SortBy, descending = false, response?: number) {
  return lines({ sort: { by, descending, ...(response === undefined ? {} : { response }) } });
}

test('sorts by every column', async () => {
  assert.deepEqual(await sorted('line'), [1, 2, 3, 4, 5]);
  assert.deepEqual(await sorted('line', true), [5, 4, 3, 2, 1]);
  assert.deepEqual(await sorted('mean', true), [1, 5, 2, 3, 4]);
  assert.deepEqual(await sorted('response', false, 1), [1, 2, 3, 4, 5], 'a 9 off the scale is no value to sort by');
  assert.deepEqual(await sorted('response', true, 2), [1, 2, 5, 3, 4]);
  assert.deepEqual(await sorted('spread', true), [5, 1, 2, 3, 4]);
  assert.deepEqual(await sorted('responses'), [1, 2, 3, 5, 4]);
  assert.deepEqual(await sorted('status'), [1, 5, 2, 3, 4]);
  assert.deepEqual(await sorted('reason'), [2, 4, 3, 1, 5], 'missing, not JSON, refused, none');
  assert.deepEqual(await sorted('time'), [3, 1, 2, 5, 4]);
  assert.deepEqual(await sorted('tokens'), [5, 1, 2, 3, 4]);
});

test('filters by status, reason and flag', async () => {
  assert.deepEqual(await lines({ statuses: ['scored'] }), [1, 5]);
  assert.deepEqual(await lines({ statuses: ['unscored', 'malformed'] }), [3, 4]);
  assert.deepEqual(await lines({ reasons: ['refused'] }), [3]);
  assert.deepEqual(await lines({ reasons: ['timed out'] }), []);
  assert.deepEqual(await lines({ flags: ['off scale'] }), [5]);
  assert.deepEqual(await lines({ flags: ['notes'], statuses: ['partly scored'] }), []);
});

test('a score range holds its lower end, and its upper one only at 1', async () => {
  assert.deepEqual(await lines({ scores: { min: 0, max: 1 / 3 } }), [2, 5]);
  assert.deepEqual(await lines({ scores: { min: 1 / 3, max: 2 / 3 } }), [1, 2]);
  assert.deepEqual(await lines({ scores: { min: 2 / 3, max: 1 } }), [1, 5]);
});
