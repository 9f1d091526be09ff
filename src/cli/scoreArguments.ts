import type { FieldMapping } from '../dataset/rowShape.ts';
import { defaultOptions } from '../judging/options.ts';
import type { JudgeOptions, TaskName } from '../judging/task.ts';
import { number, oneOf } from './argumentValues.ts';
import { CliProblem } from './cliProblem.ts';
import { type CriteriaArguments, customFlags, readCriteriaArguments, readCustomOptions } from './customArguments.ts';
import { type ExportTarget, readExportTarget } from './exportTarget.ts';
import { helpFlag, parseFlags } from './flags.ts';
import { readFields, readParameters } from './jsonArguments.ts';
import { type RunArguments, readRunArguments, runFlags } from './runArguments.ts';
import { type Juror, readJury, readVoteOptions, voteFlags } from './voteArguments.ts';

/** What `gavel score` was asked to do. Paths are as given; nothing has been opened yet. */
export interface ScoreArguments extends RunArguments {
  /** The arguments themselves: a run that pauses is gone on with by the same ones. */
  given: readonly string[];
  file: string;
  task: TaskName;
  /** Absent: the offline preview judges. */
  model?: string;
  baseUrl?: string;
  apiKeyEnv?: string;
  /** Further models that judge every row. */
  jury: Juror[];
  /** For one attempt. */
  timeoutMs: number;
  options: JudgeOptions;
  /** Path of a Jinja2 template. */
  template?: string;
  criteria: CriteriaArguments;
  fields?: FieldMapping;
  /** The run file: a new one, or one to go on with. */
  output?: string;
  exportTo?: ExportTarget;
  /** Whether the export may replace a file. */
  overwrite: boolean;
  json: boolean;
}

const taskNames: readonly TaskName[] = [
  'quality',
  'judgelm',
  'complexity',
  'deita-quality',
  'deita-complexity',
  'custom',
];

const flags = {
  task: { type: 'string', default: 'quality' },
  model: { type: 'string' },
  'base-url': { type: 'string' },
  'api-key-env': { type: 'string' },
  timeout: { type: 'string', default: '60' },
  template: { type: 'string' },
  dialect: { type: 'string', default: defaultOptions.dialect },
  reply: { type: 'string', default: defaultOptions.reply },
  'off-scale': { type: 'string', default: defaultOptions.offScale },
  explain: { type: 'boolean', default: defaultOptions.explain },
  parameters: { type: 'string' },
  ...voteFlags,
  ...customFlags,
  fields: { type: 'string' },
  output: { type: 'string' },
  export: { type: 'string' },
  overwrite: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  ...runFlags,
  ...helpFlag,
} as const;

/** Reads the arguments behind `gavel score`; 'help' when they ask for it. Throws CliProblem. */
export function readScoreArguments(args: readonly string[]): ScoreArguments | 'help' {
  const { values, positionals } = parseFlags(args, flags, 'score');
  if (values.help) return 'help';

  const [file, ...more] = positionals;
  if (file === undefined) throw new CliProblem('There is no file to score.', 'Name a .jsonl, .ndjson or .json file.');
  if (more.length > 0) throw new CliProblem(`There is more than one file: ${positionals.join(', ')}.`, 'Name one.');
  if (values['base-url'] !== undefined && values.model === undefined) {
    throw new CliProblem('There is a --base-url, but no model.', 'Name the model with --model.');
  }

  const task = oneOf('--task', values.task, taskNames);
  return {
    given: args,
    file,
    task,
    model: values.model,
    baseUrl: values['base-url'],
    apiKeyEnv: values['api-key-env'],
    jury: readJury(values.jury, values.model),
    ...readRunArguments(values),
    timeoutMs: 1000 * number('--timeout', values.timeout, 0.1, 86_400),
    options: {
      ...defaultOptions,
      dialect: oneOf('--dialect', values.dialect, ['distilabel', 'official']),
      reply: oneOf('--reply', values.reply, ['text', 'structured', 'auto']),
      offScale: oneOf('--off-scale', values['off-scale'], ['keep', 'reject']),
      explain: values.explain,
      parameters: values.parameters === undefined ? {} : readParameters(values.parameters),
      ...readVoteOptions(values),
      custom: readCustomOptions(values, task),
    },
    template: values.template,
    criteria: readCriteriaArguments(values),
    fields: values.fields === undefined ? undefined : readFields(values.fields),
    output: values.output,
    exportTo: values.export === undefined ? undefined : readExportTarget(values.export),
    overwrite: values.overwrite,
    json: values.json,
  };
}
