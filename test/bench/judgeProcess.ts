import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../host/paths.ts';

/** A local judge in a process of its own, so that its work is not counted as ours. */
export interface JudgeProcess extends AsyncDisposable {
  /** The base URL. */
  url: string;
}

/** Starts a judge that answers after `latencyMs`. */
export async function startJudge(latencyMs: number): Promise<JudgeProcess> {
  const script = join(root, 'test', 'host', 'judgeServer.ts');
  const child = spawn(process.execPath, [script, '--port', '0', '--latency', String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
