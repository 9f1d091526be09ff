import type { Sample } from '../../dataset/sample.ts';
import type { Judgement } from '../../judging/judgement.ts';
import { tasks } from '../../judging/tasks.ts';
import { subjectOf } from '../compare/rowScores.ts';
import { type ExportRow, exportRows, type RowSource } from '../export/exportRows.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import { type LabelColumn, labelOfColumns } from './labelColumn.ts';
import { labelOfGavel, labelOfRow, type PeopleLabel } from './peopleLabel.ts';

/** A judged row, as what measures the judge sees it. */
export interface TrustRow {
  /** 1-based line, and 0-based index in the run's source. */
  line: number;
  index: number;
  sample: Sample;
  /** The texts that got a score each. */
  texts: readonly string[];
  judgement: Judgement;
  /** 'unreadable': a column that was named holds something that is no label. */
  people: PeopleLabel | 'unreadable' | undefined;
}

/** Takes rows in one by one, and says what they come to. */
export interface Tally {
  add(row: TrustRow): void;
}

/**
 * The judged rows of a run with what people said of them. A label given in Gavel comes before a column that the user
 * named, and both before what the row's shape tells; of a task that judges instructions only labels that are about these
 * count. `onDamaged` hears of every row of the source whose judgement can't be read back from the run file.
 */
export async function* trustRows(
  run: RecordedRun,
  source: RowSource | undefined,
  columns: readonly LabelColumn[],
  onDamaged: () => void = () => {},
): AsyncGenerator<TrustRow> {
  for await (const row of exportRows(run, source)) {
    const { sample, slot, outcome } = row;
    if (slot !== undefined && outcome.status === 'not judged') onDamaged();
    if (!sample || slot === undefined || outcome.status !== 'judged') continue;
    const { judgement } = outcome;
    const texts = tasks[run.header.task].items(sample);
    // A sample that does not fit its judgement is of a file that is read in another way by now.
    if (texts.length !== judgement.scores.length) continue;
    const people = peopleOf(run, { ...row, sample }, slot, columns, texts.length);
    yield { line: row.line, index: run.columns.indexOf(slot), sample, texts, judgement, people };
  }
}

function peopleOf(
  { columns: { labels, hashes }, header }: RecordedRun,
  { sample, text }: ExportRow & { sample: Sample },
  slot: number,
  columns: readonly LabelColumn[],
  texts: number,
): TrustRow['people'] {
  const own = labels.size > 0 ? labels.of(hashes.get(slot)) : undefined;
  if (own) return labelOfGavel(own);
  if (columns.length > 0) return labelOfColumns(columns, text ?? '', sample, texts);
  return sample.labels && subjectOf(header.task) === 'responses' ? labelOfRow(sample.labels) : undefined;
}
