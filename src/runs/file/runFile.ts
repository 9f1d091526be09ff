import type { BatchLine } from '../batch/batchNotes.ts';
import type { Canary } from '../columns/canaries.ts';
import type { WrittenCells } from '../columns/recordCells.ts';
import { cellsOf } from '../columns/recordCells.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import {
  isJudged,
  isSame,
  type PlacedRecord,
  type RunEnd,
  type RunHeader,
  type RunOutcome,
  type WrittenRecord,
} from '../run.ts';

/** Where a run file is written, at its end, by nobody else. Rejects when the disk is full or the file may not be written. */
export interface RunSink {
  /** Bytes that the file has: what is appended next begins here, at the beginning of a line. */
  readonly size: number;
  /** Whole lines; they are on their way to the disk when it resolves. */
  append(lines: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What a run has to say, line by line: its records, what becomes of its batches, and its canaries. */
export type WrittenLine = WrittenRecord | BatchLine | { canary: Canary };

/** A run to write. */
export interface Recording {
  records: AsyncGenerator<readonly WrittenLine[], RunOutcome>;
  sink: RunSink;
  /** Where the records go besides the file. */
  columns: RunColumns;
  /** Of a new run; absent when the file has one and the run goes on. */
  header?: RunHeader;
}

/**
 * Writes a run as it happens: its header, records as they arrive, the end. Yields records once they are written and in
 * the columns, so that no surface shows what a crash could lose. A file that can't be written pauses the run: the records
 * that it did not take are still to be judged.
 */
export async function* recordRun({
  records,
  sink,
  columns,
  header,
}: Recording): AsyncGenerator<readonly PlacedRecord[], RunEnd> {
  const ended = (outcome: RunOutcome): RunEnd => ({ ...outcome, endedAt: new Date().toISOString() });
  const write = async (values: readonly unknown[]): Promise<RunEnd | number[]> => {
    const lines = values.map((value) => encoder.encode(`${JSON.stringify(value)}\n`));
    try {
      await sink.append(joined(lines));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return ended({ cancelled: false, paused: { reason: 'not written', detail } });
    }
    return lines.map(({ length }) => length);
  };
  try {
    const begun = header && (await write([header]));
    if (begun && 'endedAt' in begun) return begun;
    for (;;) {
      const next = await records.next();
      if (next.done) {
        const end = ended(next.value);
        const written = await write([{ end }]);
        if ('endedAt' in written) return written;
        if (end.rows !== undefined) columns.trim(end.rows);
        return end;
      }
      let offset = sink.size;
      const written = await write(next.value);
      if ('endedAt' in written) return written;
      const placed: PlacedRecord[] = [];
      for (const [i, line] of next.value.entries()) {
        // Without its line break.
        const place = { offset, length: (written[i] ?? 1) - 1 };
        offset += written[i] ?? 0;
        if ('batch' in line) columns.batches.take(line.batch);
        else if ('canary' in line) columns.canary(line.canary);
        else {
          columns.append(writtenCells(line), place);
          placed.push({ record: line, ...place });
        }
      }
      yield placed;
    }
  } finally {
    await records.return({ cancelled: true });
    await sink.close();
  }
}

const encoder = new TextEncoder();

/** A record as the columns take it. */
export function writtenCells(record: WrittenRecord): WrittenCells {
  if (isSame(record)) return { same: record.row, key: record.key };
  const cells = cellsOf(record);
  return isJudged(record) ? { cells, key: record.key, ...(record.reread && { reread: true }) } : { cells };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}
