import { fileChunks } from '../node/fileChunks.ts';
import { fileRanges } from '../node/fileRanges.ts';
import { type ComparedRun, compareRuns } from '../runs/compare/compareRuns.ts';
import { comparisonJson } from '../runs/compare/comparisonJson.ts';
import { comparisonReport } from '../runs/compare/comparisonReport.ts';
import type { InstructionOf } from '../runs/compare/rowTable.ts';
import { openDataset, toItem } from '../runs/rows/dataset.ts';
import { RowFinder } from '../runs/rows/rowFinder.ts';
import { isJudged } from '../runs/run.ts';
import { CliProblem } from './cliProblem.ts';
import type { CompareArguments } from './compareArguments.ts';
import { sourcePath } from './fileSource.ts';
import { checkReportOutput, writeReport } from './reportOutput.ts';
import { loadRun, recordedRun } from './runFileRecords.ts';
import type { Terminal } from './terminal.ts';

/** `gavel compare`: runs over the same rows side by side. Resolves to the exit status. Throws CliProblem. */
export async function compare(args: CompareArguments, terminal: Terminal): Promise<number> {
  await checkReportOutput(args, args.runs);
  const runs: ComparedRun[] = [];
  for (const path of args.runs) runs.push(await loadRun(path));
  // Nobody types while this is worked out: there is nothing to breathe for.
  const comparison = await compareRuns(runs, () => undefined);
  if ('reason' in comparison) throw new CliProblem(comparison.message, comparison.next);
  if (args.json) {
    terminal.stdout.write(`${JSON.stringify(comparisonJson(comparison), null, 2)}\n`);
    return 0;
  }
  const [first] = runs;
  const [path = ''] = args.runs;
  const document = await comparisonReport(
    comparison,
    first ? await instructionsOf(first, path) : async () => undefined,
  );
  await writeReport(document, args, terminal);
  return 0;
}

/** Reads instructions where the run's dataset has them now; a dataset that is gone costs only the words. */
async function instructionsOf({ header, columns }: ComparedRun, path: string): Promise<InstructionOf> {
  const source = sourcePath(header, path);
  if (source === undefined) {
    const { records } = recordedRun(path, header, columns);
    return async (slot) => {
      const [record] = await records([slot]);
      return record && isJudged(record) ? record.sample?.instruction : undefined;
    };
  }
  const chunks = () => fileChunks(source);
  const dataset = await openDataset(chunks, header.fields).catch(() => undefined);
  if (!dataset || 'reason' in dataset) return async () => undefined;
  const finder = new RowFinder(chunks, fileRanges(source), new AbortController().signal);
  return async (slot) => {
    const row = await finder.find(columns.rowOf(slot)).catch(() => undefined);
    const item = row && toItem(row, dataset.shape);
    return item && 'sample' in item ? item.sample.instruction : undefined;
  };
}
