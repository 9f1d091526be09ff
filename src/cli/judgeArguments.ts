import { readFile } from 'node:fs/promises';
import { createJudge, type Judge } from '../judging/judge.ts';
import type { JudgeOptions } from '../judging/task.ts';
import { tasks } from '../judging/tasks.ts';
import { checkTemplate } from '../judging/template/check.ts';
import type { Model } from '../models/model.ts';
import { CliProblem } from './cliProblem.ts';
import { readEndpoint } from './endpointArguments.ts';
import { openInput } from './inputFile.ts';
import type { ScoreArguments } from './scoreArguments.ts';

/** The judge that the arguments ask for; nothing has been sent yet. Throws CliProblem. */
export async function makeJudge(args: ScoreArguments, env: NodeJS.ProcessEnv): Promise<Judge> {
  return createJudge(tasks[args.task], await makeModel(args, env), await makeOptions(args));
}

async function makeModel({ model, ...args }: ScoreArguments, env: NodeJS.ProcessEnv): Promise<Model> {
  if (model === undefined) return (await import('../models/offline.ts')).offlineModel;
  const endpoint = readEndpoint({ ...args, model }, env);
  return (await import('../models/openai.ts')).openAiModel(endpoint);
}

async function makeOptions({ options, template: path }: ScoreArguments): Promise<JudgeOptions> {
  if (path === undefined) return options;
  await openInput(path);
  const template = await readFile(path, 'utf8');
  const problem = checkTemplate(template);
  if (problem) throw new CliProblem(`${path}:${problem.line}:${problem.column}: ${problem.message}`, problem.next);
  return { ...options, template };
}
