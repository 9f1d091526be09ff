import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { root } from '../host/paths.ts';
import { startJudge } from './judgeProcess.ts';

/** What one run of the terminal program took. */
export interface CliMemory {
  rows: number;
  /** Most memory that the process had at a time (its resident set), in bytes. */
  peakBytes: number;
  ms: number;
}

/** Says at the end of a process how much memory it had at most, in kilobytes, as the last line of stderr. */
const tellPeak = 'process.on("exit", () => console.error(process.resourceUsage().maxRSS))';

/**
 * Scores `rows` rows of about 1 KB in the terminal, with a run file, against a judge in a process of its own that answers
 * at once: the faster rows come, the more of them are held at a time. `program` is the built CLI.
 */
export async function measureCliMemory(rows = 100_000, program = join(root, 'dist', 'gavel.js')): Promise<CliMemory> {
  await using judge = await startJudge({ latencyMs: 0, reply: '[1] Score: 3\n[2] Score: 1' });
  const folder = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  try {
    const file = join(folder, 'rows.jsonl');
    await pipeline(Readable.from(lines(rows)), createWriteStream(file));
    const endpoint = ['--base-url', judge.url, '--model', 'judge-small', '--concurrency', '32'];
    const args = ['score', file, '--output', join(folder, 'run.gavel.jsonl'), ...endpoint];
    const started = performance.now();
    const preload = `data:text/javascript,${encodeURIComponent(tellPeak)}`;
    const child = spawn(process.execPath, ['--import', preload, program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    const ms = performance.now() - started;
    const words = `${rows.toLocaleString('en-US')} scored`;
    if (!out.includes(words)) throw new Error(`The run did not score every row:\n${out}\n${err}`);
    return { rows, peakBytes: 1024 * Number(err.trimEnd().split('\n').at(-1)), ms };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function* lines(rows: number): Generator<string> {
  const answer = 'Light of short waves is scattered more by the molecules of the air than light of long waves. '.repeat(
    5,
  );
  for (let i = 0; i < rows; i++)
    yield `${JSON.stringify({ id: i, instruction: `Question ${i}: why is the sky blue?`, responses: [answer, `It is. ${answer}`] })}\n`;
}
