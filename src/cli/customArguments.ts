import { readFile } from 'node:fs/promises';
import { criteriaMarkdown, criteriaProblem } from '../judging/criteria.ts';
import { defaultOptions } from '../judging/options.ts';
import type { JudgeOptions, TaskName } from '../judging/task.ts';
import { number, oneOf } from './argumentValues.ts';
import { CliProblem } from './cliProblem.ts';
import type { FlagValues } from './flags.ts';
import { openInput } from './inputFile.ts';

/** The flags about the user's own criteria and the custom task, for `parseFlags`. */
export const customFlags = {
  criteria: { type: 'string' },
  criterion: { type: 'string', multiple: true },
  scale: { type: 'string' },
  'reply-form': { type: 'string' },
} as const;

/** Where the user's criteria are: in a Markdown file, in arguments, or in both. */
export interface CriteriaArguments {
  file?: string;
  list: readonly string[];
}

/** What is read for them, and the template that the custom task needs. */
type CustomValues = FlagValues<typeof customFlags> & { template?: string | undefined };

/** Reads the scale and the form of the reply, which only the custom task is told. Throws CliProblem. */
export function readCustomOptions(values: CustomValues, task: TaskName): JudgeOptions['custom'] {
  const { scale, 'reply-form': form, template } = values;
  if (task !== 'custom') {
    const flag = scale !== undefined ? '--scale' : form !== undefined ? '--reply-form' : undefined;
    if (flag) throw new CliProblem(`${flag} is for your own task.`, 'Add --task custom, or leave it out.');
    return defaultOptions.custom;
  }
  if (template === undefined) {
    throw new CliProblem('The custom task needs a template of yours.', 'Name its file with --template.');
  }
  return {
    scale: scale === undefined ? defaultOptions.custom.scale : readScale(scale),
    form: oneOf('--reply-form', form ?? defaultOptions.custom.form, ['index lines', 'first line', 'json']),
  };
}

function readScale(text: string): JudgeOptions['custom']['scale'] {
  const ends = text.split(',');
  const [min, max] = ends.map((end) => number('--scale', end.trim(), -1000, 1000));
  if (ends.length === 2 && min !== undefined && max !== undefined && min < max) return { min, max };
  throw new CliProblem(`--scale is "${text}".`, 'Name the lowest and the highest score: --scale 1,5.');
}

/** Reads where the criteria are; nothing has been opened yet. */
export function readCriteriaArguments({ criteria, criterion = [] }: CustomValues): CriteriaArguments {
  return { ...(criteria !== undefined && { file: criteria }), list: criterion };
}

/** The criteria in Markdown; '' for none. Throws CliProblem. */
export async function readCriteria({ file, list }: CriteriaArguments): Promise<string> {
  const written = file === undefined ? '' : criteriaMarkdown(await textOf(file));
  if (file !== undefined && written === '') throw new CliProblem(`${file} is empty.`, 'Write your criteria into it.');
  const criteria = [written, criteriaMarkdown(list)].filter((text) => text !== '').join('\n\n');
  const problem = criteriaProblem(criteria);
  if (problem) throw new CliProblem(problem.message, problem.next);
  return criteria;
}

async function textOf(path: string): Promise<string> {
  await openInput(path);
  return readFile(path, 'utf8');
}
