import { measureCliMemory } from './cliMemory.ts';
import { measureIndexing } from './indexing.ts';
import { measureKillResume } from './killResume.ts';
import type { Measured } from './report.ts';

const mega = 1e6;

/** Large files, long runs and runs that were killed, as lines of the page. */
export async function datasetLines(rounds: number): Promise<Measured[]> {
  return [...(await indexLines(rounds)), await memoryLine(), await killLine()];
}

async function indexLines(rounds: number): Promise<Measured[]> {
  const { rows, fileBytes, speed, bareSpeed, ratio, peakBytes } = await measureIndexing(rounds);
  const file = `a file of ${(fileBytes / 1e9).toFixed(2)} GB, ${count(rows)} rows`;
  return [
    {
      what: 'Index of a dataset',
      target: '≥ 400 MB/s, or ≥ 0.8 of a bare newline scan',
      measured: `${speed.toFixed(0)} MB/s, ${ratio.toFixed(2)}`,
      how: `${file}, read and indexed; the bare scan ${bareSpeed.toFixed(0)} MB/s; ${rounds} pairs`,
      met: speed >= 400 || ratio >= 0.8,
    },
    {
      what: 'Peak memory of opening and indexing it',
      target: '< 300 MB',
      measured: megabytes(peakBytes),
      how: 'resident set of a process that does nothing else; the highest of all rounds',
      met: peakBytes < 300 * mega,
    },
  ];
}

async function memoryLine(): Promise<Measured> {
  const { rows, peakBytes, ms } = await measureCliMemory();
  return {
    what: 'Peak memory of a run in the terminal',
    target: '< 250 MB',
    measured: megabytes(peakBytes),
    how: `${count(rows)} rows, 32 in flight, an endpoint without latency, ${(ms / 1000).toFixed(0)} s; resident set`,
    met: peakBytes < 250 * mega,
  };
}

async function killLine(): Promise<Measured> {
  const { rows, requests, bound, scored, unscored } = await measureKillResume();
  const why = Object.entries(unscored).map(([reason, n]) => `${n} ${reason}`);
  return {
    what: 'Requests of a run that was killed and gone on with',
    target: `≤ ${count(bound)}`,
    measured: count(requests),
    how: `${count(rows)} rows, 10 % 429, 5 % 500, 3 % resets, 5 % unreadable, SIGKILL at 40 %; the bound is rows, those in flight and retries; ${[`${count(scored)} scored`, ...why].join(', ')}`,
    met: requests <= bound && scored + sum(Object.values(unscored)) === rows,
  };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const megabytes = (bytes: number) => `${(bytes / mega).toFixed(0)} MB`;
const count = (n: number) => n.toLocaleString('en-US');
