import { isProblem } from '../dataset/problem.ts';
import { readRows } from '../dataset/rows.ts';
import type { RunEnd, RunHeader, RunOutcome, RunRecord } from './run.ts';
import { parseEnd, parseHeader, parseRecord, type RunFileProblem } from './runFileSchema.ts';

/** Where a run file is written: each text is whole lines, and is on its way to the disk when `append` resolves. */
export interface RunSink {
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Writes a run as it happens: the header, each record as it arrives, the end record. Yields each record once it is
 * written, so that no surface shows what a crash could lose. Returns how the run ended.
 */
export async function* recordRun(
  header: RunHeader,
  records: AsyncGenerator<RunRecord, RunOutcome>,
  sink: RunSink,
): AsyncGenerator<RunRecord, RunEnd> {
  try {
    await sink.append(line(header));
    for (;;) {
      const next = await records.next();
      if (next.done) {
        const end: RunEnd = { ...next.value, endedAt: new Date().toISOString() };
        await sink.append(line({ end }));
        return end;
      }
      await sink.append(line(next.value));
      yield next.value;
    }
  } finally {
    await records.return({ cancelled: true });
    await sink.close();
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** A run read from its file. `damaged` counts lines that are no record; a torn last line is one of them. */
export interface StoredRun {
  header: RunHeader;
  records: RunRecord[];
  end?: RunEnd;
  damaged: number;
}

/**
 * Reads a run file, whose content is hostile until checked. Any prefix of a run file that has its first line reads as
 * a valid run; of two records of one row the later counts.
 */
export async function readRun(chunks: AsyncIterable<Uint8Array>): Promise<StoredRun | RunFileProblem> {
  let header: RunHeader | undefined;
  let end: RunEnd | undefined;
  let damaged = 0;
  const byRow = new Map<number, RunRecord>();
  for await (const row of readRows(chunks)) {
    const value = isProblem(row) ? undefined : parseJson(row.text);
    if (!header) {
      const parsed = parseHeader(value);
      if ('reason' in parsed) return parsed;
      header = parsed;
      continue;
    }
    const record = parseRecord(value);
    if (record) byRow.set(record.row.index, record);
    else if (isEnd(value)) end = parseEnd(value);
    else damaged++;
  }
  if (!header) return { reason: 'not a run file', message: 'The file is empty.', next: 'Open another run file.' };
  return { header, records: [...byRow.values()], ...(end && { end }), damaged };
}

/** Reads no more of a run file than its header. */
export async function readRunHeader(chunks: AsyncIterable<Uint8Array>): Promise<RunHeader | RunFileProblem> {
  for await (const row of readRows(chunks)) return parseHeader(isProblem(row) ? undefined : parseJson(row.text));
  return { reason: 'not a run file', message: 'The file is empty.', next: 'Open another run file.' };
}

function isEnd(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'end' in value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
