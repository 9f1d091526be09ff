import { exposesKeys, isBaseUrlProblem, parseBaseUrl, plainBaseUrl } from '../models/baseUrl.ts';
import type { Endpoint } from '../models/openai.ts';
import { CliProblem } from './cliProblem.ts';

/** What the arguments say of the model; see `ScoreArguments`. */
export interface EndpointArguments {
  model: string;
  baseUrl?: string;
  apiKeyEnv?: string;
  timeoutMs: number;
}

const openAi = 'https://api.openai.com/v1';

/**
 * The endpoint to ask. Its key comes from the variable that the user names; OPENAI_API_KEY goes to api.openai.com and
 * nowhere else unless named. Throws CliProblem.
 */
export function readEndpoint(args: EndpointArguments, env: NodeJS.ProcessEnv): Endpoint {
  const { model, timeoutMs } = args;
  const url = readBaseUrl(args.baseUrl ?? openAi);
  const variable = args.apiKeyEnv ?? (url.hostname === 'api.openai.com' ? 'OPENAI_API_KEY' : undefined);
  const apiKey = variable === undefined ? undefined : env[variable]?.trim();
  if (variable !== undefined && !apiKey) {
    throw new CliProblem(
      `The environment variable ${variable} holds no API key for ${url.host}.`,
      'Set it, or name another with --api-key-env.',
    );
  }
  if (apiKey && exposesKeys(url)) {
    throw new CliProblem(`Over plain http, anyone on the way to ${url.host} could read the API key.`, 'Use https.');
  }
  return { baseUrl: plainBaseUrl(url), model, ...(apiKey && { apiKey }), timeoutMs };
}

function readBaseUrl(text: string): URL {
  const url = parseBaseUrl(text);
  if (isBaseUrlProblem(url))
    throw new CliProblem(`--base-url "${text}": ${url.message}`, `Write it like this: ${openAi}.`);
  return url;
}
