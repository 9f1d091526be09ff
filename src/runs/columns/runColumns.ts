import { BatchNotes } from '../batch/batchNotes.ts';
import type { Place, RowRef } from '../run.ts';
import type { Canary } from './canaries.ts';
import { grown } from './growingColumn.ts';
import { HashColumn } from './hashColumn.ts';
import { type RecordCells, type RowStatus, rowStatuses, type WrittenCells } from './recordCells.ts';
import { type RowLabel, RowLabels } from './rowLabels.ts';
import { RunTotals } from './runTotals.ts';

/** A judgement by its key: what it came to and where it is written. */
export interface KnownJudgement extends Place {
  cells: RecordCells;
}

/**
 * A run in columns, one typed array each, so that a million rows fit into memory and a query never touches an object;
 * texts stay in the run file (`place`). A row has one slot for as long as the run is open, whatever is judged again.
 * NaN is "no value" throughout: no comparison with it holds, so it can't pass for a number.
 */
export class RunColumns {
  readonly totals = new RunTotals();
  /** The batches that the run has sent on their way. */
  readonly batches = new BatchNotes();
  /** What the judge made of bad responses that were put to it, in the order of the file. */
  readonly canaries: Canary[] = [];
  /** What people said of its rows in Gavel. */
  readonly labels = new RowLabels();
  /** Changes whenever a slot that was there holds something else than before; more slots alone don't change it. */
  revision = 0;

  line = new Uint32Array(0);
  /** Index into rowStatuses. */
  status = new Uint8Array(0);
  /** Index into `reasons`. */
  reason = new Uint16Array(0);
  /** The reasons met so far; '' first, for rows that have none. */
  readonly reasons: string[] = [''];
  /** Mean of the normalised scores, 0..1. */
  mean = new Float64Array(0);
  /** Milliseconds. */
  ms = new Float64Array(0);
  /** Input and output together. */
  tokens = new Float64Array(0);
  /** 1 for a row with a score off its scale. */
  offScale = new Uint8Array(0);
  noted = new Uint8Array(0);
  /** How far several votes are apart, 0..0.5 of the scale. */
  disagreement = new Float32Array(0);
  /** Whether several votes put the same text first: 1 they do, 2 they do not, 0 nobody knows. */
  sameWinner = new Uint8Array(0);
  /** 1 for a row whose texts may sway or confuse a judge. */
  suspicious = new Uint8Array(0);
  /** 1 for a row that the source has no more: it is in no total, and no table shows it. */
  gone = new Uint8Array(0);

  /** Content hashes of the rows; `hashOf` gives one as text. */
  readonly hashes = new HashColumn();
  readonly #key = new HashColumn();
  #length = 0;
  #index = new Uint32Array(0);
  #sourceOffset = new Float64Array(0);
  #sourceLength = new Uint32Array(0);
  #offset = new Float64Array(0);
  #recordLength = new Uint32Array(0);
  #inputTokens = new Float64Array(0);
  #min = new Float64Array(0);
  #max = new Float64Array(0);
  #scoresAt = new Uint32Array(0);
  #width = new Uint32Array(0);
  #scores = new Float64Array(0);
  #scoresLength = 0;
  /** Slot + 1 of each row; 0 for a row that has none. */
  #slots = new Uint32Array(0);
  /** Of the rows that the source has, as far as is known; -1 when there is none. */
  #lastIndex = -1;
  /** Made when someone first asks by key. */
  #byKey: Map<string, number> | undefined;
  /** Judgements whose row holds something else by now: it was edited, or another row has moved to its place. */
  readonly #displaced = new Map<string, KnownJudgement>();
  /** Rows that share a judgement that has not been read yet. */
  readonly #waiting = new Map<string, RowRef[]>();

  /** Rows that have a slot. */
  get length(): number {
    return this.#length;
  }

  /** The slot of a row by its 0-based index. */
  slotOf(rowIndex: number): number | undefined {
    const slot = this.#slots[rowIndex];
    return slot ? slot - 1 : undefined;
  }

  /** Where a row was when it was judged. */
  rowOf(slot: number): RowRef {
    return {
      index: this.#index[slot] ?? 0,
      line: this.line[slot] ?? 0,
      offset: this.#sourceOffset[slot] ?? 0,
      length: this.#sourceLength[slot] ?? 0,
      hash: this.hashes.get(slot),
    };
  }

