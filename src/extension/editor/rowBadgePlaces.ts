import { Range, type TextDocument } from 'vscode';
import { isJudged } from '../../runs/run.ts';
import { responseBadges, rowBadge } from './badgeLabel.ts';
import type { PlacedBadge } from './badgePainter.ts';
import type { DocumentScores, RowScore } from './documentScores.ts';
import type { RowReader } from './rowReader.ts';

/** What marks the score of a text that has changed since. */
export const changedMark = 'Δ';

/** No badge is wider, in characters. */
const widest = 18;

/** Places the badges of a document's rows: one at the start of each, and a score before each response inside it. */
export class RowBadgePlaces {
  private readonly document: TextDocument;
  private readonly scores: DocumentScores;
  private readonly reader: RowReader;
  /** Badges of one width keep the rows' text in one column; one that only grows keeps it still while scrolling. */
  private width = 0;

  constructor(scores: DocumentScores, reader: RowReader) {
    this.document = scores.document;
    this.scores = scores;
    this.reader = reader;
  }

  /** The badges on these lines (0-based). A row without a record has an empty one, in the place of what may come. */
  on(lines: readonly number[]): PlacedBadge[] {
    const rows = lines.flatMap((line) => {
      const row = this.scores.rowAt(line);
      const score = row && this.scores.at(line);
      return row ? [{ row, score, label: score ? rowLabel(score) : { style: 'pending' as const, text: '' } }] : [];
    });
    this.width = Math.min(widest, Math.max(this.width, ...rows.map(({ label }) => label.text.length)));
    return rows.flatMap(({ row, score, label: { style, text } }): PlacedBadge[] => {
      const range = new Range(row.line, row.character, row.line, row.character);
      return [{ range, style, text: inWidth(text, this.width) }, ...(score ? this.inside(score) : [])];
    });
  }

  private inside({ run, record, row, stale }: RowScore): PlacedBadge[] {
    if (stale || !isJudged(record) || record.judgement.status === 'unscored') return [];
    const badges = responseBadges(record.judgement);
    const places = this.reader.responses(run.header, row.text, badges.length);
    const start = this.document.offsetAt(new Range(row.line, row.character, row.line, row.character).start);
    return places.flatMap((place, i) => {
      const badge = badges[i];
      const at = this.document.positionAt(start + place.start);
      return badge ? [{ range: new Range(at, at), style: badge.kind, text: badge.text }] : [];
    });
  }
}

function rowLabel({ record, stale }: RowScore): { style: PlacedBadge['style']; text: string } {
  const { kind, text } = rowBadge(record);
  return stale ? { style: 'stale', text: `${text} ${changedMark}` } : { style: kind, text };
}

/** A mark in the middle, scores from the left. */
function inWidth(text: string, width: number): string {
  const before = text.length === 1 ? Math.floor((width - 1) / 2) : 0;
  return (' '.repeat(before) + text).padEnd(width);
}
