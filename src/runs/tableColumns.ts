import { normalisedScores } from '../judging/judgement.ts';
import { isJudged, type RunRecord } from './run.ts';

/** How far a row got. */
export type RowStatus = 'scored' | 'partly scored' | 'unscored' | 'malformed';

/** In the order that sorting by status gives: what needs a look comes last. */
export const rowStatuses: readonly RowStatus[] = ['scored', 'partly scored', 'unscored', 'malformed'];

/**
 * What a table filters and sorts by, one typed array a column, so that a query over 100,000 rows never touches an
 * object. NaN is "no value" throughout: no comparison with it holds, so it can't pass for a number.
 */
export class TableColumns {
  readonly #records: readonly RunRecord[];
  #length = 0;

  line = new Float64Array(0);
  /** Index into rowStatuses. */
  status = new Uint8Array(0);
  /** Index into `reasons`. */
  reason = new Uint16Array(0);
  /** The reasons met so far; '' first, for rows that have none. */
  readonly reasons: string[] = [''];
  mean = new Float64Array(0);
  spread = new Float64Array(0);
  ms = new Float64Array(0);
  tokens = new Float64Array(0);
  offScale = new Uint8Array(0);
  noted = new Uint8Array(0);
  /** Where each record's scores begin in `scores`; one more entry than there are records. */
  #starts = new Uint32Array(1);
  #scores = new Float64Array(0);

  /** `records` may only ever grow at its end. */
  constructor(records: readonly RunRecord[]) {
    this.#records = records;
  }

  /** Records taken in so far. */
  get length(): number {
    return this.#length;
  }

  /** Takes in the records that were appended since the last time. */
  refresh(): void {
    this.#reserve(this.#records.length);
    for (let i = this.#length; i < this.#records.length; i++) {
      const record = this.#records[i];
      if (record !== undefined) this.#append(i, record);
    }
    this.#length = this.#records.length;
  }

  /** How many texts a record has scores for, given or not; 0 for a malformed row. */
  width(record: number): number {
    return (this.#starts[record + 1] ?? 0) - (this.#starts[record] ?? 0);
  }

  /** One normalised score of a record: NaN when it is missing, off the scale, or beyond the last. */
  score(record: number, position: number): number {
    const none = position >= this.width(record);
    return none ? Number.NaN : (this.#scores[(this.#starts[record] ?? 0) + position] ?? Number.NaN);
  }

  /** What a search looks into: the judge's words, or what is wrong. */
  text(record: number): string {
    const row = this.#records[record];
    if (row === undefined) return '';
    if (!isJudged(row)) return row.problem.message;
    const { rationale, rationales, detail } = row.judgement;
    return rationales === undefined && detail === undefined
      ? rationale
      : [rationale, ...(rationales ?? []), detail].filter((text) => text != null).join('\n');
  }

  #append(i: number, record: RunRecord): void {
    this.line[i] = record.row.line;
    const first = this.#starts[i] ?? 0;
    let last = first;
    if (isJudged(record)) {
      const { judgement } = record;
      const scores = normalisedScores(judgement);
      this.#scores = grown(this.#scores, first + scores.length);
      let [sum, known, lowest, highest] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const score of scores) {
        this.#scores[last++] = score ?? Number.NaN;
        if (score === null) continue;
        sum += score;
        known++;
        lowest = Math.min(lowest, score);
        highest = Math.max(highest, score);
      }
      this.mean[i] = known === 0 ? Number.NaN : sum / known;
      this.spread[i] = known === 0 ? Number.NaN : highest - lowest;
      this.ms[i] = judgement.ms;
      this.tokens[i] = judgement.tokens === undefined ? Number.NaN : judgement.tokens.input + judgement.tokens.output;
      this.offScale[i] = judgement.offScale.length > 0 ? 1 : 0;
      this.noted[i] = judgement.notes.length > 0 ? 1 : 0;
      this.status[i] = rowStatuses.indexOf(judgement.status);
      this.reason[i] = this.#reasonIndex(judgement.reason ?? '');
    } else {
      this.mean[i] = this.spread[i] = this.ms[i] = this.tokens[i] = Number.NaN;
      this.status[i] = rowStatuses.indexOf('malformed');
      this.reason[i] = this.#reasonIndex(record.problem.reason);
    }
    this.#starts[i + 1] = last;
  }

  #reasonIndex(reason: string): number {
    const known = this.reasons.indexOf(reason);
    return known >= 0 ? known : this.reasons.push(reason) - 1;
  }

  #reserve(length: number): void {
    this.line = grown(this.line, length);
    this.status = grown(this.status, length);
    this.reason = grown(this.reason, length);
    this.mean = grown(this.mean, length);
    this.spread = grown(this.spread, length);
    this.ms = grown(this.ms, length);
    this.tokens = grown(this.tokens, length);
    this.offScale = grown(this.offScale, length);
    this.noted = grown(this.noted, length);
    this.#starts = grown(this.#starts, length + 1);
  }
}

type Column = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** The column, with room for `length` values; doubles, so that growing row by row stays linear. */
function grown<T extends Column>(column: T, length: number): T {
  if (column.length >= length) return column;
  const larger = new (column.constructor as new (length: number) => T)(Math.max(length, column.length * 2, 256));
  larger.set(column);
  return larger;
}
