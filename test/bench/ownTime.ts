import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

/** What a piece of work took in all, and how much of it was spent in some files and what they call, in milliseconds. */
export interface OwnTime {
  wallMs: number;
  ownMs: number;
}

/** Runs `work` under the profiler. A sample belongs to the files when any frame of its stack does. */
export async function timeIn(files: RegExp, work: () => Thenable<unknown>): Promise<OwnTime> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 100 });
  await session.post('Profiler.start');
  const started = performance.now();
  await work();
  const wallMs = performance.now() - started;
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { wallMs, ownMs: ownMicroseconds(profile, files) / 1000 };
}

function ownMicroseconds({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, files: RegExp): number {
  // Parents come before their children.
  const own = new Set<number>();
  for (const { id, callFrame, children = [] } of nodes) {
    if (files.test(callFrame.url)) own.add(id);
    if (own.has(id)) for (const child of children) own.add(child);
  }
  return samples.reduce((sum, id, i) => sum + (own.has(id) ? (timeDeltas[i] ?? 0) : 0), 0);
}
