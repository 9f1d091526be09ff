import type { Cell, Column, Explanation, ReportBlock } from '../document.ts';
import { type Measures, tipOf } from '../measures.ts';
import { count, say, words } from '../words.ts';
import { explainedBy } from './explain.ts';
import { html, type Markup } from './markup.ts';

type Table = Extract<ReportBlock, { kind: 'table' }>;
type Row = Table['rows'][number];

/** Cells above this many characters show their beginning, and the whole at a click. */
const longText = 200;

/** Cells above this many characters get some width even where there is little. */
const someText = 24;

/** Tables with more rows than this scroll by themselves, so that what is below them stays in reach. */
const tallTable = 40;

/** Tables of fewer rows have nothing to be filtered. */
const filterable = 8;

/** A table. `linked` makes cells with a row buttons, for a page that has somebody to tell. */
export function tableHtml({ title, columns, rows, of }: Table, measures: Measures, linked: boolean): Markup {
  // A tag that all have filters nothing.
  const tags = tagCounts(rows).filter(([, n]) => n < rows.length);
  const isTall = rows.length > tallTable;
  return html`<div class="table">
${title !== undefined && html`<h3>${title}</h3>`}
${(rows.length >= filterable || tags.length > 0) && toolbar(tags, rows.length)}
${
  rows.length === 0
    ? html`<p class="quiet">${words.noRows}</p>`
    : html`<div class="scroller ${isTall && 'tall'}"${isTall && html` tabindex="0" role="region" aria-label="${title ?? columns[0]?.title}"`}><table>
<thead><tr>${columns.map((column, i) => heading(column, tipOf(column, i, rows), measures))}</tr></thead>
<tbody>${rows.map((row) => rowHtml(row, columns, linked))}</tbody></table></div>`
}
${of !== undefined && of > rows.length && html`<p class="quiet"><span title="${words.someHint}">${say(words.some, count(rows.length), count(of))}</span></p>`}
</div>`;
}

/** Hidden until the script is there to make it work. */
function toolbar(tags: readonly [tag: string, rows: number][], rows: number): Markup {
  return html`<div class="tools" hidden>
<input type="search" placeholder="${words.search}" aria-label="${words.search}" spellcheck="false">
${tags.map(
  ([tag, n]) =>
    html`<button type="button" class="tag" data-tag="${tag}" title="${words.tagHint}" aria-pressed="false">${tag} <span class="quiet">${count(n)}</span></button>`,
)}
<output data-words="${words.shown}" title="${words.shownHint}">${say(words.shown, count(rows), count(rows))}</output></div>`;
}

function heading({ title, align }: Column, tip: Explanation | undefined, measures: Measures): Markup {
  const mark = html`<span aria-hidden="true">?</span><span class="unseen">${say(words.explain, title)}</span>`;
  // The script makes the title a button that sorts.
  return html`<th scope="col" class="${align}"><span class="head"><span class="title" title="${words.sort}">${title}</span>${
    tip && explainedBy(measures, tip, mark, 'mark')
  }</span></th>`;
}

function rowHtml({ cells, tags = [] }: Row, columns: readonly Column[], linked: boolean): Markup {
  // A list as JSON: a tag may hold any character.
  return html`<tr${tags.length > 0 && html` data-tags="${JSON.stringify(tags)}"`}>${columns.map(({ align }, i) => cellHtml(cells[i], align, linked))}</tr>
`;
}

function cellHtml(cell: Cell | undefined, align: Column['align'], linked: boolean): Markup {
  if (cell === undefined) return html`<td></td>`;
  const { text, tone, row } = cell;
  const look = [align, tone, text.length > someText && 'long'].filter(Boolean).join(' ');
  const link = linked && row !== undefined;
  const content = link
    ? html`<button type="button" class="link" data-row="${row}" title="${words.showRow}">${text}</button>`
    : text.length > longText
      ? html`<details><summary>${beginning(text)}…</summary>${text}</details>`
      : text;
  return look === '' ? html`<td>${content}</td>` : html`<td class="${look}">${content}</td>`;
}

/** Never cuts a character in two. */
function beginning(text: string): string {
  return text
    .slice(0, longText - 40)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}

/** How many rows have each tag, in the order in which they are met. */
function tagCounts(rows: readonly Row[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { tags = [] } of rows) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts];
}
