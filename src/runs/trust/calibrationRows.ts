import { normalisedScores } from '../../judging/judgement.ts';
import type { RowSource } from '../export/exportRows.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import { lookAtColumns } from './labelColumn.ts';
import { trustRows } from './trustRow.ts';

/**
 * The rows that people labelled, for calibrating a judge: a line each with `instruction`, `responses`, the judge's
 * `scores` with their `scale` and `normalised` (0..1), and people's `labels`: `choices` (0-based positions or "tie", one a
 * person) and `scores`, of several people their means and in `annotatorScores` a list each; `isThumbs` says that they are
 * thumbs, 1 up and 0 down. Rows that the judge did not score have nulls. `onRow` hears of every row.
 */
export async function* calibrationRows(
  run: RecordedRun,
  source: (() => RowSource) | undefined,
  labelColumns: readonly string[],
  onRow: () => void,
): AsyncGenerator<string> {
  const columns = await lookAtColumns(labelColumns, source);
  for await (const { line, sample, judgement, people } of trustRows(run, source?.(), columns)) {
    if (people === undefined || people === 'unreadable') continue;
    const { instruction, responses, instructions, reference } = sample;
    const { scores, scale, model } = judgement;
    onRow();
    const row = {
      ...{ line, instruction, responses, instructions, reference },
      ...{ scores, scale, normalised: normalisedScores(judgement), model_name: model },
      labels: people,
    };
    yield `${JSON.stringify(row)}\n`;
  }
}
