import type { ReportBlock } from '../document.ts';
import { type Measures, matrixTitle } from '../measures.ts';
import { count, percent, words } from '../words.ts';
import { explainedBy } from './explain.ts';
import { html, type Markup } from './markup.ts';

type Matrix = Extract<ReportBlock, { kind: 'matrix' }>;

/** Shades of a cell, without the empty one. */
const shades = 10;

/** A matrix of counts as a table: the fuller a cell, the deeper its shade. Each says its share of its row, too. */
export function matrixHtml(matrix: Matrix, measures: Measures): Markup {
  const { rowsTitle, columnsTitle, classes, counts, tip } = matrix;
  const most = Math.max(1, ...counts.flat());
  const sums = counts.map((row) => sum(row));
  return html`<figure class="matrix">
<figcaption>${explainedBy(measures, tip, matrixTitle(matrix))}</figcaption>
<div class="scroller"><table>
<thead><tr><td></td><th scope="colgroup" colspan="${classes.length}">${columnsTitle}</th><td></td></tr>
<tr><th scope="col">${rowsTitle}</th>${classes.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col" class="end sum">${words.total}</th></tr></thead>
<tbody>${classes.map((name, i) => {
    const row = classes.map((_, j) => counts[i]?.[j] ?? 0);
    const cells = row.map((n, j) => {
      const share = percent(n, sums[i] ?? 0);
      const note = `${rowsTitle} ${name}, ${columnsTitle} ${classes[j]}: ${count(n)} (${share})`;
      const look = `shade-${n === 0 ? 0 : Math.ceil((n / most) * shades)} ${i === j ? 'same' : ''}`;
      return html`<td class="${look}" data-note="${note}">${count(n)} <span>${share}</span></td>`;
    });
    return html`<tr><th scope="row">${name}</th>${cells}<td class="end sum">${count(sums[i] ?? 0)}</td></tr>
`;
  })}</tbody>
<tfoot><tr><th scope="row">${words.total}</th>${classes.map((_, j) => html`<td class="sum">${count(sum(counts.map((row) => row[j] ?? 0)))}</td>`)}<td class="end sum">${count(sum(sums))}</td></tr></tfoot>
</table></div></figure>`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
