import { defaultOptions } from '../judging/options.ts';
import type { JudgeOptions } from '../judging/task.ts';
import { number, oneOf, wholeNumber } from './argumentValues.ts';
import { CliProblem } from './cliProblem.ts';
import type { FlagValues } from './flags.ts';

/** A further model of a jury; without a `baseUrl` it is at the endpoint of the first. */
export interface Juror {
  model: string;
  baseUrl?: string;
  /** The environment variable that holds its endpoint's key. */
  apiKeyEnv?: string;
}

/** The flags about judgements of several replies, for `parseFlags`. */
export const voteFlags = {
  order: { type: 'string', default: defaultOptions.order },
  permutations: { type: 'string', default: String(defaultOptions.permutations) },
  samples: { type: 'string', default: String(defaultOptions.samples) },
  combine: { type: 'string', default: defaultOptions.combine },
  scoring: { type: 'string', default: defaultOptions.scoring },
  'least-mass': { type: 'string', default: String(defaultOptions.leastMass) },
  hardened: { type: 'string', default: defaultOptions.hardened },
  jury: { type: 'string', multiple: true },
} as const;

/** Reads the flags. Throws CliProblem. */
export function readVoteOptions(
  values: FlagValues<typeof voteFlags>,
): Pick<JudgeOptions, 'order' | 'permutations' | 'samples' | 'combine' | 'scoring' | 'leastMass' | 'hardened'> {
  return {
    order: oneOf('--order', values.order, ['as given', 'swap', 'permute']),
    permutations: wholeNumber('--permutations', values.permutations, 2, 20),
    samples: wholeNumber('--samples', values.samples, 1, 32),
    combine: oneOf('--combine', values.combine, ['mean', 'median', 'majority']),
    scoring: oneOf('--scoring', values.scoring, ['plain', 'expected']),
    leastMass: number('--least-mass', values['least-mass'], 0, 1),
    hardened: oneOf('--hardened', values.hardened, ['never', 'flagged', 'always']),
  };
}

/** Reads `--jury MODEL[@BASE_URL][,KEY_VARIABLE]`, as often as it is given. Throws CliProblem. */
export function readJury(given: readonly string[] = [], model?: string): Juror[] {
  if (given.length > 0 && model === undefined) {
    throw new CliProblem('There is a --jury, but no model.', 'Name the first of its models with --model.');
  }
  return given.map((text) => {
    // A model may have an @ in its name.
    const [, name = '', baseUrl, apiKeyEnv] = /^([^,]+?)(?:@(https?:\/\/[^,]+))?(?:,(\w+))?$/.exec(text) ?? [];
    if (name === '') {
      throw new CliProblem(`--jury is "${text}".`, 'Write it like this: --jury gpt-4o@https://api.openai.com/v1.');
    }
    return { model: name, ...(baseUrl && { baseUrl }), ...(apiKeyEnv && { apiKeyEnv }) };
  });
}
