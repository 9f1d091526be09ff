import { css, html, LitElement, nothing } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import {
  ActionEvent,
  CloseEvent,
  LabelEvent,
  LayoutEvent,
  PromptEvent,
  QueryEvent,
  RowsFocusEvent,
  SelectEvent,
  ShownEvent,
} from '../events.ts';
import { percent } from '../format.ts';
import type { ResultsModel } from '../resultsModel.ts';
import { strings, t } from '../strings.ts';
import { base } from '../styles.ts';
import { filters, wholeRun } from '../viewState.ts';
import './detail.ts';
import './header.ts';
import './splitter.ts';
import './table.ts';
import type { Detail } from './detail.ts';
import type { Table } from './table.ts';
import './toolbar.ts';
import type { Toolbar } from './toolbar.ts';

/** From this width on the detail stands beside the table, below it the detail lies under it. Pixels. */
const wideFrom = 1100;

/** The whole page: it shows the model, and tells it what the user does. */
export class Results extends LitElement {
  static override properties = {
    model: { attribute: false },
    wide: { state: true },
    version: { state: true },
  };
  declare model: ResultsModel;
  declare wide: boolean;
  /** Counts the model's changes: it is one object that changes, which Lit can't see. */
  declare version: number;

  /** The focus goes to the detail as soon as there is one. */
  #focusDetail = false;

