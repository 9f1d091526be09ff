import { fileChunks } from '../node/fileChunks.ts';
import { fileRanges } from '../node/fileRanges.ts';
import type { RunColumns } from '../runs/columns/runColumns.ts';
import type { RecordedRun } from '../runs/file/recordedRun.ts';
import type { RunFileProblem } from '../runs/file/runFileSchema.ts';
import { type RunReader, readRun } from '../runs/file/runReader.ts';
import { readRecords } from '../runs/file/runRecords.ts';
import type { RunHeader } from '../runs/run.ts';

/** Reads a run file whole. Rejects when it can't be read. */
export function readRunFile(path: string): Promise<(RunReader & { header: RunHeader }) | RunFileProblem> {
  return readRun(fileChunks(path));
}

/** A run whose records are read back from its file. */
export function recordedRun(path: string, header: RunHeader, columns: RunColumns): RecordedRun {
  const read = fileRanges(path);
  return { header, columns, records: (slots) => readRecords(columns, slots, read) };
}
