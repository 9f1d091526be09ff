import { CliProblem } from './cliProblem.ts';
import { helpFlag, parseFlags } from './flags.ts';
import { type ReportArguments, readReportArguments, reportFlags } from './reportOutput.ts';

/** What `gavel compare` was asked to do. */
export interface CompareArguments extends ReportArguments {
  /** Run files; the others are compared with the first. */
  runs: readonly string[];
}

/** Reads the arguments behind `gavel compare`; 'help' when they ask for it. Throws CliProblem. */
export function readCompareArguments(args: readonly string[]): CompareArguments | 'help' {
  const { values, positionals: runs } = parseFlags(args, { ...reportFlags, ...helpFlag }, 'compare');
  if (values.help) return 'help';
  if (runs.length < 2) {
    throw new CliProblem('It takes two runs to compare.', 'Name two or more .gavel.jsonl files.');
  }
  return { runs, ...readReportArguments(values) };
}
