import { FreeNumbers } from './freeNumbers.ts';
import type { JudgedLines } from './judgedLines.ts';
import { LineAnchors, noOrigin } from './lineAnchors.ts';

/** A row as it stands in a document: its first line, 0-based, and its text. */
export interface StandingRow {
  line: number;
  text: string;
}

/** What aligning needs of its surroundings. */
export interface Aligning {
  lineCount: number;
  hash(text: string): string;
  /** Called between small steps, waited for when there is something to wait for; rejects or throws to give up. */
  breathe(): Promise<void> | undefined;
}

/** So many UTF-16 units are hashed between two breaths, a millisecond's work; a row counts as some even when short. */
const unitsABreath = 64 * 1024;
const unitsARow = 256;

/** So many judged lines are looked at between two breaths. */
const linesABreath = 16 * 1024;

/** Lines without a known origin, between two that have one or at an end. Lines are 0-based. */
interface Gap {
  /** The last aligned line above, in the document and in the judged file; -1 at the top. */
  above: { line: number; origin: number };
  /** The first aligned line below; absent at the end. */
  below?: { line: number; origin: number };
  /** Those that are rows. */
  rows: number[];
}

/**
 * Finds which line each row of a document was when a run judged it, for a document that was changed while nobody was
 * looking. Rows with a record of the same content are that record's. Between two of those, a row is taken as the changed
 * form of a record only when it can be said which one's: the lines are as many as they were, or the rows as many as the
 * records that have no row. Otherwise they are new rows.
 */
export async function alignRows(
  rows: Iterable<StandingRow>,
  judged: JudgedLines,
  { lineCount, hash, breathe }: Aligning,
): Promise<LineAnchors> {
  const unclaimed = await linesByContent(judged, breathe);
  const origins = new Int32Array(lineCount).fill(noOrigin);
  const claimed = new Uint8Array(unclaimed.lineCount);
  const gaps: Gap[] = [];
  let gap: Gap = { above: { line: -1, origin: -1 }, rows: [] };
  let units = 0;
  for (const { line, text } of rows) {
    units += text.length + unitsARow;
    if (units >= unitsABreath) {
      units = 0;
      await breathe();
    }
    const origin = unclaimed.take(judged.contentOf(hash(text)));
    if (origin === undefined) {
      gap.rows.push(line);
      continue;
    }
    origins[line] = origin;
    claimed[origin] = 1;
    if (line > gap.above.line + 1) gaps.push({ ...gap, below: { line, origin } });
    gap = { above: { line, origin }, rows: [] };
  }
  gaps.push(gap);

  const lost = new FreeNumbers(unclaimed.lineCount);
  for (let origin = 0; origin < unclaimed.lineCount; origin++)
    if (claimed[origin] === 1 || judged.at(origin) === undefined) lost.take(origin);
  for (const one of gaps) {
    await breathe();
    for (const [line, origin] of pairGap(one, claimed, lost)) {
      // Where rows changed places, gaps overlap: a line that one gap has claimed is no other's.
      origins[line] = origin;
      claimed[origin] = 1;
      lost.take(origin);
    }
  }
  return new LineAnchors(origins);
}

/** Which of a gap's lines was which line of the judged file. */
function pairGap(
  { above, below, rows }: Gap,
  claimed: Uint8Array,
  lost: FreeNumbers,
): [line: number, origin: number][] {
  const pairs: [number, number][] = [];
  if (below !== undefined && below.line - above.line === below.origin - above.origin) {
    const by = above.origin - above.line;
    for (let line = above.line + 1; line < below.line; line++)
      if (claimed[line + by] === 0) pairs.push([line, line + by]);
    return pairs;
  }
  const end = below?.origin ?? Number.POSITIVE_INFINITY;
  let origin = lost.from(above.origin + 1);
  for (const line of rows) {
    if (origin >= end) return [];
    pairs.push([line, origin]);
    origin = lost.from(origin + 1);
  }
  return origin < end ? [] : pairs;
}

/** The judged lines of each content, to be taken from the first on. */
async function linesByContent(judged: JudgedLines, breathe: Aligning['breathe']) {
  const { lineCount, contentCount } = judged;
  const first = new Int32Array(contentCount).fill(noOrigin);
  const next = new Int32Array(lineCount).fill(noOrigin);
  for (let line = lineCount - 1; line >= 0; line--) {
    if (line % linesABreath === 0) await breathe();
    const content = judged.contentAt(line);
    if (content === undefined) continue;
    next[line] = first[content] ?? noOrigin;
    first[content] = line;
  }
  return {
    lineCount,
    take(content: number | undefined): number | undefined {
      const line = content === undefined ? undefined : first[content];
      if (content === undefined || line === undefined || line === noOrigin) return undefined;
      first[content] = next[line] ?? noOrigin;
      return line;
    },
  };
}
