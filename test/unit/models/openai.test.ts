import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type EndpointFetch, mostBytes, platformFetch } from '../../../src/models/endpointFetch.ts';
import type { ChatRequest } from '../../../src/models/model.ts';
import { type Endpoint, openAiModel } from '../../../src/models/openai.ts';
import { nodeFetch } from '../../../src/node/nodeFetch.ts';
import { always, htmlPage, inTurn, rateLimited, refusing, serverError } from '../../host/judgeBehaviours.ts';
import { apiError, type JudgeBehaviour, JudgeServer } from '../../host/judgeServer.ts';

const key = 'sk-secret-1';
const server = new JudgeServer({ apiKey: key, models: ['judge'] });
before(() => server.start());
after(() => server.stop());
beforeEach(() => {
  server.requests.length = 0;
});

let send: EndpointFetch = nodeFetch;

const request: ChatRequest = {
  messages: [{ role: 'user', content: 'Rate.' }],
  parameters: {},
  subject: { instruction: '', answers: ['A'], scale: { min: 1, max: 2 }, form: 'index lines', rates: 'quality' },
};
const schema = { name: 'verdict', schema: { type: 'object' }, required: false };
const good = { text: '[1] Score: 2' };

/** A model on the server, which behaves so; its requests are numbered from 1. */
function modelThat(behaviour: JudgeBehaviour, over: Partial<Endpoint> = {}) {
  let n = 0;
  server.behaviour = (incoming) => behaviour(incoming, ++n);
  return openAiModel({ baseUrl: server.url, model: 'judge', apiKey: key, timeoutMs: 5000, fetch: send, ...over });
}

async function ask(behaviour: JudgeBehaviour, over: Partial<Endpoint> = {}, asked: Partial<ChatRequest> = {}) {
  return modelThat(behaviour, over).complete({ ...request, ...asked }, new AbortController().signal);
}

