import type { OpenBatch } from '../../runs/batch/batchNotes.ts';
import type { RunColumns } from '../../runs/columns/runColumns.ts';
import { type RunSink, recordRun, type WrittenLine } from '../../runs/file/runFile.ts';
import type { RunReader } from '../../runs/file/runReader.ts';
import type { RunEnd, RunHeader, RunOutcome } from '../../runs/run.ts';
import { CliProblem } from '../cliProblem.ts';
import type { FollowArguments } from './batchArguments.ts';

/** The batches of a run that are not collected. Throws CliProblem when there are none. */
export function openBatches(
  { columns }: Pick<RunReader, 'columns'>,
  { run: path }: FollowArguments,
): readonly OpenBatch[] {
  const { open } = columns.batches;
  if (open.length > 0) return open;
  throw new CliProblem(`${path} has no batches under way.`, 'Submit some, or name files with results.');
}

/** Writes lines into a run file as they come, with a header where the run is new, and closes it. */
export async function writeLines(
  { sink, columns }: { sink: RunSink; columns: RunColumns },
  records: AsyncGenerator<readonly WrittenLine[], RunOutcome>,
  header?: RunHeader,
): Promise<RunEnd> {
  const recorded = recordRun({ records, sink, columns, ...(header && { header }) });
  for (;;) {
    const next = await recorded.next();
    if (next.done) return next.value;
  }
}
