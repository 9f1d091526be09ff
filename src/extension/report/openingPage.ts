import { html } from '../../runs/report/html/markup.ts';
import { type PageAction, type PageFrame, page } from '../../runs/report/page/page.ts';
import { actionsHtml } from '../../runs/report/reportHtml.ts';
import type { ReportTrouble } from './reportRequest.ts';

/** What a report's tab shows while the report is made; `#progress` is where the page writes how far it is. */
export function openingPage(title: string, words: string, frame: PageFrame): string {
  const content = html`<div class="opening"><h1>${title}</h1><p id="progress" role="status">${words}</p>
<div class="busy" role="progressbar" aria-label="${words}"></div></div>`;
  return page(title, content, frame);
}

/** What it shows when there is no report to show. */
export function troublePage(
  title: string,
  { message, next }: ReportTrouble,
  actions: readonly PageAction[],
  frame: PageFrame,
): string {
  const content = html`<div class="opening" role="alert"><h1>${title}</h1><p>${message}</p><p class="quiet">${next}</p>
${actionsHtml(actions)}</div>`;
  return page(title, content, frame);
}
