import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chancesOf, expectation } from '../../../src/judging/expected.ts';
import { createJudge } from '../../../src/judging/judge.ts';
import type { Judgement } from '../../../src/judging/judgement.ts';
import { judgementSchema } from '../../../src/judging/judgementSchema.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions, TaskName } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import type { Reply } from '../../../src/models/model.ts';
import { replyOf, replyOfTokens, scripted, token } from './scriptedModel.ts';

const top = (chances: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(chances).map(([text, probability]) => [text, Math.log(probability)]);
const near = (actual: number | null | undefined, wanted: number) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - wanted) < 1e-12, `${actual}, not ${wanted}`);

describe('the expectation of a score', () => {
  it('is that of its tokens, over the probability that lies on scores', () => {
    // By hand: (0.6 * 4 + 0.2 * 3) / 0.8 = 3.75; the rest, 0.2, is on no score.
    const expected = expectation(top({ '4': 0.6, '3': 0.2, The: 0.15, '9': 0.05 }), { min: 1, max: 5 });
    near(expected?.score, 3.75);
    near(expected?.mass, 0.8);
  });

  it('takes a score with a blank before it for the same score', () => {
    const expected = expectation(top({ ' 2': 0.5, '2': 0.25, '4': 0.25 }), { min: 1, max: 4 });
    near(expected?.score, 2.5);
    near(expected?.mass, 1);
  });

  it('is that of a softmax over logits (DEITA: tokens 1 to 6)', () => {
    // By hand: weights 1, 2, 3, 2, 1, 1 of 10: (1 + 4 + 9 + 8 + 5 + 6) / 10.
    const logits = [0, Math.log(2), Math.log(3), Math.log(2), 0, 0];
    const all = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    const expected = expectation(
      logits.map((logit, i) => [String(i + 1), logit - all]),
      { min: 1, max: 6 },
    );
    near(expected?.score, 3.3);
    near(expected?.mass, 1);
  });

  it('is DEITA’s to the last digits', () => {
    // DEITA's README gives the first value for a pair of texts, but not the logits behind it. The first logits were
    // solved for so that DEITA's arithmetic, SciPy's softmax (1.17.1) times 1 to 6, gives that value; the others are plain.
    const known: [logits: number[], score: number][] = [
      [[17.25, 19.5, 17.014449873841464, 15.75, 12.5, 9.875], 2.0230105920381902],
      [[-3.5, 2.25, 7.125, 6.5, 0.75, -11], 3.3437631782994424],
      [[31.5, 30.25, 29, 33.75, 34.5, 28.125], 4.532632864094575],
    ];
    for (const [logits, score] of known) {
      const all = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
      const chances = logits.map((logit, i): [string, number] => [String(i + 1), logit - all]);
      near(expectation(chances, { min: 1, max: 6 })?.score, score);
    }
  });

  it('is the same for logits that are all moved by as much (a softmax of the six alone, as DEITA takes it)', () => {
    const six = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(six, fc.double({ min: -20, max: -9, noNaN: true }), (logits, moved) => {
        const weights = logits.map((logit) => Math.exp(logit));
        const all = weights.reduce((sum, weight) => sum + weight, 0);
        const wanted = weights.reduce((sum, weight, i) => sum + ((i + 1) * weight) / all, 0);
        const chances = logits.map((logit, i): [string, number] => [String(i + 1), logit + moved]);
        assert.ok(Math.abs((expectation(chances, { min: 1, max: 6 })?.score ?? 0) - wanted) < 1e-9);
      }),
    );
  });

  it('never leaves the scale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.double({ min: -30, max: 0, noNaN: true }), (score, logprob) => {
        const alone: [string, number][] = [
          [String(score), logprob],
          [` ${score}`, logprob / 3],
        ];
        const expected = expectation(alone, { min: 1, max: Math.max(2, score) })?.score ?? Number.NaN;
        assert.ok(expected >= 1 && expected <= Math.max(2, score));
        assert.ok(Math.abs(expected - score) < 1e-9);
      }),
    );
  });

  it('does not take a 1 for a 1 that may be the beginning of 10', () => {
    const split = expectation(top({ '1': 0.5, '8': 0.5 }), { min: 1, max: 10 });
    assert.deepEqual(split, { score: 8, mass: 0.5 });
    near(expectation(top({ '1': 0.25, '10': 0.5, '8': 0.25 }), { min: 1, max: 10 })?.score, 7.25);
    near(expectation(top({ '1': 0.5, '2': 0.5 }), { min: 1, max: 4 })?.score, 1.5);
  });

  it('is not defined where no token is a score', () => {
    assert.equal(expectation(top({ the: 0.9, '3.5': 0.1 }), { min: 1, max: 4 }), undefined);
    assert.equal(expectation([], { min: 1, max: 4 }), undefined);
  });
});

