import { type Options, stringify } from 'csv-stringify/browser/esm/sync';
import { type Judgement, normalisedScores } from '../../judging/judgement.ts';
import { ratesInstructions } from '../../judging/task.ts';
import { tasks } from '../../judging/tasks.ts';
import { votesOn } from '../../judging/votes.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import { gavelColumn } from './exportColumns.ts';
import { type ExportRow, exportRows, type RowSource } from './exportRows.ts';

/**
 * `line` and `response_number` are 1-based; `normalised` is 0..1; `reason` says why this response has no score. `votes` are
 * this response's scores in each of several votes (`3 2 –`), `disagreement` (0..0.5) and `same_winner` are the row's, and
 * `mass` is the probability that an expected score rests on.
 */
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

/** Only of runs that may have them. */
const votesColumns = ['votes', 'disagreement', 'same_winner'] as const;
const massColumn = 'mass';

/** Every text is quoted: by itself the library leaves a lone line feed bare when records end in CR LF. */
const dialect: Options = {
  escape_formulas: true,
  quoted_string: true,
  record_delimiter: 'windows',
};

type CsvColumn = (typeof columns | typeof votesColumns)[number] | typeof massColumn;
type CsvRecord = Partial<Record<CsvColumn, string | number | null>>;

/**
 * A run's rows as CSV (RFC 4180, with a byte order mark for Excel), one line for each text judged, in source order; a
 * malformed row has one line that says so. Text that a spreadsheet would take for a formula gets a `'` in front;
 * numbers stay numbers.
 */
export async function* exportCsv(run: RecordedRun, source?: RowSource): AsyncGenerator<string> {
  const all = columnsOf(run);
  yield stringify([all], { ...dialect, columns: all, bom: true });
  for await (const row of exportRows(run, source)) yield stringify(csvRecords(row, run), { ...dialect, columns: all });
}

function columnsOf({ header: { jury, task, options } }: RecordedRun): CsvColumn[] {
  const hasVotes = jury !== undefined || options.order !== 'as given' || options.samples > 1;
  const hasMass = tasks[task].pointwise === true || options.scoring === 'expected';
  return [...columns, ...(hasVotes ? votesColumns : []), ...(hasMass ? ([massColumn] as const) : [])];
}

function csvRecords(row: ExportRow, { header }: RecordedRun): CsvRecord[] {
  const { status, reason, flags, votes, disagreement, sameWinner, mass } = gavelColumn(row.outcome);
  const common: CsvRecord = {
    ...{ line: row.line, status, reason, flags: flags.join('; ') },
    ...{ disagreement: disagreement ?? null, same_winner: sameWinner === undefined ? null : String(sameWinner) },
  };
  const { sample, outcome } = row;
  if (!sample) return [common];

  const judgement = outcome.status === 'judged' ? outcome.judgement : undefined;
  const normalised = judgement ? normalisedScores(judgement) : [];
  const isInstruction = ratesInstructions(header.task);
  return tasks[header.task].items(sample).map((text, i) => ({
    ...common,
    response_number: i + 1,
    instruction: isInstruction ? text : sample.instruction,
    response: isInstruction ? null : text,
    score: judgement?.scores[i] ?? null,
    normalised: normalised[i] ?? null,
    reason: reasonOf(judgement, i) ?? null,
    rationale: judgement?.rationales?.[i] ?? judgement?.rationale ?? null,
    model_name: judgement?.model ?? null,
    votes: votes
      ? votesOn(votes, i)
          .map(({ scores }) => scores[i] ?? '–')
          .join(' ')
      : null,
    mass: mass?.[i] ?? null,
  }));
}

function reasonOf(judgement: Judgement | undefined, response: number) {
  if (!judgement || typeof judgement.scores[response] === 'number') return undefined;
  return judgement.status === 'partly scored' ? judgement.gaps[response] : judgement.reason;
}