for (const [name, fetch] of [
  ['node:http', nodeFetch],
  ['fetch', platformFetch],
] as const)
  describe(`an OpenAI-compatible endpoint over ${name}`, () => {
    beforeEach(() => {
      send = fetch;
    });

    it('answers well', async () => {
      const usage = { prompt_tokens: 7, completion_tokens: 3 };
      assert.deepEqual(await ask(always({ ...good, model: 'judge-2026', usage })), {
        kind: 'reply',
        text: '[1] Score: 2',
        finish: 'stop',
        model: 'judge-2026',
        usage: { input: 7, output: 3 },
      });
      const [sent] = server.chats;
      assert.deepEqual(sent?.body, { model: 'judge', messages: request.messages, stream: false });
      assert.deepEqual(
        Object.keys(sent?.headers ?? {}).filter((name) => name.startsWith('x-stainless')),
        [],
      );
    });

    it('sends the parameters that are set, and the headers', async () => {
      await ask(
        always(good),
        { headers: { 'x-team': 'judges' } },
        { parameters: { temperature: 0, topP: 0.9, seed: 4, maxTokens: 50 }, schema },
      );
      const { body, headers } = server.chats[0] ?? {};
      const { temperature, top_p, seed, max_tokens, response_format } = body ?? {};
      assert.deepEqual([temperature, top_p, seed, max_tokens], [0, 0.9, 4, 50]);
      assert.deepEqual(response_format, {
        type: 'json_schema',
        json_schema: { name: 'verdict', schema: schema.schema, strict: true },
      });
      assert.equal(headers?.['x-team'], 'judges');
    });

    it('sends no Authorization without a key', async () => {
      await ask(always(good), { apiKey: undefined });
      assert.equal(server.requests[0]?.headers['authorization'], undefined);
    });

    it('takes nothing from the environment', async () => {
      const variables = {
        OPENAI_CUSTOM_HEADERS: 'X-Team-Secret: s3cret\nAuthorization: Bearer other',
        OPENAI_ORG_ID: 'org-1',
      };
      Object.assign(process.env, variables, { OPENAI_API_KEY: 'sk-other', OPENAI_BASE_URL: 'http://127.0.0.1:9' });
      try {
        await ask(always(good));
        await ask(always(good), { apiKey: undefined });
      } finally {
        for (const name of [...Object.keys(variables), 'OPENAI_API_KEY', 'OPENAI_BASE_URL']) delete process.env[name];
      }
      const [withKey, without] = server.requests;
      assert.equal(withKey?.headers['authorization'], `Bearer ${key}`);
      assert.equal(without?.headers['authorization'], undefined);
      assert.doesNotMatch(JSON.stringify(server.requests), /s3cret|other|org-1/);
    });

    it('gives empty content, reasoning, refusals and odd finishes as they are', async () => {
      const body = (message: object, finish_reason = 'stop') =>
        always({ body: { model: 'm', choices: [{ message, finish_reason }] } });
      const shown = async (behaviour: JudgeBehaviour) => {
        const { kind: _, model: __, ...rest } = (await ask(behaviour)) as unknown as Record<string, unknown>;
        return rest;
      };
      assert.deepEqual(await shown(body({ content: null, reasoning_content: 'hm' }, 'length')), {
        text: '',
        reasoning: 'hm',
        finish: 'length',
      });
      assert.deepEqual(await shown(body({ content: '', refusal: 'No.' })), {
        text: '',
        refusal: 'No.',
        finish: 'stop',
      });
      assert.deepEqual(await shown(body({ content: 'x' }, 'content_filter')), { text: 'x', finish: 'filtered' });
      assert.deepEqual(await shown(body({ content: 'x' }, 'tool_calls')), { text: 'x', finish: 'other' });
    });

    it('asks once, and tells what may pass and when', async () => {
      const cases: [JudgeBehaviour, boolean, number | undefined][] = [
        [always(rateLimited(3)), true, 3000],
        [always(apiError(429, 'Wait.', { headers: { 'retry-after-ms': '250', 'retry-after': '1' } })), true, 250],
        [always(apiError(429, 'You exceeded your quota.', { code: 'insufficient_quota' })), false, undefined],
        [always(serverError()), true, undefined],
        [always(apiError(500, 'No.', { headers: { 'x-should-retry': 'false' } })), false, undefined],
        [always(apiError(503, 'Overloaded.', { headers: { 'retry-after': 'soon' } })), true, undefined],
        [always(apiError(400, 'Bad.')), false, undefined],
        [always({ reset: true }), true, undefined],
        [always({ ...good, truncate: 20 }), true, undefined],
        [always(htmlPage()), false, undefined],
      ];
      for (const [behaviour, retryable, retryAfterMs] of cases) {
        server.requests.length = 0;
        const answer = await ask(behaviour);
        assert.ok(answer.kind === 'failure');
        assert.deepEqual([answer.retryable, answer.retryAfterMs], [retryable, retryAfterMs], answer.message);
        assert.equal(server.chats.length, 1);
      }
    });

    it('tells of the limits that the endpoint tells of', async () => {
      const headers = {
        'x-ratelimit-limit-requests': '60',
        'x-ratelimit-remaining-requests': '59',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-remaining-tokens': '149984',
        'x-ratelimit-reset-tokens': '6m0s',
      };
      const limits = {
        requests: { limit: 60, remaining: 59, resetMs: 1000 },
        tokens: { remaining: 149984, resetMs: 360_000 },
      };
      assert.deepEqual((await ask(always({ ...good, headers }))).limits, limits);
      assert.deepEqual((await ask(always(apiError(429, 'Wait.', { headers })))).limits, limits);
    });

    it('drops a parameter that a 400 names, tries once more, and remembers', async () => {
      const model = modelThat(refusing('temperature', 'response_format'));
      const asked = { ...request, parameters: { temperature: 0, seed: 1 }, schema };
      for (const times of [3, 4]) {
        assert.equal((await model.complete(asked, new AbortController().signal)).kind, 'reply');
        assert.equal(server.chats.length, times);
      }
      assert.deepEqual(Object.keys(server.chats[3]?.body ?? {}).sort(), ['messages', 'model', 'seed', 'stream']);
    });

    it('keeps max_tokens when it is only too large for one row', async () => {
      const tooLarge = apiError(400, "'max_tokens' is too large: 500. The maximum context length is 100.");
      const answer = await ask(inTurn(tooLarge, good), {}, { parameters: { maxTokens: 500 } });
      assert.deepEqual([answer.kind === 'failure' && answer.reason, server.chats.length], ['bad request', 1]);
    });

    it('joins content parts', async () => {
      const content = [{ type: 'text', text: '[1] Score' }, { type: 'image_url' }, { type: 'text', text: ': 2' }];
      const answer = await ask(always({ body: { choices: [{ message: { content } }] } }));
      assert.equal(answer.kind === 'reply' && answer.text, '[1] Score: 2');
    });

    it('changes to max_completion_tokens where the endpoint wants it', async () => {
      const wants: JudgeBehaviour = ({ body }) =>
        body['max_tokens'] === undefined
          ? good
          : apiError(
              400,
              "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            );
      assert.equal((await ask(wants, {}, { parameters: { maxTokens: 64 } })).kind, 'reply');
      assert.equal(server.chats[1]?.body['max_completion_tokens'], 64);
    });

    it('does not drop a schema that is required', async () => {
      const answer = await ask(refusing('response_format'), {}, { schema: { ...schema, required: true } });
      assert.deepEqual([answer.kind === 'failure' && answer.reason, server.chats.length], ['bad request', 1]);
    });

    it('does not follow a redirect', async () => {
      const elsewhere = new JudgeServer();
      const location = await elsewhere.start();
      const answer = await ask(
        always({ status: 307, headers: { location: `${location}/chat/completions` }, body: '' }),
      );
      assert.equal(answer.kind === 'failure' && answer.reason, 'not a chat reply');
      assert.equal(elsewhere.requests.length, 0);
      await elsewhere.stop();
    });

    it('ends at once when cancelled', async () => {
      const controller = new AbortController();
      const model = modelThat(() => {
        controller.abort();
        return { ...good, delayMs: 60_000 };
      });
      const cancelled = { kind: 'failure', reason: 'cancelled', message: 'Cancelled.', retryable: false };
      assert.deepEqual(await model.complete(request, controller.signal), cancelled);
      assert.deepEqual(await model.complete(request, controller.signal), cancelled);
      assert.equal(server.chats.length, 1);
    });

    it('reads an answer that is packed', async () => {
      const completion = JSON.stringify({ choices: [{ message: { content: good.text } }] });
      for (const [encoding, pack] of [
        ['gzip', gzipSync],
        ['deflate', deflateSync],
        ['br', brotliCompressSync],
      ] as const) {
        const packed = createServer((_, response) => {
          response.writeHead(200, { 'content-encoding': encoding, 'content-type': 'application/json' });
          response.end(pack(completion));
        });
        await new Promise<void>((resolve) => packed.listen(0, '127.0.0.1', resolve));
        const baseUrl = `http://127.0.0.1:${(packed.address() as AddressInfo).port}`;
        const answer = await ask(always(good), { baseUrl });
        assert.equal(answer.kind === 'reply' && answer.text, good.text, encoding);
        await new Promise((resolve) => {
          packed.close(resolve);
          packed.closeAllConnections();
        });
      }
    });

    const failures: [string, JudgeBehaviour, Partial<Endpoint>, string, RegExp][] = [
      ['a wrong key', always(good), { apiKey: 'sk-wrong' }, 'wrong key', /401: Incorrect API key/],
      ['an unknown model', always(good), { model: 'other' }, 'unknown model', /"other"/],
      ['nobody there', always(good), { baseUrl: 'http://127.0.0.1:9/v1' }, 'unreachable', /No connection to/],
      ['a slow answer', always({ ...good, delayMs: 3000 }), { timeoutMs: 50 }, 'timed out', /No answer from/],
      ['too many requests', always(rateLimited(1)), {}, 'rate limited', /429/],
      ['an error of its own', always(serverError()), {}, 'server error', /500/],
      ['a body that breaks off', always({ ...good, truncate: 20 }), {}, 'unreachable', /No connection to/],
      ['HTML', always(htmlPage()), {}, 'not a chat reply', /not JSON/],
      ['HTML with 502', always(htmlPage(502)), {}, 'server error', /502: Sign in Sign in to continue/],
      ['JSON of another kind', always({ body: { hello: 1 } }), {}, 'not a chat reply', /not a chat completion/],
      [
        'JSON that is not JSON',
        always({ body: '{"choices": [', headers: { 'content-type': 'application/json' } }),
        {},
        'not a chat reply',
        /not JSON/,
      ],
      [
        'a prompt that is too long',
        always(apiError(400, 'This model has a context of 8192 tokens.')),
        {},
        'bad request',
        /8192/,
      ],
      [
        'a parameter named by a number',
        always({ status: 400, body: { error: { message: 'bad', param: 0 } } }),
        {},
        'bad request',
        /bad/,
      ],
      [
        'a forbidden key',
        always(apiError(403, 'Project has no access.')),
        {},
        'wrong key',
        /403: Project has no access/,
      ],
      ['a row that a gateway refuses', always(apiError(403, 'Input was flagged.')), {}, 'bad request', /flagged/],
      ['a long text of brackets', always({ status: 400, body: '<'.repeat(100_000) }), {}, 'bad request', /400/],
      ['a body without end', always({ body: 'x'.repeat(mostBytes + 1) }), {}, 'not a chat reply', /more than 32 MB/],
      ['a body that stalls', always({ ...good, dribbleMs: 3000 }), { timeoutMs: 100 }, 'timed out', /No answer from/],
      [
        'a name that nobody has',
        always(good),
        { baseUrl: 'http://nobody.invalid/v1' },
        'unreachable',
        /ENOTFOUND|EAI_AGAIN/,
      ],
      ['an error that tells the key', always(apiError(400, `Bad key ${key}!`)), {}, 'bad request', /Bad key •••!/],
    ];
    for (const [name, behaviour, over, reason, words] of failures) {
      it(`${name}: ${reason}`, async () => {
        const answer = await ask(behaviour, over);
        assert.equal(answer.kind === 'failure' && answer.reason, reason);
        assert.match(answer.kind === 'failure' ? answer.message : '', words);
        assert.ok(!JSON.stringify(answer).includes('sk-'), 'no key in sight');
      });
    }
  });
