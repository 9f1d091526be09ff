import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { DetailView, SummaryView } from '../../shared/protocol.ts';
import { ActionEvent, CloseEvent, LayoutEvent, PromptEvent, SelectEvent } from '../events.ts';
import { count, percent } from '../format.ts';
import type { PromptState } from '../resultsModel.ts';
import { strings, t } from '../strings.ts';
import { facts, prompt, replies } from './detailExchange.ts';
import './detailLabel.ts';
import { detailStyles } from './detailStyles.ts';
import { section, texts } from './detailTexts.ts';
import { votes } from './detailVotes.ts';
import { markdown } from './markdown.ts';
import { glyph, statusWords } from './statusIcon.ts';

/** Everything about one row: its texts, scores and rationale, what went wrong, and what was said to and by the model. */
export class Detail extends LitElement {
  static override properties = {
    detail: { attribute: false },
    summary: { attribute: false },
    prompt: { attribute: false },
    place: { attribute: false },
    total: { attribute: false },
    unfolded: { attribute: false },
  };
  declare detail: DetailView;
  declare summary: SummaryView;
  declare prompt: PromptState | undefined;
  /** The row's place in the table, while the filters let it through. */
  declare place: number | undefined;
  declare total: number;
  declare unfolded: readonly string[];

  /** Gives the row's heading the focus. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('detail') as DetailView | undefined;
    if (before && before.row !== this.detail.row) this.renderRoot.querySelector('.body')?.scrollTo(0, 0);
  }

  override render() {
    const { detail } = this;
    return html`
      <div class="pane" role="region" aria-label=${t(strings.detail)} @keydown=${this.#onKey}>
        ${this.#head()}
        <div class="body" tabindex="-1">
          ${detail.changed ? html`<p class="note">${icon('history')}${t(strings.changed)}</p>` : nothing}
          ${this.#trouble()} ${texts(detail, this.summary.judged)}
          ${detail.rationale ? section(strings.rationale, markdown(detail.rationale)) : nothing}
          ${detail.votes ? section(strings.votes, votes(detail)) : nothing}
          ${detail.notes.length > 0 ? section(strings.notes, html`<ul title=${t(strings.notesHint)}>${detail.notes.map((note) => html`<li dir="auto">${note}</li>`)}</ul>`) : nothing}
          <gavel-detail-label .detail=${detail} .judged=${this.summary.judged}></gavel-detail-label>
          ${detail.model ? section(strings.judge, facts(detail)) : nothing}
          ${detail.attempts.length > 0 ? this.#fold('replies', strings.rawReply, replies(detail.attempts)) : nothing}
          ${detail.status === 'malformed' ? nothing : this.#fold('prompt', strings.prompt, this.#prompt())}
        </div>
      </div>
    `;
  }

  #head() {
    const { line, status, mean, row, rationale } = this.detail;
    const place = this.place;
    const step = (by: number) => () => this.dispatchEvent(new SelectEvent((place ?? 0) + by));
    return html`
      <div class="head">
        <h2 tabindex="-1" title=${t(strings.lineHint)}>${t(strings.lineNumber, count(line))}</h2>
        <span class="what" title=${t(strings.status)}>${glyph(status)}${t(statusWords[status])}</span>
        ${mean === null ? nothing : html`<span class="number quiet" title=${t(strings.meanTitle)}>${t(strings.mean)} ${percent(mean)}</span>`}
        <span class="actions">
          ${place === undefined ? nothing : html`<span class="number quiet place" title=${t(strings.placeHint)}>${t(strings.place, count(place + 1), count(this.total))}</span>`}
          ${tool('arrow-up', strings.previous, step(-1), place === undefined || place === 0)}
          ${tool('arrow-down', strings.next, step(1), place === undefined || place + 1 >= this.total)}
          ${this.summary.revealable ? tool('go-to-file', strings.reveal, this.#act({ kind: 'reveal', row })) : nothing}
          ${rationale ? tool('copy', strings.copyRationale, this.#act({ kind: 'copy', text: rationale })) : nothing}
          ${tool('close', strings.close, () => this.dispatchEvent(new CloseEvent()))}
        </span>
      </div>
    `;
  }

  #trouble() {
    const { trouble } = this.detail;
    if (!trouble) return nothing;
    const { what, next, detail, line, column } = trouble;
    return html`
      <div class="note trouble">
        ${icon('warning')}
        <div>
          <p><b>${what}</b> ${next}</p>
          ${detail ? html`<p class="quiet" dir="auto">${detail}</p>` : nothing}
          ${line !== undefined && column !== undefined ? html`<p class="quiet number" title=${t(strings.atHint)}>${t(strings.at, line, column)}</p>` : nothing}
        </div>
      </div>
    `;
  }

  #prompt() {
    const { row } = this.detail;
    return html`
      <vscode-button secondary icon="go-to-file" @click=${this.#act({ kind: 'openPrompt', row })}>
        ${t(strings.openPrompt)}
      </vscode-button>
      ${prompt(this.prompt?.row === row ? this.prompt : undefined)}
    `;
  }

  /** A section that can be folded away; its content is made only while it is open. */
  #fold(name: string, title: string, content: unknown): TemplateResult {
    const open = this.unfolded.includes(name);
    return html`
      <details ?open=${open} @toggle=${(event: ToggleEvent) => this.#onToggle(name, event)}>
        <summary>${t(title)}</summary>
        ${open ? content : nothing}
      </details>
    `;
  }

  #onToggle(name: string, event: ToggleEvent): void {
    const open = (event.target as HTMLDetailsElement).open;
    if (open !== this.unfolded.includes(name)) {
      const others = this.unfolded.filter((other) => other !== name);
      this.dispatchEvent(new LayoutEvent({ unfolded: open ? [...others, name] : others }));
    }
    if (open && name === 'prompt') this.dispatchEvent(new PromptEvent());
  }

  #act(ask: ActionEvent['ask']): () => void {
    return () => this.dispatchEvent(new ActionEvent(ask));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.dispatchEvent(new CloseEvent());
  };

  static override styles = detailStyles;
}

function icon(name: string): TemplateResult {
  return html`<vscode-icon name=${name}></vscode-icon>`;
}

function tool(name: string, label: string, run: () => void, disabled = false): TemplateResult {
  return html`
    <vscode-toolbar-button
      icon=${name}
      label=${t(label)}
      title=${t(label)}
      ?inert=${disabled}
      class=${disabled ? 'off' : ''}
      @click=${run}
    ></vscode-toolbar-button>
  `;
}

customElements.define('gavel-detail', Detail);
