import { responseBadges, rowBadge } from './badgeLabel.ts';
import { positionIn } from './documentRows.ts';
import type { DocumentScores, RowScore } from './documentScores.ts';
import type { PlacedBadge } from './placedBadge.ts';
import type { RowReader } from './rowReader.ts';

/** What marks the score of a text that has changed since. */
export const changedMark = 'Δ';

/** So long may it take to place the badges of a repaint; what it did not get to, the next one does. Milliseconds. */
export const placingMs = 4;

/** No badge is wider, in characters. */
const widest = 18;

/** Places the badges of a document's rows: one at the start of each, and a score before each response inside it. */
export class RowBadgePlaces {
  private readonly scores: DocumentScores;
  private readonly reader: RowReader;
  /** Badges of one width keep the rows' text in one column; one that only grows keeps it still while scrolling. */
  private width = 0;

  constructor(scores: DocumentScores, reader: RowReader) {
    this.scores = scores;
    this.reader = reader;
  }

  /**
   * The badges on these lines (0-based), until it is late: `rest` says that some are missing. What was read of a row is
   * kept, so that the next call gets further. A row without a record has an empty badge, in the place of what may come.
   */
  on(lines: Iterable<number>, isLate: () => boolean = () => false): { badges: PlacedBadge[]; rest: boolean } {
    const rows = [];
    let rest = false;
    for (const line of lines) {
      rest = rows.length > 0 && isLate();
      if (rest) break;
      const row = this.scores.rowAt(line);
      if (!row) continue;
      const score = this.scores.at(line);
      rows.push({ row, inside: score ? this.inside(score) : [], ...(score ? rowLabel(score) : pending) });
    }
    for (const { text } of rows) this.width = Math.min(widest, Math.max(this.width, text.length));
    const badges = rows.flatMap(({ row: { line, character }, style, text, inside }): PlacedBadge[] => [
      { line, character, style, text: inWidth(text, this.width) },
      ...inside,
    ]);
    return { badges, rest };
  }

  private inside({ run, cells, row, stale }: RowScore): PlacedBadge[] {
    if (stale || cells.status === 'malformed' || cells.status === 'unscored') return [];
    const badges = responseBadges(cells);
    return this.reader.responses(run.header, row.text, badges.length).flatMap(({ start }, i): PlacedBadge[] => {
      const badge = badges[i];
      return badge ? [{ ...positionIn(row, start), style: badge.kind, text: badge.text }] : [];
    });
  }
}

type Label = Pick<PlacedBadge, 'style' | 'text'>;

const pending: Label = { style: 'pending', text: '' };

function rowLabel({ cells, stale }: RowScore): Label {
  const { kind, text } = rowBadge(cells);
  return stale ? { style: 'stale', text: `${text} ${changedMark}` } : { style: kind, text };
}

/** A mark in the middle, scores from the left. */
function inWidth(text: string, width: number): string {
  const before = text.length === 1 ? Math.floor((width - 1) / 2) : 0;
  return (' '.repeat(before) + text).padEnd(width);
}
