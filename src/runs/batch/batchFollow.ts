import type { Batch, BatchApi } from '../../models/batchApi.ts';
import type { Failure } from '../../models/model.ts';
import type { OpenBatch } from './batchNotes.ts';

/** A batch of a run, and what the endpoint says of it; undefined while nobody knows whether it was created. */
export interface FollowedBatch {
  batch: OpenBatch;
  state?: Batch | Failure;
}

/** How to wait. `pause` resolves after so many milliseconds, and at once when the signal is aborted. */
export interface Waiting {
  api: BatchApi;
  signal: AbortSignal;
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Told of every look at the batches. */
  tell(batches: readonly FollowedBatch[]): void;
}

/** Milliseconds between two looks: batches take minutes to a day. */
const firstPause = 5_000;
const longestPause = 60_000;

/** Asks the endpoint how batches are. */
export async function lookAt(
  open: readonly OpenBatch[],
  { api, signal }: Pick<Waiting, 'api' | 'signal'>,
): Promise<FollowedBatch[]> {
  const looked: FollowedBatch[] = [];
  for (const batch of open) {
    looked.push(batch.id === undefined ? { batch } : { batch, state: await api.retrieve(batch.id, signal) });
  }
  return looked;
}

/**
 * Looks at batches now and then until all of them are over or cancelled. A look that fails is followed by another, later:
 * networks go away and come back; what no other look would mend ends it.
 */
export async function waitFor(open: readonly OpenBatch[], waiting: Waiting): Promise<FollowedBatch[]> {
  const { signal, pause, tell } = waiting;
  for (let ms = firstPause; ; ms = Math.min(longestPause, ms * 1.5)) {
    const looked = await lookAt(open, waiting);
    if (signal.aborted || !looked.some(isStillToCome)) return looked;
    tell(looked);
    await pause(ms, signal);
    if (signal.aborted) return looked;
  }
}

function isStillToCome({ state }: FollowedBatch): boolean {
  if (!state) return false;
  return 'kind' in state ? passing.has(state.reason) : !state.isOver;
}

const passing: ReadonlySet<Failure['reason']> = new Set(['unreachable', 'timed out', 'rate limited', 'server error']);
