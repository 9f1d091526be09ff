import type { RowProblem } from '../../dataset/problem.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import { addedColumns, rawColumn } from './exportColumns.ts';
import { joinMembers, splitMembers } from './exportMembers.ts';
import { type ExportRow, exportRows, type RowSource } from './exportRows.ts';

/**
 * A run's rows as JSONL, in source order, with the columns that distilabel would add at their end: `scores`,
 * `model_name`, `distilabel_metadata` with the raw reply, for JudgeLM `rating` and `rationale`, and `gavel`. Columns of
 * these names are replaced (`distilabel_metadata` keeps what else it holds); all others keep every byte, but for line
 * breaks between the tokens of a row that was written on several lines.
 * A line that is no JSON object can't be a row of JSONL: it goes to `leftOut`.
 */
export async function* exportJsonl(
  run: RecordedRun,
  source: RowSource | undefined,
  leftOut: (problem: RowProblem) => void,
): AsyncGenerator<string> {
  for await (const row of exportRows(run, source)) {
    if (row.text !== undefined) yield `${withColumns(row, row.text, run)}\n`;
    else if (row.outcome.status === 'malformed') leftOut(row.outcome.problem);
  }
}

function withColumns(row: ExportRow, text: string, { header }: RecordedRun): string {
  const { columns, raw, gavel } = addedColumns(row, header);
  const members = splitMembers(oneLine(text));
  const metadata = members.findLast(({ name }) => name === 'distilabel_metadata')?.value;
  const kept = metadata?.startsWith('{') ? splitMembers(metadata) : [];
  return joinMembers(members, {
    ...jsonOf(columns),
    distilabel_metadata: joinMembers(kept, jsonOf({ [rawColumn[header.task]]: raw })),
    ...jsonOf({ gavel }),
  });
}

function jsonOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}

/** JSON strings hold no raw line breaks, so every one stands between two tokens. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]\s*/g, ' ');
}
