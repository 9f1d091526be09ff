import { openRunFile } from '../node/runFileSink.ts';
import { noRereading, type Rereading, rereadReplies } from '../runs/file/reread.ts';
import { recordRun } from '../runs/file/runFile.ts';
import { asCliProblem, fileProblem } from './fileProblem.ts';
import { openInput } from './inputFile.ts';
import { count, counted } from './numberWords.ts';
import type { RunAndDataset } from './runAndDataset.ts';
import { runDataset } from './runDataset.ts';
import { loadRun, recordedRun } from './runFileRecords.ts';
import type { Terminal } from './terminal.ts';

/** `gavel reread`: reads the replies that a run kept with the reader of this version. Throws CliProblem. */
export async function reread({ run: path, file }: RunAndDataset, { stdout, interrupted }: Terminal): Promise<number> {
  await openInput(path);
  const sink = await openRunFile(path, 'go on');
  if ('reason' in sink) throw fileProblem(sink);
  const signal = interrupted();
  const rereading = noRereading();
  try {
    const { header, columns, end } = await loadRun(path);
    const dataset = await runDataset(path, header, file);
    const run = recordedRun(path, header, columns);
    const records = rereadReplies(run, dataset?.items(), rereading, { end, signal });
    // Where nothing changed, the file does not either.
    const first = await records.next();
    if (!first.done) await exhaust(recordRun({ records: startingWith(first.value, records), sink, columns }));
    for (const line of rereadLines(rereading)) stdout.write(`${line}\n`);
    return signal.aborted ? 130 : 0;
  } catch (error) {
    throw asCliProblem(error);
  } finally {
    await sink.close();
  }
}

async function* startingWith<T, End>(first: T, others: AsyncGenerator<T, End>): AsyncGenerator<T, End> {
  yield first;
  return yield* others;
}

async function exhaust(batches: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of batches);
}

function rereadLines({ read, changes, left }: Rereading): string[] {
  const changed = [...changes.values()].reduce((sum, rows) => sum + rows, 0);
  const inOrder = [...changes].sort(([, a], [, b]) => b - a);
  return [
    `Read the replies of ${counted(read, 'row')} again: ${changed === 0 ? 'nothing' : count(changed)} changed.`,
    ...inOrder.map(([how, rows]) => `  ${how}: ${counted(rows, 'row')}`),
    ...(left > 0 ? [`Left alone: ${counted(left, 'row')} that the dataset does not hold any more.`] : []),
  ];
}
