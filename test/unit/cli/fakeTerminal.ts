import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CliProblem } from '../../../src/cli/cliProblem.ts';
import { readScoreArguments } from '../../../src/cli/scoreArguments.ts';
import { score } from '../../../src/cli/scoreCommand.ts';

/** What `gavel score` said and how it ended; `problem` is what it would print on stderr as `gavel: …`. */
export interface ScoreOutcome {
  status: number;
  stdout: string;
  stderr: string;
  problem?: string;
}

/** Runs `gavel score` inside this process, as `main` would. */
export async function runScore(
  args: readonly string[],
  { env = {}, interrupted = new AbortController().signal }: { env?: NodeJS.ProcessEnv; interrupted?: AbortSignal } = {},
): Promise<ScoreOutcome> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  let ended: { status: number; problem?: string };
  try {
    const read = readScoreArguments(args);
    if (read === 'help') throw new Error('Help is shown by main.');
    ended = { status: await score(read, { stdout, stderr, env, interrupted: () => interrupted }) };
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
