import type { JsonPath } from './json.ts';

/** Every reason that a row, or a whole file, can't be judged for. */
export const problemReasons = [
  'not JSON',
  'not an object',
  'no responses',
  'response not text',
  'no instruction',
  'unknown shape',
  'empty file',
  'binary file',
  'damaged file',
  'Git LFS pointer',
  'too long',
] as const;

/** Why a row, or a whole file, can't be judged. */
export type ProblemReason = (typeof problemReasons)[number];

/** What is wrong, in words, and what the user can do next. */
export interface Trouble {
  reason: ProblemReason;
  message: string;
  next: string;
}

/** A row (or file) that can't be judged. */
export interface RowProblem extends Trouble {
  /** 0-based among rows; absent when the whole file is meant. */
  index?: number;
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 units, as editors count. */
  column: number;
  /** Bytes of the row in the file. */
  offset?: number;
  length?: number;
  /** The row's text, where it was kept. */
  text?: string;
}

/** A problem found inside a parsed row, before anyone knows where in the file that is. */
export interface SampleProblem extends Trouble {
  /** The value to blame; absent when something is missing from the row. */
  path?: JsonPath;
}

/** Whether a reader's answer is a problem, rather than the row, sample or shape asked for. */
export function isProblem(x: unknown): x is RowProblem {
  return typeof x === 'object' && x !== null && 'reason' in x && 'next' in x && 'line' in x;
}
