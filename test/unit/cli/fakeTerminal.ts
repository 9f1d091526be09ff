import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CliProblem } from '../../../src/cli/cliProblem.ts';
import { readCompareArguments } from '../../../src/cli/compareArguments.ts';
import { compare } from '../../../src/cli/compareCommand.ts';
import { readExportArguments } from '../../../src/cli/export/exportArguments.ts';
import { exportRun } from '../../../src/cli/export/exportCommand.ts';
import { readRereadArguments } from '../../../src/cli/rereadArguments.ts';
import { reread } from '../../../src/cli/rereadCommand.ts';
import { readScoreArguments } from '../../../src/cli/scoreArguments.ts';
import { score } from '../../../src/cli/scoreCommand.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import { readTrustArguments } from '../../../src/cli/trustArguments.ts';
import { trust } from '../../../src/cli/trustCommand.ts';

/** What a command said and how it ended; `problem` is what it would print on stderr as `gavel: …`. */
export interface Outcome {
  status: number;
  stdout: string;
  stderr: string;
  problem?: string;
}

/** What the program runs in. */
interface Surroundings {
  env?: NodeJS.ProcessEnv;
  interrupted?: AbortSignal;
}

/** Runs `gavel score` inside this process, as `main` would. */
export function runScore(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return run((terminal) => score(notHelp(readScoreArguments(args)), terminal), surroundings);
}

/** Runs `gavel reread` likewise. */
export function runReread(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return run((terminal) => reread(notHelp(readRereadArguments(args)), terminal), surroundings);
}

/** Runs `gavel compare` likewise. */
export function runCompare(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return run((terminal) => compare(notHelp(readCompareArguments(args)), terminal), surroundings);
}

/** Runs `gavel export` likewise. */
export function runExport(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return run((terminal) => exportRun(notHelp(readExportArguments(args)), terminal), surroundings);
}

/** Runs `gavel trust` likewise. */
export function runTrust(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return run((terminal) => trust(notHelp(readTrustArguments(args)), terminal), surroundings);
}

async function run(command: (terminal: Terminal) => Promise<number>, surroundings: Surroundings): Promise<Outcome> {
  const { env = {}, interrupted = new AbortController().signal } = surroundings;
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  let ended: { status: number; problem?: string };
  try {
    ended = { status: await command({ stdout, stderr, env, interrupted: () => interrupted }) };
  } catch (error) {
    if (!(error instanceof CliProblem)) throw error;
    ended = { status: 1, problem: `${error.message} ${error.next}` };
  } finally {
    stdout.end();
    stderr.end();
  }
  const [out, err] = await said;
  return { ...ended, stdout: out, stderr: err };
}

function notHelp<T>(read: T | 'help'): T {
  if (read === 'help') throw new Error('Help is shown by main.');
  return read;
}
