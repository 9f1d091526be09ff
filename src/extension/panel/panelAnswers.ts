import { tasks } from '../../judging/tasks.ts';
import { isJudged, type RunRecord } from '../../runs/run.ts';
import { createTable, type Table } from '../../runs/table.ts';
import type { Answers, Ask, Problem, RowsView, SummaryView } from '../../shared/protocol.ts';
import type { LiveRun } from '../liveRun.ts';
import type { Translate } from '../translate.ts';
import { detailView } from './detailView.ts';
import { Instructions } from './instructions.ts';
import type { PanelServices } from './panelServices.ts';
import { rowView } from './rowView.ts';
import { summaryView } from './summaryView.ts';

/** Rows that one answer may hold. */
const mostRows = 200;

/** The page, as far as its answers go. */
export interface Page {
  /** An answer given before would now be another. */
  changed(): void;
  /** The `RowRef.index` of a row that the page is to show; undefined once it has been taken. */
  takeRowToShow(): number | undefined;
}

/** Answers what the page asks about one run. */
export class PanelAnswers {
  readonly #run: LiveRun;
  readonly #services: PanelServices;
  readonly #translate: Translate;
  readonly #page: Page;
  readonly #instructions: Instructions;
  readonly #table: Table;
  #summary: { of: string; view: SummaryView } | undefined;

  constructor(run: LiveRun, services: PanelServices, translate: Translate, page: Page) {
    this.#run = run;
    this.#services = services;
    this.#translate = translate;
    this.#page = page;
    this.#instructions = new Instructions(
      run.records,
      (record) => services.sample(run, record),
      () => {
        this.#table.textChanged();
        page.changed();
      },
    );
    this.#table = createTable(run.records, (record) => this.#instructions.known(record));
  }

  /** Answers one question. A problem comes back as a value; what a service throws does not get out. */
  async answer(ask: Ask): Promise<{ answer: Answers[Ask['kind']] } | { problem: Problem }> {
    try {
      return await this.#dispatch(ask);
    } catch (error) {
      return problem('failed', error instanceof Error ? error.message : String(error));
    }
  }

  /** Stops what still goes on in the background. */
  dispose(): void {
    this.#instructions.dispose();
  }

  async #dispatch(ask: Ask): Promise<{ answer: Answers[Ask['kind']] } | { problem: Problem }> {
    const run = this.#run;
    const services = this.#services;
    switch (ask.kind) {
      case 'summary':
        return { answer: this.#summaryNow() };
      case 'rows':
        return { answer: await this.#rows(ask) };
      case 'detail':
        return this.#with(ask.record, async (record) => {
          const sample = isJudged(record) ? await services.sample(run, record) : undefined;
          return { answer: detailView(record, ask.record, tasks[run.header.task], sample, this.#translate) };
        });
      case 'prompt':
        return this.#with(ask.record, async (record) => {
          const messages = isJudged(record) ? await services.prompt(run, record) : undefined;
          if (messages === undefined) return problem('changed', this.#translate(changedMessage));
          return { answer: [...messages] };
        });
      case 'openPrompt':
        return this.#with(ask.record, async (record) => {
          if (isJudged(record)) await services.openPrompt(run, record);
          return { answer: null };
        });
      case 'reveal':
        return this.#with(ask.record, async (record) => {
          await services.reveal(run, record);
          return { answer: null };
        });
      case 'copy':
        await services.copy(ask.text);
        return { answer: null };
      case 'export':
        await services.exportRun(run);
        return { answer: null };
      case 'cancel':
        services.cancel(run);
        return { answer: null };
    }
  }

  #summaryNow(): SummaryView {
    const rowIndex = this.#page.takeRowToShow();
    const show = rowIndex === undefined ? -1 : this.#run.records.findIndex(({ row }) => row.index === rowIndex);
    return show < 0 ? this.#sums() : { ...this.#sums(), show };
  }

  /** The same object while nothing has happened: summing up goes over every record. */
  #sums(): SummaryView {
    const { records, state, total } = this.#run;
    const of = `${records.length} ${state} ${total}`;
    if (this.#summary?.of !== of) {
      this.#summary = { of, view: summaryView(this.#run, tasks[this.#run.header.task], this.#translate) };
    }
    return this.#summary.view;
  }

  async #rows({ query, from, count, locate }: Extract<Ask, { kind: 'rows' }>): Promise<RowsView> {
    const { records } = this.#run;
    const order = this.#table.select(query);
    const window = [...order.subarray(from, from + Math.min(count, mostRows))];
    const located = locate === undefined ? -1 : order.indexOf(locate);
    const all = records.length;
    const total = order.length;
    if (query.search.trim() !== '') void this.#instructions.readAll();
    const searching = query.search.trim() === '' ? undefined : this.#instructions.progress;
    const rows = await Promise.all(
      window.map(async (index) => {
        const record = records[index];
        return record && rowView(record, index, await this.#instructions.of(index), this.#translate);
      }),
    );
    return {
      from,
      rows: rows.filter((row) => row !== undefined),
      total,
      all,
      ...(located < 0 ? {} : { located }),
      ...(searching === undefined ? {} : { searching }),
    };
  }

  async #with<T>(index: number, use: (record: RunRecord) => Promise<T>): Promise<T | { problem: Problem }> {
    const record = this.#run.records[index];
    return record === undefined ? problem('no row', this.#translate(noRowMessage)) : use(record);
  }
}

const changedMessage =
  'The row has changed since it was judged, or its file is gone. Judge it again to see its prompt.';
const noRowMessage = 'This run has no such row. Choose another one in the table.';

function problem(reason: Problem['reason'], message: string): { problem: Problem } {
  return { problem: { reason, message } };
}
