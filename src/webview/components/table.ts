import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Query, RowTexts, RowView, SummaryView } from '../../shared/protocol.ts';
import { CloseEvent, QueryEvent, SelectEvent, ShownEvent } from '../events.ts';
import { ScrollMap } from '../scrollMap.ts';
import { strings, t } from '../strings.ts';
import { columnsOf, headCell, lineWidth, row, rowHeight, rowId, scoresWidth } from './tableRow.ts';
import { tableStyles } from './tableStyles.ts';
import { sorting, sortValue } from './toolbarOptions.ts';

/** Rows drawn above and below those on the screen. */
const overscan = 5;

/**
 * The rows, of which only those on the screen exist: each element shows one row after another as the list is scrolled.
 * It is one tab stop: the keys move the active row, which `aria-activedescendant` names.
 */
export class Table extends LitElement {
  static override properties = {
    summary: { attribute: false },
    query: { attribute: false },
    total: { attribute: false },
    rowAt: { attribute: false },
    textsOf: { attribute: false },
    active: { attribute: false },
    top: { attribute: false },
    /** The rows themselves have changed. */
    version: { attribute: false },
  };
  declare summary: SummaryView;
  declare query: Query;
  declare total: number;
  declare rowAt: (place: number) => RowView | undefined;
  declare textsOf: (row: number) => RowTexts | undefined;
  /** The place of the active row; undefined for none. */
  declare active: number | undefined;
  /** The place that is at the top at first. */
  declare top: number;
  declare version: number;

  readonly #map = new ScrollMap();
  /** Pixels that the rows have on the screen. */
  #view = rowHeight;
  /** The place that is to be at the top as soon as there are so many rows. */
  #wantedTop: number | undefined;
  #shown = '';
  /** What the element's `scrollTop` is: asking it would lay the page out at once. */
  #scrollTop = 0;
  readonly #size = new ResizeObserver(([entry]) => {
    const { active } = this;
    const wasInSight = active !== undefined && this.#isInSight(active);
    this.#view = Math.max(rowHeight, (entry?.contentRect.height ?? 0) - rowHeight);
    this.requestUpdate();
    // The detail that opens must not cover the row that it is about.
    if (wasInSight) this.reveal(active);
  });

  constructor() {
    super();
    this.total = 0;
    this.top = 0;
  }

  /** Scrolls a place into view. */
  reveal(place: number): void {
    this.#wantedTop = undefined;
    void this.updateComplete.then(() => {
      const last = (place + 1) * rowHeight - this.#view;
      const top = Math.max(last, Math.min(place * rowHeight, this.#map.top));
      if (top === this.#map.top) return;
      this.#map.moveTo(top);
      this.requestUpdate();
    });
  }

  #isInSight(place: number): boolean {
    const top = place * rowHeight - this.#map.top;
    return top >= 0 && top + rowHeight <= this.#view;
  }

  /** Gives the rows the focus. */
  override focus(): void {
    this.#grid?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  get #grid(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.grid');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('query');
    if (!this.hasUpdated && this.top > 0) this.#wantedTop = this.top;
    this.#map.resize(this.total * rowHeight, this.#view);
    if (before !== undefined && before !== this.query) this.#map.moveTo(0);
    if (this.#wantedTop === undefined || this.total === 0) return;
    this.#map.moveTo(this.#wantedTop * rowHeight);
    const isThere = this.#map.top >= this.#wantedTop * rowHeight;
    // What is still being read may come to have so many rows.
    if (isThere || this.summary.reading === undefined) this.#wantedTop = undefined;
  }

  protected override firstUpdated(): void {
    if (this.#grid) this.#size.observe(this.#grid);
  }

  protected override updated(): void {
    if (this.#scrollTop !== this.#map.scrollTop) {
      this.#scrollTop = this.#map.scrollTop;
      this.#grid?.scrollTo({ top: this.#scrollTop, behavior: 'instant' });
    }
    const [from, to] = this.#range();
    const top = this.#wantedTop ?? Math.floor(this.#map.top / rowHeight);
    const shown = `${from} ${to} ${top} ${this.total}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.dispatchEvent(new ShownEvent(from, to, top));
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
        aria-activedescendant=${active ? rowId(active.row) : ''}
        .style=${`--scores: ${scoresWidth(this.summary)}em; --line: ${lineWidth(this.summary)}ch`}
        @keydown=${this.#onKey}
        @click=${this.#onClick}
        @scroll=${this.#onScroll}
        @scrollend=${this.#onScrollEnd}
      >
        <div class="head row" role="row" aria-rowindex="1">
          ${columns.map((column) => headCell(column, this.query.sort))}
        </div>
        <div class="rows" role="rowgroup" .style=${`height: ${this.#map.height}px`}>
          ${this.#places().map((place) => (place < this.total ? this.#row(place, columns) : nothing))}
        </div>
      </div>
    `;
  }

  #row(place: number, columns: ReturnType<typeof columnsOf>) {
    const view = this.rowAt(place);
    const texts = view && this.textsOf(view.row);
    const top = this.#map.placeOf(place * rowHeight);
    const { judged } = this.summary;
    const isActive = place === this.active;
    const names = columns.map(({ name }) => name).join();
    return guard([view, texts, place, top, isActive, names], () =>
      row({ view, texts, place, top, columns, judged, isActive }),
    );
  }

  /** The places that are drawn: as many as fit on the screen, and some before and after. */
  #range(): [from: number, to: number] {
    const first = Math.floor(this.#map.top / rowHeight);
    const from = Math.max(0, first - overscan);
    return [from, Math.min(this.total, from + this.#count)];
  }

  get #count(): number {
    return Math.ceil(this.#view / rowHeight) + 1 + 2 * overscan;
  }

  /** The places in the order of the elements that show them: one that stays in sight keeps its element. */
  #places(): number[] {
    const [from] = this.#range();
    const count = this.#count;
    return Array.from({ length: count }, (_, element) => from + ((element - (from % count) + count) % count));
  }

  readonly #onScroll = (): void => {
    const scrollTop = this.#grid?.scrollTop ?? 0;
    // The scroll that `updated` has made comes back as an event, rounded to what the screen can show.
    if (Math.abs(scrollTop - this.#scrollTop) < 1) return;
    this.#scrollTop = scrollTop;
    this.#wantedTop = undefined;
    this.#map.scrolled(scrollTop);
    this.requestUpdate();
  };

  readonly #onScrollEnd = (): void => {
    this.#map.settle();
    this.requestUpdate();
  };

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
    if (event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'Escape') this.dispatchEvent(new CloseEvent());
    const page = Math.max(1, Math.floor(this.#view / rowHeight) - 1);
    const at = this.active ?? -1;
    const ends: Record<string, number> = { Home: 0, End: this.total - 1 };
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Enter: Math.max(0, at),
    };
    const place = ends[event.key] ?? (event.ctrlKey ? undefined : steps[event.key]);
    if (place === undefined) return;
    event.preventDefault();
    this.dispatchEvent(new SelectEvent(place, event.key === 'Enter' ? 'detail with focus' : 'nothing'));
  };

  static override styles = tableStyles;
}

customElements.define('gavel-table', Table);
