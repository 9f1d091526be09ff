import { asksRationale } from '../../judging/task.ts';
import { tasks } from '../../judging/tasks.ts';
import { isJudged, type RunRecord } from '../../runs/run.ts';
import { RunTable } from '../../runs/table/table.ts';
import { TableScans } from '../../runs/table/tableScans.ts';
import type {
  Answers,
  Ask,
  DetailView,
  LabelView,
  Problem,
  RowsView,
  RowTexts,
  SummaryView,
} from '../../shared/protocol.ts';
import type { LiveRun } from '../liveRun.ts';
import { Throttle } from '../throttle.ts';
import type { Translate } from '../translate.ts';
import { detailView } from './detailView.ts';
import { labelView } from './labelView.ts';
import type { PanelServices } from './panelServices.ts';
import { RowTextsReader } from './rowTexts.ts';
import { rowView } from './rowView.ts';
import { summaryView } from './summaryView.ts';

/** Rows that one answer may hold. */
const mostRows = 200;

/** Milliseconds between two words about a search: each makes the table look through its rows again. */
const tellEvery = 500;

/** The page, as far as its answers go. */
export interface Page {
  /** An answer given before would now be another. */
  changed(): void;
  /** The `RowRef.index` of a row that the page is to show; undefined once it has been taken. */
  takeRowToShow(): number | undefined;
}

type Answer<T> = { answer: T } | { problem: Problem };

/** Answers what the page asks about one run. */
export class PanelAnswers {
  readonly #run: LiveRun;
  readonly #services: PanelServices;
  readonly #translate: Translate;
  readonly #page: Page;
  readonly #scans: TableScans;
  readonly #table: RunTable;
  readonly #texts: RowTextsReader;
  readonly #found: Throttle<'found'>;
  /** The rationale column shows what a judge says besides scores; some say nothing. */
  #anyRationale: boolean;

  constructor(run: LiveRun, services: PanelServices, translate: Translate, page: Page) {
    const { header, columns } = run;
    this.#run = run;
    this.#services = services;
    this.#translate = translate;
    this.#page = page;
    this.#found = new Throttle(tellEvery, () => page.changed());
    this.#scans = new TableScans(columns, services.files(run), header.source.size, () => this.#tellFound());
    this.#table = new RunTable(columns, this.#scans);
    this.#texts = new RowTextsReader(run, (record) => services.sample(run, record));
    this.#anyRationale = asksRationale(header.task, header.options) || header.options.explain;
  }

  /** Answers one question. A problem comes back as a value; what a service throws does not get out. */
  async answer(ask: Ask): Promise<Answer<Answers[Ask['kind']]>> {
    try {
      return await this.#dispatch(ask);
    } catch (error) {
      return problem('failed', error instanceof Error ? error.message : String(error));
    }
  }

  /** Stops what still goes on in the background. */
  dispose(): void {
    this.#scans.dispose();
    this.#found.dispose();
  }

  async #dispatch(ask: Ask): Promise<Answer<Answers[Ask['kind']]>> {
    const run = this.#run;
    const services = this.#services;
    switch (ask.kind) {
      case 'summary':
        return { answer: this.#summary() };
      case 'rows':
        return this.#rows(ask);
      case 'texts':
        return { answer: await this.#textsOf(ask.rows) };
      case 'detail':
        return this.#with(ask.row, (record) => this.#detail(record));
      case 'label':
        return this.#with(ask.row, (record) => this.#keepLabel(record, ask.label));
      case 'prompt':
        return this.#with(ask.row, async (record) => {
          const messages = isJudged(record) ? await services.prompt(run, record) : undefined;
          if (messages === undefined) return problem('changed', this.#translate(changedMessage));
          return { answer: [...messages] };
        });
      case 'openPrompt':
        return this.#with(ask.row, async (record) => {
          if (isJudged(record)) await services.openPrompt(run, record);
          return { answer: null };
        });
      case 'reveal':
        return this.#with(ask.row, async (record) => {
          await services.reveal(run, record);
          return { answer: null };
        });
      case 'copy':
        await services.copy(ask.text);
        return { answer: null };
      default:
        services.act(run, ask.kind);
        return { answer: null };
    }
  }

  async #detail(record: RunRecord): Promise<Answer<DetailView>> {
    const run = this.#run;
    const sample = isJudged(record) ? await this.#services.sample(run, record) : undefined;
    const view = detailView(record, tasks[run.header.task], sample, this.#translate);
    const label = labelView(run.columns, record.row.hash);
    return { answer: label ? { ...view, label } : view };
  }

  /** Checked by what reads labels from files: the page is no more to be trusted than these. */
  async #keepLabel(record: RunRecord, given: LabelView): Promise<Answer<DetailView>> {
    const { parseRowLabel } = await import('../../runs/file/rowLabelSchema.ts');
    const at = new Date().toISOString();
    const label = parseRowLabel({ label: { ...given, hash: record.row.hash, at } });
    if (!label || !isJudged(record)) return problem('failed', this.#translate(noLabelMessage));
    const trouble = await this.#services.label(this.#run, label);
    return trouble === undefined ? this.#detail(record) : problem('failed', trouble);
  }

  /** Of a search that is over at once, the page hears at once. */
  #tellFound(): void {
    if (this.#scans.searching === undefined) this.#page.changed();
    else this.#found.add('found');
  }

  #summary(): SummaryView {
    const view = summaryView(this.#run, tasks[this.#run.header.task], this.#anyRationale, this.#translate);
    const show = this.#page.takeRowToShow();
    return show === undefined ? view : { ...view, show };
  }

  async #rows({ query, from, count, locate }: Extract<Ask, { kind: 'rows' }>): Promise<Answer<RowsView>> {
    await this.#scans.follow(query);
    const order = await this.#table.select(query);
    if (order === undefined) return problem('overtaken', this.#translate(overtakenMessage));
    const { columns } = this.#run;
    const searched = locate === undefined ? undefined : columns.slotOf(locate);
    const located = searched === undefined ? -1 : order.indexOf(searched);
    const searching = this.#scans.searching;
    const slots = order.subarray(from, from + Math.min(count, mostRows));
    return {
      answer: {
        from,
        rows: Array.from(slots, (slot) => rowView(columns, slot, this.#translate)),
        total: order.length,
        ...(located < 0 ? {} : { located }),
        ...(searching === undefined ? {} : { searching }),
      },
    };
  }

  async #textsOf(rows: readonly number[]): Promise<RowTexts[]> {
    const texts = await this.#texts.read(rows.slice(0, mostRows));
    if (!this.#anyRationale && this.#texts.anyRationale) {
      this.#anyRationale = true;
      this.#page.changed();
    }
    return texts;
  }

  async #with<T>(row: number, use: (record: RunRecord) => Promise<Answer<T>>): Promise<Answer<T>> {
    const slot = this.#run.columns.slotOf(row);
    const [record] = slot === undefined ? [] : await this.#run.records([slot]);
    return record === undefined ? problem('no row', this.#translate(noRowMessage)) : use(record);
  }
}

const changedMessage =
  'The row has changed since it was judged, or its file is gone. Judge it again to see its prompt.';
const noLabelMessage = 'This is no label that can be kept. Label a row that was judged.';
const noRowMessage = 'This run has no such row. Choose another one in the table.';
const overtakenMessage = 'Another query was asked meanwhile.';

function problem(reason: Problem['reason'], message: string): { problem: Problem } {
  return { problem: { reason, message } };
}
