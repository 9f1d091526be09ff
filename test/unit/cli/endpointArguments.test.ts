import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CliProblem } from '../../../src/cli/cliProblem.ts';
import { readEndpoint } from '../../../src/cli/endpointArguments.ts';

const given = { model: 'm', timeoutMs: 1000 };
const env = { OPENAI_API_KEY: 'sk-openai', MY_KEY: ' sk-mine\n', EMPTY: '' };

describe('readEndpoint', () => {
  for (const [what, args, baseUrl, apiKey] of [
    ['OpenAI by default, with its key', {}, 'https://api.openai.com/v1', 'sk-openai'],
    ['OpenAI with a key of another name', { apiKeyEnv: 'MY_KEY' }, 'https://api.openai.com/v1', 'sk-mine'],
    ['another host gets no key', { baseUrl: 'https://judge.example/v1/' }, 'https://judge.example/v1', undefined],
    [
      'another host with the key named',
      { baseUrl: 'https://judge.example/v1', apiKeyEnv: 'MY_KEY' },
      'https://judge.example/v1',
      'sk-mine',
    ],
    [
      'a key over http on this machine',
      { baseUrl: 'http://localhost:8000/v1', apiKeyEnv: 'MY_KEY' },
      undefined,
      'sk-mine',
    ],
    ['a host that only looks like OpenAI', { baseUrl: 'https://api.openai.com.example/v1' }, undefined, undefined],
  ] as const) {
    it(what, () => {
      const endpoint = readEndpoint({ ...given, ...args }, env);
      if (baseUrl) assert.equal(endpoint.baseUrl, baseUrl);
      assert.equal(endpoint.apiKey, apiKey);
    });
  }

  for (const [what, args, words] of [
    ['no key for OpenAI', { apiKeyEnv: 'EMPTY' }, /EMPTY holds no API key for api\.openai\.com\. .*--api-key-env/],
    ['a variable that is not set', { apiKeyEnv: 'NOPE', baseUrl: 'https://x.example/v1' }, /NOPE holds no API key/],
    ['a key over plain http', { apiKeyEnv: 'MY_KEY', baseUrl: 'http://judge.example/v1' }, /plain http.* Use https/],
    ['no URL', { baseUrl: 'judge.example' }, /"judge\.example": This is not a URL/],
    ['another protocol', { baseUrl: 'file:///etc' }, /must begin with https/],
    ['a password in the URL', { baseUrl: 'https://u:p@judge.example/v1' }, /must not hold a user name or a password/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => readEndpoint({ ...given, ...args }, env),
        (error) => error instanceof CliProblem && words.test(`${error.message} ${error.next}`),
      );
    });
  }
});
