import { readRows } from '../../dataset/rows.ts';
import { readSample } from '../../dataset/shapes.ts';
import type { RowSource } from '../../runs/export/exportRows.ts';
import type { RecordedRun } from '../../runs/file/recordedRun.ts';
import { exportBest } from '../../runs/select/exportBest.ts';
import { exportPreferences } from '../../runs/select/exportPreferences.ts';
import { ExportTally } from '../../runs/select/leftOut.ts';
import { untilAborted } from '../../runs/select/untilAborted.ts';
import { CliProblem } from '../cliProblem.ts';
import { writeExport } from '../exportFile.ts';
import type { ExportTarget } from '../exportTarget.ts';
import { openRun } from '../openRun.ts';
import { checkFree, checkNotInput, writeWhole } from '../outputFile.ts';
import { type RunDataset, runDataset } from '../runDataset.ts';
import type { Terminal } from '../terminal.ts';
import type { ExportArguments } from './exportArguments.ts';
import { selectionParts } from './selectionParts.ts';
import { tallyLines } from './tallyLines.ts';

/** `gavel export`: a run's rows, pairs, best responses or best rows as a file. Throws CliProblem. */
export async function exportRun(args: ExportArguments, terminal: Terminal): Promise<number> {
  const { output, overwrite, kind } = args;
  const run = await openRun(args.run, kind.as === 'rows' ? undefined : 'responses');
  const dataset = await runDataset(args.run, run.header, args.file);
  for (const input of [args.run, dataset?.path]) if (input) await checkNotInput('--output', output, input);
  if (!overwrite) await checkFree(output);
  if (kind.as === 'rows') return exportRows(kind.target, run, dataset, terminal);

  const signal = terminal.interrupted();
  const tally = new ExportTally();
  try {
    const parts = await partsOf(args, run, dataset, { tally, signal, terminal });
    await writeWhole(output, untilAborted(parts, signal));
  } catch (error) {
    if (signal.aborted) return 130;
    throw error;
  }
  for (const line of tallyLines(tally, args)) terminal.stdout.write(`${line}\n`);
  return tally.written > 0 ? 0 : 2;
}

async function exportRows(
  target: ExportTarget,
  run: RecordedRun,
  dataset: RunDataset | undefined,
  { stdout }: Terminal,
): Promise<number> {
  if (!dataset) throw noDataset();
  stdout.write(`${await writeExport(target, run, dataset)}\n`);
  return 0;
}

/** What an export works with. */
interface Work {
  tally: ExportTally;
  signal: AbortSignal;
  terminal: Terminal;
}

async function partsOf(
  { kind }: ExportArguments,
  run: RecordedRun,
  dataset: RunDataset | undefined,
  work: Work,
): Promise<AsyncIterable<string>> {
  const source = dataset && sourceOf(dataset, work.signal);
  if (kind.as === 'preferences') return exportPreferences(run, source, kind, work.tally);
  if (kind.as === 'best') return exportBest(run, source, kind, work.tally);
  if (kind.as !== 'selection' || !dataset) throw noDataset();
  return selectionParts(kind, run, dataset, work);
}

function sourceOf({ chunks, shape }: RunDataset, signal: AbortSignal): RowSource {
  return { rows: untilAborted(readRows(chunks()), signal), read: (row) => readSample(row, shape) };
}

function noDataset(): CliProblem {
  return new CliProblem('This run judged a selection of the editor: there is no dataset.', 'Export its pairs instead.');
}
