import { contentHash } from '../../dataset/hash.ts';
import { isProblem, type RowProblem } from '../../dataset/problem.ts';
import type { Row } from '../../dataset/rows.ts';
import type { Sample } from '../../dataset/sample.ts';
import type { Judgement } from '../../judging/judgement.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import { slotsInOrder } from '../columns/slotOrder.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import { isJudged, type JudgedRecord } from '../run.ts';

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

/**
 * A row to export. `text` is its JSON object, absent where the line holds none; `sample` is absent when malformed; `slot`
 * is that of its judgement.
 */
export interface ExportRow {
  line: number;
  slot?: number;
  text?: string;
  sample?: Sample;
  outcome: Outcome;
}

/**
 * The rows of a run's file in source order, each with what the run says of it. A row is known by its content, so rows
 * may have moved since; one whose content the run has not seen was changed when the run has its index, else not judged.
 * Without a source (a judged selection) the rows are the samples that the records carry.
 */
export async function* exportRows(run: RecordedRun, source?: RowSource): AsyncGenerator<ExportRow> {
  if (source) yield* rowsOfFile(run, source);
  else yield* rowsOfSelection(run);
}

async function* rowsOfFile(run: RecordedRun, { rows, read }: RowSource): AsyncGenerator<ExportRow> {
  const find = slotFinder(run.columns);
  for await (const batch of batches(rows)) {
    const found = batch.map((row): Found => (isProblem(row) ? {} : find(row)));
    const records = await run.records(found.flatMap(({ slot }) => slot ?? []));
    let next = 0;
    for (const [i, row] of batch.entries()) {
      const { slot, status = 'not judged' } = found[i] ?? {};
      const record = slot === undefined ? undefined : records[next++];
      if (isProblem(row)) yield { line: row.line, outcome: { status: 'malformed', problem: row } };
      else {
        const outcome: Outcome = record && isJudged(record) ? outcomeOf(record) : { status };
        yield { ...exportRow(row, read(row), outcome), ...(slot !== undefined && { slot }) };
      }
    }
  }
}

function exportRow({ line, text }: Row, sample: Sample | RowProblem, outcome: Outcome): ExportRow {
  if (!isProblem(sample)) return { line, text, sample, outcome };
  const isObject = sample.reason !== 'not JSON' && sample.reason !== 'not an object';
  return { line, ...(isObject && { text }), outcome: { status: 'malformed', problem: sample } };
}

function outcomeOf({ judgement }: JudgedRecord): Outcome {
  return { status: 'judged', judgement };
}

/** Rows of one batch at most, and characters of their texts unless one row alone has more. */
const batchRows = 256;
const batchText = 4_000_000;

async function* batches(rows: AsyncIterable<Row | RowProblem>): AsyncGenerator<(Row | RowProblem)[]> {
  let batch: (Row | RowProblem)[] = [];
  let length = 0;
  for await (const row of rows) {
    batch.push(row);
    length += row.text?.length ?? 0;
    if (batch.length < batchRows && length < batchText) continue;
    yield batch;
    [batch, length] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

/** The slot of a row's judgement, or why it has none: the row was not judged, if nothing is said. */
export interface Found {
  slot?: number;
  status?: 'changed since judged';
}

/** Finds rows of a file, as it is now, among those that a run judged: by their content. */
export function slotFinder(columns: RunColumns): (row: Pick<Row, 'index' | 'text'>) => Found {
  const isHere = (slot: number) => columns.gone[slot] !== 1 && columns.statusOf(slot) !== 'malformed';
  // Rows mostly are where they were: who has moved is looked up in an index made for the first of them.
  let byHash: Map<string, number> | undefined;
  const indexed = () => {
    const index = new Map<string, number>();
    for (let slot = 0; slot < columns.length; slot++) if (isHere(slot)) index.set(columns.hashOf(slot), slot);
    return index;
  };
  return ({ index, text }) => {
    const hash = contentHash(text);
    const known = columns.slotOf(index);
    const here = known !== undefined && isHere(known) ? known : undefined;
    if (here !== undefined && columns.hashOf(here) === hash) return { slot: here };
    byHash ??= indexed();
    const slot = byHash.get(hash);
    if (slot !== undefined) return { slot };
    return here === undefined ? {} : { status: 'changed since judged' };
  };
}

async function* rowsOfSelection({ columns, records }: RecordedRun): AsyncGenerator<ExportRow> {
  const inOrder = slotsInOrder(columns);
  for (let i = 0; i < inOrder.length; i += batchRows) {
    const slots = inOrder.subarray(i, i + batchRows);
    for (const [at, record] of (await records([...slots])).entries()) {
      if (!record || !isJudged(record) || !record.sample) continue;
      const { instruction, responses, reference, instructions } = record.sample;
      const text = JSON.stringify(instructions ? { instructions } : { instruction, responses, reference });
      const slot = slots[at] ?? 0;
      yield { line: record.row.line, slot, text, sample: record.sample, outcome: outcomeOf(record) };
    }
  }
}
