import type { Price, SpendCaps } from '../runs/spending.ts';
import { number, wholeNumber } from './argumentValues.ts';
import { CliProblem } from './cliProblem.ts';
import type { FlagValues } from './flags.ts';

/** How much is asked, how fast, and what it may cost. */
export interface RunArguments {
  /** Requests at a time at most. */
  concurrency: number;
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  maxRetries: number;
  price?: Price;
  caps: SpendCaps;
  /** Judges only so many rows, drawn at random. */
  sample?: { rows: number; seed: number };
  /** Asks only rows that were asked before and have no whole judgement. */
  retryUnscored: boolean;
  /** Begins a new run where one is; that is moved aside. */
  fresh: boolean;
  /** Puts a few bad responses to the judge, too. */
  canary: boolean;
  /** Says what would be asked, and asks nothing. */
  estimate: boolean;
}

/** The flags that these are read from, for `parseFlags`. */
export const runFlags = {
  concurrency: { type: 'string', default: '8' },
  rpm: { type: 'string' },
  tpm: { type: 'string' },
  'max-retries': { type: 'string', default: '4' },
  price: { type: 'string' },
  'max-cost': { type: 'string' },
  'max-requests': { type: 'string' },
  sample: { type: 'string' },
  seed: { type: 'string' },
  'retry-unscored': { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  canary: { type: 'boolean', default: false },
  estimate: { type: 'boolean', default: false },
} as const;

/** What is read for them, and whether the run is kept. */
type RunValues = FlagValues<typeof runFlags> & { output?: string | undefined };

/** Reads the flags. Throws CliProblem. */
export function readRunArguments(values: RunValues): RunArguments {
  const { output, 'retry-unscored': retryUnscored, fresh, canary, estimate } = values;
  if (output === undefined && (retryUnscored || fresh)) {
    throw new CliProblem(`${fresh ? '--fresh' : '--retry-unscored'} needs a run.`, 'Name its file with --output.');
  }
  if (retryUnscored && fresh) {
    throw new CliProblem('A fresh run has nothing to retry.', 'Give either --fresh or --retry-unscored.');
  }
  const price = values.price === undefined ? undefined : readPrice(values.price);
  return {
    concurrency: wholeNumber('--concurrency', values.concurrency, 1, 1000),
    requestsPerMinute: readCount('--rpm', values.rpm),
    tokensPerMinute: readCount('--tpm', values.tpm),
    maxRetries: wholeNumber('--max-retries', values['max-retries'], 0, 100),
    price,
    caps: { requests: readCount('--max-requests', values['max-requests']), cost: readCost(values['max-cost'], price) },
    sample: readSample(values),
    retryUnscored,
    fresh,
    canary,
    estimate,
  };
}

const most = Number.MAX_SAFE_INTEGER;

function readCount(flag: string, value: string | undefined): number | undefined {
  return value === undefined ? undefined : wholeNumber(flag, value, 1, most);
}

function readPrice(value: string): Price {
  const [input = '', output = '', ...more] = value.split(',');
  if (more.length > 0 || output === '') {
    throw new CliProblem(`--price is "${value}".`, 'Write the price of a million tokens in and out: --price 2.5,10.');
  }
  return { input: number('--price', input, 0, 1e9), output: number('--price', output, 0, 1e9) };
}

function readCost(value: string | undefined, price: Price | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!price) throw new CliProblem('Nobody can tell the cost without a price.', 'Give it with --price IN,OUT.');
  return number('--max-cost', value, 0, 1e12);
}

function readSample({ sample, seed }: RunValues): RunArguments['sample'] {
  if (sample !== undefined) {
    return { rows: wholeNumber('--sample', sample, 1, 1e6), seed: wholeNumber('--seed', seed ?? '0', 0, 0xffff_ffff) };
  }
  if (seed !== undefined) throw new CliProblem('There is a --seed, but no sample.', 'Add --sample N.');
  return undefined;
}
