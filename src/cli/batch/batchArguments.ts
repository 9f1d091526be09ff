import { parseArgs } from 'node:util';
import { type FileLimits, openAiLimits } from '../../runs/batch/batchFiles.ts';
import { number, wholeNumber } from '../argumentValues.ts';
import { CliProblem } from '../cliProblem.ts';
import { type FlagValues, helpFlag, parseFlags } from '../flags.ts';
import { readScoreArguments, type ScoreArguments } from '../scoreArguments.ts';

/** Requests to write: the arguments of `gavel score` say for which rows and which judge. */
export interface SendArguments {
  score: ScoreArguments;
  /** The run file. */
  run: string;
  /** Where request files go, named after it: a folder and a prefix. */
  requests?: string;
  limits: FileLimits;
}

/** A run whose batches are followed. */
export interface FollowArguments {
  run: string;
  baseUrl?: string;
  apiKeyEnv?: string;
}

/** What `gavel batch` was asked to do. Paths are as given; nothing has been opened yet. */
export type BatchArguments =
  | ({ command: 'write'; requests: string } & SendArguments)
  | ({ command: 'submit'; wait: boolean } & SendArguments)
  | ({ command: 'collect'; results: string[]; source?: string; wait: boolean } & FollowArguments)
  | ({ command: 'status' | 'cancel' | 'forget' } & FollowArguments);

const sendFlags = {
  requests: { type: 'string' },
  'requests-per-file': { type: 'string' },
  'mb-per-file': { type: 'string' },
  wait: { type: 'boolean', default: false },
} as const;

const followFlags = {
  'base-url': { type: 'string' },
  'api-key-env': { type: 'string' },
  source: { type: 'string' },
  wait: { type: 'boolean', default: false },
  ...helpFlag,
} as const;

/** Reads the arguments behind `gavel batch`; 'help' when they ask for it. Throws CliProblem. */
export function readBatchArguments([command, ...args]: readonly string[]): BatchArguments | 'help' {
  switch (command) {
    case 'write':
    case 'submit':
      return readSend(command, args);
    case 'collect':
    case 'status':
    case 'cancel':
    case 'forget':
      return readFollow(command, args);
    case undefined:
    case '--help':
    case '-h':
      return 'help';
    default:
      throw new CliProblem(`There is no command "batch ${command}".`, see);
  }
}

const see = 'See gavel batch --help.';

function readSend(command: 'write' | 'submit', args: readonly string[]): BatchArguments | 'help' {
  const { own, rest } = takeFlags(args);
  const score = readScoreArguments(rest);
  if (score === 'help') return 'help';
  const { output: run, model } = score;
  if (run === undefined) throw new CliProblem('A batch needs a run.', 'Name its file with --output.');
  if (model === undefined) throw new CliProblem('There is no model to ask.', 'Name the model with --model.');
  const limits = readLimits(own);
  const { requests, wait } = own;
  if (command === 'submit') return { command, score, run, limits, wait, ...(requests !== undefined && { requests }) };
  if (requests === undefined) {
    throw new CliProblem('There is no place for the request files.', 'Name it: --requests FOLDER/PREFIX.');
  }
  return { command, score, run, limits, requests };
}

type SendValues = FlagValues<typeof sendFlags>;

/** Takes the flags of `gavel batch` out of those that `gavel score` has, too. */
function takeFlags(args: readonly string[]): { own: SendValues; rest: string[] } {
  const { tokens } = parseArgs({ args: [...args], options: sendFlags, strict: false, tokens: true });
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option' || !Object.hasOwn(sendFlags, token.name)) continue;
    taken.add(token.index);
    if (token.value !== undefined && !token.inlineValue) taken.add(token.index + 1);
  }
  const own = args.filter((_, i) => taken.has(i));
  return { own: parseFlags(own, sendFlags, 'batch').values, rest: args.filter((_, i) => !taken.has(i)) };
}

function readLimits({ 'requests-per-file': requests, 'mb-per-file': megabytes }: SendValues): FileLimits {
  return {
    requests:
      requests === undefined ? openAiLimits.requests : wholeNumber('--requests-per-file', requests, 1, 10_000_000),
    bytes: megabytes === undefined ? openAiLimits.bytes : 1e6 * number('--mb-per-file', megabytes, 0.001, 100_000),
  };
}

function readFollow(
  command: 'collect' | 'status' | 'cancel' | 'forget',
  args: readonly string[],
): BatchArguments | 'help' {
  const { values, positionals } = parseFlags(args, followFlags, 'batch');
  if (values.help) return 'help';
  const [run, ...results] = positionals;
  if (run === undefined) throw new CliProblem('There is no run.', 'Name its file.');
  const follow: FollowArguments = { run, baseUrl: values['base-url'], apiKeyEnv: values['api-key-env'] };
  const { source, wait } = values;
  if (command === 'collect') return { command, ...follow, results, wait, ...(source !== undefined && { source }) };
  if (results.length > 0 || source !== undefined || wait) {
    throw new CliProblem(`gavel batch ${command} takes a run and nothing else.`, see);
  }
  return { command, ...follow };
}
