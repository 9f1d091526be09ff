import { contentHash } from '../../../../src/dataset/hash.ts';
import type { RunColumns } from '../../../../src/runs/columns/runColumns.ts';
import { openDataset } from '../../../../src/runs/rows/dataset.ts';
import type { ScoringRuns } from '../../../../src/runs/select/candidates.ts';
import { ExportTally } from '../../../../src/runs/select/leftOut.ts';
import { type SelectionOptions, selectRows } from '../../../../src/runs/select/selectRows.ts';
import { takenByMinHash } from '../../../../src/runs/select/takenByMinHash.ts';
import type { TakenTexts } from '../../../../src/runs/select/takenTexts.ts';
import { judgementOf, recordOf, runOf } from '../../exportRuns.ts';

/** A row to select from. Scores are on DEITA's scale, 1..6; null is unscored, absent not judged. */
export interface SelectableRow {
  instruction: string;
  responses: string[];
  quality?: (number | null)[];
  complexity?: number | null;
}

const scale = { min: 1, max: 6 };

/** The columns of a run that gave these rows these scores; undefined leaves a row out. */
export function columnsOf(lines: readonly string[], scores: readonly ((number | null)[] | undefined)[]): RunColumns {
  const records = scores.flatMap((given, i) => {
    if (!given) return [];
    const isWhole = given.every((score) => score !== null);
    const unscored = { status: 'unscored', reason: 'missing' } as const;
    return [recordOf(lines[i] ?? '', judgementOf(given, { scale, ...(!isWhole && unscored) }), i)];
  });
  return runOf(records).columns;
}

/** The lines of a dataset, and a dataset of them. */
export async function datasetOf(rows: readonly SelectableRow[]) {
  const lines = rows.map(({ instruction, responses }) => JSON.stringify({ instruction, responses }));
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  };
  const opened = await openDataset(chunks);
  if ('reason' in opened) throw new Error(opened.message);
  return { lines, dataset: { chunks, shape: opened.shape } };
}

/** Selects from rows; the instructions taken, in the order of their score, and what was left out. */
export async function select<Sketch>(
  rows: readonly SelectableRow[],
  options: Partial<SelectionOptions> = {},
  taken?: TakenTexts<Sketch>,
) {
  const { lines, dataset } = await datasetOf(rows);
  const withComplexity = rows.some(({ complexity }) => complexity !== undefined);
  const complexities = rows.map(({ complexity }) => (complexity === undefined ? undefined : [complexity]));
  const runs: ScoringRuns = {
    quality: columnsOf(
      lines,
      rows.map(({ quality }) => quality),
    ),
    ...(withComplexity && { complexity: columnsOf(lines, complexities) }),
  };
  const tally = new ExportTally();
  const settings = { leastScore: 0, ...options };
  const { signal } = new AbortController();
  const selected = taken
    ? await selectRows(dataset, runs, taken, settings, tally, signal)
    : await selectRows(dataset, runs, takenByMinHash(), settings, tally, signal);
  const leftOut = Object.fromEntries([...tally.leftOut].map(([reason, { lines }]) => [reason, lines]));
  return { dataset, selected, tally, leftOut, hashes: lines.map(contentHash) };
}