  /** The content hash of a row. */
  hashOf(slot: number): string {
    return this.hashes.get(slot);
  }

  /** The row's 0-based index in its source. */
  indexOf(slot: number): number {
    return this.#index[slot] ?? 0;
  }

  /** What was asked, as a hash; of no meaning for a malformed row. */
  keyOf(slot: number): string {
    return this.#key.get(slot);
  }

  /** Where the run file holds the record. */
  place(slot: number): Place {
    return { offset: this.#offset[slot] ?? 0, length: this.#recordLength[slot] ?? 0 };
  }

  /** How many texts a row has scores for, given or not; 0 for a malformed row. */
  width(slot: number): number {
    return this.#width[slot] ?? 0;
  }

  /** One score as the judge gave it; NaN when it is missing or beyond the last. */
  score(slot: number, position: number): number {
    if (position >= this.width(slot)) return Number.NaN;
    return this.#scores[(this.#scoresAt[slot] ?? 0) + position] ?? Number.NaN;
  }

  /** One normalised score, 0..1: NaN when it is missing, off the scale, or beyond the last. */
  normalised(slot: number, position: number): number {
    const min = this.#min[slot] ?? 0;
    const max = this.#max[slot] ?? 1;
    const score = this.score(slot, position);
    return score >= min && score <= max ? (score - min) / (max - min) : Number.NaN;
  }

  /** The range of a row's normalised scores, 0..1; NaN when it has none. */
  spread(slot: number): number {
    let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = this.width(slot) - 1; i >= 0; i--) {
      const score = this.normalised(slot, i);
      if (score < lowest) lowest = score;
      if (score > highest) highest = score;
    }
    return highest >= lowest ? highest - lowest : Number.NaN;
  }

  /** How far a row got. */
  statusOf(slot: number): RowStatus {
    return rowStatuses[this.status[slot] ?? 0] ?? 'unscored';
  }

  /** A row's cells as an object: for the few rows that are on screen. */
  cells(slot: number): RecordCells {
    const tokens = this.tokens[slot] ?? Number.NaN;
    const input = this.#inputTokens[slot] ?? Number.NaN;
    const disagreement = this.disagreement[slot] ?? Number.NaN;
    const sameWinner = this.sameWinner[slot] ?? 0;
    return {
      row: this.rowOf(slot),
      status: this.statusOf(slot),
      reason: this.reasons[this.reason[slot] ?? 0] ?? '',
      scores: Array.from({ length: this.width(slot) }, (_, i) => {
        const score = this.score(slot, i);
        return Number.isNaN(score) ? null : score;
      }),
      scale: { min: this.#min[slot] ?? 0, max: this.#max[slot] ?? 1 },
      noted: this.noted[slot] === 1,
      suspicious: this.suspicious[slot] === 1,
      ...(!Number.isNaN(disagreement) && { disagreement }),
      ...(sameWinner > 0 && { sameWinner: sameWinner === 1 }),
      ms: this.ms[slot] ?? Number.NaN,
      ...(!Number.isNaN(tokens) && { tokens: { input, output: tokens - input } }),
    };
  }

  /** The judgement under a key, if the run has one. */
  find(key: string): KnownJudgement | undefined {
    const slot = this.#keys().get(key);
    return slot === undefined ? this.#displaced.get(key) : { cells: this.cells(slot), ...this.place(slot) };
  }

  /** Whether a row stands in the run just like this, with the judgement that its key has. */
  stands(row: RowRef, key: string): boolean {
    const slot = this.slotOf(row.index);
    if (slot === undefined || this.gone[slot] === 1 || this.keyOf(slot) !== key) return false;
    return this.#isRow(slot, row) && this.find(key)?.offset === this.#offset[slot];
  }

  /** Whether a row stands in the run as malformed, just here. */
  standsMalformed(row: RowRef): boolean {
    const slot = this.slotOf(row.index);
    if (slot === undefined || this.gone[slot] === 1 || this.statusOf(slot) !== 'malformed') return false;
    return this.#isRow(slot, row);
  }

  /**
   * Takes a record in, and where it is written. Of two records of one row the later counts, unless it is about the same
   * question and came to less: a judgement is never lost to a failure. False when it only waits for its judgement.
   */
  append(written: WrittenCells, place: Place): boolean {
    if ('same' in written) {
      const known = this.find(written.key);
      if (known) this.#put({ ...free(known.cells), row: written.same }, written.key, known);
      else this.#wait(written.key, written.same);
      return known !== undefined;
    }
    const { cells, key = '', reread = false } = written;
    // What is read again was paid for once.
    if (cells.tokens && !reread) this.totals.spend(cells.tokens);
    const known = key === '' || reread ? undefined : this.#knownAt(cells.row.index, key);
    const isLess = known !== undefined && rank(cells) > rank(known.cells);
    this.#put(isLess ? { ...known.cells, row: cells.row } : cells, key, isLess ? known : place);
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    for (const row of waiting ?? []) this.append({ same: row, key }, place);
    return true;
  }

  #wait(key: string, row: RowRef): void {
    const others = this.#waiting.get(key);
    if (others) others.push(row);
    else this.#waiting.set(key, [row]);
  }

