import { parseArgs } from 'node:util';
import { CliProblem } from './cliProblem.ts';
import { type ReportOutput, reportFlags } from './reportOutput.ts';

/** What `gavel compare` was asked to do. */
export interface CompareArguments extends ReportOutput {
  /** Run files; the others are compared with the first. */
  runs: readonly string[];
  json: boolean;
}

/** Reads the arguments behind `gavel compare`; 'help' when they ask for it. Throws CliProblem. */
export function readCompareArguments(args: readonly string[]): CompareArguments | 'help' {
  const { values, positionals: runs } = parse(args);
  const { html, markdown, overwrite, json } = values;
  if (values.help) return 'help';
  if (runs.length < 2) {
    throw new CliProblem('It takes two runs to compare.', 'Name two or more .gavel.jsonl files.');
  }
  if (json && (html !== undefined || markdown !== undefined)) {
    throw new CliProblem('--json is for stdout, and --html and --markdown are for files.', 'Name one of them.');
  }
  return { runs, ...(html !== undefined && { html }), ...(markdown !== undefined && { markdown }), overwrite, json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...reportFlags,
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    const [sentence = ''] = String((error as Error).message).split(/\. |\n/);
    throw new CliProblem(`${sentence.replace(/\.$/, '')}.`, 'See gavel compare --help.');
  }
}
