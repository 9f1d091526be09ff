import type { BatchApi } from '../../models/batchApi.ts';
import type { Failure } from '../../models/model.ts';
import { openRunFile } from '../../node/runFileSink.ts';
import { type FollowedBatch, lookAt } from '../../runs/batch/batchFollow.ts';
import { batchLine, type OpenBatch } from '../../runs/batch/batchNotes.ts';
import { noted } from '../../runs/batch/batchSubmit.ts';
import { fileProblem } from '../fileProblem.ts';
import { openInput } from '../inputFile.ts';
import { count, counted } from '../numberWords.ts';
import { plain } from '../plainText.ts';
import { loadRun } from '../runFileRecords.ts';
import type { Terminal } from '../terminal.ts';
import type { FollowArguments } from './batchArguments.ts';
import { endpointOf } from './batchEndpoint.ts';
import { openBatches, writeLines } from './batchRunFile.ts';

/** `gavel batch status`. */
export async function batchStatus(args: FollowArguments, { stdout, env, interrupted }: Terminal): Promise<number> {
  const run = await loadRun(args.run);
  const open = openBatches(run, args);
  const api = endpointOf(run.header, args, env);
  const looked = await lookAt(open, { api, signal: interrupted() });
  for (const batch of looked) stdout.write(`${batchWords(batch)}\n`);
  return 0;
}

/** `gavel batch cancel`. What the batches have got by then is still to be collected. */
export async function cancelBatches(args: FollowArguments, { stdout, env, interrupted }: Terminal): Promise<number> {
  const run = await loadRun(args.run);
  const open = openBatches(run, args);
  const api = endpointOf(run.header, args, env);
  const signal = interrupted();
  for (const batch of open) {
    const state = await cancelOne(api, batch, signal);
    stdout.write(`${batchWords({ batch, ...(state && { state }) })}\n`);
  }
  return 0;
}

async function cancelOne(api: BatchApi, { id }: OpenBatch, signal: AbortSignal) {
  if (id === undefined) return undefined;
  const state = await api.retrieve(id, signal);
  return 'kind' in state || state.isOver ? state : api.cancel(id, signal);
}

/** `gavel batch forget`: asks nobody. */
export async function forgetBatches(args: FollowArguments, { stdout }: Terminal): Promise<number> {
  await openInput(args.run);
  const sink = await openRunFile(args.run, 'go on');
  if ('reason' in sink) throw fileProblem(sink);
  try {
    const { columns, end } = await loadRun(args.run);
    const closed = openBatches({ columns }, args);
    const lines = closed.map(({ file }) => batchLine({ file, closed: 'given up' }));
    const asBefore = end ?? { cancelled: false, paused: { reason: 'asked to', detail: '' } };
    await writeLines(
      { sink, columns },
      noted(async () => ({ lines, outcome: asBefore })),
    );
    for (const { id, file, keys } of closed) {
      stdout.write(`${plain(id ?? file)}: given up; its ${counted(keys.length, 'request')} will be made anew.\n`);
    }
    return 0;
  } finally {
    await sink.close();
  }
}

/** `batch_1: in_progress, 20 of 50 requests done, 1 failed` */
export function batchWords({ batch, state }: FollowedBatch): string {
  const name = plain(batch.id ?? batch.file);
  if (!state) return `${name}: not known to be created; gavel batch submit goes on with it`;
  if ('kind' in state) return `${name}: ${failureWords(state)}`;
  const { status, total, completed = 0, failed = 0, problem } = state;
  const done = total
    ? `, ${count(completed)} of ${counted(total, 'request')} done`
    : `, ${counted(batch.keys.length, 'request')}`;
  return `${name}: ${plain(status)}${done}${failed > 0 ? `, ${count(failed)} failed` : ''}${problem ? `. ${plain(problem)}` : ''}`;
}

/** An endpoint's failure in words. */
export function failureWords({ message }: Failure): string {
  return plain(message);
}
