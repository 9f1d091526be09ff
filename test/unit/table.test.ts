import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { meanNormalised, normalisedScores } from '../../src/judging/judgement.ts';
import { unscoredReasons } from '../../src/judging/judgementSchema.ts';
import { isJudged, type RunRecord } from '../../src/runs/run.ts';
import { createTable } from '../../src/runs/table.ts';
import type { SortBy, TableQuery } from '../../src/runs/tableQuery.ts';
import { anyRecords, judged, malformed } from './tableRecords.ts';

const everything: TableQuery = {
  sort: { by: 'line', descending: false },
  search: '',
  statuses: [],
  reasons: [],
  flags: [],
};

const sorts: SortBy[] = ['line', 'mean', 'response', 'spread', 'responses', 'status', 'reason', 'time', 'tokens'];

const anyQuery: fc.Arbitrary<TableQuery> = fc.record(
  {
    sort: fc.record({ by: fc.constantFrom(...sorts), response: fc.nat(4), descending: fc.boolean() }),
    search: fc.constantFrom('', '', '', 'too', '短', 'ärger', 'no such words'),
    statuses: fc.subarray(['scored', 'partly scored', 'unscored', 'malformed'] as const, { maxLength: 2 }),
    reasons: fc.subarray([...unscoredReasons, 'not json'], { maxLength: 1 }),
    flags: fc.subarray(['off scale', 'notes'] as const, { maxLength: 1 }),
    scores: fc.constantFrom({ min: 0, max: 0.5 }, { min: 0.5, max: 1 }, { min: 0, max: 1 }),
  },
  { requiredKeys: ['sort', 'search', 'statuses', 'reasons', 'flags'] },
);

/** What the filters mean, said once more and slowly. */
function selects(query: TableQuery, record: RunRecord): boolean {
  const problem = isJudged(record) ? undefined : record.problem;
  const judgement = isJudged(record) ? record.judgement : undefined;
  const flags = [...(judgement?.offScale.length ? ['off scale'] : []), ...(judgement?.notes.length ? ['notes'] : [])];
  const scores = judgement ? normalisedScores(judgement).filter((s) => s !== null) : [];
  const text = judgement?.rationale ?? problem?.message ?? '';
  const { min, max } = query.scores ?? { min: 0, max: 0 };
  return (
    (query.statuses.length === 0 || query.statuses.includes(judgement?.status ?? 'malformed')) &&
    (query.reasons.length === 0 || query.reasons.includes(judgement?.reason ?? problem?.reason ?? 'none')) &&
    query.flags.every((flag) => flags.includes(flag)) &&
    (query.scores === undefined || scores.some((s) => s >= min && (s < max || (s === 1 && max === 1)))) &&
    text.toLowerCase().includes(query.search)
  );
}

test('any query gives each matching row exactly once, and no other', () => {
  fc.assert(
    fc.property(anyRecords, anyQuery, (records, query) => {
      const order = [...createTable(records).select(query)];
      const expected = records.flatMap((record, i) => (selects(query, record) ? [i] : []));
      assert.deepEqual(
        order.toSorted((a, b) => a - b),
        expected,
      );
    }),
  );
});

test('a run that grows under a query gives what the whole run gives', () => {
  fc.assert(
    fc.property(anyRecords, anyQuery, fc.nat(40), (records, query, cut) => {
      const growing = records.slice(0, cut);
      const table = createTable(growing);
      table.select(query);
      growing.push(...records.slice(cut));
      assert.deepEqual([...table.select(query)], [...createTable(records).select(query)]);
    }),
  );
});

test('a score range never selects a row for a score that it does not have', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const order = createTable(records).select({ ...everything, scores: { min: 0, max: 1 } });
      for (const i of order) {
        const record = records[i];
        assert.ok(record && isJudged(record) && normalisedScores(record.judgement).some((s) => s !== null));
      }
    }),
  );
});

test('rows without a mean come last, whichever way the sort runs', () => {
  fc.assert(
    fc.property(anyRecords, fc.boolean(), (records, descending) => {
      const order = createTable(records).select({ ...everything, sort: { by: 'mean', descending } });
      const means = [...order].map((i) => {
        const record = records[i];
        return record && isJudged(record) ? meanNormalised(record.judgement) : null;
      });
      const known = means.filter((mean) => mean !== null);
      assert.deepEqual(means.slice(known.length), Array(means.length - known.length).fill(null));
      assert.deepEqual(
        known,
        known.toSorted((a, b) => (descending ? b - a : a - b)),
      );
    }),
  );
});

