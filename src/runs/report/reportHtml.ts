import type { ReportBlock, ReportDocument, ReportSection } from './document.ts';
import { measureList, prose } from './html/explain.ts';
import { figuresHtml } from './html/figures.ts';
import { histogramHtml } from './html/histogram.ts';
import { html, type Markup, type Value } from './html/markup.ts';
import { matrixHtml } from './html/matrix.ts';
import { tableHtml } from './html/table.ts';
import { Measures } from './measures.ts';
import { type PageAction, type PageFrame, page } from './page/page.ts';
import { words } from './words.ts';

/** How a report is shown as a page. */
export interface ReportPage extends PageFrame {
  /** Buttons beside the title, for a page that has somebody to tell. */
  actions?: readonly PageAction[];
  /** Whether cells that name a row are links: likewise. */
  linked?: boolean;
}

/** A report as one HTML file that needs nothing else: charts, styles and script are in it. */
export function reportHtml(document: ReportDocument, look: ReportPage = { theme: 'standalone' }): string {
  const { title, facts, sections } = document;
  const { actions = [], linked = false } = look;
  const measures = new Measures(document);
  const list = measureList(measures);
  const content = html`<header>
<div class="top"><h1>${title}</h1>${actions.length > 0 && actionsHtml(actions)}</div>
<dl class="facts">${facts.map(({ label, value, tip }) => html`<dt>${label}</dt><dd>${prose(measures, tip, value)}</dd>`)}</dl>
${sections.length > 3 && contents(sections, list !== undefined)}
</header>
<main>
${sections.map((section, i) => sectionHtml(section, i, measures, linked))}
${list}
</main>`;
  return page(title, content, look);
}

/** Buttons that tell the extension. */
export function actionsHtml(actions: readonly PageAction[]): Markup {
  return html`<div class="actions" role="group" aria-label="${words.actions}">${actions.map(
    ({ id, label, hint }) => html`<button type="button" data-action="${id}" title="${hint}">${label}</button>`,
  )}</div>`;
}

function contents(sections: readonly ReportSection[], explains: boolean): Markup {
  return html`<nav aria-label="${words.contents}"><ul>${sections.map(
    ({ title }, i) => html`<li><a href="#section-${i + 1}">${title}</a></li>`,
  )}${explains && html`<li><a href="#measures">${words.measures}</a></li>`}</ul></nav>`;
}

function sectionHtml(
  { title, note, noteTip, blocks }: ReportSection,
  i: number,
  measures: Measures,
  linked: boolean,
): Markup {
  return html`<section id="section-${i + 1}"><h2>${title}</h2>${
    note !== undefined && html`<p class="note">${prose(measures, noteTip, note)}</p>`
  }
${blocks.map((block) => blockHtml(block, measures, linked))}
</section>
`;
}

function blockHtml(block: ReportBlock, measures: Measures, linked: boolean): Markup {
  switch (block.kind) {
    case 'text':
      return html`<p class="text">${prose(measures, block.tip, block.text)}</p>`;
    case 'warning':
      return warningHtml(prose(measures, block.tip, block.text));
    case 'figures':
      return figuresHtml(block.figures, measures);
    case 'table':
      return tableHtml(block, measures, linked);
    case 'histogram':
      return histogramHtml(block, measures);
    case 'matrix':
      return matrixHtml(block, measures);
  }
}

function warningHtml(text: Value): Markup {
  return html`<div class="warning" role="note"><svg width="16" height="16" viewBox="0 0 16 16" role="img" aria-label="${words.warning}"><path d="M8 2 14.5 13.5H1.5ZM8 6.5V9.5M8 11.5V11.6"/></svg><p>${text}</p></div>`;
}
