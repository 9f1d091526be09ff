import { problemReasons } from '../../dataset/problem.ts';
import { unscoredReasons } from '../../judging/unscoredReasons.ts';
import { isJudged, type RowRef, type RunRecord } from '../run.ts';

/** How far a row got. */
export type RowStatus = 'scored' | 'partly scored' | 'unscored' | 'malformed';

/** In the order that sorting by status gives: what needs a look comes last. */
export const rowStatuses: readonly RowStatus[] = ['scored', 'partly scored', 'unscored', 'malformed'];

/** What every surface needs of a record at once: numbers and reasons, none of its texts. */
export interface RecordCells {
  row: RowRef;
  status: RowStatus;
  /** Why it is not wholly scored; '' when it is. */
  reason: string;
  /** As the judge gave them; null where there is none. Empty for a malformed row. */
  scores: readonly (number | null)[];
  scale: { min: number; max: number };
  /** Whether the judgement carries notes. */
  noted: boolean;
  /** Wall time in milliseconds; NaN for a malformed row. */
  ms: number;
  /** As the endpoint counted them; absent where it did not. */
  tokens?: { input: number; output: number };
}

const noScale = { min: 0, max: 1 };

/** The cells of a record. */
export function cellsOf(record: RunRecord): RecordCells {
  const { row } = record;
  if (!isJudged(record)) {
    const { reason } = record.problem;
    return { row, status: 'malformed', reason, scores: [], scale: noScale, noted: false, ms: Number.NaN };
  }
  const { status, reason = '', scores, scale, notes, ms, tokens } = record.judgement;
  return { row, status, reason, scores, scale, noted: notes.length > 0, ms, ...(tokens && { tokens }) };
}

/** What a line of a run file says, as far as cells go; its texts are checked when they are read. */
export type WrittenCells = { cells: RecordCells; key?: string; reread?: boolean } | { same: RowRef; key: string };

/**
 * Looks at a line of a run file by hand, member by member: it is hostile, and a schema takes two seconds more for a
 * million lines. Undefined when it is no record.
 */
export function readCells(value: unknown): WrittenCells | undefined {
  if (!isObject(value)) return undefined;
  const row = readRow(value['row']);
  if (!row) return undefined;
  const { key, judgement, problem } = value;
  if (isObject(judgement))
    return typeof key === 'string' ? readJudged(row, key, judgement, value['reread']) : undefined;
  if (value['same'] === true) return typeof key === 'string' ? { same: row, key } : undefined;
  const reason = isObject(problem) ? problemsByReason.get(problem['reason']) : undefined;
  if (reason === undefined) return undefined;
  return {
    cells: {
      row,
      status: 'malformed',
      reason,
      scores: [],
      scale: noScale,
      noted: false,
      ms: Number.NaN,
    },
  };
}

function readJudged(
  row: RowRef,
  key: string,
  judgement: Record<string, unknown>,
  reread: unknown,
): WrittenCells | undefined {
  const { status, reason, scores, scale, notes, ms, tokens } = judgement;
  if (!Array.isArray(scores) || !scores.every(isScore) || !Array.isArray(notes)) return undefined;
  const known = statusOf(scores);
  if (known === undefined || known !== status) return undefined;
  if (!isObject(scale) || !isNumber(scale['min']) || !isNumber(scale['max'])) return undefined;
  const range = scale['max'] - scale['min'];
  if (range <= 0 || !isNumber(range)) return undefined;
  if (!isNumber(ms) || !(reason === undefined || reasons.has(reason))) return undefined;
  return {
    key,
    ...(reread === true && { reread }),
    cells: {
      row,
      status: known,
      reason: (reason as string | undefined) ?? '',
      scores,
      scale: { min: scale['min'], max: scale['max'] },
      noted: notes.length > 0,
      ms,
      ...readTokens(tokens),
    },
  };
}

function readTokens(tokens: unknown): Pick<RecordCells, 'tokens'> {
  if (!isObject(tokens) || !isCount(tokens['input']) || !isCount(tokens['output'])) return {};
  return { tokens: { input: tokens['input'], output: tokens['output'] } };
}

/** More rows than any file that is read here has: a row of this index would ask for memory that nobody has. */
const mostRows = 50_000_000;

function readRow(row: unknown): RowRef | undefined {
  if (!isObject(row)) return undefined;
  const { index, line, offset, length, hash } = row;
  if (!isCount(index) || index >= mostRows || !isCount(line) || !isCount(offset) || !isCount(length)) return undefined;
  return typeof hash === 'string' ? { index, line, offset, length, hash } : undefined;
}

/** What scores come to; undefined where there is no place for one. */
function statusOf(scores: readonly (number | null)[]): RowStatus | undefined {
  if (scores.length === 0) return undefined;
  const gaps = scores.filter((score) => score === null).length;
  return gaps === 0 ? 'scored' : gaps === scores.length ? 'unscored' : 'partly scored';
}

const problemsByReason = new Map<unknown, string>(problemReasons.map((reason) => [reason, reason]));
const reasons = new Set<unknown>(unscoredReasons);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isScore(value: unknown): value is number | null {
  return value === null || isNumber(value);
}