describe('the numbers of a reply', () => {
  const chances = (said: Partial<Reply>) => chancesOf(replyOf(said)).map(({ at, text }) => [at, text]);

  it('are found where they stand', () => {
    assert.deepEqual(chances(replyOfTokens(token('['), token('1'), token('] Score:'), token(' 3'))), [
      [1, '1'],
      [10, ' 3'],
    ]);
  });

  it('are found behind reasoning that the endpoint has cut off', () => {
    const { tokens = [] } = replyOfTokens(token('<think>2</think>'), token('8'), token(' 7'));
    assert.deepEqual(chances({ text: '8 7', tokens }), [
      [0, '8'],
      [1, ' 7'],
    ]);
  });

  it('are found where the endpoint has cut the blank off the first of them', () => {
    const { tokens = [] } = replyOfTokens(token(' 8'), token(' 7'));
    assert.deepEqual(chances({ text: '8 7', tokens }), [
      [0, '8'],
      [1, ' 7'],
    ]);
    assert.deepEqual(chances({ text: '8', tokens: [token(' 18')] }), []);
  });

  it('are those before a token that is not in the text', () => {
    const tokens = [token('8 '), token('\ufffd'), token('7')];
    assert.deepEqual(chances({ text: '8 好7', tokens }), [[0, '8 ']]);
    assert.deepEqual(chances({ text: 'something else', tokens }), []);
  });
});

const { signal } = new AbortController();
const pair = { instruction: 'Q', responses: ['A', 'B'] };

async function judge(
  reply: Partial<Reply>,
  options: Partial<JudgeOptions> = {},
  task: TaskName = 'quality',
  sample: { instruction: string; responses: string[] } = pair,
): Promise<Judgement> {
  const asked = createJudge(tasks[task], scripted([reply]), {
    ...defaultOptions,
    scoring: 'expected',
    reasks: 0,
    ...options,
  });
  const judgement = await asked.judge(sample, signal);
  assert.deepEqual(judgementSchema.parse(judgement), judgement);
  return judgement;
}

const said = (first: Record<string, number>, second: Record<string, number>) => {
  const likeliest = (chances: Record<string, number>) =>
    Object.keys(chances).reduce((a, b) => ((chances[a] ?? 0) >= (chances[b] ?? 0) ? a : b));
  return replyOfTokens(
    token('['),
    token('1', { '1': 0.9, '2': 0.1 }),
    token('] Score: '),
    token(likeliest(first), first),
    token('\n['),
    token('2', { '2': 0.8, '1': 0.2 }),
    token('] Score: '),
    token(likeliest(second), second),
  );
};

