import type { RunHeader } from '../../runs/run.ts';
import type { SelectableDataset } from '../../runs/select/selectRows.ts';
import { CliProblem } from '../cliProblem.ts';
import { openRows } from '../dataset.ts';
import { sourcePath } from '../fileSource.ts';
import { openInput } from '../inputFile.ts';

/** A dataset that a run judged. */
export interface RunDataset extends SelectableDataset {
  path: string;
}

/** The dataset that a run judged; undefined for a selection, whose samples are in the run. Throws CliProblem. */
export async function runDataset(
  runPath: string,
  header: RunHeader,
  file: string | undefined,
): Promise<RunDataset | undefined> {
  const path = file ?? sourcePath(header, runPath);
  const next = `Name the dataset where it is now, after ${runPath}.`;
  if (path === undefined && header.source.uri === undefined) return undefined;
  if (path === undefined) throw new CliProblem(`${runPath} does not tell where its dataset is.`, next);
  const input = await openInput(path).catch((error: unknown) => {
    throw file === undefined && error instanceof CliProblem ? new CliProblem(error.message, next) : error;
  });
  const { shape } = await openRows(path, input.chunks, header.fields);
  return { path, chunks: input.chunks, shape };
}
