import { type ExportRow, exportRows, type RowSource } from '../export/exportRows.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import type { ExportTally, LeftOutReason } from './leftOut.ts';
import { type PairOptions, preferencePairs } from './preferencePairs.ts';
import { ratedRow } from './ratedRow.ts';
import { trainingPrompt } from './trainingPrompt.ts';
import { type Preference, type PreferenceShape, preferenceShapes } from './trainingShapes.ts';

/** What is exported, and in which shape. */
export interface PreferenceExport extends PairOptions {
  shape: PreferenceShape;
  /** Whether system prompts are exported. */
  system: boolean;
}

/** A run's scores as preference pairs, one JSON line each, in source order. `tally` is told of every row. */
export async function* exportPreferences(
  run: RecordedRun,
  source: RowSource | undefined,
  options: PreferenceExport,
  tally: ExportTally,
): AsyncGenerator<string> {
  const shaped = preferenceShapes[options.shape];
  for await (const row of exportRows(run, source)) {
    tally.rows++;
    const preferences = preferencesOf(row, options);
    if (typeof preferences === 'string') {
      tally.leave(preferences, row.line);
      continue;
    }
    tally.used++;
    tally.written += preferences.length;
    for (const preference of preferences) yield `${JSON.stringify(shaped(preference))}\n`;
  }
}

function preferencesOf(row: ExportRow, options: PreferenceExport): Preference[] | LeftOutReason {
  const rated = ratedRow(row, options.whole);
  if (typeof rated === 'string') return rated;
  const pairs = preferencePairs(rated, options);
  if (typeof pairs === 'string') return pairs;
  const { responses } = rated.sample;
  const prompt = trainingPrompt(rated.sample, row.text, options);
  return pairs.map(({ chosen, rejected, margin }) => ({
    prompt,
    chosen: responses[chosen.position] ?? '',
    rejected: responses[rejected.position] ?? '',
    scoreChosen: chosen.score,
    scoreRejected: rejected.score,
    margin,
  }));
}
