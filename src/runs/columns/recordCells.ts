import { problemReasons } from '../../dataset/problem.ts';
import type { Judgement, Vote } from '../../judging/judgement.ts';
import { unscoredReasons } from '../../judging/unscoredReasons.ts';
import { agreesOnWinner, disagreement } from '../../judging/votes.ts';
import type { Scale } from '../../models/model.ts';
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
  /** How far several votes are apart, 0..0.5 of the scale; absent without several. */
  disagreement?: number;
  /** Whether several votes put the same text first; absent without several. */
  sameWinner?: boolean;
  /** Whether something in its texts is made to sway or to confuse a judge. */
  suspicious: boolean;
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
    return { ...malformedCells, row, reason };
  }
  const { status, reason = '', scores, scale, notes, ms, tokens, votes, suspicions = [] } = record.judgement;
  return {
    ...{ row, status, reason, scores, scale, ms },
    noted: notes.length > 0,
    suspicious: suspicions.length > 0,
    ...(tokens && { tokens }),
    ...votesCells(votes, scale),
  };
}

const malformedCells = {
  status: 'malformed',
  scores: [],
  scale: noScale,
  noted: false,
  suspicious: false,
  ms: Number.NaN,
} as const;

function votesCells(votes: Judgement['votes'], scale: Scale): Pick<RecordCells, 'disagreement' | 'sameWinner'> {
  if (!votes) return {};
  const apart = disagreement({ votes, scale });
  const sameWinner = agreesOnWinner({ votes });
  return { ...(apart !== undefined && { disagreement: apart }), ...(sameWinner !== undefined && { sameWinner }) };
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
  return { cells: { ...malformedCells, row, reason } };
}

function readJudged(
  row: RowRef,
  key: string,
  judgement: Record<string, unknown>,
  reread: unknown,
): WrittenCells | undefined {
  const { status, reason, scores, scale, notes, ms, tokens, votes, suspicions } = judgement;
  if (!Array.isArray(scores) || !scores.every(isScore) || !Array.isArray(notes)) return undefined;
  const known = statusOf(scores);
  if (known === undefined || known !== status) return undefined;
  if (!isObject(scale) || !isNumber(scale['min']) || !isNumber(scale['max'])) return undefined;
  const range = scale['max'] - scale['min'];
  if (range <= 0 || !isNumber(range)) return undefined;
  if (!isNumber(ms) || !(reason === undefined || reasons.has(reason))) return undefined;
  if (votes !== undefined && !(Array.isArray(votes) && votes.every((vote) => isVote(vote, scores.length))))
    return undefined;
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
      suspicious: Array.isArray(suspicions) && suspicions.length > 0,
      ...votesCells(votes, { min: scale['min'], max: scale['max'] }),
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

/** As far as its scores go. */
function isVote(value: unknown, n: number): value is Vote {
  return (
    isObject(value) && Array.isArray(value['scores']) && value['scores'].length === n && value['scores'].every(isScore)
  );
}

function isScore(value: unknown): value is number | null {
  return value === null || isNumber(value);
}
