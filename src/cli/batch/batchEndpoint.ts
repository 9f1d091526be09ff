import { type BatchApi, batchApi } from '../../models/batchApi.ts';
import { openAiModel } from '../../models/openai.ts';
import type { RunHeader } from '../../runs/run.ts';
import { CliProblem } from '../cliProblem.ts';
import { readEndpoint } from '../endpointArguments.ts';
import { plain } from '../plainText.ts';
import type { FollowArguments } from './batchArguments.ts';

/** For one request to the endpoint, none of which waits for a model. */
const timeoutMs = 60_000;

/**
 * The endpoint that has a run's batches. A run file may come from others, so it does not say where a key goes: the user
 * does, and both must mean the same. Throws CliProblem.
 */
export function endpointOf({ model }: RunHeader, args: FollowArguments, env: NodeJS.ProcessEnv): BatchApi {
  const { baseUrl, apiKeyEnv } = args;
  const [, address = ''] = model.id.split(' @ ');
  const isElsewhere = baseUrl === undefined && address !== 'https://api.openai.com/v1';
  if (isElsewhere) {
    throw new CliProblem(`The judge of this run is ${plain(model.id)}.`, `Add --base-url ${plain(address)}.`);
  }
  const endpoint = readEndpoint({ model: model.name, baseUrl, apiKeyEnv, timeoutMs }, env);
  if (openAiModel(endpoint).id !== model.id) {
    throw new CliProblem(`The judge of this run is ${plain(model.id)}.`, 'Name its --base-url.');
  }
  return batchApi(endpoint);
}
