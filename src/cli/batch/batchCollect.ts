import { setTimeout as delay } from 'node:timers/promises';
import type { BatchApi } from '../../models/batchApi.ts';
import { fetchResults, openResultFile, withTemporaryFolder } from '../../node/batchFilesOnDisk.ts';
import { openRunFile } from '../../node/runFileSink.ts';
import { type CollectCounts, collectResults } from '../../runs/batch/batchCollect.ts';
import { type FollowedBatch, lookAt, waitFor } from '../../runs/batch/batchFollow.ts';
import { batchLine } from '../../runs/batch/batchNotes.ts';
import { BatchResults, type ResultFile } from '../../runs/batch/batchResults.ts';
import type { RunSink } from '../../runs/file/runFile.ts';
import { CliProblem } from '../cliProblem.ts';
import { asCliProblem, fileProblem } from '../fileProblem.ts';
import { openInput } from '../inputFile.ts';
import { plain } from '../plainText.ts';
import { pauseWords } from '../reasonText.ts';
import { runDataset } from '../runDataset.ts';
import { loadRun, recordedRun } from '../runFileRecords.ts';
import type { Terminal } from '../terminal.ts';
import type { BatchArguments, FollowArguments } from './batchArguments.ts';
import { endpointOf } from './batchEndpoint.ts';
import { openBatches, writeLines } from './batchRunFile.ts';
import { batchWords, failureWords } from './batchStatus.ts';
import { collectWords } from './batchWords.ts';

type CollectArguments = Extract<BatchArguments, { command: 'collect' }>;

/** A batch that is over: its results are in the run once they are written. */
interface Over {
  file: string;
  closed: 'collected' | 'failed';
}

/** Waits `ms`; a test does so at once. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

const pauseFor: Pause = (ms, signal) => delay(ms, undefined, { signal }).catch(() => {});

/** `gavel batch collect`: results into the run. Resolves to the exit status; throws CliProblem. */
export async function collectBatches(args: CollectArguments, terminal: Terminal, pause = pauseFor): Promise<number> {
  const signal = terminal.interrupted();
  if (args.results.length > 0) return take(args, args.results, [], terminal, signal);
  // The run file is not locked while hours go by.
  const run = await loadRun(args.run);
  const open = openBatches(run, args);
  const api = endpointOf(run.header, args, terminal.env);
  const tell = (batches: readonly FollowedBatch[]) => {
    for (const batch of batches) terminal.stderr.write(`${batchWords(batch)}\n`);
  };
  const looked = args.wait ? await waitFor(open, { api, signal, pause, tell }) : await lookAt(open, { api, signal });
  if (signal.aborted) return 130;
  tell(looked);
  return withTemporaryFolder(async (folder) => {
    const over: Over[] = [];
    const paths: string[] = [];
    for (const batch of looked) {
      if (!isOver(batch)) continue;
      paths.push(...(await download(api, batch, folder, signal)));
      over.push({ file: batch.batch.file, closed: batch.state.files.length > 0 ? 'collected' : 'failed' });
    }
    if (over.length === 0) throw noneIsOver(looked, args);
    return take(args, paths, over, terminal, signal);
  });
}

type OverBatch = FollowedBatch & { state: Exclude<FollowedBatch['state'], undefined | { kind: 'failure' }> };

function isOver(batch: FollowedBatch): batch is OverBatch {
  return batch.state !== undefined && !('kind' in batch.state) && batch.state.isOver;
}

function noneIsOver(looked: readonly FollowedBatch[], { run }: FollowArguments): CliProblem {
  const [failure] = looked.flatMap(({ state }) => (state && 'kind' in state ? [state] : []));
  if (failure) return new CliProblem(failureWords(failure), 'Try again later.');
  return new CliProblem(`No batch of ${run} is over yet.`, 'Collect later, or add --wait.');
}

async function download(api: BatchApi, { state }: OverBatch, folder: string, signal: AbortSignal): Promise<string[]> {
  const fetched = await fetchResults(api, state, folder, signal);
  if (Array.isArray(fetched)) return fetched;
  throw new CliProblem(`The results could not be fetched: ${plain(fetched.message)}`, 'Nothing was taken; try again.');
}

/** Takes result files into the run, and notes which batches are over. */
async function take(
  args: CollectArguments,
  paths: readonly string[],
  over: readonly Over[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  await openInput(args.run);
  const sink = await openRunFile(args.run, 'go on');
  if ('reason' in sink) throw fileProblem(sink);
  const files: Awaited<ReturnType<typeof openResultFile>>[] = [];
  try {
    for (const path of paths) {
      await openInput(path);
      files.push(await openResultFile(path));
    }
    return await takeFiles(args, { files, over, sink }, terminal, signal);
  } catch (error) {
    throw asCliProblem(error);
  } finally {
    await Promise.all([sink, ...files].map((file) => file.close()));
  }
}

/** What is taken, and where it goes. */
interface Taking {
  files: readonly ResultFile[];
  over: readonly Over[];
  sink: RunSink;
}

async function takeFiles(
  args: CollectArguments,
  { files, over, sink }: Taking,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { header, columns } = await loadRun(args.run);
  const next = 'Name the dataset with --source.';
  const dataset = await runDataset(args.run, header, args.source, next);
  if (!dataset) throw new CliProblem(`${args.run} does not tell where its dataset is.`, next);
  const results = new BatchResults();
  for (const file of files) await results.add(file);
  const counts: CollectCounts = { taken: 0, missing: 0 };
  const closing = over.map(batchLine);
  const run = recordedRun(args.run, header, columns);
  const records = collectResults({ run, items: dataset.items(), results, signal, closing }, counts);
  const end = await writeLines({ sink, columns }, records);
  if (end.paused?.reason === 'not written') {
    const { what, next } = pauseWords(end.paused);
    throw new CliProblem(what, next);
  }
  for (const line of collectWords(results, counts, columns.totals)) terminal.stdout.write(`${line}\n`);
  if (end.cancelled) return 130;
  return counts.missing === 0 && columns.totals.scored === columns.totals.rows ? 0 : 2;
}
