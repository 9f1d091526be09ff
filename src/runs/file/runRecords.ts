import type { RunColumns } from '../columns/runColumns.ts';
import { isJudged, type RowRef, type RunRecord } from '../run.ts';
import { parseRecord } from './runFileSchema.ts';

/** Reads bytes of a run file; fewer where it ends before. May reject when the file is gone. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array>;

/** Records closer than this in the file are read in one go. */
const gapBytes = 64 * 1024;

/** Most bytes of one read, unless one record alone has more. */
const readBytes = 4 * 1024 * 1024;

/**
 * Reads records back from their file, in the order of `slots`, a few reads for many. Undefined where the file does not
 * hold the record (any more): what it says is checked. Of an identical row the judgement is that of the row that was
 * asked.
 */
export async function readRecords(
  columns: RunColumns,
  slots: readonly number[],
  read: ReadRange,
): Promise<(RunRecord | undefined)[]> {
  const records = new Array<RunRecord | undefined>(slots.length);
  const places = slots.map((slot, at) => ({ at, slot, ...columns.place(slot) })).sort((a, b) => a.offset - b.offset);
  for (let first = 0; first < places.length; ) {
    const start = places[first]?.offset ?? 0;
    let end = start;
    let next = first;
    for (; next < places.length; next++) {
      const { offset = 0, length = 0 } = places[next] ?? {};
      const isFar = offset > end + gapBytes || offset + length > start + readBytes;
      if (next > first && isFar) break;
      end = Math.max(end, offset + length);
    }
    const bytes = await read(start, end - start);
    for (const { at, slot, offset, length } of places.slice(first, next)) {
      const record = parseLine(bytes.subarray(offset - start, offset - start + length));
      records[at] = record && standingAt(record, columns.rowOf(slot));
    }
    first = next;
  }
  return records;
}

/** A record as that of the row where its judgement stands now: the rows that were asked with it have moved as far. */
function standingAt(record: RunRecord, row: RowRef): RunRecord {
  if (!isJudged(record) || !record.together) return { ...record, row };
  const moved = row.index - record.row.index;
  return { ...record, row, together: record.together.map((index) => index + moved) };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function parseLine(bytes: Uint8Array): RunRecord | undefined {
  try {
    return parseRecord(JSON.parse(decoder.decode(bytes)));
  } catch {
    return undefined;
  }
}
