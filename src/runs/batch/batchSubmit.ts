import type { Batch, BatchApi } from '../../models/batchApi.ts';
import type { Failure } from '../../models/model.ts';
import type { RunOutcome } from '../run.ts';
import type { RequestFile } from './batchFiles.ts';
import { type BatchLine, type BatchNotes, batchLine, packKeys } from './batchNotes.ts';

/** What it takes to send batches on their way. */
export interface Submitting {
  api: BatchApi;
  /** Those of the run. */
  batches: BatchNotes;
  /** Begun once it is certain what is under way already. */
  files: AsyncIterable<RequestFile>;
  /** Opens a request file, to be read while it is sent. */
  open(path: string): Promise<Blob>;
  /** A batch was made of a file, which is not needed any more. */
  onSubmitted(batch: Batch, file: RequestFile): Promise<void>;
  signal: AbortSignal;
}

/** How a run stands whose requests are written to files, for an engine that answers nobody here. */
export const inFiles: RunOutcome = {
  cancelled: false,
  paused: { reason: 'asked to', detail: 'Its requests are in files.' },
};

/** What else there is to note at once, and how the run stands after it; for `recordRun`, like `submitRequests`. */
export async function* noted(
  work: () => Promise<{ lines: readonly BatchLine[]; outcome: RunOutcome }>,
): AsyncGenerator<readonly BatchLine[], RunOutcome> {
  const { lines, outcome } = await work();
  if (lines.length > 0) yield lines;
  return outcome;
}

/** What is yielded must be in the run file, and in its columns, when the next is asked for. */
type Notes<T> = AsyncGenerator<readonly BatchLine[], T>;

/**
 * Uploads request files and makes a batch of each, for `recordRun` to write what it notes. It may be ended at any moment:
 * a batch is created only after its file was noted, so when it is not known whether one was, the endpoint is asked for
 * the batch of that file.
 */
export async function* submitRequests(submitting: Submitting): Notes<RunOutcome> {
  const { api, batches, files, open, onSubmitted, signal } = submitting;
  const problem = yield* settleUncertain(submitting);
  if (problem) return outcomeOf(problem);
  for await (const file of files) {
    const name = file.path.replace(/^.*[\\/]/, '');
    const id = await api.upload(await open(file.path), name, signal);
    if (typeof id !== 'string') return outcomeOf(id);
    yield [batchLine({ file: id, keys: packKeys(file.keys) })];
    const batch = yield* createNoted(submitting, id);
    if ('kind' in batch) return outcomeOf(batch);
    await onSubmitted(batch, file);
  }
  return { cancelled: false, ...underWay(batches.open.length) };
}

/** Clears up what an end in the wrong moment has left. */
async function* settleUncertain(submitting: Submitting): Notes<Failure | undefined> {
  const { api, batches, signal } = submitting;
  for (const { file, id } of batches.open) {
    if (id !== undefined) continue;
    const found = await api.find(file, signal);
    if (found && 'kind' in found) return found;
    if (found) yield [batchLine({ file, id: found.id })];
    else {
      const created = yield* createNoted(submitting, file);
      if ('kind' in created) return created;
    }
  }
  return undefined;
}

async function* createNoted({ api, signal }: Submitting, file: string): Notes<Batch | Failure> {
  const batch = await api.create(file, signal);
  if (!('kind' in batch)) yield [batchLine({ file, id: batch.id })];
  // Who refuses has created nothing. Of any other failure that can't be known.
  else if (isRefusal(batch)) yield [batchLine({ file, closed: 'not submitted' })];
  return batch;
}

function isRefusal({ status = 0 }: Failure): boolean {
  return status >= 400 && status < 500 && status !== 408;
}

function outcomeOf({ reason, message }: Failure): RunOutcome {
  return reason === 'cancelled' ? { cancelled: true } : { cancelled: false, paused: { reason, detail: message } };
}

function underWay(batches: number): Pick<RunOutcome, 'paused'> {
  if (batches === 0) return {};
  const detail = batches === 1 ? '1 batch is under way.' : `${batches} batches are under way.`;
  return { paused: { reason: 'asked to', detail } };
}