describe('a judge by expected scores', () => {
  it('asks for log-probabilities, and gives each response the expectation of its own token', async () => {
    const model = scripted([said({ '3': 0.75, '2': 0.25 }, { '1': 0.5, '2': 0.25, x: 0.25 })]);
    const options = { ...defaultOptions, scoring: 'expected' as const };
    const judgement = await createJudge(tasks.quality, model, options).judge(pair, signal);
    assert.equal(model.requests[0]?.logprobs, true);
    near(judgement.scores[0], 2.75);
    near(judgement.scores[1], 4 / 3);
    near(judgement.mass?.[0], 1);
    near(judgement.mass?.[1], 0.75);
  });

  it('does not ask for them otherwise', async () => {
    const model = scripted([said({ '3': 0.75, '2': 0.25 }, { '1': 1 })]);
    const judgement = await createJudge(tasks.quality, model, defaultOptions).judge(pair, signal);
    assert.deepEqual([model.requests[0]?.logprobs, judgement.scores, judgement.mass], [undefined, [3, 1], undefined]);
  });

  it('takes the plain score, and says so, where too little of the probability lies on scores', async () => {
    const judgement = await judge(said({ '3': 0.3, the: 0.25, '2': 0.1 }, { '1': 0.75, '2': 0.25 }));
    assert.deepEqual([judgement.scores[0], judgement.mass?.[0]], [3, null]);
    near(judgement.scores[1], 1.25);
    const bold = await judge(said({ '3': 0.3, the: 0.25, '2': 0.1 }, { '1': 1 }), { leastMass: 0.3 });
    near(bold.scores[0], (0.9 + 0.2) / 0.4);
  });

  it('takes the plain score where the endpoint tells no probabilities', async () => {
    const judgement = await judge({ text: '[1] Score: 3\n[2] Score: 1' });
    assert.deepEqual([judgement.status, judgement.scores, judgement.mass], ['scored', [3, 1], [null, null]]);
  });

  it('leaves a 1 that may be the beginning of 10 as the judge said it, whatever else is likely', async () => {
    const reply = replyOfTokens(
      token('1', { '1': 0.4, '8': 0.6 }),
      token(' '),
      token('7', { '7': 0.5, '8': 0.5 }),
      token('\nPoor.'),
    );
    const judged = await judge(reply, {}, 'judgelm');
    assert.deepEqual([judged.scores[0], judged.mass?.[0]], [1, null]);
    near(judged.scores[1], 7.5);
  });

  it('takes no digit of the prose for a score', async () => {
    const reply = replyOfTokens(
      token('I compared '),
      token('3', { '3': 0.5, '2': 0.5 }),
      token(' points.\n[1] Score: '),
      token('3', { '3': 1 }),
      token('\n[2] Score: '),
      token('1', { '1': 1 }),
      token('\nIn all '),
      token('3', { '3': 0.5, '1': 0.5 }),
      token(' remarks.'),
    );
    assert.deepEqual((await judge(reply)).scores, [3, 1]);
  });

  it('takes no digit of what the judge thought for a score', async () => {
    const reply = replyOfTokens(
      token('<think>[1] Score: '),
      token('3', { '3': 0.5, '1': 0.5 }),
      token('?</think>[1] Score: '),
      token('3', { '3': 0.75, '2': 0.25 }),
      token('\n[2] Score: 1'),
    );
    near((await judge(reply)).scores[0], 2.75);
  });

  it('leaves a 10 of two tokens, and a 3.7, as they are', async () => {
    const ten = replyOfTokens(token('1', { '1': 0.5, '2': 0.5 }), token('0'), token(' 7', { ' 7': 0.5, ' 9': 0.5 }));
    const judged = await judge(ten, {}, 'judgelm');
    assert.deepEqual([judged.scores[0], judged.mass?.[0]], [10, null]);
    near(judged.scores[1], 8);
    const point = replyOfTokens(token('[1] Score: '), token('3'), token('.'), token('7'), token('\n[2] Score: 1'));
    assert.deepEqual((await judge(point, { reasks: 0 })).scores[0], 3.7);
  });

  it('reads JSON', async () => {
    const reply = replyOfTokens(
      token('{"scores":['),
      token('3', { '3': 0.5, '2': 0.5 }),
      token(', '),
      token('1', { '1': 1 }),
      token(']}'),
    );
    const judgement = await judge(reply, { reply: 'structured' });
    assert.deepEqual([judgement.scores, judgement.mass?.length], [[2.5, 1], 2]);
  });

  it('keeps a score off the scale as it is', async () => {
    const judgement = await judge(said({ '9': 0.9, '3': 0.1 }, { '1': 1 }));
    assert.deepEqual([judgement.scores, judgement.offScale, judgement.mass], [[9, 1], [0], [null, 1]]);
  });

  it('says the least mass that a score of several replies rests on; none where one was plain', async () => {
    const model = scripted([said({ '3': 0.9, x: 0.1 }, { '1': 1 }), { text: '[1] Score: 3\n[2] Score: 1' }]);
    const options = { ...defaultOptions, scoring: 'expected' as const, samples: 2 };
    const { mass } = await createJudge(tasks.quality, model, options).judge(pair, signal);
    assert.deepEqual(mass, [null, null]);
  });
});

describe('several expected scores', () => {
  it('rest on no mass of a reply that does not count', async () => {
    const off = said({ '9': 1 }, { '1': 1 });
    const model = scripted([said({ '3': 0.75, x: 0.25 }, { '1': 1 }), off]);
    const options = { ...defaultOptions, scoring: 'expected' as const, samples: 2, reasks: 0 };
    const { scores, mass } = await createJudge(tasks.quality, model, options).judge(pair, signal);
    assert.deepEqual(scores, [3, 1]);
    near(mass?.[0], 0.75);
  });
});

describe('DEITA’s scorers', () => {
  it('ask about each text alone, and score it by its expectation', async () => {
    const chances = { '1': 0.1, '2': 0.2, '3': 0.3, '4': 0.2, '5': 0.1, '6': 0.1 };
    const model = scripted([replyOfTokens(token('3', chances)), replyOfTokens(token('6', { '6': 1 }))]);
    const options = { ...defaultOptions, scoring: 'plain' as const };
    const judgement = await createJudge(tasks['deita-quality'], model, options).judge(pair, signal);
    near(judgement.scores[0], 3.3);
    assert.equal(judgement.scores[1], 6);
    assert.deepEqual(judgement.scale, { min: 1, max: 6 });
    assert.deepEqual(
      model.requests.map(({ subject }) => subject.answers),
      [['A'], ['B']],
    );
    assert.deepEqual(judgementSchema.parse(judgement), judgement);
  });

  it('score an instruction, whatever its responses', async () => {
    const judgement = await judge(replyOfTokens(token('2', { '2': 0.5, '3': 0.5 })), {}, 'deita-complexity');
    near(judgement.scores[0], 2.5);
    assert.equal(judgement.scores.length, 1);
  });

  it('report missing probability as missing, never as the middle of the scale', async () => {
    const judgement = await judge(replyOfTokens(token('4', { '4': 0.2, The: 0.5 })), {}, 'deita-complexity');
    assert.deepEqual([judgement.scores, judgement.mass], [[4], [null]]);
    const nothing = await judge({ text: 'Well.' }, {}, 'deita-complexity');
    assert.deepEqual([nothing.status, nothing.scores], ['unscored', [null]]);
  });
});
