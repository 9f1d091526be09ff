import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createJudge } from '../../../src/judging/judge.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import { openAiModel } from '../../../src/models/openai.ts';
import { apiError, JudgeServer } from '../../host/judgeServer.ts';

const sample = { instruction: 'Q', responses: ['A', 'B'] };
const server = new JudgeServer();
const text = '[1] Score: 3\n[2] Score: 1';

const judge = (options: Partial<JudgeOptions>) => {
  server.requests.length = 0;
  const model = openAiModel({ baseUrl: server.url, model: 'judge-small', timeoutMs: 5000 });
  return createJudge(tasks.quality, model, { ...defaultOptions, reasks: 0, ...options }).judge(
    sample,
    new AbortController().signal,
  );
};
const sent = (name: string) => server.chats.map(({ body }) => (body as unknown as Record<string, unknown>)[name]);
const choice = (content: string, logprobs?: unknown) => ({
  index: 0,
  finish_reason: 'stop',
  message: { role: 'assistant', content },
  ...(logprobs ? { logprobs } : {}),
});
const completion = (...choices: unknown[]) => ({
  body: { model: 'judge-small', choices, usage: { prompt_tokens: 10, completion_tokens: 9, total_tokens: 19 } },
});

describe('several replies over the wire', () => {
  before(() => server.start());
  after(() => server.stop());

  it('come from one request where the endpoint knows n', async () => {
    server.behaviour = () => completion(choice(text), choice('[1] Score: 2\n[2] Score: 2'), choice(text));
    const judgement = await judge({ samples: 3 });
    assert.deepEqual(sent('n'), [3]);
    assert.deepEqual([judgement.votes?.length, judgement.tokens], [3, { input: 10, output: 9 }]);
    assert.equal(judgement.scores[0], 8 / 3);
  });

  it('come from as many requests where it ignores n', async () => {
    server.behaviour = () => completion(choice(text));
    const judgement = await judge({ samples: 3 });
    assert.deepEqual(sent('n'), [3, 2, undefined]);
    assert.deepEqual([judgement.votes?.length, judgement.tokens?.input], [3, 30]);
  });

  it('come from as many requests where it refuses n, which is not sent again', async () => {
    server.behaviour = ({ body }) =>
      'n' in body ? apiError(400, "Unknown parameter: 'n'.", { param: 'n' }) : completion(choice(text));
    const judgement = await judge({ samples: 3 });
    assert.deepEqual(sent('n'), [3, undefined, undefined, undefined]);
    assert.deepEqual([judgement.status, judgement.votes?.length], ['scored', 3]);
  });

  it('come from as many requests where it says in words that n must be 1', async () => {
    server.behaviour = ({ body }) =>
      'n' in body ? apiError(400, 'Only one completion choice is allowed: n must be 1') : completion(choice(text));
    assert.equal((await judge({ samples: 2 })).votes?.length, 2);
  });

  it('come from as many requests where it gives no more than some, or calls n by another name', async () => {
    for (const words of ['n is too large', 'candidate_count must be in the range [1, 8]', 'Too many choices']) {
      server.behaviour = ({ body }) =>
        'n' in body
          ? apiError(400, words, words === 'Too many choices' ? { param: 'n' } : {})
          : completion(choice(text));
      assert.equal((await judge({ samples: 9 })).votes?.length, 9, words);
    }
  });

  it('leaves a choice without a message out', async () => {
    server.behaviour = () => completion(choice(text), { index: 1 }, 'hostile', choice(text));
    assert.equal((await judge({ samples: 3 })).votes?.length, 3);
  });
});

describe('log-probabilities over the wire', () => {
  before(() => server.start());
  after(() => server.stop());

  const tokens = (...all: [string, Record<string, number>?][]) => ({
    content: all.map(([token, chances = {}]) => ({
      token,
      logprob: 0,
      top_logprobs: Object.entries(chances).map(([other, p]) => ({ token: other, logprob: Math.log(p) })),
    })),
  });
  const withChances = tokens(
    ['[1] Score: '],
    ['3', { '3': 0.5, '2': 0.5 }],
    ['\n[2] Score: '],
    ['1', { '1': 0.75, '2': 0.25 }],
  );

  it('are asked for, and read', async () => {
    server.behaviour = () => completion(choice(text, withChances));
    const judgement = await judge({ scoring: 'expected' });
    assert.deepEqual([sent('logprobs'), sent('top_logprobs')], [[true], [20]]);
    assert.deepEqual(
      [judgement.scores, judgement.mass],
      [
        [2.5, 1.25],
        [1, 1],
      ],
    );
  });

  it('are done without where the endpoint refuses them, and the scores are marked as plain', async () => {
    server.behaviour = ({ body }) =>
      'logprobs' in body
        ? apiError(400, 'logprobs are not supported by this model', { param: 'logprobs' })
        : completion(choice(text));
    const judgement = await judge({ scoring: 'expected' });
    assert.deepEqual(sent('top_logprobs'), [20, undefined]);
    assert.deepEqual([judgement.status, judgement.scores, judgement.mass], ['scored', [3, 1], [null, null]]);
  });

  it('are asked for with fewer alternatives where 20 are too many', async () => {
    for (const words of [
      'top_logprobs must be at most 5',
      'Requested sample logprobs of 20, which is greater than max allowed: 5',
      'top_logprobs: 20 is too large',
    ]) {
      server.behaviour = ({ body }) =>
        Number(body['top_logprobs']) > 5 ? apiError(400, words) : completion(choice(text, withChances));
      const judgement = await judge({ scoring: 'expected' });
      assert.deepEqual(sent('top_logprobs'), [20, 5], words);
      assert.deepEqual(judgement.mass, [1, 1], words);
    }
  });

  it('include that of what was said, where others are likelier', async () => {
    const drawn = {
      token: '3',
      logprob: Math.log(0.25),
      top_logprobs: [{ token: '2', logprob: Math.log(0.35) }],
    };
    const [before, , ...behind] = withChances.content;
    server.behaviour = () => completion(choice(text, { content: [before, drawn, ...behind] }));
    const { scores, mass } = await judge({ scoring: 'expected' });
    assert.ok(Math.abs(Number(scores[0]) - 1.45 / 0.6) < 1e-12, String(scores));
    assert.ok(Math.abs(Number(mass?.[0]) - 0.6) < 1e-12, String(mass));
  });

  it('are asked for without alternatives where the endpoint gives none', async () => {
    server.behaviour = ({ body }) =>
      'top_logprobs' in body ? apiError(400, 'top_logprobs is unknown') : completion(choice(text));
    const judgement = await judge({ scoring: 'expected' });
    assert.deepEqual(sent('top_logprobs'), [20, 5, undefined]);
    assert.deepEqual(
      [judgement.scores, judgement.mass],
      [
        [3, 1],
        [null, null],
      ],
    );
  });

  it('are looked at with suspicion', async () => {
    server.behaviour = () =>
      completion(choice(text, { content: [{ token: 7 }, null, { token: '[1]', top_logprobs: 3 }] }));
    assert.deepEqual((await judge({ scoring: 'expected' })).mass, [null, null]);
  });
});
