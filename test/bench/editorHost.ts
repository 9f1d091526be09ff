import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root } from '../host/paths.ts';
import { startJudge } from './judgeProcess.ts';

/** What one extension host saw, in milliseconds. */
export interface HostTimes {
  /** Reading, compiling and evaluating the main bundle and the chunks that it imports statically. */
  loadMs: number;
  /** Our code in `activate`, and what it calls. */
  ownMs: number;
  /** `activate` as VS Code waits for it, its own bookkeeping and messages to the window included. */
  activateMs: number;
  /** From the command to its first judgement, all that loads on first use included. */
  firstJudgementMs: number;
}

/** Activates Gavel and scores a selection in `times` fresh extension hosts, one after the other. */
export async function measureInEditor(times: number): Promise<HostTimes[]> {
  const tests = join(root, 'dist', 'test', 'bench', 'activation.js');
  await build({
    entryPoints: [join(root, 'test', 'bench', 'activation.ts')],
    outfile: tests,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['vscode'],
    logLevel: 'warning',
  });
  await using server = await startJudge({ latencyMs: 0 });
  const measured: HostTimes[] = [];
  for (let i = 0; i < times; i++) measured.push(await oneHost(tests, server.url));
  return measured;
}

async function oneHost(tests: string, url: string): Promise<HostTimes> {
  const home = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  try {
    const workspace = join(home, 'workspace');
    await mkdir(workspace);
    const result = join(home, 'times.json');
    await runTests({
      vscodeExecutablePath: join(root, 'test', 'host', 'code'),
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      launchArgs: [workspace, '--disable-workspace-trust', '--disable-extensions'],
      extensionTestsEnv: { GAVEL_BENCH_RESULT: result, GAVEL_BENCH_URL: url, GAVEL_MARK_OUTPUT: '1' },
    });
    return JSON.parse(await readFile(result, 'utf8')) as HostTimes;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
