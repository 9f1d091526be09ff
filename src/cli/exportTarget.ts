import { CliProblem } from './cliProblem.ts';

/** Where a run is exported to, and how. */
export interface ExportTarget {
  path: string;
  format: 'jsonl' | 'csv';
}

/** `--export`: the format is the name's ending. Throws CliProblem. */
export function readExportTarget(path: string, flag = '--export'): ExportTarget {
  if (/\.(jsonl|ndjson)$/i.test(path)) return { path, format: 'jsonl' };
  if (/\.csv$/i.test(path)) return { path, format: 'csv' };
  throw new CliProblem(`The format of ${flag} ${path} is unknown.`, 'Use a name that ends in .jsonl or .csv.');
}
