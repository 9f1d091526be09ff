import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type { RunAction, SummaryView } from '../../shared/protocol.ts';
import { ActionEvent } from '../events.ts';
import { count, moment, money, percent, short, timeLeft } from '../format.ts';
import { strings, t } from '../strings.ts';

/** Reasons that another way of reading may do away with. */
const readAgain: readonly string[] = ['unreadable', 'missing', 'off scale'];

/** How far the run is, in a few words. */
export function stateWords({ state, reading, startedAt, done, total }: SummaryView): string {
  if (reading !== undefined) return t(strings.readingRun, percent(reading));
  const far =
    total === undefined ? t(strings.progressUnknown, count(done)) : t(strings.progress, count(done), count(total));
  if (state === 'running') return far;
  if (state === 'finished') return `${t(strings.finished)} · ${moment(startedAt)}`;
  return `${t(strings[state])} · ${far}`;
}

/** What these words say. */
export function stateHint({ reading, startedAt }: SummaryView): string {
  return reading === undefined ? t(strings.startedAt, moment(startedAt)) : t(strings.readingRunHint);
}

/** What the run does now, how fast, and what can be done about it; nothing where nothing can. */
export function runState(summary: SummaryView, send: (event: Event) => void): unknown {
  const { state, reading, paused } = summary;
  const button = (action: RunAction, label: string, hint: string, secondary = true) => html`
    <vscode-button ?secondary=${secondary} title=${t(hint)} @click=${() => send(new ActionEvent({ kind: action }))}>
      ${label}
    </vscode-button>
  `;
  const cancel = () => button('cancel', t(strings.cancelRun), strings.cancelRunHint);
  const resume = () => button('resume', t(strings.resumeRun), strings.resumeRunHint, false);
  if (reading !== undefined) return html`<div class="line">${bar(reading, 1)}</div>`;
  switch (state) {
    case 'running':
      return html`
        <div class="line">
          ${bar(summary.done, summary.total)} ${button('pause', t(strings.pauseRun), strings.pauseRunHint)} ${cancel()}
        </div>
        ${pace(summary)}
      `;
    case 'pausing':
      return html`<div class="line">${bar(summary.done, undefined)} ${cancel()}</div>${pace(summary)}`;
    case 'paused':
      return html`<div class="line"><span class="why">${paused ?? t(strings.paused)}</span>${resume()}</div>`;
    case 'interrupted':
      return html`<div class="line"><span class="why">${t(strings.interruptedHint)}</span>${resume()}</div>`;
    default:
      return again(summary, button);
  }
}

function bar(value: number, max: number | undefined): TemplateResult {
  return html`
    <vscode-progress-bar
      aria-label=${t(strings.running)}
      ?indeterminate=${max === undefined}
      .value=${value}
      .max=${max ?? 1}
    ></vscode-progress-bar>
  `;
}

/** Rows a second, time left, tokens and cost so far: as far as they are known. */
function pace({ progress, tokens }: SummaryView) {
  const { rate = null, leftMs = null, cost } = progress ?? {};
  const { input, output } = tokens;
  const words = [
    rate === null ? nothing : hinted(rateWords(rate), t(strings.rateHint)),
    leftMs === null ? nothing : hinted(t(strings.timeLeft, timeLeft(leftMs)), t(strings.timeLeftHint)),
    input + output === 0
      ? nothing
      : hinted(t(strings.tokensSoFar, short(input + output)), t(strings.tokensSoFarHint, count(input), count(output))),
    cost === undefined ? nothing : hinted(t(strings.cost, money(cost)), t(strings.costHint)),
  ].filter((word) => word !== nothing);
  return html`<div class="pace quiet number">${words.map((word, i) => [i > 0 ? ' · ' : nothing, word])}</div>`;
}

function hinted(words: string, hint: string): TemplateResult {
  return html`<span title=${hint}>${words}</span>`;
}

function rateWords(rate: number): string {
  if (rate < 1) return t(strings.rateSlow, count(Math.round(60 * rate)));
  return t(strings.rate, count(rate < 10 ? Math.round(10 * rate) / 10 : Math.round(rate)));
}

function again(
  { counts, reasons }: SummaryView,
  button: (action: RunAction, label: string, hint: string) => TemplateResult,
): unknown {
  const rows = counts.unscored + counts.partly;
  if (rows === 0) return nothing;
  const canReread = reasons.some(({ reason }) => readAgain.includes(reason));
  return html`
    <div class="line">
      ${button('retryUnscored', t(strings.retryUnscored, count(rows)), strings.retryUnscoredHint)}
      ${canReread ? button('rereadReplies', t(strings.rereadReplies), strings.rereadRepliesHint) : nothing}
    </div>
  `;
}