// Of three responses each, so the scale is 1..4. Lines: 1 scored, 2 partly, 3 unscored, 4 malformed, 5 off scale.
const records: RunRecord[] = [
  judged(5, [4, 9, 1], { rationale: 'Nine!', ms: 50, notes: ['insists on 9'], tokens: { input: 5, output: 1 } }),
  judged(1, [2, 3, 4], { rationale: 'All fine.', ms: 30, tokens: { input: 900, output: 9 } }),
  judged(3, [null, null, null], { reason: 'refused', detail: 'I would rather not.' }),
  judged(2, [1, null, 2], { rationales: ['Short.', null, 'Longer.'], ms: 40 }),
  malformed(4),
];

function lines(query: Partial<TableQuery>, text?: (record: number) => string | undefined): number[] {
  return [...createTable(records, text).select({ ...everything, ...query })].map((i) => records[i]?.row.line ?? 0);
}

function sorted(by: SortBy, descending = false, response?: number): number[] {
  return lines({ sort: { by, descending, ...(response === undefined ? {} : { response }) } });
}

test('sorts by every column', () => {
  assert.deepEqual(sorted('line'), [1, 2, 3, 4, 5]);
  assert.deepEqual(sorted('line', true), [5, 4, 3, 2, 1]);
  assert.deepEqual(sorted('mean', true), [1, 5, 2, 3, 4]);
  assert.deepEqual(sorted('response', false, 1), [1, 2, 3, 4, 5], 'a 9 off the scale is no value to sort by');
  assert.deepEqual(sorted('response', true, 2), [1, 2, 5, 3, 4]);
  assert.deepEqual(sorted('spread', true), [5, 1, 2, 3, 4]);
  assert.deepEqual(sorted('responses'), [1, 2, 3, 5, 4]);
  assert.deepEqual(sorted('status'), [1, 5, 2, 3, 4]);
  assert.deepEqual(sorted('reason'), [2, 4, 3, 1, 5], 'missing, not json, refused, none');
  assert.deepEqual(sorted('time'), [3, 1, 2, 5, 4]);
  assert.deepEqual(sorted('tokens'), [5, 1, 2, 3, 4]);
});

test('filters by status, reason and flag', () => {
  assert.deepEqual(lines({ statuses: ['scored'] }), [1, 5]);
  assert.deepEqual(lines({ statuses: ['unscored', 'malformed'] }), [3, 4]);
  assert.deepEqual(lines({ reasons: ['refused'] }), [3]);
  assert.deepEqual(lines({ reasons: ['timed out'] }), []);
  assert.deepEqual(lines({ flags: ['off scale'] }), [5]);
  assert.deepEqual(lines({ flags: ['notes'], statuses: ['partly scored'] }), []);
});

test('a score range holds its lower end, and its upper one only at 1', () => {
  assert.deepEqual(lines({ scores: { min: 0, max: 1 / 3 } }), [2, 5]);
  assert.deepEqual(lines({ scores: { min: 1 / 3, max: 2 / 3 } }), [1, 2]);
  assert.deepEqual(lines({ scores: { min: 2 / 3, max: 1 } }), [1, 5]);
});

test('searches what the judge wrote, what went wrong, and the instruction where it is known', () => {
  assert.deepEqual(lines({ search: ' FINE ' }), [1]);
  assert.deepEqual(lines({ search: 'longer' }), [2]);
  assert.deepEqual(lines({ search: 'rather not' }), [3]);
  assert.deepEqual(lines({ search: 'not json' }), [4]);
  assert.deepEqual(
    lines({ search: '写一首诗' }, (record) => (record === 0 ? '请写一首诗。' : undefined)),
    [5],
  );
});

test('texts that become known are searched from then on', () => {
  const instructions = new Map<number, string>();
  const table = createTable(records, (record) => instructions.get(record));
  const query = { ...everything, search: 'poem' };
  assert.deepEqual([...table.select(query)], []);
  instructions.set(1, 'Write a poem.');
  table.textChanged();
  assert.deepEqual([...table.select(query)], [1]);
});
