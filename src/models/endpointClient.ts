import OpenAI, { type ClientOptions } from 'openai';
import type { Endpoint } from './openai.ts';

/** Where an endpoint is, and what is sent to it besides the request. */
type Access = Pick<Endpoint, 'baseUrl' | 'apiKey' | 'headers'>;

/** The OpenAI client for an endpoint, which takes nothing from the environment and writes no log. */
export function endpointClient(
  { baseUrl, apiKey, headers }: Access,
  how: Pick<ClientOptions, 'timeout' | 'maxRetries' | 'fetch'>,
): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    // The client reads the environment for whatever is left out: a run asks what its settings say and nothing else.
    apiKey: apiKey ?? 'none',
    organization: null,
    project: null,
    webhookSecret: null,
    // Said in so many words: OPENAI_CUSTOM_HEADERS may hold another Authorization.
    defaultHeaders: { Authorization: apiKey ? `Bearer ${apiKey}` : null, ...headers },
    logLevel: 'off',
    // VS Code in the browser runs extensions in a worker; the key is the user's own.
    dangerouslyAllowBrowser: true,
    ...how,
  });
}

/** What must never be in a message. */
export function secretsOf({ apiKey, headers = {} }: Access): string[] {
  // A header's `1` or `true` is no secret, and hiding it would make a riddle of every message.
  const headerSecrets = Object.values(headers).filter((value) => value.length >= 8);
  const given = apiKey ? [apiKey, ...headerSecrets] : headerSecrets;
  // An endpoint may echo a key without its "Bearer" or the blanks around it.
  return given.flatMap((value) => [value, value.trim(), ...value.trim().split(/\s+/).slice(1)]).filter(Boolean);
}
