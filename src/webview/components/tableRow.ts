import { html, nothing, type TemplateResult } from 'lit';
import type { Query, RowTexts, RowView, SummaryView } from '../../shared/protocol.ts';
import { count, percent } from '../format.ts';
import { strings, t } from '../strings.ts';
import { chip, chipTitle } from './chip.ts';
import { glyph, statusWords } from './statusIcon.ts';
import { sortValue } from './toolbarOptions.ts';

/** Pixels; all rows are of one height, so a place in the order is a place on the screen. */
export const rowHeight = 26;

/** Chips shown of one row; the others are counted, and named in a title. */
const chipsShown = 6;

/** A column of the table. `sort` is the sort that its head switches to. */
export interface Column {
  name: 'line' | 'scores' | 'mean' | 'apart' | 'status' | 'reason' | 'instruction' | 'rationale';
  title: string;
  sort?: string;
}

const allColumns: readonly Column[] = [
  { name: 'line', title: strings.line, sort: 'line' },
  { name: 'scores', title: strings.scores },
  { name: 'mean', title: strings.meanColumn, sort: 'mean' },
  { name: 'apart', title: strings.apart, sort: 'disagreement' },
  { name: 'status', title: strings.status, sort: 'status' },
  { name: 'reason', title: strings.reason, sort: 'reason' },
  { name: 'instruction', title: strings.instruction },
  { name: 'rationale', title: strings.rationale },
];

/** The columns that the run needs: a run in which nothing went wrong has no reasons to show. */
export function columnsOf({ reasons, width, rationales, votes }: SummaryView): readonly Column[] {
  // A single score is its own mean.
  const several = width > 1;
  const isEmpty = { reason: reasons.length === 0, mean: !several, apart: !votes, rationale: !rationales };
  return allColumns
    .filter(({ name }) => !(name in isEmpty && isEmpty[name as keyof typeof isEmpty]))
    .map((column) => (column.name === 'scores' && !several ? { ...column, sort: 'mean' } : column));
}

/** How wide the chips of the run's widest row are, in em. */
export function scoresWidth({ width }: SummaryView): number {
  const count = width > chipsShown ? 2.5 : 0.5;
  return Math.min(chipsShown, width) * 2.7 + count;
}

/** How wide the number of the run's last line is, in characters, as far as that can be known. */
export function lineWidth({ done, total = done }: SummaryView): number {
  return count(Math.max(done, total)).length + 1;
}

/** The id that `aria-activedescendant` names a row by. */
export function rowId(row: number): string {
  return `row-${row}`;
}

/** The head of a column; a column that sorts says how it is sorted. */
export function headCell({ name, title, sort }: Column, by: Query['sort']): TemplateResult {
  if (sort === undefined) {
    return html`<span class="cell ${name}" role="columnheader">${t(title)}</span>`;
  }
  const sorted = sortValue({ sort: by } as Query) === sort;
  const direction = by.descending ? 'descending' : 'ascending';
  return html`
    <span
      class="cell ${name} sortable"
      role="columnheader"
      aria-sort=${sorted ? direction : 'none'}
      data-sort=${sort}
      title=${t(strings.sortByThis)}
    >
      <span class="clip">${t(title)}</span>
      ${sorted ? html`<vscode-icon name=${by.descending ? 'chevron-down' : 'chevron-up'} size="12"></vscode-icon>` : nothing}
    </span>
  `;
}

/** What a row of the table is drawn from. */
export interface RowParts {
  /** Absent while it has not been pulled: the row is then an empty one of the same height. */
  view: RowView | undefined;
  /** They come later than the rest. */
  texts: RowTexts | undefined;
  /** 0-based in the order of the query. */
  place: number;
  /** Pixels from the top of all rows. */
  top: number;
  columns: readonly Column[];
  judged: SummaryView['judged'];
  isActive: boolean;
}

/** One row at its place. */
export function row({ view, texts, place, top, columns, judged, isActive }: RowParts): TemplateResult {
  return html`
    <div
      class="row ${isActive ? 'active' : ''}"
      role="row"
      id=${view ? rowId(view.row) : nothing}
      aria-rowindex=${place + 2}
      aria-selected=${isActive}
      data-place=${place}
      .style=${`transform: translateY(${top}px)`}
    >
      ${columns.map(({ name }) => html`<span class="cell ${name}" role="gridcell">${view ? cells[name](view, texts, judged) : nothing}</span>`)}
    </div>
  `;
}

type Cell = (view: RowView, texts: RowTexts | undefined, judged: SummaryView['judged']) => unknown;

const cells: Record<Column['name'], Cell> = {
  line: ({ line }) => html`<span class="number" title=${t(strings.lineHint)}>${count(line)}</span>`,
  scores: (view, _, judged) => chips(view, judged),
  mean: ({ mean }) =>
    html`<span class="number" title=${t(strings.meanTitle)}>${mean === null ? '–' : percent(mean)}</span>`,
  apart: ({ disagreement, flags }) => html`
    ${flags.includes('winner changes') ? html`<span class="mark" title=${t(strings.winnerChangesTitle)}>${glyph('changes')}</span>` : nothing}
    <span class="number" title=${t(strings.disagreementHint)}>${disagreement === undefined ? '–' : percent(disagreement)}</span>
  `,
  status: ({ status, flags }) => html`
    <span class="what clip ${status === 'scored' ? 'scored' : ''}" title=${t(statusWords[status])}>${glyph(status)}<span class="word">${t(statusWords[status])}</span></span>
    ${flags.includes('suspicious') ? html`<span class="mark" title=${t(strings.isSuspicious)}>${glyph('suspicious')}</span>` : nothing}
    ${flags.includes('notes') ? html`<span class="mark" title=${t(strings.hasNotes)}>${glyph('warning')}</span>` : nothing}
  `,
  reason: ({ reason }) => html`<span class="clip" title=${reason ?? nothing}>${reason}</span>`,
  instruction: ({ flags }, texts) => html`
    ${texts?.labelled || flags.includes('labelled') ? html`<span class="mark" title=${t(strings.hasLabel)}>${glyph('person')}</span>` : nothing}
    ${
      texts?.instruction === null
        ? html`<span class="clip quiet gone">${t(strings.rowChanged)}</span>`
        : html`<span class="clip" dir="auto">${texts?.instruction}</span>`
    }
  `,
  rationale: (_, texts) => html`<span class="clip quiet" dir="auto">${texts?.rationale}</span>`,
};

function chips({ scores }: RowView, judged: SummaryView['judged']): unknown {
  const shown = scores.length > chipsShown ? chipsShown - 1 : scores.length;
  const hidden = scores.slice(shown);
  const titles = hidden.map((cell, i) => chipTitle(cell, shown + i, judged)).join('\n');
  const more = t(strings.moreScores, hidden.length, titles);
  return html`
    ${scores.slice(0, shown).map((cell, i) => chip(cell, i, judged))}
    ${
      hidden.length > 0
        ? html`<span class="more quiet number" title=${more} aria-label=${more}>+${hidden.length}</span>`
        : nothing
    }
  `;
}
