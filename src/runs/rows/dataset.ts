import { contentHash } from '../../dataset/hash.ts';
import type { JsonObject } from '../../dataset/json.ts';
import { parseRow } from '../../dataset/parseRow.ts';
import { isProblem, type RowProblem } from '../../dataset/problem.ts';
import type { FieldMapping } from '../../dataset/rowShape.ts';
import { type Row, readRows } from '../../dataset/rows.ts';
import { readRowsAt } from '../../dataset/rowsAt.ts';
import { type DetectedShape, detectShape, readSample, rowProblem } from '../../dataset/shapes.ts';
import type { RowRef, RunItem } from '../run.ts';

/** Opens a file's bytes, anew each time. */
export type Chunks = () => AsyncIterable<Uint8Array>;

/** A dataset whose row shape is known. */
export interface OpenedDataset extends DetectedShape {
  /** The rows as items of a run, in file order, malformed ones among them. */
  items(): AsyncGenerator<RunItem>;
  /** Some of them, by their 0-based index, in file order: far quicker than looking for them among all. */
  itemsAt(rows: Iterable<number>): AsyncGenerator<RunItem>;
}

/** Rows that the shape is told from. */
const looked = 20;

/** Looks at a dataset's first rows and says how its samples will be read, or why they can't be. */
export async function openDataset(chunks: Chunks, fields?: FieldMapping): Promise<OpenedDataset | RowProblem> {
  const objects: JsonObject[] = [];
  let firstProblem: RowProblem | undefined;
  for await (const row of readRows(chunks())) {
    // A problem without an index is the whole file's: it is empty, or binary.
    if (isProblem(row) && row.index === undefined) return row;
    if (isProblem(row)) {
      firstProblem ??= row;
      continue;
    }
    const parsed = parseRow(row.text);
    if ('trouble' in parsed) firstProblem ??= rowProblem(row, parsed.trouble, parsed.offset);
    else if (objects.push(parsed.object) >= looked) break;
  }
  if (objects.length === 0 && firstProblem) return firstProblem;
  const detected = detectShape(objects, fields);
  if (isProblem(detected)) return detected;
  return {
    ...detected,
    items: () => readItems(readRows(chunks()), detected),
    itemsAt: (rows) => readItems(readRowsAt(chunks(), rows), detected),
  };
}

async function* readItems(rows: AsyncIterable<Row | RowProblem>, { shape }: DetectedShape): AsyncGenerator<RunItem> {
  for await (const row of rows) yield toItem(row, shape);
}

/** One row as an item of a run. */
export function toItem(row: Row | RowProblem, shape: DetectedShape['shape']): RunItem {
  const ref = refOf(row);
  const sample = isProblem(row) ? row : readSample(row, shape);
  return isProblem(sample) ? { row: ref, problem: sample } : { row: ref, sample };
}

function refOf({ index = 0, line, offset = 0, length = 0, text = '' }: Partial<Row> & { line: number }): RowRef {
  return { index, line, offset, length, hash: contentHash(text) };
}
