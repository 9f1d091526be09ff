import type { ReportDocument } from '../runs/report/document.ts';
import { reportHtml } from '../runs/report/reportHtml.ts';
import { reportMarkdown } from '../runs/report/reportMarkdown.ts';
import { CliProblem } from './cliProblem.ts';
import { checkFree, checkNotInput, writeWhole } from './outputFile.ts';
import { paintFor } from './plainText.ts';
import { reportText } from './reportText.ts';
import type { Terminal } from './terminal.ts';

/** Where a report goes: to files, or as text to stdout where none is named. Paths are as given. */
export interface ReportOutput {
  html?: string;
  markdown?: string;
  /** Whether files that exist are replaced. */
  overwrite: boolean;
}

/** What a command that reports is told of its report. */
export interface ReportArguments extends ReportOutput {
  /** Whether its numbers go to stdout as JSON, instead of a report. */
  json: boolean;
}

/** The flags of a command that reports, for `parseFlags`. */
export const reportFlags = {
  html: { type: 'string' },
  markdown: { type: 'string' },
  overwrite: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Reads the flags. Throws CliProblem. */
export function readReportArguments({ html, markdown, overwrite, json }: ReportArguments): ReportArguments {
  if (json && (html !== undefined || markdown !== undefined)) {
    throw new CliProblem('--json is for stdout, and --html and --markdown are for files.', 'Name one of them.');
  }
  return { ...(html !== undefined && { html }), ...(markdown !== undefined && { markdown }), overwrite, json };
}

/** The flags' lines of a command's help. */
export const reportHelp = `Report
  --html FILE            write the report as one HTML file, with charts
  --markdown FILE        write the report as Markdown
  --overwrite            replace these files when they exist
  --json                 the numbers as JSON on stdout, for programs
                         without any of these the report goes to stdout, as text
`;

/** Columns of a report that goes into a pipe or a file. */
const pipeWidth = 120;

/** Refuses files that exist, that are folders, or that are among `inputs`, before the work begins. Throws CliProblem. */
export async function checkReportOutput(output: ReportOutput, inputs: readonly string[]): Promise<void> {
  for (const [flag, path] of filesOf(output)) {
    for (const input of inputs) await checkNotInput(flag, path, input);
    if (!output.overwrite) await checkFree(path);
  }
}

/** Writes a report. Says on stderr what it wrote. Throws CliProblem. */
export async function writeReport(
  report: ReportDocument,
  output: ReportOutput,
  { stdout, stderr }: Pick<Terminal, 'stdout' | 'stderr'>,
): Promise<void> {
  // It took a while to work out: a file may have come to be there.
  await checkReportOutput(output, []);
  const files = filesOf(output);
  if (files.length === 0) {
    stdout.write(reportText(report, { width: stdout.columns ?? pipeWidth, paint: paintFor(stdout) }));
    return;
  }
  for (const [flag, path] of files) {
    await writeWhole(path, one(flag === '--html' ? reportHtml(report) : reportMarkdown(report)));
    stderr.write(`The report is in ${path}.\n`);
  }
}

function filesOf({ html, markdown }: ReportOutput): [flag: '--html' | '--markdown', path: string][] {
  return [
    ...(html === undefined ? [] : [['--html', html] as ['--html', string]]),
    ...(markdown === undefined ? [] : [['--markdown', markdown] as ['--markdown', string]]),
  ];
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}
