import { CliProblem } from './cliProblem.ts';

/** The files behind a command that works on a run. Paths are as given. */
export interface RunAndDataset {
  run: string;
  /** The dataset, where it is not where the run says. */
  file?: string;
}

/** Reads `RUN [DATASET]`. `aim` is what the run is wanted for: "There is no run to export." Throws CliProblem. */
export function readRunAndDataset([run, file, ...more]: readonly string[], aim: string): RunAndDataset {
  if (run === undefined) throw new CliProblem(`There is no run to ${aim}.`, 'Name a .gavel.jsonl file.');
  if (more.length > 0) throw new CliProblem('There are more than two files.', 'Name the run, and its dataset at most.');
  return { run, ...(file !== undefined && { file }) };
}
