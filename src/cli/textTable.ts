import stringWidth from 'string-width';
import { wrapText } from './wrapText.ts';

/** How a column is set. */
export interface Column {
  title: string;
  align: 'left' | 'right';
  /** Terminal columns at most; longer text is cut. */
  max: number;
  /** Longer text goes on below instead; of the last column only. */
  wraps?: boolean;
}

/** A cell: its text, and how it is coloured once it has its width. */
export interface Cell {
  text: string;
  paint?(text: string): string;
}

const gap = '  ';
const segmenter = new Intl.Segmenter();

/** Lines of a table, the titles first. Widths are those of a terminal: a Chinese character or an emoji takes two. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string[] {
  const titles: Cell[] = columns.map(({ title }) => ({ text: title }));
  const fitted = [titles, ...rows.flatMap((row) => wrapped(row, columns))].map((row) =>
    columns.map(({ max }, i) => ({ text: cut(row[i]?.text ?? '', max), paint: row[i]?.paint })),
  );
  const widths = columns.map((_, i) => Math.max(...fitted.map((row) => stringWidth(row[i]?.text ?? ''))));
  return fitted.map((row) => {
    const cells = row.map(({ text, paint }, i) => {
      const painted = paint ? paint(text) : text;
      const padding = ' '.repeat((widths[i] ?? 0) - stringWidth(text));
      return columns[i]?.align === 'right' ? padding + painted : painted + padding;
    });
    return cells.join(gap).trimEnd();
  });
}

/** A row as one line, or as several where its last cell takes them. */
function wrapped(row: readonly Cell[], columns: readonly Column[]): (readonly Cell[])[] {
  const last = columns.length - 1;
  const [column, cell] = [columns[last], row[last]];
  if (!column?.wraps || !cell) return [row];
  const lines = wrapText(cell.text, column.max).map((text): Cell => ({ ...cell, text }));
  return lines.map((line, i) => [...row.slice(0, last).map((one) => (i === 0 ? one : { text: '' })), line]);
}

/** Terminal columns that a table has for one more column. */
export function leftOver(width: number, columns: readonly Column[], rows: readonly (readonly Cell[])[]): number {
  return width - columnWidths(columns, rows).reduce((sum, column) => sum + column + gap.length, 0);
}

/** The columns made narrower so that the table fits: the widest of those that may, as far as `least`. */
export function fitColumns(
  width: number,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { least, mayShrink }: { least: number; mayShrink(column: Column): boolean },
): Column[] {
  const fitted = columnWidths(columns, rows).map((max, i) => ({ ...columns[i], max }) as Column);
  const shrinking = fitted.filter(mayShrink);
  for (let over = -leftOver(width, columns, rows) - gap.length; over > 0; over--) {
    const widest = shrinking.reduce((most, column) => (column.max > most.max ? column : most), { max: least });
    widest.max--;
  }
  return fitted;
}

function columnWidths(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  return columns.map(({ title, max }, i) =>
    Math.min(max, Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[i]?.text ?? '')))),
  );
}

/** Text of at most `max` columns, with an ellipsis where it was cut; never through the middle of a character. */
export function cut(text: string, max: number): string {
  if (stringWidth(text) <= max) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width += stringWidth(segment);
    if (width > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
