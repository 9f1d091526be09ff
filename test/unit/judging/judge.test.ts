import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJudge } from '../../../src/judging/judge.ts';
import { judgementSchema } from '../../../src/judging/judgementSchema.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import type { ChatRequest, Failure, Model, Reply } from '../../../src/models/model.ts';
import { offlineModel } from '../../../src/models/offline.ts';

const sample = { instruction: 'Q', responses: ['A', 'B', 'C'] };
const signal = new AbortController().signal;

/** A model that gives these answers one after the other, and the requests that it got. */
function scripted(...answers: (string | Partial<Reply> | Failure)[]): Model & { requests: ChatRequest[] } {
  const requests: ChatRequest[] = [];
  return {
    id: 'scripted',
    name: 'scripted',
    requests,
    async complete(request) {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? '';
      requests.push(request);
      if (typeof answer === 'object' && answer.kind === 'failure') return answer;
      const reply: Reply = {
        kind: 'reply',
        text: '',
        finish: 'stop',
        model: 'scripted-1',
        usage: { input: 10, output: 5 },
      };
      return { ...reply, ...(typeof answer === 'string' ? { text: answer } : answer) };
    },
  };
}

const judgeWith = (model: Model, options: Partial<JudgeOptions> = {}) =>
  createJudge(tasks.quality, model, { ...defaultOptions, ...options }).judge(sample, signal);