  /** Takes in what the judge made of a bad response. */
  canary(canary: Canary): void {
    this.canaries.push(canary);
    if (canary.tokens) this.totals.spend(canary.tokens);
  }

  /** Takes in what people said of rows. */
  label(label: RowLabel): void {
    this.labels.take(label);
    this.revision++;
  }

  /** The source has only so many rows: what stands beyond is of an earlier file. */
  trim(rows: number): void {
    if (rows > this.#lastIndex) return;
    this.#lastIndex = rows - 1;
    for (let slot = 0; slot < this.#length; slot++) {
      if ((this.#index[slot] ?? 0) < rows || this.gone[slot] === 1) continue;
      this.totals.remove(this.cells(slot));
      this.gone[slot] = 1;
      this.revision++;
    }
  }

  #isRow(slot: number, row: RowRef): boolean {
    const { line, offset, length, hash } = this.rowOf(slot);
    return line === row.line && offset === row.offset && length === row.length && hash === row.hash;
  }

  #knownAt(rowIndex: number, key: string): KnownJudgement | undefined {
    const slot = this.slotOf(rowIndex);
    // No need of the index of all keys while a run is only read.
    if (slot !== undefined && this.keyOf(slot) === key) return { cells: this.cells(slot), ...this.place(slot) };
    return this.#byKey || this.#displaced.size > 0 ? this.find(key) : undefined;
  }

  #keys(): Map<string, number> {
    if (this.#byKey) return this.#byKey;
    this.#byKey = new Map();
    for (let slot = 0; slot < this.#length; slot++) {
      if (this.width(slot) === 0) continue;
      const key = this.keyOf(slot);
      const known = this.#byKey.get(key);
      if (known === undefined || this.#countsMore(slot, known)) this.#byKey.set(key, slot);
    }
    return this.#byKey;
  }

  /** Of two rows under one key, which a run has that was killed before it said that they are the same. */
  #countsMore(slot: number, other: number): boolean {
    const better = (this.status[other] ?? 0) - (this.status[slot] ?? 0);
    return better === 0 ? this.place(slot).offset >= this.place(other).offset : better > 0;
  }

  #put(cells: RecordCells, key: string, { offset, length }: Place): void {
    const known = this.slotOf(cells.row.index);
    const slot = known ?? this.#length++;
    if (known === undefined) this.#reserve(slot, cells.row.index);
    else this.#leave(slot, key);
    this.#index[slot] = cells.row.index;
    this.#lastIndex = Math.max(this.#lastIndex, cells.row.index);
    this.line[slot] = cells.row.line;
    this.#sourceOffset[slot] = cells.row.offset;
    this.#sourceLength[slot] = cells.row.length;
    this.hashes.set(slot, cells.row.hash);
    this.#key.set(slot, key);
    this.#offset[slot] = offset;
    this.#recordLength[slot] = length;
    this.status[slot] = rowStatuses.indexOf(cells.status);
    this.reason[slot] = this.#reasonIndex(cells.reason);
    this.ms[slot] = cells.ms;
    this.tokens[slot] = cells.tokens ? cells.tokens.input + cells.tokens.output : Number.NaN;
    this.#inputTokens[slot] = cells.tokens?.input ?? Number.NaN;
    this.noted[slot] = cells.noted ? 1 : 0;
    this.disagreement[slot] = cells.disagreement ?? Number.NaN;
    this.sameWinner[slot] = cells.sameWinner === undefined ? 0 : cells.sameWinner ? 1 : 2;
    this.suspicious[slot] = cells.suspicious ? 1 : 0;
    this.gone[slot] = 0;
    this.#putScores(slot, cells, known !== undefined);
    this.totals.add(cells);
    if (key === '') return;
    this.#displaced.delete(key);
    this.#byKey?.set(key, slot);
  }

