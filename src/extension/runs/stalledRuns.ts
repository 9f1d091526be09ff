import type { LiveRun } from '../liveRun.ts';

/** Runs that wait to go on: paused or interrupted, and no newer run over the same document has come since. */
export function stalledRuns<T extends Pick<LiveRun, 'source' | 'state'>>(newestFirst: readonly T[]): T[] {
  const seen = new Set<string>();
  return newestFirst.filter(({ source, state }) => {
    if (!source) return false;
    const key = source.toString();
    const isNewest = !seen.has(key);
    seen.add(key);
    return isNewest && (state === 'paused' || state === 'interrupted');
  });
}
