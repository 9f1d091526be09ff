import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRunFile } from '../../src/cli/runFileRecords.ts';
import { JudgeServer } from '../host/judgeServer.ts';
import { root } from '../host/paths.ts';

/** What a run came to that was killed and gone on with, at an endpoint that fails now and then. */
export interface KillResume {
  rows: number;
  /** Requests that the endpoint got, and as many as it may get: rows, those in flight at the kill, and retries. */
  requests: number;
  bound: number;
  scored: number;
  /** Unscored rows by their reason. */
  unscored: Record<string, number>;
}

const concurrency = 32;
const rates = { 429: 0.1, 500: 0.05, reset: 0.03, unreadable: 0.05 };

/**
 * Kills a run of the terminal program (`program`, built) at 40 % of its rows with SIGKILL, and goes on with it. Of 100
 * requests 10 get 429, 5 get 500, 3 a broken connection and 5 a reply that can't be read.
 */
export async function measureKillResume(rows = 5000, program = join(root, 'dist', 'gavel.js')): Promise<KillResume> {
  const server = new JudgeServer({ latencyMs: 20, faults: { rates, seed: 1 }, forget: true });
  await server.start();
  const folder = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  try {
    const file = join(folder, 'rows.jsonl');
    const run = join(folder, 'run.gavel.jsonl');
    const lines = Array.from(
      { length: rows },
      (_, i) => `{"instruction":"Question ${i}?","responses":["A","Not A."]}\n`,
    );
    await writeFile(file, lines.join(''));
    const endpoint = ['--base-url', server.url, '--model', 'judge-small', '--concurrency', String(concurrency)];
    const start = () =>
      spawn(process.execPath, [program, 'score', file, '--output', run, ...endpoint], { stdio: 'ignore' });

    const first = start();
    server.behaviour = () => {
      if (server.chatCount >= 0.4 * rows) first.kill('SIGKILL');
      return undefined;
    };
    await once(first, 'exit');
    server.behaviour = () => undefined;
    await once(start(), 'exit');

    const read = await readRunFile(run);
    if ('reason' in read) throw new Error(read.message);
    const { scored, byReason } = read.columns.totals;
    const faults = [...server.faults.values()].reduce((sum, times) => sum + times, 0);
    const bound = rows + concurrency + faults;
    return { rows, requests: server.chatCount, bound, scored, unscored: Object.fromEntries(byReason) };
  } finally {
    await rm(folder, { recursive: true });
    await server.stop();
  }
}