  /** Something else comes into a slot: what it held leaves the totals, but not the run. */
  #leave(slot: number, key: string): void {
    this.revision++;
    const cells = this.cells(slot);
    if (this.gone[slot] !== 1) this.totals.remove(cells);
    const before = this.keyOf(slot);
    if (before === key || cells.status === 'malformed' || this.#keys().get(before) !== slot) return;
    this.#keys().delete(before);
    this.#displaced.set(before, { cells, ...this.place(slot) });
  }

  #putScores(slot: number, { scores, scale }: RecordCells, isReplaced: boolean): void {
    const fits = isReplaced && scores.length <= this.width(slot);
    const start = fits ? (this.#scoresAt[slot] ?? 0) : this.#scoresLength;
    if (!fits) this.#scoresLength += scores.length;
    this.#scores = grown(this.#scores, this.#scoresLength);
    this.#scoresAt[slot] = start;
    this.#width[slot] = scores.length;
    this.#min[slot] = scale.min;
    this.#max[slot] = scale.max;
    let [sum, known, isOff] = [0, 0, 0];
    for (const [i, score] of scores.entries()) {
      this.#scores[start + i] = score ?? Number.NaN;
      const normalised = this.normalised(slot, i);
      if (!Number.isNaN(normalised)) {
        sum += normalised;
        known++;
      } else if (score !== null) isOff = 1;
    }
    this.mean[slot] = known === 0 ? Number.NaN : sum / known;
    this.offScale[slot] = isOff;
  }

  #reasonIndex(reason: string): number {
    const known = this.reasons.indexOf(reason);
    return known >= 0 ? known : this.reasons.push(reason) - 1;
  }

  #reserve(slot: number, rowIndex: number): void {
    const length = slot + 1;
    this.#slots = grown(this.#slots, rowIndex + 1);
    this.#slots[rowIndex] = length;
    if (this.line.length >= length) return;
    this.line = grown(this.line, length);
    this.status = grown(this.status, length);
    this.reason = grown(this.reason, length);
    this.mean = grown(this.mean, length);
    this.ms = grown(this.ms, length);
    this.tokens = grown(this.tokens, length);
    this.offScale = grown(this.offScale, length);
    this.noted = grown(this.noted, length);
    this.disagreement = grown(this.disagreement, length);
    this.sameWinner = grown(this.sameWinner, length);
    this.suspicious = grown(this.suspicious, length);
    this.gone = grown(this.gone, length);
    // As long as the other columns, which grow by more than is asked for.
    this.hashes.reserve(this.line.length);
    this.#key.reserve(this.line.length);
    this.#index = grown(this.#index, length);
    this.#sourceOffset = grown(this.#sourceOffset, length);
    this.#sourceLength = grown(this.#sourceLength, length);
    this.#offset = grown(this.#offset, length);
    this.#recordLength = grown(this.#recordLength, length);
    this.#inputTokens = grown(this.#inputTokens, length);
    this.#min = grown(this.#min, length);
    this.#max = grown(this.#max, length);
    this.#scoresAt = grown(this.#scoresAt, length);
    this.#width = grown(this.#width, length);
  }
}

/** What an identical row has of a judgement: its tokens and time were spent once. */
function free({ tokens: _, ...cells }: RecordCells): RecordCells {
  return { ...cells, ms: 0 };
}

/** Lower is better. */
function rank({ status }: RecordCells): number {
  return rowStatuses.indexOf(status);
}
