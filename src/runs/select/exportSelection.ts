import { isProblem } from '../../dataset/problem.ts';
import { readRowsAt } from '../../dataset/rowsAt.ts';
import { readSample } from '../../dataset/shapes.ts';
import { joinMembers, splitMembers } from '../export/exportMembers.ts';
import type { Candidate } from './candidates.ts';
import type { ExportTally } from './leftOut.ts';
import { rounded } from './ratedRow.ts';
import type { SelectableDataset } from './selectRows.ts';
import { trainingPrompt } from './trainingPrompt.ts';
import { type DemonstrationShape, demonstrationShapes } from './trainingShapes.ts';

/** `rows`: as they are in the dataset, with `deita_score` at their end, as distilabel's DeitaFiltering names it. */
export type SelectionShape = DemonstrationShape | 'rows';

/** The selected rows, one JSON line each, in the order of the dataset. */
export async function* exportSelection(
  { chunks, shape }: SelectableDataset,
  selected: ReadonlyMap<number, Candidate>,
  options: { shape: SelectionShape; system: boolean },
  tally: ExportTally,
): AsyncGenerator<string> {
  if (selected.size === 0) return;
  for await (const row of readRowsAt(chunks(), selected.keys())) {
    const candidate = selected.get(row.index ?? -1);
    const sample = isProblem(row) ? row : readSample(row, shape);
    // Read a moment ago; only a file that changes meanwhile gets here.
    if (!candidate || isProblem(row) || isProblem(sample)) continue;
    tally.written++;
    if (options.shape === 'rows') yield `${withScores(row.text, candidate)}\n`;
    else {
      const output = sample.responses[candidate.best] ?? '';
      const prompt = trainingPrompt(sample, row.text, options);
      const shaped = demonstrationShapes[options.shape]({ prompt, output, score: rounded(candidate.quality) });
      yield `${JSON.stringify(shaped)}\n`;
    }
  }
}

function withScores(text: string, { score, quality, complexity, best }: Candidate): string {
  const gavel = {
    quality: rounded(quality),
    ...(!Number.isNaN(complexity) && { complexity: rounded(complexity) }),
    best_response: best + 1,
  };
  return joinMembers(splitMembers(text.replace(/[\r\n]\s*/g, ' ')), {
    deita_score: JSON.stringify(rounded(score)),
    gavel: JSON.stringify(gavel),
  });
}
