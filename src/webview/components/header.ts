import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Query, RowFlag, RowStatus, SummaryView } from '../../shared/protocol.ts';
import { QueryEvent } from '../events.ts';
import { count, percent } from '../format.ts';
import { strings, t } from '../strings.ts';
import { base } from '../styles.ts';
import './histogram.ts';
import { runState, stateHint, stateWords } from './runState.ts';
import { glyph } from './statusIcon.ts';

/** Reasons that are named in the head. */
const reasonsShown = 3;

/** The run in one look: what it is, how far it got, what came of it. */
export class Header extends LitElement {
  static override properties = { summary: { attribute: false }, query: { attribute: false } };
  declare summary: SummaryView;
  declare query: Query;

  override render() {
    const { task, model, source, histogram, meanOf } = this.summary;
    const title = `${task} · ${model} · ${source}`;
    return html`
      <div class="words">
        <div class="title">
          <h1 class="clip" title=${title}>${task}<span> · ${model} · </span>${source}</h1>
          <span class="quiet number state" title=${stateHint(this.summary)}>${stateWords(this.summary)}</span>
        </div>
        <div class="counts" role="group" aria-label=${t(strings.status)}>
          ${this.#counts()} ${this.#reasons()} ${this.#mean()} ${this.#votes()}
        </div>
        ${runState(this.summary, (event) => this.dispatchEvent(event))}
      </div>
      ${
        meanOf === 0
          ? nothing
          : html`<gavel-histogram title=${t(strings.histogramHint)} .bins=${histogram} .query=${this.query}></gavel-histogram>`
      }
    `;
  }

  #counts(): TemplateResult[] {
    const { scored, partly, unscored, malformed, offScale } = this.summary.counts;
    return [
      this.#count(scored, strings.scored, strings.scoredHint, 'scored'),
      ...(partly > 0 ? [this.#count(partly, strings.partly, strings.partlyHint, 'partly scored' as const)] : []),
      this.#count(unscored, strings.unscored, strings.unscoredHint, 'unscored'),
      ...(malformed > 0
        ? [this.#count(malformed, strings.malformed, strings.malformedHint, 'malformed' as const)]
        : []),
      ...(offScale > 0 ? [this.#count(offScale, strings.offScale, strings.offScaleHint, undefined, 'off scale')] : []),
    ];
  }

  /** One count, which is also a filter that can be switched on and off. */
  #count(rows: number, label: string, hint: string, status?: RowStatus, flag?: RowFlag): TemplateResult {
    const { statuses, flags } = this.query;
    const pressed = status === undefined ? flag !== undefined && flags.includes(flag) : statuses.includes(status);
    const toggled: Query = {
      ...this.query,
      statuses: status === undefined || pressed ? [] : [status],
      reasons: [],
      flags: flag === undefined || pressed ? [] : [flag],
    };
    return html`
      <button
        class="plain count"
        title=${t(strings.onlyThese, t(hint))}
        aria-pressed=${pressed}
        @click=${() => this.dispatchEvent(new QueryEvent(toggled))}
      >
        ${glyph(status ?? 'warning')}
        <span class="number"><b>${count(rows)}</b> ${t(label)}</span>
      </button>
    `;
  }

  /** Why rows are unscored, the most frequent first. The filter has them all. */
  #reasons(): TemplateResult[] {
    return this.summary.reasons.slice(0, reasonsShown).map(({ reason, label, rows }) => {
      const pressed = this.query.reasons.includes(reason);
      const toggled = { ...this.query, statuses: [], flags: [], reasons: pressed ? [] : [reason] };
      return html`
        <button
          class="plain count quiet"
          title=${t(strings.reasonHint, count(rows), label)}
          aria-pressed=${pressed}
          @click=${() => this.dispatchEvent(new QueryEvent(toggled))}
        >
          <span class="number">${count(rows)} ${label}</span>
        </button>
      `;
    });
  }

  #mean() {
    const { mean, meanOf } = this.summary;
    if (mean === null) return html`<span class="quiet">${t(strings.noMean)}</span>`;
    const of = count(meanOf);
    return html`
      <span class="number mean" title=${t(strings.meanHint, of)}>
        ${t(strings.mean)} <b>${percent(mean)}</b> <span class="quiet">${t(strings.meanOf, of)}</span>
      </span>
    `;
  }

  /** How far the scores are the chance of one order, one reply or one model. */
  #votes() {
    const { votes } = this.summary;
    if (!votes) return nothing;
    const { disagreement, sameWinner, otherWinner } = votes;
    const hint = t(strings.winnerChangesHint, count(sameWinner + otherWinner));
    return html`
      ${otherWinner > 0 ? this.#count(otherWinner, strings.winnerChanges, hint, undefined, 'winner changes') : nothing}
      <span class="number mean" title=${t(strings.disagreementHint)}>
        ${t(strings.disagreement)} <b>${percent(disagreement)}</b>
      </span>
    `;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 24px;
        align-items: flex-end;
        padding: 10px 12px 6px;
      }
      .words {
        flex: 1 1 280px;
        min-width: 0;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 12px;
      }
      h1 {
        margin: 0;
        font-size: 1.15em;
        font-weight: 600;
      }
      h1 span {
        font-weight: normal;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        margin-top: 4px;
      }
      .line vscode-progress-bar {
        flex: 1;
      }
      .why {
        flex: 0 1 auto;
        overflow-wrap: anywhere;
      }
      .pace {
        white-space: normal;
      }
      .counts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px;
        margin: 4px 0 0 -5px;
      }
      button.count {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        padding: 1px 4px;
        border: 1px solid transparent;
      }
      button.count:hover {
        background: var(--vscode-toolbar-hoverBackground);
        outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      }
      button.count[aria-pressed='true'] {
        color: var(--vscode-inputOption-activeForeground);
        background: var(--vscode-inputOption-activeBackground);
        border-color: var(--vscode-inputOption-activeBorder);
      }
      .mean {
        padding: 2px 5px;
      }
      gavel-histogram {
        flex: 0 0 178px;
      }
    `,
  ];
}

customElements.define('gavel-header', Header);
