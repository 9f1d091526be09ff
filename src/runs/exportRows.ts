import { contentHash } from '../dataset/hash.ts';
import { isProblem, type RowProblem } from '../dataset/problem.ts';
import type { Row } from '../dataset/rows.ts';
import type { Sample } from '../dataset/sample.ts';
import type { Judgement } from '../judging/judgement.ts';
import { isJudged, type JudgedRecord, type RunHeader, type RunRecord } from './run.ts';

/** A run to export: read from its file, or still in memory. */
export interface ExportedRun {
  readonly header: RunHeader;
  readonly records: readonly RunRecord[];
}

/** The file that a run judged, read anew, and how a sample is read from one of its rows. */
export interface RowSource {
  rows: AsyncIterable<Row | RowProblem>;
  read(row: Row): Sample | RowProblem;
}

/** What a run says of one row of its file. */
export type Outcome =
  | { status: 'judged'; judgement: Judgement }
  | { status: 'malformed'; problem: RowProblem }
  | { status: 'not judged' | 'changed since judged' };

/** A row to export. `text` is its JSON object, absent where the line holds none; `sample` is absent when malformed. */
export interface ExportRow {
  line: number;
  text?: string;
  sample?: Sample;
  outcome: Outcome;
}

/**
 * The rows of a run's file in source order, each with what the run says of it. A row is known by its content, so rows
 * may have moved since; one whose content the run has not seen was changed when the run has its index, else not judged.
 * Without a source (a judged selection) the rows are the samples that the records carry.
 */
export async function* exportRows(run: ExportedRun, source?: RowSource): AsyncGenerator<ExportRow> {
  if (source) yield* rowsOfFile(run, source);
  else yield* rowsOfSelection(run);
}

async function* rowsOfFile(run: ExportedRun, { rows, read }: RowSource): AsyncGenerator<ExportRow> {
  const recordOf = recordFinder(run.records);
  for await (const row of rows) {
    if (isProblem(row)) {
      yield { line: row.line, outcome: { status: 'malformed', problem: row } };
      continue;
    }
    const { line, text } = row;
    const sample = read(row);
    if (isProblem(sample)) {
      const isObject = sample.reason !== 'not json' && sample.reason !== 'not an object';
      yield { line, ...(isObject && { text }), outcome: { status: 'malformed', problem: sample } };
      continue;
    }
    yield { line, text, sample, outcome: recordOf(row) };
  }
}

/** Finds what a run says of a row whose sample can be read. When a row was judged twice, the last judgement counts. */
function recordFinder(records: readonly RunRecord[]): (row: Row) => Outcome {
  const judged = records.filter(isJudged);
  const byIndex = new Map(judged.map((record) => [record.row.index, record]));
  const byHash = new Map(judged.map((record) => [record.row.hash, record]));
  return ({ index, text }) => {
    const hash = contentHash(text);
    const here = byIndex.get(index);
    const record = here?.row.hash === hash ? here : byHash.get(hash);
    if (record) return { status: 'judged', judgement: record.judgement };
    return { status: here ? 'changed since judged' : 'not judged' };
  };
}

function* rowsOfSelection(run: ExportedRun): Generator<ExportRow> {
  const records = new Map<number, JudgedRecord>();
  for (const record of run.records) if (isJudged(record)) records.set(record.row.index, record);
  for (const { row, sample, judgement } of [...records.values()].sort((a, b) => a.row.index - b.row.index)) {
    if (!sample) continue;
    const { instruction, responses, reference, instructions } = sample;
    const text = JSON.stringify(instructions ? { instructions } : { instruction, responses, reference });
    yield { line: row.line, text, sample, outcome: { status: 'judged', judgement } };
  }
}
