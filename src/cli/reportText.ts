import type { ReportBlock, Cell as ReportCell, ReportDocument } from '../runs/report/document.ts';
import { Measures, matrixTitle } from '../runs/report/measures.ts';
import { shareBar } from '../runs/report/shareBar.ts';
import { count, percent, say, words } from '../runs/report/words.ts';
import { type Paint, plain } from './plainText.ts';
import { type Cell, type Column, cut, fitColumns, leftOver, tableLines } from './textTable.ts';
import { wrapText } from './wrapText.ts';

type Block<Kind extends ReportBlock['kind']> = Extract<ReportBlock, { kind: Kind }>;

/** What a report in the terminal looks like. */
export interface TextLook {
  /** Columns of the terminal. */
  width: number;
  paint: Paint;
}

/** Rows of a table that are shown; more would scroll away unread, and a file has them all. */
const shownRows = 30;

/** Columns that a cell of text has at most, and at least. */
const widest = 60;
const narrowest = 8;

/** Columns of a figure's value at most. */
const numberWidth = 18;

/** Lines of prose are no longer than is easy to read. */
const prose = 100;

/** A report for the terminal. */
export function reportText(document: ReportDocument, look: TextLook): string {
  const { title, facts, sections } = document;
  const { paint } = look;
  const { list } = new Measures(document);
  const parts = [
    [...lines(title, look).map((line) => paint('bold', line)), ...factLines(facts, look)],
    ...sections.flatMap((section) => [
      [
        ...lines(section.title, look).map((line) => paint('bold', line)),
        ...(section.note === undefined ? [] : lines(section.note, look)),
      ],
      ...section.blocks.map((block) => blockLines(block, look)),
    ]),
    ...(list.length > 0 ? [measureLines(list, look)] : []),
  ];
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function factLines(facts: ReportDocument['facts'], look: TextLook): string[] {
  const cells = facts.map(({ label, value }) => [{ text: plain(label) }, { text: plain(value) }]);
  const columns: Column[] = [
    { title: '', align: 'left', max: 24 },
    { title: '', align: 'left', max: Math.max(narrowest, look.width - 26), wraps: true },
  ];
  return tableLines(columns, cells).slice(1);
}

function blockLines(block: ReportBlock, look: TextLook): string[] {
  switch (block.kind) {
    case 'text':
      return block.text.split(/\n/).flatMap((line) => lines(line, look));
    case 'warning':
      return indented('! ', lines(block.text, look, 2)).map((line) => look.paint('yellow', line));
    case 'figures':
      return figureLines(block, look);
    case 'table':
      return tableBlock(block, look);
    case 'histogram':
      return histogramLines(block, look);
    case 'matrix':
      return matrixLines(block, look);
  }
}

function figureLines({ figures }: Block<'figures'>, { width, paint }: TextLook): string[] {
  const cells = figures.map(({ label, value, range, tone }) => {
    // "not defined: …" is a value, too, and too long for the column of the numbers.
    const isNumber = value.length <= numberWidth;
    const beside = range === undefined ? '' : `(${say(words.interval, plain(range))})`;
    return [
      { text: plain(label) },
      painted({ text: isNumber ? value : '', tone }, paint),
      isNumber ? { text: beside } : painted({ text: `${value} ${beside}`, tone }, paint),
    ];
  });
  const columns: Column[] = [
    { title: '', align: 'left', max: 40 },
    { title: '', align: 'right', max: numberWidth },
  ];
  const max = Math.max(narrowest, leftOver(width, columns, cells));
  return tableLines([...columns, { title: '', align: 'left', max, wraps: true }], cells).slice(1);
}

function tableBlock({ title, columns, rows, of }: Block<'table'>, look: TextLook): string[] {
  const heading = title === undefined ? [] : lines(title, look);
  if (rows.length === 0) return [...heading, words.noRows];
  const shown = rows.slice(0, shownRows);
  const cells = shown.map((row) => columns.map((_, i) => painted(row.cells[i] ?? { text: '' }, look.paint)));
  const body = grid(
    columns.map(({ title, align }) => ({ title: plain(title), align: align === 'end' ? 'right' : 'left' })),
    cells,
    look,
  );
  const all = Math.max(of ?? 0, rows.length);
  return [...heading, ...body, ...(all > shown.length ? [say(words.some, count(shown.length), count(all))] : [])];
}

function histogramLines({ title, bands, series }: Block<'histogram'>, look: TextLook): string[] {
  const most = Math.max(1, ...series.flatMap(({ counts }) => counts));
  const columnsWith = (barWidth: number): Column[] => [
    { title: words.band, align: 'left', max: 20 },
    ...series.flatMap(({ name }): Column[] => [
      { title: cut(plain(name), 16), align: 'right', max: 16 },
      { title: '', align: 'left', max: barWidth },
    ]),
  ];
  const cellsWith = (barWidth: number): Cell[][] =>
    bands.map((band, i) => [
      { text: plain(band) },
      ...series.flatMap(({ counts }) => [
        { text: count(counts[i] ?? 0) },
        { text: shareBar((counts[i] ?? 0) / most, barWidth) },
      ]),
    ]);
  const room = Math.floor(leftOver(look.width, columnsWith(0), cellsWith(0)) / Math.max(1, series.length));
  const barWidth = Math.max(2, Math.min(30, room));
  return [...lines(title, look), ...dimmed(tableLines(columnsWith(barWidth), cellsWith(barWidth)), look)];
}

function matrixLines(block: Block<'matrix'>, look: TextLook): string[] {
  const { rowsTitle, columnsTitle, classes, counts } = block;
  const columns: Column[] = [
    { title: plain(`${rowsTitle} \\ ${columnsTitle}`), align: 'left', max: 32 },
    ...[...classes.map(plain), words.total].map((title): Column => ({ title, align: 'right', max: 20 })),
  ];
  const cells = classes.map((name, i) => {
    const row = classes.map((_, j) => counts[i]?.[j] ?? 0);
    const sum = row.reduce((total, n) => total + n, 0);
    const texts = [plain(name), ...row.map((n) => `${count(n)} ${percent(n, sum).padStart(5)}`), count(sum)];
    return texts.map((text) => ({ text }));
  });
  return [...lines(matrixTitle(block), look), ...dimmed(tableLines(columns, cells), look)];
}

/** A table that fits: the widest texts give way. */
function grid(columns: readonly Omit<Column, 'max'>[], cells: readonly Cell[][], look: TextLook): string[] {
  // A table of words alone says what can't be left out.
  const isProse = columns.every(({ align }) => align === 'left');
  const whole = columns.map((column, i): Column => {
    const isText = column.align === 'left';
    return { ...column, max: isText ? widest : 24, wraps: isProse && i === columns.length - 1 };
  });
  const mayShrink = ({ align }: Column) => align === 'left';
  return dimmed(tableLines(fitColumns(look.width, whole, cells, { least: narrowest, mayShrink }), cells), look);
}

function measureLines(list: Measures['list'], look: TextLook): string[] {
  const { paint } = look;
  return [
    paint('bold', words.measures),
    ...list.flatMap(({ names, tip: { what, how, source } }) => {
      const said = [what, say(words.how, how), ...(source === undefined ? [] : [say(words.source, source)])];
      const text = indented('  ', lines(said.join(' '), look, 2));
      return [...lines(names.join(', '), look), ...text.map((line) => paint('dim', line))];
    }),
  ];
}

function painted({ text, tone }: ReportCell, paint: Paint): Cell {
  const colour = tone && { good: 'green' as const, bad: 'red' as const }[tone];
  return { text: plain(text), ...(colour && { paint: (shown: string) => paint(colour, shown) }) };
}

/** The titles of a table dimmed. */
function dimmed([titles = '', ...rest]: string[], { paint }: TextLook): string[] {
  return [paint('dim', titles), ...rest];
}

function lines(text: string, { width }: TextLook, indent = 0): string[] {
  return wrapText(plain(text), Math.max(20, Math.min(prose, width) - indent));
}

function indented(first: string, [head = '', ...rest]: string[]): string[] {
  return [first + head, ...rest.map((line) => ' '.repeat(first.length) + line)];
}
