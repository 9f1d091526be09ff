import { isProblem } from '../../dataset/problem.ts';
import { readRows } from '../../dataset/rows.ts';
import { breather } from '../breathe.ts';
import { grown } from '../columns/growingColumn.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import { slotFinder } from '../export/exportRows.ts';
import type { Chunks } from '../rows/dataset.ts';
import type { ExportTally, LeftOutReason } from './leftOut.ts';

/** The runs whose scores count: one that scored responses, and one that scored instructions, if there is one. */
export interface ScoringRuns {
  quality: RunColumns;
  complexity?: RunColumns | undefined;
}

/** A row that may be selected. */
export interface Candidate {
  /** 0-based among the rows of the dataset. */
  index: number;
  /** 1-based. */
  line: number;
  /** Bytes. */
  length: number;
  /** Which response is the best, 0-based; of equal ones the first. */
  best: number;
  /** Normalised scores, 0..1; complexity is NaN where no run tells it. */
  quality: number;
  complexity: number;
  /** See `evolScore`. */
  score: number;
}

/**
 * DEITA's evol score (arXiv 2312.15685): complexity times quality, each on its scorers' scale from 1 to 6,
 * to which the normalised scores of other tasks are brought: a product of scores from 0 to 1 would forget how good the
 * answer to the simplest instruction is. 1..36; quality alone, 1..6, where no run tells the complexity.
 */
export function evolScore(quality: number, complexity: number): number {
  return (1 + 5 * quality) * (Number.isNaN(complexity) ? 1 : 1 + 5 * complexity);
}

/** The rows that have the scores they need, in columns: some 50 bytes a row. */
export class Candidates {
  #length = 0;
  #index = new Uint32Array(0);
  #line = new Uint32Array(0);
  #bytes = new Uint32Array(0);
  #best = new Uint32Array(0);
  #quality = new Float64Array(0);
  #complexity = new Float64Array(0);
  #score = new Float64Array(0);

  add(candidate: Candidate): void {
    const at = this.#length++;
    this.#index = put(this.#index, at, candidate.index);
    this.#line = put(this.#line, at, candidate.line);
    this.#bytes = put(this.#bytes, at, candidate.length);
    this.#best = put(this.#best, at, candidate.best);
    this.#quality = put(this.#quality, at, candidate.quality);
    this.#complexity = put(this.#complexity, at, candidate.complexity);
    this.#score = put(this.#score, at, candidate.score);
  }

  /** The candidates by their score, the highest first; of equal ones the earlier row first. */
  *ranked(): Generator<Candidate> {
    const order = Uint32Array.from({ length: this.#length }, (_, at) => at);
    order.sort((a, b) => (this.#score[b] ?? 0) - (this.#score[a] ?? 0) || a - b);
    for (const at of order) yield this.#at(at);
  }

  #at(at: number): Candidate {
    return {
      index: this.#index[at] ?? 0,
      line: this.#line[at] ?? 0,
      length: this.#bytes[at] ?? 0,
      best: this.#best[at] ?? 0,
      quality: this.#quality[at] ?? Number.NaN,
      complexity: this.#complexity[at] ?? Number.NaN,
      score: this.#score[at] ?? 0,
    };
  }
}

function put<T extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(column: T, at: number, value: number): T {
  const room = grown(column, at + 1);
  room[at] = value;
  return room;
}

/** Reads a dataset and finds the rows whose scores are known, by their content. `tally` is told of every row. */
export async function readCandidates(
  chunks: Chunks,
  { quality, complexity }: ScoringRuns,
  tally: ExportTally,
  signal: AbortSignal,
): Promise<Candidates> {
  const candidates = new Candidates();
  const breathe = breather();
  const [findQuality, findComplexity] = [slotFinder(quality), complexity && slotFinder(complexity)];
  for await (const row of readRows(chunks())) {
    if (signal.aborted) break;
    await breathe();
    tally.rows++;
    const { line } = row;
    if (isProblem(row)) {
      tally.leave('malformed', line);
      continue;
    }
    const { slot, status = notJudged(quality, row.index) } = findQuality(row);
    const best = slot === undefined ? status : bestOf(quality, slot);
    if (typeof best === 'string') {
      tally.leave(best, line);
      continue;
    }
    const instruction = findComplexity?.(row).slot;
    const complex = instruction === undefined ? Number.NaN : (complexity?.normalised(instruction, 0) ?? Number.NaN);
    if (complexity && Number.isNaN(complex)) {
      tally.leave('no complexity', line);
      continue;
    }
    const { index, length } = row;
    const score = evolScore(best.quality, complex);
    candidates.add({ index, line, length, best: best.position, quality: best.quality, complexity: complex, score });
  }
  return candidates;
}

function notJudged(columns: RunColumns, index: number): 'not judged' | 'malformed' {
  const slot = columns.slotOf(index);
  return slot !== undefined && columns.statusOf(slot) === 'malformed' ? 'malformed' : 'not judged';
}

/** The best response of a row; where a score is off its scale nobody knows which one that is. */
function bestOf(columns: RunColumns, slot: number): { position: number; quality: number } | LeftOutReason {
  let [position, quality] = [0, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < columns.width(slot); i++) {
    const score = columns.normalised(slot, i);
    if (score > quality) [position, quality] = [i, score];
  }
  const isOff = columns.offScale[slot] === 1;
  if (quality >= 0) return isOff ? 'partly off scale' : { position, quality };
  return isOff ? 'off scale' : 'unscored';
}
