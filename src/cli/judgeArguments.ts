import { readFile } from 'node:fs/promises';
import { createJudge, type Judge } from '../judging/judge.ts';
import type { JudgeOptions } from '../judging/task.ts';
import { tasks } from '../judging/tasks.ts';
import { checkTemplate } from '../judging/template/check.ts';
import type { Model } from '../models/model.ts';
import { offlineModel } from '../models/offline.ts';
import { Limiter } from '../runs/pace/limiter.ts';
import { pacedModel } from '../runs/pace/pacedModel.ts';
import type { Spending } from '../runs/spending.ts';
import { CliProblem } from './cliProblem.ts';
import { readEndpoint } from './endpointArguments.ts';
import { openInput } from './inputFile.ts';
import type { ScoreArguments } from './scoreArguments.ts';

/** The judge that the arguments ask for, which tells `spending` of every request; nothing has been sent yet. Throws CliProblem. */
export async function makeJudge(args: ScoreArguments, spending: Spending, env: NodeJS.ProcessEnv): Promise<Judge> {
  return createJudge(tasks[args.task], await makeModel(args, spending, env), await makeOptions(args));
}

async function makeModel(
  { model, ...args }: ScoreArguments,
  spending: Spending,
  env: NodeJS.ProcessEnv,
): Promise<Model> {
  if (model === undefined) return offlineModel;
  const endpoint = readEndpoint({ ...args, model }, env);
  const [{ openAiModel }, { nodeFetch }] = await Promise.all([
    import('../models/openai.ts'),
    import('../node/nodeFetch.ts'),
  ]);
  const { concurrency: max, requestsPerMinute, tokensPerMinute, maxRetries } = args;
  const limiter = new Limiter({ max, requestsPerMinute, tokensPerMinute });
  return pacedModel(openAiModel({ ...endpoint, fetch: nodeFetch }), limiter, { maxRetries, spending });
}

async function makeOptions({ options, template: path }: ScoreArguments): Promise<JudgeOptions> {
  if (path === undefined) return options;
  await openInput(path);
  const template = await readFile(path, 'utf8');
  const problem = checkTemplate(template);
  if (problem) throw new CliProblem(`${path}:${problem.line}:${problem.column}: ${problem.message}`, problem.next);
  return { ...options, template };
}
