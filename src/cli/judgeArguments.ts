import { readFile } from 'node:fs/promises';
import { createJudge, type Judge } from '../judging/judge.ts';
import type { JudgeOptions } from '../judging/task.ts';
import { tasks } from '../judging/tasks.ts';
import { checkTemplate } from '../judging/template/check.ts';
import type { Model } from '../models/model.ts';
import { offlineModel } from '../models/offline.ts';
import type { Endpoint } from '../models/openai.ts';
import { Limiters } from '../runs/pace/limiters.ts';
import { pacedModel } from '../runs/pace/pacedModel.ts';
import type { Spending } from '../runs/spending.ts';
import { CliProblem } from './cliProblem.ts';
import { readCriteria } from './customArguments.ts';
import { type EndpointArguments, readEndpoint } from './endpointArguments.ts';
import { openInput } from './inputFile.ts';
import type { ScoreArguments } from './scoreArguments.ts';

/** The judge that the arguments ask for, which tells `spending` of every request; nothing has been sent yet. Throws CliProblem. */
export async function makeJudge(args: ScoreArguments, spending: Spending, env: NodeJS.ProcessEnv): Promise<Judge> {
  return createJudge(tasks[args.task], await makeModels(args, spending, env), await makeOptions(args));
}

async function makeModels(args: ScoreArguments, spending: Spending, env: NodeJS.ProcessEnv): Promise<Model[]> {
  if (args.model === undefined) return [offlineModel];
  const endpoints = endpointsOf({ ...args, model: args.model }, env);
  const [{ openAiModel }, { nodeFetch }] = await Promise.all([
    import('../models/openai.ts'),
    import('../node/nodeFetch.ts'),
  ]);
  const { concurrency: max, requestsPerMinute, tokensPerMinute, maxRetries } = args;
  const limiters = new Limiters();
  return endpoints.map((endpoint) => {
    const limiter = limiters.for(new URL(endpoint.baseUrl).origin, { max, requestsPerMinute, tokensPerMinute });
    return pacedModel(openAiModel({ ...endpoint, fetch: nodeFetch }), limiter, { maxRetries, spending });
  });
}

/** Where the models are; the key that is named for the first goes to its own endpoint and to no other. */
function endpointsOf(args: ScoreArguments & EndpointArguments, env: NodeJS.ProcessEnv): Endpoint[] {
  const { model, baseUrl, apiKeyEnv, timeoutMs, jury } = args;
  const first = readEndpoint({ model, baseUrl, apiKeyEnv, timeoutMs }, env);
  const others = jury.map((juror) => {
    const isBeside = juror.baseUrl === undefined || new URL(juror.baseUrl).origin === new URL(first.baseUrl).origin;
    const besides = isBeside ? { baseUrl, apiKeyEnv } : {};
    return readEndpoint({ timeoutMs, ...besides, ...juror }, env);
  });
  const all = [first, ...others];
  const twice = all.find((one, i) => all.findIndex((other) => isSame(one, other)) !== i);
  if (twice) throw new CliProblem(`${twice.model} is in the jury twice.`, 'Ask one model more often with --samples.');
  return all;
}

function isSame(one: Endpoint, other: Endpoint): boolean {
  return one.model === other.model && one.baseUrl === other.baseUrl;
}

async function makeOptions(args: ScoreArguments): Promise<JudgeOptions> {
  const { template: path } = args;
  const options = { ...args.options, criteria: await readCriteria(args.criteria) };
  if (path === undefined) return options;
  await openInput(path);
  const template = await readFile(path, 'utf8');
  const problem = checkTemplate(template);
  if (problem) throw new CliProblem(`${path}:${problem.line}:${problem.column}: ${problem.message}`, problem.next);
  return { ...options, template };
}
