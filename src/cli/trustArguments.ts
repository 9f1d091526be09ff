import { helpFlag, parseFlags } from './flags.ts';
import { type ReportArguments, readReportArguments, reportFlags } from './reportOutput.ts';
import { type RunAndDataset, readRunAndDataset } from './runAndDataset.ts';

/** What `gavel trust` was asked to do. Paths are as given; nothing has been opened yet. */
export interface TrustArguments extends RunAndDataset, ReportArguments {
  /** Columns that hold people's labels, one an annotator. */
  labelColumns: readonly string[];
  /** Where the labelled rows go, as JSONL. */
  labels?: string;
}

const flags = {
  ...reportFlags,
  'label-column': { type: 'string', multiple: true },
  labels: { type: 'string' },
  ...helpFlag,
} as const;

/** Reads the arguments behind `gavel trust`; 'help' when they ask for it. Throws CliProblem. */
export function readTrustArguments(args: readonly string[]): TrustArguments | 'help' {
  const { values, positionals } = parseFlags(args, flags, 'trust');
  if (values.help) return 'help';
  const { labels, 'label-column': labelColumns = [] } = values;
  return {
    ...readRunAndDataset(positionals, 'look at'),
    ...readReportArguments(values),
    ...{ labelColumns, ...(labels !== undefined && { labels }) },
  };
}
