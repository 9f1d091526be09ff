import type {
  Ask,
  DetailView,
  LabelView,
  Problem,
  PromptMessage,
  Query,
  RowsView,
  SummaryView,
} from '../shared/protocol.ts';
import type { HostClient } from './hostClient.ts';
import { RowWindows } from './rowWindows.ts';
import { ShownTexts } from './shownTexts.ts';
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
  /** Lets some time pass between two looks at a run that goes on or is being read. */
  pause(): Promise<void>;
}

/** What the user can have done. */
export type Action = Exclude<Ask, { kind: 'summary' | 'rows' | 'texts' | 'detail' | 'prompt' | 'label' }>;

/** An exact prompt, once it was asked for. */
export interface PromptState {
  row: number;
  messages?: PromptMessage[];
  problem?: Problem;
}

/** Everything the page shows and every change the user can make to it, without a word of HTML. */
export class ResultsModel {
  readonly #around: Surroundings;
  #shown: [from: number, to: number];
  #refreshing = false;
  #changedAgain = false;
  #revealWhenLocated = false;
  /** Where which row was when rows were last pulled. */
  #located: { row: number; place: number | undefined } | undefined;
  /** The detail that is there or asked for: of which row, and which of its judgements where that is known. */
  #detailOf: { row: number; judged: number | undefined } | undefined;
  /** Labels that are on their way, and the detail with the last one that is known to be kept. */
  #labelsAsked = 0;
  #labelled: DetailView | undefined;

  view: ViewState;
  readonly rows: RowWindows;
  readonly texts: ShownTexts;
  summary: SummaryView | undefined;
  /** Why there is nothing to show. */
  problem: Problem | undefined;
  /** Why the last action did not happen. */
  refusal: Problem | undefined;
  /** How much a search has read, 0..1, while it still reads. */
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
    this.texts = new ShownTexts(
      (rows) => around.client.ask({ kind: 'texts', rows }),
      () => around.changed(),
    );
    around.keep(view);
    this.#shown = [view.top, view.top + firstRows];
    this.rows.show(...this.#shown);
  }

