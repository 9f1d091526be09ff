import type { Explanation } from '../document.ts';
import type { Measure, Measures } from '../measures.ts';
import { say, words } from '../words.ts';
import { html, type Markup, type Value } from './markup.ts';

/**
 * Something that has an explanation. It is a link to the list at the end of the page, so it has the keyboard's focus and
 * a description for screen readers without any script; the script shows the description beside it.
 */
export function explainedBy(measures: Measures, tip: Explanation, content: Value, look = ''): Markup {
  const id = idOf(measures.placeOf(tip));
  return html`<a class="measure ${look}" href="#${id}" aria-describedby="${id}">${content}</a>`;
}

/** A text, and what explains the numbers in it, where something does. */
export function prose(measures: Measures, tip: Explanation | undefined, text: string): Value {
  return tip === undefined ? text : explainedBy(measures, tip, text);
}

/** The list at the end of the page: every explanation once. */
export function measureList({ list }: Measures): Markup | undefined {
  if (list.length === 0) return undefined;
  return html`<section id="measures"><h2>${words.measures}</h2><dl class="measures">${list.map(entry)}</dl></section>`;
}

function entry({ names, tip }: Measure, place: number): Markup {
  const { what, how, source } = tip;
  return html`
<dt>${names.join(', ')}</dt><dd id="${idOf(place)}"><p>${what}</p><p class="how">${say(words.how, how)}</p>${
    source !== undefined && html`<p class="how">${say(words.source, source)}</p>`
  }</dd>`;
}

function idOf(place: number): string {
  return `measure-${place + 1}`;
}
