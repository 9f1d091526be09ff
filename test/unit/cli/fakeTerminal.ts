import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CliProblem } from '../../../src/cli/cliProblem.ts';
import { readRereadArguments, reread } from '../../../src/cli/rereadCommand.ts';
import { readScoreArguments } from '../../../src/cli/scoreArguments.ts';
import { score } from '../../../src/cli/scoreCommand.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';

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