describe('a judge', () => {
  it('turns a reply into a judgement that says everything', async () => {
    const judgement = await judgeWith(scripted('[1] Score: 3\n[2] Score: 1\n[3] Score: 2'));
    const { ms, attempts, ...rest } = judgement;
    assert.ok(ms >= 0);
    assert.equal(attempts.length, 1);
    assert.equal(attempts[0]?.raw, '[1] Score: 3\n[2] Score: 1\n[3] Score: 2');
    assert.deepEqual(rest, {
      status: 'scored',
      scores: [3, 1, 2],
      gaps: [null, null, null],
      offScale: [],
      scale: { min: 1, max: 4 },
      rationale: '',
      notes: [],
      model: 'scripted-1',
      counted: 0,
      tokens: { input: 10, output: 5 },
    });
    assert.deepEqual(judgementSchema.parse(judgement), judgement);
  });

  it('asks again when a score is missing, and tells the model what was wrong', async () => {
    const model = scripted('[1] Score: 3\n[3] Score: 2', '[1] Score: 3\n[2] Score: 1\n[3] Score: 2');
    const judgement = await judgeWith(model);
    assert.deepEqual([judgement.status, judgement.scores, judgement.attempts.length], ['scored', [3, 1, 2], 2]);
    assert.deepEqual(judgement.tokens, { input: 20, output: 10 });
    const [, said, complaint] = model.requests[1]?.messages ?? [];
    assert.deepEqual(said, { role: 'assistant', content: '[1] Score: 3\n[3] Score: 2' });
    assert.match(complaint?.content ?? '', /no readable score for \[2\]/);
  });

  it('is partly scored when the judge insists, with the fullest reply', async () => {
    const model = scripted('[1] Score: 3', '[1] Score: 2\n[3] Score: 2', 'I am done.');
    const judgement = await judgeWith(model);
    assert.deepEqual(
      [judgement.status, judgement.scores, judgement.reason],
      ['partly scored', [2, null, 2], 'unreadable'],
    );
    assert.deepEqual([judgement.gaps, judgement.counted], [[null, 'missing', null], 1]);
    assert.equal(model.requests.length, 3);
  });

  it('asks as often as it is told to', async () => {
    const model = scripted('no');
    assert.equal((await judgeWith(model, { reasks: 0 })).reason, 'unreadable');
    assert.equal(model.requests.length, 1);
  });

  it('keeps a score off the scale that the judge insists on, flagged; or rejects it', async () => {
    const reply = '[1] Score: 5\n[2] Score: 1\n[3] Score: 2';
    const model = scripted(reply);
    const kept = await judgeWith(model);
    assert.equal(model.requests.length, 3);
    assert.match(model.requests[1]?.messages.at(-1)?.content ?? '', /score for \[1\] is not between 1 and 4/);
    assert.deepEqual([kept.status, kept.scores, kept.offScale], ['scored', [5, 1, 2], [0]]);
    const rejected = await judgeWith(scripted(reply), { offScale: 'reject' });
    assert.deepEqual([rejected.status, rejected.scores, rejected.reason], ['partly scored', [null, 1, 2], 'off scale']);
    assert.deepEqual([rejected.gaps[0], rejected.offScale], ['off scale', []]);
  });

  const reasons: [string, Partial<Reply>, string][] = [
    ['words without scores', { text: 'Both are fine.' }, 'unreadable'],
    ['a refusal in words', { text: "I'm sorry, but I can't help with that." }, 'refused'],
    ['a Chinese refusal', { text: '抱歉，我无法评价这些内容。' }, 'refused'],
    ['a refusal by protocol', { text: '', refusal: 'No.' }, 'refused'],
    ['filtered', { text: '', finish: 'filtered' }, 'refused'],
    ['cut off', { text: '<think>Well, [1] Score: 3', finish: 'length' }, 'truncated'],
    ['nothing', { text: '' }, 'empty reply'],
    ['reasoning alone', { text: '<think>hm</think>' }, 'empty reply'],
  ];
  for (const [name, reply, reason] of reasons) {
    it(`${name}: ${reason}, never a number`, async () => {
      const judgement = await judgeWith(scripted(reply));
      assert.deepEqual(
        [judgement.status, judgement.reason, judgement.scores],
        ['unscored', reason, [null, null, null]],
      );
    });
  }

  it('does not take a fraction that a cut reply ends with', async () => {
    const cut = await judgeWith(scripted({ text: '[1] Score: 3\n[2] Score: 1\n[3] Score: 1/', finish: 'length' }));
    assert.deepEqual(cut.scores, [3, 1, null]);
  });

  it('does not take a score off the scale for insisted on when the re-ask was cancelled', async () => {
    const cancelled: Failure = { kind: 'failure', reason: 'cancelled', message: '', retryable: false };
    const judgement = await judgeWith(scripted('[1] Score: 9\n[2] Score: 1\n[3] Score: 2', cancelled));
    assert.equal(judgement.reason, 'cancelled');
  });

  it('does not take a number that a cut reply ends with', async () => {
    const cut = await judgeWith(scripted({ text: '[1] Score: 3\n[2] Score: 1\n[3] Score: 1', finish: 'length' }));
    assert.deepEqual([cut.scores, cut.reason], [[3, 1, null], 'truncated']);
  });

  it('keeps what it had when the endpoint fails on a re-ask', async () => {
    const failure: Failure = { kind: 'failure', reason: 'server error', message: 'It fell over.', retryable: true };
    const judgement = await judgeWith(scripted('[1] Score: 3', failure));
    assert.deepEqual(
      [judgement.status, judgement.scores, judgement.reason],
      ['partly scored', [3, null, null], 'server error'],
    );
    assert.equal(judgement.attempts[1]?.problem, 'It fell over.');
    assert.equal((await judgeWith(scripted(failure))).detail, 'It fell over.');
  });

  it('a template that is refused makes the sample unscored, and nothing is asked', async () => {
    const model = scripted('[1] Score: 3');
    const judgement = await judgeWith(model, { template: '{{ range(3) }}' });
    assert.deepEqual([judgement.reason, model.requests.length], ['template', 0]);
    assert.match(judgement.detail ?? '', /function calls/);
  });

  it('has a key that changes with what is asked, and with nothing else', () => {
    const key = (options: Partial<JudgeOptions>, over = {}) =>
      createJudge(tasks.quality, offlineModel, { ...defaultOptions, ...options }).key({ ...sample, ...over });
    assert.equal(key({}), key({ dialect: 'official' }));
    assert.equal(key({}), key({}, { labels: { preferred: 1 } }));
    const others = [
      key({ explain: true }),
      key({ parameters: { seed: 1 } }),
      key({}, { instruction: 'R' }),
      key({ reply: 'auto' }),
    ];
    assert.equal(new Set([key({}), ...others]).size, 5);
  });

  for (const task of Object.values(tasks)) {
    for (const reply of ['text', 'structured'] as const) {
      it(`the offline preview is read whole by ${task.title}, ${reply}`, async () => {
        const judge = createJudge(task, offlineModel, { ...defaultOptions, reply, explain: true });
        for (const one of [
          sample,
          { ...sample, reference: 'A' },
          { instruction: '问题：为什么？', responses: ['因为天空是蓝色的。'], reference: '散射' },
        ]) {
          const judgement = await judge.judge(one, signal);
          assert.equal(judgement.status, 'scored');
          assert.deepEqual(judgement.offScale, []);
          assert.equal(judgement.model, 'Offline preview (not an LLM)');
          assert.match(judgement.rationale, /not an LLM/);
        }
      });
    }
  }

  it('the offline preview prefers an answer that answers', async () => {
    const instruction = 'Why is the sky blue during the day?';
    const good =
      'During the day the sky is blue because air molecules scatter short blue wavelengths of sunlight far more than red ones.';
    const { scores } = await createJudge(tasks.quality, offlineModel, defaultOptions).judge(
      { instruction, responses: ['sky sky sky sky sky sky', good, '', 'Dunno.'] },
      signal,
    );
    const [repeated = NaN, best = NaN, empty = NaN, short = NaN] = scores.map(Number);
    assert.ok(best > repeated && best > short && short >= empty, String(scores));
  });
});
