import { readRows } from '../dataset/rows.ts';
import { readSample } from '../dataset/shapes.ts';
import { breather } from '../runs/breathe.ts';
import type { RowSource } from '../runs/export/exportRows.ts';
import { calibrationRows } from '../runs/trust/calibrationRows.ts';
import { measureTrust } from '../runs/trust/trust.ts';
import { trustJson } from '../runs/trust/trustJson.ts';
import { trustReport } from '../runs/trust/trustReport.ts';
import { labelHint } from './labelHint.ts';
import { counted } from './numberWords.ts';
import { openRun } from './openRun.ts';
import { checkFree, checkNotInput, writeWhole } from './outputFile.ts';
import { checkReportOutput, writeReport } from './reportOutput.ts';
import { runDataset } from './runDataset.ts';
import type { Terminal } from './terminal.ts';
import type { TrustArguments } from './trustArguments.ts';

/** `gavel trust`: how far a run's judge can be trusted. Resolves to the exit status. Throws CliProblem. */
export async function trust(args: TrustArguments, terminal: Terminal): Promise<number> {
  const run = await openRun(args.run);
  const dataset = await runDataset(args.run, run.header, args.file);
  const inputs = [args.run, ...(dataset ? [dataset.path] : [])];
  await checkReportOutput(args, inputs);
  if (args.labels !== undefined) await checkLabelsFile(args.labels, inputs, args.overwrite);
  const source =
    dataset && ((): RowSource => ({ rows: readRows(dataset.chunks()), read: (row) => readSample(row, dataset.shape) }));

  const signal = terminal.interrupted();
  const wanted = { run, ...(source && { source }), labelColumns: args.labelColumns };
  // What nobody waits for any more ends at the next row.
  const found = await measureTrust(wanted, breather(), signal).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (!found) return 130;
  if (args.labels !== undefined) {
    let rows = 0;
    await writeWhole(
      args.labels,
      calibrationRows(run, source, args.labelColumns, () => rows++),
    );
    terminal.stderr.write(`${args.labels} holds ${counted(rows, 'labelled row')}.\n`);
  }
  if (args.json) terminal.stdout.write(`${JSON.stringify(trustJson(found), null, 2)}\n`);
  else await writeReport(trustReport(found), args, terminal);
  if (source && found.agreement.labelled === 0) {
    const hint = await labelHint(source(), run.header.task, args.labelColumns);
    if (hint !== undefined) terminal.stderr.write(`${hint}\n`);
  }
  return 0;
}

async function checkLabelsFile(path: string, inputs: readonly string[], overwrite: boolean): Promise<void> {
  for (const input of inputs) await checkNotInput('--labels', path, input);
  if (!overwrite) await checkFree(path);
}
