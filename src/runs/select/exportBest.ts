import { type ExportRow, exportRows, type RowSource } from '../export/exportRows.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import { type BestOptions, bestResponse } from './bestResponse.ts';
import type { ExportTally, LeftOutReason } from './leftOut.ts';
import { ratedRow } from './ratedRow.ts';
import { trainingPrompt } from './trainingPrompt.ts';
import { type Demonstration, type DemonstrationShape, demonstrationShapes } from './trainingShapes.ts';

/** What is exported, and in which shape. */
export interface BestExport extends BestOptions {
  shape: DemonstrationShape;
  /** Whether system prompts are exported. */
  system: boolean;
}

/** The best response of each row that is good enough, one JSON line each, in source order. `tally` is told of every row. */
export async function* exportBest(
  run: RecordedRun,
  source: RowSource | undefined,
  options: BestExport,
  tally: ExportTally,
): AsyncGenerator<string> {
  const shaped = demonstrationShapes[options.shape];
  for await (const row of exportRows(run, source)) {
    tally.rows++;
    const best = demonstrationOf(row, options);
    if (typeof best === 'string') {
      tally.leave(best, row.line);
      continue;
    }
    tally.used++;
    tally.written++;
    yield `${JSON.stringify(shaped(best))}\n`;
  }
}

function demonstrationOf(row: ExportRow, options: BestExport): Demonstration | LeftOutReason {
  const rated = ratedRow(row, options.whole);
  if (typeof rated === 'string') return rated;
  const best = bestResponse(rated, options);
  if (typeof best === 'string') return best;
  const output = rated.sample.responses[best.position] ?? '';
  return { prompt: trainingPrompt(rated.sample, row.text, options), output, score: best.score };
}
