import { isProblem } from '../../dataset/problem.ts';
import type { RowShape } from '../../dataset/rowShape.ts';
import { readRowsAt } from '../../dataset/rowsAt.ts';
import { readSample } from '../../dataset/shapes.ts';
import type { Failure } from '../../models/model.ts';
import { breather } from '../breathe.ts';
import type { Chunks } from '../rows/dataset.ts';
import { type Candidate, readCandidates, type ScoringRuns } from './candidates.ts';
import type { ExportTally } from './leftOut.ts';
import { rounded } from './ratedRow.ts';
import { cancelled, type TakenTexts } from './takenTexts.ts';

/** A dataset that can be read as often as is needed, and how its samples are read. */
export interface SelectableDataset {
  chunks: Chunks;
  shape: RowShape;
}

/** How much is selected. */
export interface SelectionOptions {
  /** Rows at most; absent: as many as there are. */
  budget?: number | undefined;
  /** The least normalised quality, 0..1. */
  leastScore: number;
}

/**
 * Selects rows DEITA's way (arXiv 2312.15685): by evol score, the highest first, each unless it is a near-duplicate of one
 * taken before, until the budget is reached. Resolves to the selected rows by their index. Rows are looked at in blocks,
 * so memory holds what is compared of the selected ones and the texts of one block; embeddings are asked for no more
 * rows than the budget needs.
 */
export async function selectRows<Sketch>(
  dataset: SelectableDataset,
  runs: ScoringRuns,
  taken: TakenTexts<Sketch>,
  { budget = Number.POSITIVE_INFINITY, leastScore }: SelectionOptions,
  tally: ExportTally,
  signal: AbortSignal,
): Promise<Map<number, Candidate> | Failure> {
  const candidates = await readCandidates(dataset.chunks, runs, tally, signal);
  const selected = new Map<number, Candidate>();
  const breathe = breather();
  const ranked = candidates.ranked();
  for (;;) {
    const block = nextBlock(ranked, budget - selected.size, ({ quality }) => rounded(quality) >= leastScore, tally);
    if (block.length === 0) break;
    const texts = await readTexts(dataset, block);
    const known = block.filter(({ index, line }) => {
      const text = texts.get(index);
      if (typeof text === 'string' && text !== '') return true;
      tally.leave(text === '' ? 'empty response' : 'malformed', line);
      return false;
    });
    const sketches = await taken.sketches(
      known.map(({ index }) => texts.get(index) ?? ''),
      signal,
    );
    if (!Array.isArray(sketches)) return sketches;
    for (const [i, candidate] of known.entries()) {
      await breathe();
      if (signal.aborted) return cancelled;
      const sketch = sketches[i];
      if (sketch === undefined) continue;
      if (selected.size >= budget) tally.leave('beyond the budget', candidate.line);
      else if (taken.isNear(sketch)) tally.leave('near-duplicate', candidate.line);
      else {
        taken.take(sketch);
        selected.set(candidate.index, candidate);
      }
    }
  }
  if (signal.aborted) return cancelled;
  tally.used = selected.size;
  return selected;
}

/** Rows and bytes of a block at most, unless one row alone has more; and rows at least, so that files are not read for few. */
const mostRows = 8192;
const mostBytes = 64 * 1024 * 1024;
const fewestRows = 256;

/** The next candidates to look at; none when the budget is reached, and then all others are told to be beyond it. */
function nextBlock(
  ranked: Iterator<Candidate>,
  wanted: number,
  isGood: (candidate: Candidate) => boolean,
  tally: ExportTally,
): Candidate[] {
  const most = Math.min(mostRows, Math.max(fewestRows, 2 * wanted));
  const block: Candidate[] = [];
  let bytes = 0;
  while (block.length < most && bytes < mostBytes) {
    const { value, done } = ranked.next();
    if (done) break;
    if (!isGood(value)) tally.leave('score too low', value.line);
    else if (wanted <= 0) tally.leave('beyond the budget', value.line);
    else {
      block.push(value);
      bytes += value.length;
    }
  }
  return block;
}

/**
 * What is compared of each row: its instruction and its best response, as in DEITA; '' where that response is empty.
 * Rows that can't be read are not in it.
 */
async function readTexts(
  { chunks, shape }: SelectableDataset,
  block: readonly Candidate[],
): Promise<ReadonlyMap<number, string>> {
  const best = new Map(block.map(({ index, best }) => [index, best]));
  const texts = new Map<number, string>();
  for await (const row of readRowsAt(chunks(), best.keys())) {
    if (isProblem(row)) continue;
    const sample = readSample(row, shape);
    if (isProblem(sample)) continue;
    const response = sample.responses[best.get(row.index) ?? 0]?.trim();
    texts.set(row.index, response ? `${sample.instruction}\n\n${response}` : '');
  }
  return texts;
}