  readonly #size = new ResizeObserver(([entry]) => {
    this.wide = (entry?.contentRect.width ?? 0) >= wideFrom;
  });

  constructor() {
    super();
    this.wide = false;
    this.version = 0;
    this.addEventListener(QueryEvent.type, (event) => this.model.setQuery((event as QueryEvent).query));
    this.addEventListener(ShownEvent.type, (event) => {
      const { from, to, top } = event as ShownEvent;
      this.model.show(from, to, top);
    });
    this.addEventListener(SelectEvent.type, (event) => this.#onSelect(event as SelectEvent));
    this.addEventListener(ActionEvent.type, (event) => void this.model.act((event as ActionEvent).ask));
    this.addEventListener(LabelEvent.type, (event) => {
      const { row, label } = event as LabelEvent;
      void this.model.label(row, label);
    });
    this.addEventListener(LayoutEvent.type, (event) => this.model.setLayout((event as LayoutEvent).layout));
    this.addEventListener(PromptEvent.type, () => void this.model.loadPrompt());
    this.addEventListener(RowsFocusEvent.type, () => this.#table?.focus());
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener(CloseEvent.type, () => {
      this.model.closeDetail();
      this.#table?.focus();
    });
  }

  /** The model has changed. */
  refresh(): void {
    this.version++;
  }

  /** Scrolls a place of the table into view, once the table has as many rows as the model. */
  reveal(place: number): void {
    this.refresh();
    void this.updateComplete.then(() => this.#table?.reveal(place));
  }

  get #table(): Table | null {
    return this.renderRoot.querySelector('gavel-table');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  /** `/` and Ctrl+F go to the search, from wherever no text is being typed. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const isTyping = event
      .composedPath()
      .some((target) => target instanceof HTMLInputElement && target.type !== 'checkbox');
    const isSlash = event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isSlash && !(event.key === 'f' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    this.renderRoot.querySelector<Toolbar>('gavel-toolbar')?.focus();
  };

  #onSelect({ place, opens }: SelectEvent): void {
    this.model.select(place, opens !== 'nothing');
    this.#focusDetail = opens === 'detail with focus';
  }

  protected override updated(): void {
    if (!this.#focusDetail) return;
    const detail = this.renderRoot.querySelector<Detail>('gavel-detail');
    if (!detail) return;
    this.#focusDetail = false;
    void detail.updateComplete.then(() => detail.focus());
  }

  override render() {
    const { summary, problem, view, rows, searching } = this.model;
    if (problem) return this.#failed(problem.message);
    if (!summary) return html`<slot></slot>`;
    return html`
      <gavel-header .summary=${summary} .query=${view.query}></gavel-header>
      ${
        summary.done === 0
          ? nothing
          : html`
              <gavel-toolbar
                .summary=${summary}
                .query=${view.query}
                .total=${rows.total}
                .searching=${searching}
              ></gavel-toolbar>
            `
      }
      ${this.#refusal()} ${summary.done === 0 ? this.#empty() : rows.total === undefined ? nothing : this.#split()}
    `;
  }

  #split() {
    const { summary, view, rows, texts, searching, place, detail, prompt } = this.model;
    // What was looked at before stays until the next is there: a pane that comes and goes would move the rows.
    const open = view.detailOpen && detail !== undefined;
    const sizes = `minmax(0, ${view.split}fr) 1px minmax(0, ${1 - view.split}fr)`;
    const layout = open ? `grid-template-${this.wide ? 'columns' : 'rows'}: ${sizes}` : '';
    return html`
      <main class=${this.wide ? 'wide' : ''} .style=${layout}>
        <div class="table">
          <gavel-table
            .summary=${summary}
            .query=${view.query}
            .total=${rows.total}
            .rowAt=${(at: number) => rows.row(at)}
            .textsOf=${(row: number) => texts.of(row)}
            .active=${place}
            .top=${view.top}
            .version=${this.version}
          ></gavel-table>
          ${rows.total === 0 && searching === undefined && filters(view.query) ? this.#noMatch() : nothing}
        </div>
        ${
          open
            ? html`
                <gavel-splitter .share=${view.split} ?vertical=${this.wide}></gavel-splitter>
                <gavel-detail
                  .detail=${detail}
                  .summary=${summary}
                  .prompt=${prompt}
                  .place=${place}
                  .total=${rows.total ?? 0}
                  .unfolded=${view.unfolded}
                ></gavel-detail>
              `
            : nothing
        }
      </main>
    `;
  }

  #refusal() {
    const { refusal } = this.model;
    if (!refusal) return nothing;
    return html`
      <div class="refusal" role="alert">
        <span>${refusal.message}</span>
        <vscode-toolbar-button
          icon="close"
          label=${t(strings.dismiss)}
          @click=${() => this.model.dismiss()}
        ></vscode-toolbar-button>
      </div>
    `;
  }

  #failed(message: string) {
    return html`
      <div class="message" role="alert">
        <p>${message}</p>
        <vscode-button @click=${() => void this.model.refresh()}>${t(strings.tryAgain)}</vscode-button>
      </div>
    `;
  }

  #empty() {
    const { state, reading } = this.model.summary ?? {};
    if (reading !== undefined)
      return html`<div class="message"><p title=${t(strings.readingRunHint)}>${t(strings.readingRun, percent(reading))}</p></div>`;
    if (state === 'running' || state === 'pausing')
      return html`<div class="message"><p>${t(strings.emptyRunning)}</p></div>`;
    return html`<div class="message"><p>${t(strings.empty)}</p><p class="quiet">${t(strings.emptyNext)}</p></div>`;
  }

  #noMatch() {
    const { view } = this.model;
    return html`
      <div class="message over">
        <p>${t(strings.noMatch)}</p>
        <vscode-button secondary @click=${() => this.model.setQuery({ ...wholeRun, sort: view.query.sort })}>
          ${t(strings.clearFilters)}
        </vscode-button>
      </div>
    `;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100vh;
        overflow: hidden auto;
      }
      gavel-header,
      gavel-toolbar {
        flex: none;
      }
      main {
        flex: 1;
        min-height: 240px;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        border-top: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
      }
      .table {
        position: relative;
        display: grid;
        min-width: 0;
        min-height: 0;
      }
      .message {
        margin: auto;
        padding: 24px;
        max-width: 60ch;
        text-align: center;
      }
      .message p {
        margin: 0 0 8px;
        overflow-wrap: anywhere;
      }
      .over {
        position: absolute;
        inset: 26px 0 auto;
      }
      .refusal {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        margin: 0 12px 8px;
        padding: 2px 8px;
        border: 1px solid var(--vscode-inputValidation-errorBorder, var(--vscode-contrastBorder));
        background: var(--vscode-inputValidation-errorBackground);
        color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
      }
    `,
  ];
}

customElements.define('gavel-results', Results);
