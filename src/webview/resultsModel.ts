import type { Ask, DetailView, Problem, PromptMessage, Query, RowsView, SummaryView } from '../shared/protocol.ts';
import type { HostClient } from './hostClient.ts';
import { RowWindows } from './rowWindows.ts';
import { filters, type ViewState, wholeRun } from './viewState.ts';

/** Rows pulled before the table has said how many fit into it. */
const firstRows = 50;

/** What the page needs of its surroundings. */
export interface Surroundings {
  client: HostClient;
  /** Keeps the state for the next time the page is shown. */
  keep(state: ViewState): void;
  /** Something that is shown has changed. */
  changed(): void;
  /** Scrolls a place of the table into view. */
  reveal(place: number): void;
  /** Lets some time pass between two looks at a run that goes on. */
  pause(): Promise<void>;
}

/** An exact prompt, once it was asked for. */
export interface PromptState {
  record: number;
  messages?: PromptMessage[];
  problem?: Problem;
}

/** Everything the page shows and every change the user can make to it, without a word of HTML. */
export class ResultsModel {
  readonly #around: Surroundings;
  #refreshing = false;
  #changedAgain = false;
  #revealWhenLocated = false;
  /** Where which record was when rows were last pulled. */
  #located: { record: number; place: number | undefined } | undefined;

  view: ViewState;
  readonly rows: RowWindows;
  summary: SummaryView | undefined;
  /** Why there is nothing to show. */
  problem: Problem | undefined;
  /** Why the last action did not happen. */
  refusal: Problem | undefined;
  /** The progress of a search that still reads instructions. */
  searching: RowsView['searching'];
  /** Where the row looked at is in the present order; undefined when the query leaves it out. */
  place: number | undefined;
  detail: DetailView | undefined;
  prompt: PromptState | undefined;

  constructor(view: ViewState, around: Surroundings) {
    this.view = view;
    this.#around = around;
    this.rows = new RowWindows(
      view.query,
      (query, from, count) => this.#pullRows(query, from, count),
      (answer) => this.#arrived(answer),
    );
    around.keep(view);
    this.rows.show(view.top, view.top + firstRows);
  }

  /** Looks at the run anew; calls that come while it looks make it look once more. */
  async refresh(): Promise<void> {
    this.#changedAgain = true;
    if (this.#refreshing) return;
    this.#refreshing = true;
    while (this.#changedAgain) {
      this.#changedAgain = false;
      await this.#pullSummary();
      if (this.summary?.state === 'running') await this.#around.pause();
    }
    this.#refreshing = false;
  }

  /** Asks for other rows or another order. */
  setQuery(query: Query): void {
    this.#set({ query });
    this.searching = undefined;
    this.rows.setQuery(query);
  }

  /** Looks at the row at a place; `open` shows its detail too. */
  select(place: number, open = false): void {
    const total = this.rows.total ?? 0;
    if (total === 0) return;
    this.place = Math.max(0, Math.min(total - 1, place));
    this.#around.reveal(this.place);
    const row = this.rows.row(this.place);
    // A row that has not been pulled yet is taken up by `#arrived`.
    this.#set({ record: row?.record, detailOpen: this.view.detailOpen || open });
    if (row !== undefined) void this.#pullDetail(row.record);
  }

  /** Folds the detail away. */
  closeDetail(): void {
    this.#set({ detailOpen: false });
  }

  /** Remembers a change of the layout. */
  setLayout(layout: Partial<Pick<ViewState, 'split' | 'unfolded'>>): void {
    this.#set(layout);
  }

  /** Says which places are on the screen, from..to-1, and which one is at the top. */
  show(from: number, to: number, top: number): void {
    // Nothing on the page shows this, so it is kept without a word: it changes with every row that scrolls by.
    this.view = { ...this.view, top };
    this.#around.keep(this.view);
    this.rows.show(from, to);
  }

  /** Asks the extension to do something; a refusal shows until the next action. */
  async act(ask: Extract<Ask, { kind: 'openPrompt' | 'reveal' | 'copy' | 'export' | 'cancel' }>): Promise<void> {
    this.dismiss();
    const { problem } = await this.#around.client.ask(ask);
    this.refusal = problem;
    this.#around.changed();
  }

  /** Takes the last refusal off the page. */
  dismiss(): void {
    this.refusal = undefined;
    this.#around.changed();
  }

  /** Fetches the exact prompt of the row looked at. */
  async loadPrompt(): Promise<void> {
    const record = this.detail?.record;
    if (record === undefined || this.prompt?.record === record) return;
    this.prompt = { record };
    const { answer, problem } = await this.#around.client.ask({ kind: 'prompt', record });
    if (this.prompt?.record !== record) return;
    this.prompt = answer === undefined ? { record, problem } : { record, messages: answer };
    this.#around.changed();
  }

  async #pullSummary(): Promise<void> {
    const { answer, problem } = await this.#around.client.ask({ kind: 'summary' });
    this.problem = problem;
    if (answer === undefined) {
      this.#around.changed();
      return;
    }
    const first = this.summary === undefined;
    this.summary = answer;
    if (answer.show !== undefined) this.#show(answer.show);
    else if (first && this.view.detailOpen && this.view.record !== undefined) void this.#pullDetail(this.view.record);
    this.rows.refresh();
    this.#around.changed();
  }

  /** Shows a row asked for from outside the page; filters that leave it out are dropped. */
  #show(record: number): void {
    this.#set({ record, detailOpen: true });
    this.#revealWhenLocated = true;
    void this.#pullDetail(record);
  }

  async #pullRows(query: Query, from: number, count: number) {
    const { record } = this.view;
    if (record === undefined) return this.#around.client.ask({ kind: 'rows', query, from, count });
    const outcome = await this.#around.client.ask({ kind: 'rows', query, from, count, locate: record });
    if (outcome.answer !== undefined) this.#located = { record, place: outcome.answer.located };
    return outcome;
  }

  #arrived(answer: RowsView): void {
    this.searching = answer.searching;
    if (this.view.record !== undefined) {
      if (this.#located?.record === this.view.record) {
        this.place = this.#located.place;
        if (this.#revealWhenLocated) this.#revealLocated(this.place);
      }
    } else if (this.place !== undefined) {
      const record = this.rows.row(this.place)?.record;
      if (record !== undefined) {
        this.#set({ record });
        void this.#pullDetail(record);
      }
    }
    this.#around.changed();
  }

  #revealLocated(place: number | undefined): void {
    if (place !== undefined) {
      this.#revealWhenLocated = false;
      this.#around.reveal(place);
    } else if (filters(this.view.query)) {
      this.setQuery({ ...wholeRun, sort: this.view.query.sort });
    }
  }

  async #pullDetail(record: number): Promise<void> {
    if (!this.view.detailOpen || this.detail?.record === record) return;
    const { answer, problem } = await this.#around.client.ask({ kind: 'detail', record });
    if (this.view.record !== record) return;
    this.detail = answer;
    this.refusal = problem;
    if (this.view.unfolded.includes('prompt')) void this.loadPrompt();
    this.#around.changed();
  }

  #set(change: Partial<ViewState>): void {
    this.view = { ...this.view, ...change };
    this.#around.keep(this.view);
    this.#around.changed();
  }
}