  /** Looks at the run anew; calls that come while it looks make it look once more. */
  async refresh(): Promise<void> {
    this.#changedAgain = true;
    if (this.#refreshing) return;
    this.#refreshing = true;
    while (this.#changedAgain) {
      this.#changedAgain = false;
      await this.#pullSummary();
      if (this.#isGrowing) await this.#around.pause();
    }
    this.#refreshing = false;
  }

  get #isGrowing(): boolean {
    const { state, reading } = this.summary ?? {};
    return state === 'running' || state === 'pausing' || reading !== undefined;
  }

  /** Asks for other rows or another order. */
  setQuery(query: Query): void {
    this.#change({ ...this.view, query });
    this.searching = undefined;
    this.rows.setQuery(query);
  }

  /** Looks at the row at a place; `open` shows its detail too. */
  select(place: number, open = false): void {
    const total = this.rows.total ?? 0;
    if (total === 0) return;
    this.place = Math.max(0, Math.min(total - 1, place));
    this.#around.reveal(this.place);
    const view = this.rows.row(this.place);
    const { row: _, ...rest } = this.view;
    // A row that has not been pulled yet is taken up by `#arrived`.
    this.#change({ ...rest, ...(view && { row: view.row }), detailOpen: rest.detailOpen || open });
    if (view) void this.#pullDetail(view.row, view.judged);
  }

  /** Folds the detail away. */
  closeDetail(): void {
    this.#detailOf = undefined;
    this.detail = undefined;
    this.#change({ ...this.view, detailOpen: false });
  }

  /** Remembers a change of the layout. */
  setLayout(layout: Partial<Pick<ViewState, 'split' | 'unfolded'>>): void {
    this.#change({ ...this.view, ...layout });
  }

  /** Says which places are on the screen, from..to-1, and which one is at the top. */
  show(from: number, to: number, top: number): void {
    // Nothing on the page shows this, so it is kept without a word: it changes with every row that scrolls by.
    this.view = { ...this.view, top };
    this.#around.keep(this.view);
    this.#shown = [from, to];
    this.rows.show(from, to);
    this.#showTexts();
  }

  /** Asks the extension to do something; a refusal shows until the next action. */
  async act(ask: Action): Promise<void> {
    this.dismiss();
    const { problem } = await this.#around.client.ask(ask);
    this.refusal = problem;
    this.#around.changed();
  }

  /** Keeps what the user says of a row. */
  async label(row: number, label: LabelView): Promise<void> {
    if (this.#labelsAsked++ === 0) this.#labelled = this.detail;
    // Shown at once: the next click adds to it, and may come before this one is kept.
    if (this.detail?.row === row) this.detail = { ...this.detail, label };
    this.dismiss();
    const { answer, problem } = await this.#around.client.ask({ kind: 'label', row, label });
    if (answer !== undefined) this.#labelled = answer;
    // What was not kept is not to look as if it was.
    const isLast = --this.#labelsAsked === 0;
    if (isLast && this.detail?.row === row && this.#labelled?.row === row) this.detail = { ...this.#labelled };
    if (problem) this.refusal = problem;
    this.#around.changed();
  }

  /** Takes the last refusal off the page. */
  dismiss(): void {
    this.refusal = undefined;
    this.#around.changed();
  }

  /** Fetches the exact prompt of the row looked at. */
  async loadPrompt(): Promise<void> {
    const row = this.detail?.row;
    if (row === undefined || this.prompt?.row === row) return;
    this.prompt = { row };
    const { answer, problem } = await this.#around.client.ask({ kind: 'prompt', row });
    if (this.prompt?.row !== row) return;
    this.prompt = answer === undefined ? { row, problem } : { row, messages: answer };
    this.#around.changed();
  }

  async #pullSummary(): Promise<void> {
    const { answer, problem } = await this.#around.client.ask({ kind: 'summary' });
    this.problem = problem;
    if (answer === undefined) {
      this.#around.changed();
      return;
    }
    this.summary = answer;
    if (answer.show !== undefined) this.#show(answer.show);
    // Of a run that is being read, the row may have come only now.
    else if (this.view.row !== undefined && !this.#detailOf) void this.#pullDetail(this.view.row, undefined);
    this.rows.refresh();
    this.#around.changed();
  }

  /** Shows a row asked for from outside the page; filters that leave it out are dropped. */
  #show(row: number): void {
    this.#change({ ...this.view, row, detailOpen: true });
    this.#revealWhenLocated = true;
    void this.#pullDetail(row, undefined);
  }

  async #pullRows(query: Query, from: number, count: number) {
    const { row } = this.view;
    if (row === undefined) return this.#around.client.ask({ kind: 'rows', query, from, count });
    const outcome = await this.#around.client.ask({ kind: 'rows', query, from, count, locate: row });
    if (outcome.answer !== undefined) this.#located = { row, place: outcome.answer.located };
    return outcome;
  }

  #arrived(answer: RowsView): void {
    this.searching = answer.searching;
    const { row } = this.view;
    if (row === undefined) this.#takeUp(this.place);
    else if (this.#located?.row === row) {
      this.place = this.#located.place;
      if (this.#revealWhenLocated) this.#revealLocated(this.place);
      this.#followDetail(row);
    }
    this.#showTexts();
    this.#around.changed();
  }

  /** The place was chosen before its row was there. */
  #takeUp(place: number | undefined): void {
    const view = place === undefined ? undefined : this.rows.row(place);
    if (!view) return;
    this.#change({ ...this.view, row: view.row });
    void this.#pullDetail(view.row, view.judged);
  }

  /** The row looked at may have been judged again. */
  #followDetail(row: number): void {
    const view = this.place === undefined ? undefined : this.rows.row(this.place);
    if (view?.row !== row || this.#detailOf?.row !== row) return;
    if (this.#detailOf.judged === undefined) this.#detailOf.judged = view.judged;
    else if (this.#detailOf.judged !== view.judged) void this.#pullDetail(row, view.judged);
  }

  #showTexts(): void {
    const [from, to] = this.#shown;
    const places = Array.from({ length: to - from }, (_, i) => this.rows.row(from + i));
    this.texts.show(places.filter((view) => view !== undefined));
  }

  #revealLocated(place: number | undefined): void {
    if (place !== undefined) {
      this.#revealWhenLocated = false;
      this.#around.reveal(place);
    } else if (filters(this.view.query)) {
      this.setQuery({ ...wholeRun, sort: this.view.query.sort });
    }
  }

  async #pullDetail(row: number, judged: number | undefined): Promise<void> {
    if (!this.view.detailOpen) return;
    const known = this.#detailOf;
    if (known?.row === row && (judged === undefined || known.judged === judged)) return;
    const asked = { row, judged };
    this.#detailOf = asked;
    const { answer, problem } = await this.#around.client.ask({ kind: 'detail', row });
    if (this.#detailOf !== asked) return;
    this.detail = answer;
    if (!answer) this.#detailOf = undefined;
    this.refusal = problem?.reason === 'no row' && this.#isGrowing ? undefined : problem;
    if (known?.row === row && this.prompt) this.prompt = undefined;
    if (this.view.unfolded.includes('prompt')) void this.loadPrompt();
    this.#around.changed();
  }

  #change(view: ViewState): void {
    this.view = view;
    this.#around.keep(this.view);
    this.#around.changed();
  }
}
