import type { Figure } from '../document.ts';
import type { Measures } from '../measures.ts';
import { say, words } from '../words.ts';
import { explainedBy } from './explain.ts';
import { html, type Markup } from './markup.ts';

/** "1,234 (100.0 %)": a number of more characters is wider than its place. */
const longNumber = 15;

/** Numbers side by side, each with its name, its interval and its explanation. */
export function figuresHtml(figures: readonly Figure[], measures: Measures): Markup {
  return html`<ul class="figures">${figures.map((figure) => figureHtml(figure, measures))}</ul>`;
}

function figureHtml({ label, value, range, tone, tip }: Figure, measures: Measures): Markup {
  // "not defined: …" is a value, too, and no number to be set large.
  const look = `${/^\p{L}/u.test(value) || value.length > longNumber ? 'words' : 'value'} ${tone ?? ''}`;
  const content = html`<span class="label">${label}</span> <b class="${look}">${value}</b> ${
    range !== undefined && html`<span class="range">${say(words.interval, range)}</span>`
  }`;
  return html`<li>${explainedBy(measures, tip, content, 'figure')}</li>`;
}
