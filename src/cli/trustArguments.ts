import { parseArgs } from 'node:util';
import { CliProblem } from './cliProblem.ts';
import { type ReportOutput, reportFlags } from './reportOutput.ts';

/** What `gavel trust` was asked to do. Paths are as given; nothing has been opened yet. */
export interface TrustArguments extends ReportOutput {
  run: string;
  /** The dataset, where it is not where the run says. */
  file?: string;
  /** Columns that hold people's labels, one an annotator. */
  labelColumns: readonly string[];
  /** Where the labelled rows go, as JSONL. */
  labels?: string;
  json: boolean;
}

/** Reads the arguments behind `gavel trust`; 'help' when they ask for it. Throws CliProblem. */
export function readTrustArguments(args: readonly string[]): TrustArguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [run, file, ...more] = positionals;
  if (run === undefined) throw new CliProblem('There is no run to look at.', 'Name a .gavel.jsonl file.');
  if (more.length > 0) throw new CliProblem('There are more than two files.', 'Name the run, and its dataset at most.');
  const { html, markdown, overwrite, json, labels } = values;
  if (json && (html !== undefined || markdown !== undefined)) {
    throw new CliProblem('--json is for stdout, and --html and --markdown are for files.', 'Name one of them.');
  }
  return {
    ...{ run, overwrite, json, labelColumns: values['label-column'] },
    ...(file !== undefined && { file }),
    ...(html !== undefined && { html }),
    ...(markdown !== undefined && { markdown }),
    ...(labels !== undefined && { labels }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...reportFlags,
        'label-column': { type: 'string', multiple: true, default: [] },
        labels: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    const [sentence = ''] = String((error as Error).message).split(/\. |\n/);
    throw new CliProblem(`${sentence.replace(/\.$/, '')}.`, 'See gavel trust --help.');
  }
}
