import type { OpenedDataset } from '../runs/rows/dataset.ts';
import type { RunHeader } from '../runs/run.ts';
import { CliProblem } from './cliProblem.ts';
import { openRows } from './dataset.ts';
import { sourcePath } from './fileSource.ts';
import { type InputFile, openInput } from './inputFile.ts';

/** A dataset that a run judged. */
export interface RunDataset extends InputFile, OpenedDataset {}

/**
 * The dataset that a run judged: `file`, or where the run says; undefined for a selection, whose samples are in the run.
 * `next` says how to name it where it is gone. Throws CliProblem.
 */
export async function runDataset(
  runPath: string,
  header: RunHeader,
  file: string | undefined,
  next = `Name the dataset where it is now, after ${runPath}.`,
): Promise<RunDataset | undefined> {
  const path = file ?? sourcePath(header, runPath);
  if (path === undefined && header.source.uri === undefined) return undefined;
  if (path === undefined) throw new CliProblem(`${runPath} does not tell where its dataset is.`, next);
  const input = await openInput(path).catch((error: unknown) => {
    throw file === undefined && error instanceof CliProblem ? new CliProblem(error.message, next) : error;
  });
  return { ...input, ...(await openRows(path, input.chunks, header.fields)) };
}
