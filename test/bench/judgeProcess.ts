import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../host/paths.ts';

/** A local judge in a process of its own, so that its work is not counted as ours. */
export interface JudgeProcess extends AsyncDisposable {
  /** The base URL. */
  url: string;
  /** Chat requests since it was started. */
  chats(): Promise<number>;
}

/** How it answers; the flags of `test/host/judgeServer.ts`. */
export interface JudgeProcessOptions {
  latencyMs: number;
  /** A fixed text for every reply, which spares the judge to read the prompts. */
  reply?: string;
  /** `429=0.1,500=0.05`: what goes wrong, and how often. */
  faults?: string;
  seed?: number;
  /** Seconds that a 429 asks to wait. */
  retryAfter?: number;
}

/** Starts a judge. */
export async function startJudge(options: JudgeProcessOptions): Promise<JudgeProcess> {
  const { latencyMs, reply, faults, seed = 1, retryAfter } = options;
  const flags = Object.entries({ latency: latencyMs, reply, faults, seed, 'retry-after': retryAfter }).flatMap(
    ([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)]),
  );
  const script = join(root, 'test', 'host', 'judgeServer.ts');
  const child = spawn(process.execPath, [script, ...flags], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  const [url] = (await once(lines, 'line')) as [string];
  return {
    url,
    async chats() {
      child.stdin.write('chats\n');
      const [count] = (await once(lines, 'line')) as [string];
      return Number(count);
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
