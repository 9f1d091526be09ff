import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resultsFolder } from './paths.ts';

/** How a suite ended, as kept in `test-results/counts/SUITE.json`. */
export type Counts = { passed: number; failed: number; skipped: number };

/** The suites that have counts, in the order in which they run. */
export const suites = ['unit', 'editor', 'e2e'] as const;
export type Suite = (typeof suites)[number];

export function countsFile(suite: Suite): string {
  return join(resultsFolder, 'counts', `${suite}.json`);
}

export async function writeCounts(file: string, counts: Counts): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(counts)}\n`);
}
