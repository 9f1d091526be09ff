import { fileChunks } from '../node/fileChunks.ts';
import { fileRanges } from '../node/fileRanges.ts';
import type { RunColumns } from '../runs/columns/runColumns.ts';
import type { RecordedRun } from '../runs/file/recordedRun.ts';
import type { RunFileProblem } from '../runs/file/runFileSchema.ts';
import { type RunReader, readRun } from '../runs/file/runReader.ts';
import { readRecords } from '../runs/file/runRecords.ts';
import type { RunHeader } from '../runs/run.ts';
import { CliProblem } from './cliProblem.ts';
import { openInput } from './inputFile.ts';

/** All that a run file holds, but for the texts of its records. */
export type LoadedRun = RunReader & { header: RunHeader };

/** Reads a run file whole. Rejects when it can't be read. */
export function readRunFile(path: string): Promise<LoadedRun | RunFileProblem> {
  return readRun(fileChunks(path));
}

/** Reads a run file whole, or says in words why it can't be. `next`: what to do where it is no run. Throws CliProblem. */
export async function loadRun(path: string, next = 'Name a .gavel.jsonl file that Gavel wrote.'): Promise<LoadedRun> {
  await openInput(path);
  const run = await readRunFile(path);
  if (!('reason' in run)) return run;
  throw new CliProblem(`${path}: ${run.message}`, run.reason === 'not a run file' ? next : run.next);
}

/** A run whose records are read back from its file. */
export function recordedRun(path: string, header: RunHeader, columns: RunColumns): RecordedRun {
  const read = fileRanges(path);
  return { header, columns, records: (slots) => readRecords(columns, slots, read) };
}
