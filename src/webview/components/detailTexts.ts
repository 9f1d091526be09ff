import { html, nothing, type TemplateResult } from 'lit';
import type { DetailView, JudgedText, ScoreCell } from '../../shared/protocol.ts';
import { percent, score } from '../format.ts';
import { strings, t } from '../strings.ts';
import { chip } from './chip.ts';

type Judged = 'responses' | 'instructions';

/** What was judged: the instruction, its reference, and the responses side by side with their scores. */
export function texts(detail: DetailView, judged: Judged): TemplateResult {
  const { instruction, system, reference, texts } = detail;
  return html`
    ${system ? section(strings.system, passage(system)) : nothing}
    ${judged === 'responses' && instruction !== null ? section(strings.instruction, passage(instruction)) : nothing}
    ${reference ? section(strings.reference, passage(reference)) : nothing}
    ${
      texts.length > 0
        ? section(
            judged === 'responses' ? strings.responses : strings.instructions,
            html`<div class="cards">${texts.map((text, i) => card(text, i, detail.scale, judged))}</div>`,
          )
        : nothing
    }
  `;
}

/** A headed part of the detail. */
export function section(title: string, content: unknown): TemplateResult {
  return html`<section><h3>${t(title)}</h3>${content}</section>`;
}

function passage(text: string): TemplateResult {
  return html`<div class="passage" dir="auto">${text}</div>`;
}

function card(
  { text, by, preferred, humanScore, score: cell, rationale }: JudgedText,
  i: number,
  scale: DetailView['scale'],
  judged: Judged,
) {
  const name = t(judged === 'instructions' ? strings.instructionNumber : strings.response, i + 1);
  return html`
    <article class="card" aria-label=${name}>
      <header>
        ${chip(cell, i, judged)}
        <b title=${t(strings.numberHint)}>${name}</b>
        <span class="quiet number figure">${figure(cell, scale)}</span>
        ${origin(by, preferred === true, humanScore)}
      </header>
      <div class="text" dir="auto">${text ?? html`<i class="quiet">${t(strings.textGone)}</i>`}</div>
      ${rationale ? html`<footer dir="auto">${rationale}</footer>` : nothing}
    </article>
  `;
}

/** Which model wrote a response, and what people said of it. */
function origin(by: string | undefined, preferred: boolean, humanScore: number | undefined) {
  if (!by && !preferred && humanScore === undefined) return nothing;
  return html`
    <span class="origin">
      ${by ? html`<span class="quiet clip" title=${by}>${by}</span>` : nothing}
      ${preferred ? label(t(strings.preferred)) : nothing}
      ${humanScore === undefined ? nothing : label(t(strings.humanScore, score(humanScore)))}
    </span>
  `;
}

function label(text: string): TemplateResult {
  return html`<vscode-badge title=${t(strings.labelHint)}>${text}</vscode-badge>`;
}

/** "3 of 1–4 · 67 %", or why there is no score. */
function figure({ value, normalised, offScale, gap, mass }: ScoreCell, scale: DetailView['scale']) {
  if (value === null) return gap ?? t(strings.noScore);
  const of = scale ? t(strings.scoreOfScale, score(value), score(scale.min), score(scale.max)) : score(value);
  if (offScale || normalised === null) {
    return html`<span title=${t(strings.offScaleMarkHint)}>${of} · ${t(strings.offScaleMark)}</span>`;
  }
  return html`<span title=${t(strings.scoreOfScaleHint)}>${of}</span> · <span title=${t(strings.normalised)}>${percent(normalised)}</span>${basis(mass)}`;
}

/** What an expected score rests on, or that a score is a plain one. */
function basis(mass: ScoreCell['mass']) {
  if (mass === undefined) return nothing;
  if (mass === null) return html` · <span title=${t(strings.plainHint)}>${t(strings.plainMark)}</span>`;
  const share = percent(mass);
  return html` · <span title=${t(strings.expectedHint, share)}>${t(strings.expectedMark, share)}</span>`;
}
