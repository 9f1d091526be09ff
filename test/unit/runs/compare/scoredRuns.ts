import { RunColumns } from '../../../../src/runs/columns/runColumns.ts';
import type { ComparedRun } from '../../../../src/runs/compare/compareRuns.ts';
import { writtenCells } from '../../../../src/runs/file/runFile.ts';
import type { RunHeader, RunRecord } from '../../../../src/runs/run.ts';
import { hashOf, header, judged } from '../records.ts';

/** A row of a run: the text that stands there, as a number, and what its responses were given on 1..5; null for no score. */
export type ScoredRow = [text: number, ...scores: (number | null)[]];

const scale = { min: 1, max: 5 };

/** A record of row `index`, which holds `text`. */
export function record(index: number, [text, ...scores]: ScoredRow): RunRecord {
  const gaps = scores.map((score) => (score === null ? ('missing' as const) : null));
  const known = scores.filter((score) => score !== null).length;
  const status = known === scores.length ? 'scored' : known === 0 ? 'unscored' : 'partly scored';
  const offScale = scores.flatMap((score, i) => (score !== null && (score < 1 || score > 5) ? [i] : []));
  const made = judged(index, { status, scores, gaps, scale, offScale, ...(known === 0 && { reason: 'timed out' }) });
  return { ...made, row: { ...made.row, hash: hashOf(text) } };
}

/** A run of these rows, in the order of its source. */
export function runOf(rows: readonly ScoredRow[], more: Partial<RunHeader> = {}): ComparedRun {
  const columns = new RunColumns();
  for (const [index, row] of rows.entries()) {
    columns.append(writtenCells(record(index, row)), { offset: index * 100, length: 99 });
  }
  return { header: { ...header, id: `run of ${JSON.stringify(rows)}`, shape: 'distilabel', ...more }, columns };
}
