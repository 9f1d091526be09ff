import fc from 'fast-check';
import type { Judgement } from '../../src/judging/judgement.ts';
import { unscoredReasons } from '../../src/judging/unscoredReasons.ts';
import { RunColumns } from '../../src/runs/columns/runColumns.ts';
import { writtenCells } from '../../src/runs/file/runFile.ts';
import type { JudgedRecord, RowRef, RunRecord } from '../../src/runs/run.ts';

/** A row for tests: 100 bytes a line, whose content is that of no other line. */
export function rowAt(line: number): RowRef {
  return { index: line - 1, line, offset: 100 * (line - 1), length: 99, hash: hashOf(line) };
}

/** 32 hex digits that no other number has. */
function hashOf(n: number): string {
  return n.toString(16).padStart(8, '0').repeat(4);
}

/** A run of these records, each 10 bytes of its file. */
export function columnsOf(records: readonly RunRecord[], columns = new RunColumns()): RunColumns {
  for (const record of records) columns.append(writtenCells(record), { offset: 10 * columns.length, length: 9 });
  return columns;
}

/** A judged record for tests: `scores` on 1..n+1 as QualityScorer's, and what else the case needs. */
export function judged(line: number, scores: (number | null)[], more: Partial<Judgement> = {}): JudgedRecord {
  const known = scores.filter((score) => score !== null).length;
  const status = known === 0 ? 'unscored' : known < scores.length ? 'partly scored' : 'scored';
  const max = scores.length + 1;
  return {
    row: rowAt(line),
    key: hashOf(line),
    judgement: {
      status,
      scores,
      gaps: scores.map((score) => (score === null ? 'missing' : null)),
      offScale: scores.flatMap((score, i) => (score !== null && (score < 1 || score > max) ? [i] : [])),
      scale: { min: 1, max },
      ...(status === 'scored' ? {} : { reason: 'missing' as const }),
      rationale: '',
      notes: [],
      model: 'judge-1',
      attempts: [{ raw: '', ms: 10 }],
      ms: 10,
      ...more,
    },
  };
}

/** A malformed row for tests. */
export function malformed(line: number): RunRecord {
  return {
    row: rowAt(line),
    problem: { reason: 'not JSON', message: 'The row is not JSON.', next: 'Mend it.', line, column: 1 },
  };
}

const score = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constantFrom(null, 0, -3, 30, 2.5));
const words = fc.constantFrom('', 'good', 'Too short.', '太短了', 'ÄRGER');

const anyJudged = fc
  .record({
    line: fc.integer({ min: 1, max: 40 }),
    scores: fc.array(score, { minLength: 1, maxLength: 4 }),
    rationale: words,
    notes: fc.array(words, { maxLength: 1 }),
    reason: fc.constantFrom(...unscoredReasons),
    ms: fc.integer({ min: 0, max: 5 }),
    votes: fc.array(fc.array(score, { minLength: 4, maxLength: 4 }), { maxLength: 3 }),
    isSuspicious: fc.boolean(),
  })
  .map(({ line, scores, reason, votes, isSuspicious, ...more }) =>
    judged(line, scores, {
      ...more,
      ...(scores.includes(null) && { reason }),
      ...(votes.length > 0 && {
        votes: votes.map((said) => ({ order: [0], model: 'm', scores: said.slice(0, scores.length) })),
      }),
      ...(isSuspicious && { suspicions: [{ position: 0, kinds: ['a score line'] }] }),
    }),
  );

/** Any run: judged rows of any kind, malformed ones, in any order. */
export const anyRecords: fc.Arbitrary<RunRecord[]> = fc.uniqueArray(
  fc.oneof({ weight: 5, arbitrary: anyJudged }, { weight: 1, arbitrary: fc.nat(40).map((n) => malformed(n + 1)) }),
  { maxLength: 40, selector: ({ row }) => row.index },
);
