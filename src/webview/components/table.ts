import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { html, LitElement, type PropertyValues } from 'lit';
import type { Query, RowView, SummaryView } from '../../shared/protocol.ts';
import { QueryEvent, SelectEvent, ShownEvent } from '../events.ts';
import { strings, t } from '../strings.ts';
import { columnsOf, headCell, row, rowHeight, rowId, scoresWidth } from './tableRow.ts';
import { tableStyles } from './tableStyles.ts';
import { sorting, sortValue } from './toolbarOptions.ts';

/**
 * The rows, of which only those on the screen exist. It is one tab stop: the keys move the active row, which
 * `aria-activedescendant` names.
 */
export class Table extends LitElement {
  static override properties = {
    summary: { attribute: false },
    query: { attribute: false },
    total: { attribute: false },
    rowAt: { attribute: false },
    active: { attribute: false },
    top: { attribute: false },
    /** The rows themselves have changed. */
    version: { attribute: false },
  };
  declare summary: SummaryView;
  declare query: Query;
  declare total: number;
  declare rowAt: (place: number) => RowView | undefined;
  /** The place of the active row; undefined for none. */
  declare active: number | undefined;
  /** The place that is at the top at first. */
  declare top: number;
  declare version: number;

  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #shown = '';
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.total = 0;
    this.top = 0;
    this.#virtualizer = new Virtualizer(this.#options());
  }

  #options() {
    return {
      count: this.total,
      getScrollElement: () => this.renderRoot?.querySelector<HTMLElement>('.grid') ?? null,
      estimateSize: () => rowHeight,
      overscan: 10,
      // The head stays in view above the rows.
      scrollMargin: rowHeight,
      scrollPaddingStart: rowHeight,
      initialOffset: this.top * rowHeight,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.requestUpdate(),
    };
  }

  /** Scrolls a place into view. */
  reveal(place: number): void {
    void this.updateComplete.then(() => this.#virtualizer.scrollToIndex(place, { align: 'auto' }));
  }

  /** Gives the rows the focus. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.grid')?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // `_didMount` and `_willUpdate` are what TanStack's own adapters for frameworks call.
    this.#stop = this.#virtualizer._didMount();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#virtualizer.setOptions(this.#options());
    if (changed.has('query') && changed.get('query') !== undefined) this.#virtualizer.scrollToOffset(0);
  }

  protected override updated(): void {
    this.#virtualizer._willUpdate();
    const items = this.#virtualizer.getVirtualItems();
    const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
    if (`${from} ${to} ${this.total}` === this.#shown) return;
    this.#shown = `${from} ${to} ${this.total}`;
    this.dispatchEvent(new ShownEvent(from, to, this.#virtualizer.range?.startIndex ?? 0));
  }

  override render() {
    const columns = columnsOf(this.summary);
    const active = this.active === undefined ? undefined : this.rowAt(this.active);
    return html`
      <div
        class="grid"
        role="grid"
        tabindex="0"
        aria-label=${t(strings.table)}
        aria-rowcount=${this.total + 1}
        aria-colcount=${columns.length}
        aria-activedescendant=${active ? rowId(active.record) : ''}
        .style=${`--scores: ${scoresWidth(this.summary)}em`}
        @keydown=${this.#onKey}
        @click=${this.#onClick}
      >
        <div class="head row" role="row" aria-rowindex="1">
          ${columns.map((column) => headCell(column, this.query.sort))}
        </div>
        <div class="rows" role="rowgroup" .style=${`height: ${this.#virtualizer.getTotalSize()}px`}>
          ${this.#virtualizer
            .getVirtualItems()
            .map(({ index, start }) =>
              row(this.rowAt(index), index, start, columns, this.summary, index === this.active),
            )}
        </div>
      </div>
    `;
  }

  readonly #onClick = (event: Event): void => {
    const target = event.target as HTMLElement;
    const sortBy = target.closest('[data-sort]')?.getAttribute('data-sort') ?? undefined;
    if (sortBy !== undefined) {
      const { sort } = this.query;
      const again = sortBy === sortValue(this.query);
      const query = again
        ? { ...this.query, sort: { ...sort, descending: !sort.descending } }
        : sorting(this.query, sortBy);
      this.dispatchEvent(new QueryEvent(query));
      return;
    }
    const place = target.closest('[data-place]')?.getAttribute('data-place') ?? undefined;
    if (place !== undefined) this.dispatchEvent(new SelectEvent(Number(place), 'detail'));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const page = Math.max(1, Math.floor((this.#virtualizer.scrollRect?.height ?? 0) / rowHeight) - 2);
    const at = this.active ?? -1;
    const places: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: this.total - 1,
      Enter: Math.max(0, at),
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    this.dispatchEvent(new SelectEvent(place, event.key === 'Enter' ? 'detail with focus' : 'nothing'));
  };

  static override styles = tableStyles;
}

customElements.define('gavel-table', Table);
