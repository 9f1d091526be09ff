import { helpFlag, parseFlags } from './flags.ts';
import { type RunAndDataset, readRunAndDataset } from './runAndDataset.ts';

/** Reads the arguments behind `gavel reread`; 'help' when they ask for it. Throws CliProblem. */
export function readRereadArguments(args: readonly string[]): RunAndDataset | 'help' {
  const { values, positionals } = parseFlags(args, helpFlag, 'reread');
  return values.help ? 'help' : readRunAndDataset(positionals, 'read again');
}
