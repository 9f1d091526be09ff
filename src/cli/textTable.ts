import stringWidth from 'string-width';

/** How a column is set. */
export interface Column {
  title: string;
  align: 'left' | 'right';
  /** Terminal columns at most; longer text is cut. */
  max: number;
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
  const fitted = [titles, ...rows].map((row) =>
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

/** Terminal columns that a table has for its last column. */
export function leftOver(width: number, columns: readonly Column[], rows: readonly (readonly Cell[])[]): number {
  const used = columns.map(({ title, max }, i) =>
    Math.min(max, Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[i]?.text ?? '')))),
  );
  return width - used.reduce((sum, column) => sum + column + gap.length, 0);
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
