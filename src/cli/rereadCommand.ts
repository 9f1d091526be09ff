import { parseArgs } from 'node:util';
import { openRunFile } from '../node/runFileSink.ts';
import { noRereading, type Rereading, rereadReplies } from '../runs/file/reread.ts';
import { recordRun } from '../runs/file/runFile.ts';
import type { RunHeader } from '../runs/run.ts';
import { CliProblem } from './cliProblem.ts';
import { openRows } from './dataset.ts';
import { sourcePath } from './fileSource.ts';
import { openInput } from './inputFile.ts';
import { asCliProblem, fileProblem } from './keptRun.ts';
import { count, counted } from './numberWords.ts';
import { readRunFile, recordedRun } from './runFileRecords.ts';
import type { Terminal } from './terminal.ts';

/** What `gavel reread` was asked to do. */
export interface RereadArguments {
  run: string;
  /** The dataset, where it is not where the run says. */
  file?: string;
}

/** Reads the arguments behind `gavel reread`; 'help' when they ask for it. Throws CliProblem. */
export function readRereadArguments(args: readonly string[]): RereadArguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [run, file, ...more] = positionals;
  if (run === undefined) throw new CliProblem('There is no run to read again.', 'Name a .gavel.jsonl file.');
  if (more.length > 0) throw new CliProblem('There are more than two files.', 'Name the run, and its dataset at most.');
  return { run, ...(file !== undefined && { file }) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h', default: false } },
    });
  } catch (error) {
    const [sentence = ''] = String((error as Error).message).split(/\. |\n/);
    throw new CliProblem(`${sentence.replace(/\.$/, '')}.`, 'See gavel reread --help.');
  }
}

/** `gavel reread`: reads the replies that a run kept with the reader of this version. Throws CliProblem. */
export async function reread({ run: path, file }: RereadArguments, { stdout, interrupted }: Terminal): Promise<number> {
  const sink = await openRunFile(path, 'go on');
  if ('reason' in sink) throw fileProblem(sink);
  const signal = interrupted();
  const rereading = noRereading();
  try {
    const run = await readRunFile(path);
    if ('reason' in run) throw new CliProblem(`${path}: ${run.message}`, run.next);
    const { header, columns, end } = run;
    const items = await itemsOf(path, header, file);
    const records = rereadReplies(recordedRun(path, header, columns), items, rereading, { end, signal });
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

/** The rows of the dataset that a run judged; undefined for a selection, whose samples are in the run. */
async function itemsOf(path: string, header: RunHeader, file: string | undefined) {
  const source = file ?? sourcePath(header, path);
  if (source === undefined && header.source.uri === undefined) return undefined;
  if (source === undefined) {
    throw new CliProblem(`${path} does not tell where its dataset is.`, `Name it: gavel reread ${path} FILE.`);
  }
  const input = await openInput(source).catch((error: unknown) => {
    if (file !== undefined || !(error instanceof CliProblem)) throw error;
    throw new CliProblem(error.message, `Name the dataset where it is now: gavel reread ${path} FILE.`);
  });
  const { items } = await openRows(source, input.chunks, header.fields);
  return items();
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
