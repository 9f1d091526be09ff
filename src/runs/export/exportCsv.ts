import { type Options, stringify } from 'csv-stringify/browser/esm/sync';
import { type Judgement, normalisedScores } from '../../judging/judgement.ts';
import { tasks } from '../../judging/tasks.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import { gavelColumn } from './exportColumns.ts';
import { type ExportRow, exportRows, type RowSource } from './exportRows.ts';

/** `line` and `response_number` are 1-based; `normalised` is 0..1; `reason` says why this response has no score. */
const columns = [
  'line',
  'response_number',
  'instruction',
  'response',
  'score',
  'normalised',
  'status',
  'reason',
  'flags',
  'rationale',
  'model_name',
] as const;

/** Every text is quoted: by itself the library leaves a lone line feed bare when records end in CR LF. */
const dialect: Options = {
  columns: [...columns],
  escape_formulas: true,
  quoted_string: true,
  record_delimiter: 'windows',
};

type CsvRecord = Partial<Record<(typeof columns)[number], string | number | null>>;

/**
 * A run's rows as CSV (RFC 4180, with a byte order mark for Excel), one line for each text judged, in source order; a
 * malformed row has one line that says so. Text that a spreadsheet would take for a formula gets a `'` in front;
 * numbers stay numbers.
 */
export async function* exportCsv(run: RecordedRun, source?: RowSource): AsyncGenerator<string> {
  yield stringify([columns], { ...dialect, bom: true });
  for await (const row of exportRows(run, source)) yield stringify(csvRecords(row, run), dialect);
}

function csvRecords(row: ExportRow, { header }: RecordedRun): CsvRecord[] {
  const { status, reason, flags } = gavelColumn(row.outcome);
  const common: CsvRecord = { line: row.line, status, reason, flags: flags.join('; ') };
  const { sample, outcome } = row;
  if (!sample) return [common];

  const judgement = outcome.status === 'judged' ? outcome.judgement : undefined;
  const normalised = judgement ? normalisedScores(judgement) : [];
  const ratesInstructions = header.task === 'complexity';
  return tasks[header.task].items(sample).map((text, i) => ({
    ...common,
    response_number: i + 1,
    instruction: ratesInstructions ? text : sample.instruction,
    response: ratesInstructions ? null : text,
    score: judgement?.scores[i] ?? null,
    normalised: normalised[i] ?? null,
    reason: reasonOf(judgement, i) ?? null,
    rationale: judgement?.rationales?.[i] ?? judgement?.rationale ?? null,
    model_name: judgement?.model ?? null,
  }));
}

function reasonOf(judgement: Judgement | undefined, response: number) {
  if (!judgement || typeof judgement.scores[response] === 'number') return undefined;
  return judgement.status === 'partly scored' ? judgement.gaps[response] : judgement.reason;
}
