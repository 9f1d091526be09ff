import type { RunRecord } from '../../runs/run.ts';
import { LineAnchors } from './lineAnchors.ts';

/** A row as it stands in a document: its first line, 0-based, and its text. */
export interface StandingRow {
  line: number;
  text: string;
}

/** What aligning needs of its surroundings. */
export interface Aligning {
  hash(text: string): string;
  /** Called after every few rows; rejects or throws to give up. */
  breathe(): Promise<void>;
}

/** So many rows are hashed between two breaths: a few milliseconds' work at a kilobyte a row. */
const rowsABreath = 200;

/** Rows without a record between two that have one, or before the first, or after the last. Lines are 0-based. */
interface Gap {
  /** The last aligned line above, in the document and in the judged file; -1 at the top. */
  above: { line: number; origin: number };
  /** The first aligned line below; absent at the end. */
  below?: { line: number; origin: number };
  lines: number[];
}

/**
 * Finds which line each row of a document was when a run judged it, for a document that was changed while nobody was
 * looking. Rows with a record of the same content are that record's. Between two of those, a row is taken as the changed
 * form of a record only when it can be said which one's: the lines are as many as they were, or the rows as many as the
 * records that have no row. Otherwise they are new rows.
 */
export async function alignRows(
  rows: Iterable<StandingRow>,
  records: Iterable<RunRecord>,
  { hash, breathe }: Aligning,
): Promise<LineAnchors> {
  const unclaimed = new Map<string, number[]>();
  for (const { row } of [...records].sort((a, b) => b.row.line - a.row.line)) {
    const lines = unclaimed.get(row.hash);
    if (lines) lines.push(row.line - 1);
    else unclaimed.set(row.hash, [row.line - 1]);
  }

  const origins: (number | undefined)[] = [];
  const gaps: Gap[] = [];
  let gap: Gap = { above: { line: -1, origin: -1 }, lines: [] };
  let seen = 0;
  for (const { line, text } of rows) {
    if (++seen % rowsABreath === 0) await breathe();
    const origin = unclaimed.get(hash(text))?.pop();
    origins[line] = origin;
    if (origin === undefined) {
      gap.lines.push(line);
      continue;
    }
    gaps.push({ ...gap, below: { line, origin } });
    gap = { above: { line, origin }, lines: [] };
  }
  gaps.push(gap);

  const lost = [...unclaimed.values()].flat().sort((a, b) => a - b);
  // Where rows changed places, gaps overlap: a line that one gap has claimed is no other's.
  const claimed = new Set<number>();
  for (const one of gaps) {
    if (one.lines.length === 0) continue;
    const inside = between(lost, one.above.origin, one.below?.origin ?? Number.POSITIVE_INFINITY);
    const candidates = inside.filter((origin) => !claimed.has(origin));
    for (const [line, origin] of pairGap(one, candidates)) {
      origins[line] = origin;
      claimed.add(origin);
    }
  }
  return new LineAnchors(origins);
}

/** Which of a gap's lines was which of the lines that the judged file had there and the document has not. */
function pairGap({ above, below, lines }: Gap, lost: readonly number[]): [line: number, origin: number][] {
  const asManyLines = below !== undefined && below.line - above.line === below.origin - above.origin;
  if (asManyLines) {
    const standing = new Set(lines);
    const there = (origin: number) => above.line + origin - above.origin;
    return lost.filter((origin) => standing.has(there(origin))).map((origin) => [there(origin), origin]);
  }
  return lost.length === lines.length ? lost.map((origin, i) => [lines[i] ?? -1, origin]) : [];
}

/** The members of a sorted list that are above one number and below another. */
function between(sorted: readonly number[], above: number, below: number): number[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) > above) high = middle;
    else low = middle + 1;
  }
  let end = low;
  while (end < sorted.length && (sorted[end] ?? 0) < below) end++;
  return sorted.slice(low, end);
}
