import type { Sample } from '../../dataset/sample.ts';
import { isJudged, type JudgedRecord, type RunRecord } from '../../runs/run.ts';
import type { RowTexts } from '../../shared/protocol.ts';
import type { LiveRun } from '../liveRun.ts';
import { excerpt, rationaleExcerpt } from './rowView.ts';

/** How long an answer waits for rows that are looked for, in milliseconds: they may have moved within a large file. */
const patienceMs = 250;

/** Rows that are looked for at a time, or were found and not asked for since. */
const mostLookups = 1000;

/** A row that is looked for in the source. */
interface Lookup {
  isOver: boolean;
  sample?: Sample | undefined;
  over: Promise<void>;
}

/** The texts of the few rows that are shown, read from the run file and the source each time: none is kept. */
export class RowTextsReader {
  readonly #run: LiveRun;
  readonly #sample: (record: JudgedRecord) => Promise<Sample | undefined>;
  readonly #lookups = new Map<string, Lookup>();
  /** Whether a judge was seen to say anything besides scores. */
  anyRationale = false;

  constructor(run: LiveRun, sample: (record: JudgedRecord) => Promise<Sample | undefined>) {
    this.#run = run;
    this.#sample = sample;
  }

  /** Texts of rows by index; those that the run does not have are left out. */
  async read(rows: readonly number[]): Promise<RowTexts[]> {
    const slots = rows.map((row) => this.#run.columns.slotOf(row)).filter((slot) => slot !== undefined);
    const records = (await this.#run.records(slots)).filter((record) => record !== undefined);
    const lookups = records.map((record) => (isJudged(record) ? this.#lookUp(record) : undefined));
    await inTime(lookups.map((lookup) => lookup?.over));
    return records.map((record, i) => this.#textsOf(record, lookups[i]));
  }

  #textsOf(record: RunRecord, lookup: Lookup | undefined): RowTexts {
    const rationale = rationaleExcerpt(record);
    this.anyRationale ||= rationale !== '' && isJudged(record);
    const texts = { row: record.row.index, rationale, labelled: lookup?.sample?.labels !== undefined };
    if (!lookup) return { ...texts, instruction: '' };
    if (!lookup.isOver) return texts;
    this.#lookups.delete(record.row.hash);
    return { ...texts, instruction: lookup.sample ? excerpt(lookup.sample.instruction) : null };
  }

  /** One search for a row, however often it is asked for meanwhile. */
  #lookUp(record: JudgedRecord): Lookup {
    const { hash } = record.row;
    const known = this.#lookups.get(hash);
    if (known) return known;
    const lookup: Lookup = { isOver: false, over: Promise.resolve() };
    const found = (sample?: Sample) => void Object.assign(lookup, { isOver: true, sample });
    // A source that can't be read is as good as gone here: the detail says what is wrong with it.
    lookup.over = this.#sample(record).then(found, () => found());
    this.#lookups.set(hash, lookup);
    for (const oldest of this.#lookups.keys()) {
      if (this.#lookups.size <= mostLookups) break;
      this.#lookups.delete(oldest);
    }
    return lookup;
  }
}

async function inTime(all: readonly (Promise<void> | undefined)[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.all(all), late]);
  clearTimeout(timer);
}
