import type { Explanation, ReportBlock, ReportDocument } from './document.ts';
import { markdownLine, markdownParagraphs } from './markdownText.ts';
import { type Measure, Measures, matrixTitle } from './measures.ts';
import { shareBar } from './shareBar.ts';
import { count, percent, say, words } from './words.ts';

type Block<Kind extends ReportBlock['kind']> = Extract<ReportBlock, { kind: Kind }>;

/** Characters of the longest bar of a histogram. */
const barWidth = 20;

/** A report as GitHub-flavoured Markdown: charts as tables with bars of text, explanations as a list at the end. */
export function reportMarkdown(document: ReportDocument): string {
  const { title, facts, sections } = document;
  const { list } = new Measures(document);
  const parts = [
    `# ${markdownLine(title)}`,
    facts.map(({ label, value }) => `- ${markdownLine(label)}: ${markdownLine(value)}`).join('\n'),
    ...sections.flatMap((section) => [
      `## ${markdownLine(section.title)}`,
      section.note === undefined ? '' : markdownParagraphs(section.note),
      ...section.blocks.map(blockMarkdown),
    ]),
    ...(list.length > 0 ? [`## ${words.measures}`, list.map(measure).join('\n')] : []),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function blockMarkdown(block: ReportBlock): string {
  switch (block.kind) {
    case 'text':
      return markdownParagraphs(block.text);
    case 'warning':
      return quoted(`**${words.warning}:** ${markdownParagraphs(block.text)}`);
    case 'figures':
      return figures(block);
    case 'table':
      return table(block);
    case 'histogram':
      return histogram(block);
    case 'matrix':
      return matrix(block);
  }
}

function figures({ figures }: Block<'figures'>): string {
  const lines = figures.map(
    ({ label, value, range }) =>
      `- ${markdownLine(label)}: **${markdownLine(value)}**${range === undefined ? '' : ` (${say(words.interval, markdownLine(range))})`}`,
  );
  return lines.join('\n');
}

function table({ title, columns, rows, of }: Block<'table'>): string {
  const lines = rows.map(({ cells }) => columns.map((_, i) => markdownLine(cells[i]?.text ?? '')));
  const headings = columns.map((column) => ({ title: markdownLine(column.title), end: column.align === 'end' }));
  return [
    title === undefined ? '' : `### ${markdownLine(title)}`,
    rows.length === 0 ? words.noRows : grid(headings, lines),
    of !== undefined && of > rows.length ? say(words.some, count(rows.length), count(of)) : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function histogram({ title, bands, series }: Block<'histogram'>): string {
  const most = Math.max(1, ...series.flatMap(({ counts }) => counts));
  const headings = [
    { title: words.band },
    ...series.flatMap(({ name }) => [{ title: markdownLine(name), end: true }, { title: '' }]),
  ];
  const lines = bands.map((band, i) => [
    markdownLine(band),
    ...series.flatMap(({ counts }) => [count(counts[i] ?? 0), shareBar((counts[i] ?? 0) / most, barWidth)]),
  ]);
  return `### ${markdownLine(title)}\n\n${grid(headings, lines)}`;
}

function matrix(block: Block<'matrix'>): string {
  const { rowsTitle, columnsTitle, classes, counts } = block;
  const headings = [
    { title: markdownLine(`${rowsTitle} \\ ${columnsTitle}`) },
    ...classes.map((name) => ({ title: markdownLine(name), end: true })),
    { title: words.total, end: true },
  ];
  const lines = classes.map((name, i) => {
    const row = classes.map((_, j) => counts[i]?.[j] ?? 0);
    const sum = row.reduce((total, n) => total + n, 0);
    return [markdownLine(name), ...row.map((n) => `${count(n)} (${percent(n, sum)})`), count(sum)];
  });
  return `### ${markdownLine(matrixTitle(block))}\n\n${grid(headings, lines)}`;
}

/** A table of cells that are Markdown already. */
function grid(headings: readonly { title: string; end?: boolean }[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = headings.map(({ end }) => (end ? '---:' : '---'));
  return [row(headings.map(({ title }) => title)), row(rule), ...lines.map(row)].join('\n');
}

function measure({ names, tip }: Measure): string {
  return `- **${markdownLine(names.join(', '))}**: ${explanation(tip)}`;
}

function explanation({ what, how, source }: Explanation): string {
  const parts = [what, say(words.how, how), ...(source === undefined ? [] : [say(words.source, source)])];
  return parts.map(markdownLine).join(' ');
}

function quoted(markdown: string): string {
  return markdown.replace(/^/gm, '> ');
}
