import type { ReportDocument } from '../runs/report/document.ts';
import { reportHtml } from '../runs/report/reportHtml.ts';
import { reportMarkdown } from '../runs/report/reportMarkdown.ts';
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

/** The flags of a command that reports, for `parseArgs`. */
export const reportFlags = {
  html: { type: 'string' },
  markdown: { type: 'string' },
  overwrite: { type: 'boolean', default: false },
} as const;

/** The flags' lines of a command's help. */
export const reportHelp = `Report
  --html FILE            write the report as one HTML file, with charts
  --markdown FILE        write the report as Markdown
  --overwrite            replace these files when they exist
                         without --html and --markdown the report goes to stdout, as text
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
