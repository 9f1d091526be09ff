import type { BestExport } from '../../runs/select/exportBest.ts';
import type { PreferenceExport } from '../../runs/select/exportPreferences.ts';
import type { SelectionShape } from '../../runs/select/exportSelection.ts';
import { defaultCosine } from '../../runs/select/takenByEmbedding.ts';
import { defaultJaccard, leastJaccard } from '../../runs/select/takenByMinHash.ts';
import { number, oneOf, wholeNumber } from '../argumentValues.ts';
import { CliProblem } from '../cliProblem.ts';
import type { EndpointArguments } from '../endpointArguments.ts';
import { type ExportTarget, readExportTarget } from '../exportTarget.ts';
import { type FlagValues, helpFlag, parseFlags } from '../flags.ts';
import { type RunAndDataset, readRunAndDataset } from '../runAndDataset.ts';

/** Rows to select. */
export interface SelectionExport {
  shape: SelectionShape;
  system: boolean;
  leastScore: number;
  budget?: number;
  /** The file of a run that scored the instructions of the same rows. */
  complexity?: string;
  /** The least similarity of near-duplicates. */
  near: number;
  /** What embeds texts; absent: MinHash compares them. */
  embeddings?: EndpointArguments;
}

/** What to make of a run's scores. */
export type ExportKind =
  | { as: 'rows'; target: ExportTarget }
  | ({ as: 'preferences' } & PreferenceExport)
  | ({ as: 'best' } & BestExport)
  | ({ as: 'selection' } & SelectionExport);

/** What `gavel export` was asked to do. Paths are as given; nothing has been opened yet. */
export interface ExportArguments extends RunAndDataset {
  output: string;
  overwrite: boolean;
  kind: ExportKind;
}

const kinds = ['rows', 'preferences', 'best', 'selection'] as const;

/** The flags that only some kinds have. */
const flagsOf: Readonly<Record<(typeof kinds)[number], readonly string[]>> = {
  rows: [],
  preferences: ['shape', 'no-system', 'whole', 'pairs', 'least-margin'],
  best: ['shape', 'no-system', 'whole', 'least-score', 'ties'],
  selection: [
    ...['shape', 'no-system', 'least-score', 'budget', 'complexity', 'near'],
    ...['embeddings', 'base-url', 'api-key-env', 'timeout'],
  ],
};

const flags = {
  as: { type: 'string', default: 'rows' },
  shape: { type: 'string' },
  output: { type: 'string' },
  overwrite: { type: 'boolean', default: false },
  'no-system': { type: 'boolean' },
  whole: { type: 'boolean' },
  pairs: { type: 'string' },
  'least-margin': { type: 'string' },
  'least-score': { type: 'string' },
  ties: { type: 'string' },
  budget: { type: 'string' },
  complexity: { type: 'string' },
  near: { type: 'string' },
  embeddings: { type: 'string' },
  'base-url': { type: 'string' },
  'api-key-env': { type: 'string' },
  timeout: { type: 'string' },
  ...helpFlag,
} as const;

/** Reads the arguments behind `gavel export`; 'help' when they ask for it. Throws CliProblem. */
export function readExportArguments(args: readonly string[]): ExportArguments | 'help' {
  const { values, positionals } = parseFlags(args, flags, 'export');
  if (values.help) return 'help';
  const files = readRunAndDataset(positionals, 'export');
  const { output, overwrite } = values;
  if (output === undefined) throw new CliProblem('There is no file to write to.', 'Name it with --output.');
  const as = oneOf('--as', values.as, kinds);
  const stray = Object.keys(values).find((flag) => isOfAKind(flag) && !flagsOf[as].includes(flag));
  if (stray !== undefined) throw new CliProblem(`--${stray} is not for --as ${as}.`, 'See gavel export --help.');
  return { ...files, output, overwrite, kind: readKind(as, output, values) };
}

function isOfAKind(flag: string): boolean {
  return Object.values(flagsOf).some((flags) => flags.includes(flag));
}

type Values = FlagValues<typeof flags>;

function readKind(as: (typeof kinds)[number], output: string, values: Values): ExportKind {
  const target = readExportTarget(output, '--output');
  if (as === 'rows') return { as, target };
  if (target.format !== 'jsonl') {
    throw new CliProblem(
      `${output} is no JSONL file, and --as ${as} writes no other.`,
      'Use a name that ends in .jsonl.',
    );
  }
  const common = { system: !values['no-system'], whole: values.whole ?? false };
  const least = (flag: 'least-score' | 'least-margin', otherwise: string) =>
    number(`--${flag}`, values[flag] ?? otherwise, 0, 1);
  if (as === 'preferences') {
    const shape = oneOf('--shape', values.shape ?? 'trl', ['trl', 'trl-text', 'openai', 'plain']);
    return {
      ...{ as, ...common, shape: shape === 'trl-text' ? 'trl text' : shape, leastMargin: least('least-margin', '0') },
      pairs:
        oneOf('--pairs', values.pairs ?? 'worst', ['worst', 'others']) === 'worst'
          ? 'best and worst'
          : 'best and others',
    };
  }
  const leastScore = least('least-score', as === 'best' ? '0.5' : '0');
  if (as === 'best') {
    const shape = oneOf('--shape', values.shape ?? 'messages', ['messages', 'plain']);
    return { as, ...common, shape, leastScore, ties: oneOf('--ties', values.ties ?? 'first', ['first', 'none']) };
  }
  const { complexity, embeddings } = values;
  const shape = oneOf('--shape', values.shape ?? 'rows', ['rows', 'messages', 'plain']);
  return {
    ...{ as, system: common.system, shape, leastScore, near: readNear(values) },
    ...(values.budget !== undefined && { budget: wholeNumber('--budget', values.budget, 1, 1e9) }),
    ...(complexity !== undefined && { complexity }),
    ...(embeddings !== undefined && { embeddings: readEmbeddings(embeddings, values) }),
  };
}

function readNear({ near, embeddings }: Values): number {
  if (embeddings !== undefined) return number('--near', near ?? String(defaultCosine), 0, 1);
  return number('--near', near ?? String(defaultJaccard), leastJaccard, 1);
}

function readEmbeddings(model: string, values: Values): EndpointArguments {
  return {
    model,
    baseUrl: values['base-url'],
    apiKeyEnv: values['api-key-env'],
    timeoutMs: 1000 * number('--timeout', values.timeout ?? '60', 0.1, 86_400),
  };
}
