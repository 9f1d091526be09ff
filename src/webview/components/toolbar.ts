import { css, html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { Query, RowsView, SummaryView } from '../../shared/protocol.ts';
import { ActionEvent, QueryEvent, RowsFocusEvent } from '../events.ts';
import { count, percent } from '../format.ts';
import { strings, t } from '../strings.ts';
import { base } from '../styles.ts';
import { filters, wholeRun } from '../viewState.ts';
import './filterMenu.ts';
import { type Option, sorting, sortOptions, sortValue } from './toolbarOptions.ts';

/** Which rows the table shows, and in which order. */
export class Toolbar extends LitElement {
  static override properties = {
    summary: { attribute: false },
    query: { attribute: false },
    total: { attribute: false },
    searching: { attribute: false },
  };
  declare summary: SummaryView;
  declare query: Query;
  declare total: number | undefined;
  declare searching: RowsView['searching'];

  #typing: ReturnType<typeof setTimeout> | undefined;

  /** Takes the focus to the search. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.search')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  override render() {
    return html`
      <vscode-textfield
        class="search"
        .label=${t(strings.search)}
        placeholder=${t(strings.searchHint)}
        .value=${this.query.search}
        @input=${this.#onType}
        @compositionend=${this.#onType}
        @keydown=${this.#onSearchKey}
      >
        <vscode-icon slot="content-before" name="search"></vscode-icon>
        ${
          this.query.search === ''
            ? nothing
            : html`
                <vscode-icon
                  slot="content-after"
                  name="close"
                  action-icon
                  label=${t(strings.clearSearch)}
                  title=${t(strings.clearSearch)}
                  @click=${() => this.#ask({ ...this.query, search: '' })}
                ></vscode-icon>
              `
        }
      </vscode-textfield>
      <gavel-filter-menu .summary=${this.summary} .query=${this.query}></gavel-filter-menu>
      ${this.#range()}
      <span class="sort">
        <span class="quiet word">${t(strings.sort)}</span>
        <vscode-single-select
          label=${t(strings.sortBy)}
          title=${t(strings.sortByHint)}
          .options=${this.#stable(sortOptions(this.summary))}
          .value=${live(sortValue(this.query))}
          @change=${(event: Event) => this.#ask(sorting(this.query, typed(event)))}
        ></vscode-single-select>
        ${this.#direction()}
      </span>
      <span
        class="quiet number shown"
        role=${this.summary.progress ? nothing : 'status'}
        title=${t(this.searching === undefined ? strings.shownHint : strings.searchingHint)}
      >${this.#shown()}</span>
      ${
        filters(this.query)
          ? html`
              <vscode-toolbar-button
                icon="clear-all"
                label=${t(strings.clearFilters)}
                title=${t(strings.clearFilters)}
                @click=${() => this.#ask({ ...wholeRun, sort: this.query.sort })}
              ></vscode-toolbar-button>
            `
          : nothing
      }
      <vscode-button
        secondary
        icon="law"
        title=${t(strings.trustHint)}
        @click=${() => this.dispatchEvent(new ActionEvent({ kind: 'trust' }))}
      >
        <span class="word">${t(strings.trust)}</span>
      </vscode-button>
      <vscode-button
        secondary
        icon="export"
        title=${t(strings.exportHint)}
        @click=${() => this.dispatchEvent(new ActionEvent({ kind: 'export' }))}
      >
        <span class="word">${t(strings.export)}</span>
      </vscode-button>
    `;
  }

  /** Sets options only when they differ: a list that is open while a run goes on would lose its place. */
  #stable(options: Option[]) {
    return guard(
      options.flatMap(({ value, label }) => [value, label]),
      () => options,
    );
  }

  #range() {
    const { min = 0, max = 1 } = this.query.scores ?? {};
    const field = (value: number, hint: string, name: 'min' | 'max') => html`
      <vscode-textfield
        type="number"
        min="0"
        max="100"
        step="5"
        .label=${t(hint)}
        title=${t(hint)}
        .value=${String(Math.round(value * 100))}
        @change=${(event: Event) => this.#setRange(name, event)}
      ></vscode-textfield>
    `;
    return html`
      <span class="range">
        <span class="quiet">${t(strings.scoreRange)}</span>
        ${field(min, strings.scoreFrom, 'min')} <span class="quiet">–</span> ${field(max, strings.scoreTo, 'max')}
        <span class="quiet">%</span>
      </span>
    `;
  }

  #setRange(end: 'min' | 'max', event: Event): void {
    const { scores = { min: 0, max: 1 }, ...rest } = this.query;
    const share = Number.parseFloat(typed(event)) / 100;
    const value = Number.isFinite(share) ? Math.max(0, Math.min(1, share)) : end === 'min' ? 0 : 1;
    (event.target as HTMLElement & { value: string }).value = String(Math.round(value * 100));
    const range = { ...scores, [end]: value };
    this.#ask(range.min === 0 && range.max === 1 ? rest : { ...rest, scores: range });
  }

  #direction() {
    const { sort } = this.query;
    const label = t(sort.descending ? strings.descending : strings.ascending);
    return html`
      <vscode-toolbar-button
        icon=${sort.descending ? 'arrow-down' : 'arrow-up'}
        label=${label}
        title=${label}
        @click=${() => this.#ask({ ...this.query, sort: { ...sort, descending: !sort.descending } })}
      ></vscode-toolbar-button>
    `;
  }

  #shown(): string {
    if (this.total === undefined) return '';
    const shown = t(strings.shown, count(this.total), count(this.summary.done));
    return this.searching === undefined ? shown : `${t(strings.searching, percent(this.searching))} · ${shown}`;
  }

  readonly #onType = (event: Event): void => {
    // Half a Chinese word is nothing to search for: `compositionend` comes with the whole.
    if (event instanceof InputEvent && event.isComposing) return;
    const search = typed(event);
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#ask({ ...this.query, search }), 150);
  };

  /** Escape leaves the search behind; Enter keeps it. Both go on to the rows. */
  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.isComposing || (event.key !== 'Escape' && event.key !== 'Enter')) return;
    event.preventDefault();
    this.#ask({ ...this.query, search: event.key === 'Escape' ? '' : typed(event) });
    this.dispatchEvent(new RowsFocusEvent());
  };

  #ask(query: Query): void {
    clearTimeout(this.#typing);
    this.dispatchEvent(new QueryEvent(query));
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
        padding: 4px 12px 8px;
        container-type: inline-size;
      }
      vscode-textfield {
        width: auto;
      }
      .search {
        flex: 1 1 180px;
        max-width: 420px;
      }
      vscode-single-select {
        width: 132px;
      }
      .sort,
      .range {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        white-space: nowrap;
      }
      .range vscode-textfield {
        width: 54px;
      }
      .shown {
        margin-inline-start: auto;
      }
      @container (max-width: 1000px) {
        .word {
          display: none;
        }
      }
      /* The histogram filters by score too. */
      @container (max-width: 480px) {
        .range {
          display: none;
        }
      }
    `,
  ];
}

function typed(event: Event): string {
  return (event.target as HTMLElement & { value: string }).value;
}

customElements.define('gavel-toolbar', Toolbar);
