import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createJudge } from '../../../src/judging/judge.ts';
import type { Judgement } from '../../../src/judging/judgement.ts';
import { judgementSchema } from '../../../src/judging/judgementSchema.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import type { Model } from '../../../src/models/model.ts';
import {
  answering,
  failing,
  honestScores,
  indexLines,
  replyOf,
  type ScriptedModel,
  scripted,
} from './scriptedModel.ts';

const { signal } = new AbortController();
const pair = { instruction: 'Q', responses: ['good 1', 'good 3'] };
const three = { instruction: 'Q', responses: ['good 1', 'good 4', 'good 2'] };

async function judge(
  model: Model | readonly Model[],
  options: Partial<JudgeOptions>,
  sample: Parameters<ReturnType<typeof createJudge>['judge']>[0] = pair,
): Promise<Judgement> {
  const judgement = await createJudge(tasks.quality, model, { ...defaultOptions, reasks: 0, ...options }).judge(
    sample,
    signal,
  );
  assert.deepEqual(judgementSchema.parse(judgement), judgement);
  return judgement;
}

/** Says what it finds, and gives whoever comes first some points more. */
const biased = (by: number) =>
  answering((request) => indexLines(honestScores(request).map((score, i) => (i === 0 ? score + by : score))));

const lines = (...scores: number[]) => indexLines(scores);

describe('a judge that asks in several orders', () => {
  it('swaps, and gives each response its own score back', async () => {
    const model = answering((request) => indexLines(honestScores(request)));
    const judgement = await judge(model, { order: 'swap' });
    assert.deepEqual(judgement.scores, [1, 3]);
    assert.deepEqual(
      judgement.votes?.map(({ order, scores }) => [order, scores]),
      [
        [
          [0, 1],
          [1, 3],
        ],
        [
          [1, 0],
          [1, 3],
        ],
      ],
    );
    assert.deepEqual(model.requests[1]?.subject.answers, ['good 3', 'good 1']);
    assert.equal(judgement.tokens?.input, 20);
  });

  it('takes out half of what coming first gains in a pair, for either response', async () => {
    const judgement = await judge(biased(1), { order: 'swap' }, { instruction: 'Q', responses: ['good 1', 'good 2'] });
    assert.deepEqual(judgement.scores, [1.5, 2.5]);
    const alone = await judge(biased(1), {}, { instruction: 'Q', responses: ['good 1', 'good 2'] });
    assert.deepEqual(alone.scores, [2, 2]);
  });

  it('gives each response the same share of what coming first gains, asking in as many orders as there are', async () => {
    const goodness = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 });
    const property = fc.asyncProperty(goodness, async (good) => {
      const sample = { instruction: 'Q', responses: good.map((score) => `good ${score}`) };
      const { votes = [] } = await judge(biased(0.5), { order: 'permute', permutations: good.length }, sample);
      for (const [i, score] of good.entries()) {
        const mean = votes.reduce((all, { scores }) => all + (scores[i] ?? 0), 0) / votes.length;
        assert.ok(Math.abs(mean - score - 0.5 / good.length) < 1e-9);
      }
    });
    await fc.assert(property, { numRuns: 30 });
  });

  it('judges a response alone in one order, as if nothing had been said of orders', async () => {
    const judgement = await judge(scripted([lines(2)]), { order: 'swap' }, { instruction: 'Q', responses: ['a'] });
    assert.deepEqual([judgement.scores, judgement.votes], [[2], undefined]);
  });

  it('moves rationales back, too', async () => {
    const model = answering(({ subject }) =>
      subject.answers.map((text, i) => `[${i + 1}] Score: 2 - about ${text}`).join('\n'),
    );
    const judgement = await judge(model, { order: 'permute', permutations: 3, explain: true }, three);
    assert.deepEqual(judgement.rationales, ['about good 1', 'about good 4', 'about good 2']);
  });
});

describe('a judge that takes several replies', () => {
  const replies = [lines(1, 3), lines(2, 3), lines(3, 3)];
  const all = (model: ScriptedModel) => model.requests.map(({ replies: wanted = 1 }) => wanted);

  it('takes them from one request, where the endpoint gives several', async () => {
    const more = replies.slice(1).map((text) => replyOf({ text, usage: undefined }));
    const model = scripted([{ text: lines(1, 3), more }]);
    const judgement = await judge(model, { samples: 3 });
    assert.deepEqual([judgement.scores, all(model)], [[2, 3], [3]]);
    assert.equal(judgement.tokens?.output, 5, 'the tokens of one request count once');
  });

  it('asks on, where it ignores how many are wanted', async () => {
    const model = scripted(replies);
    const judgement = await judge(model, { samples: 3 });
    assert.deepEqual(
      [judgement.scores, all(model)],
      [
        [2, 3],
        [3, 2, 1],
      ],
    );
  });

  it('takes no more than it wants', async () => {
    const more = [2, 3, 3, 3].map((score) => replyOf({ text: lines(score, 3) }));
    const judgement = await judge(scripted([{ text: lines(1, 3), more }]), { samples: 3 });
    assert.equal(judgement.votes?.length, 3);
  });

  it('asks again only for the one that can’t be read, and that one alone', async () => {
    const more = ['What?', lines(3, 3)].map((text) => replyOf({ text }));
    const model = scripted([{ text: lines(1, 3), more }, lines(2, 3)]);
    const judgement = await judge(model, { samples: 3, reasks: 1 });
    assert.deepEqual(
      [judgement.scores, all(model)],
      [
        [2, 3],
        [3, 1],
      ],
    );
    assert.deepEqual(
      judgement.attempts.map(({ vote }) => vote),
      [0, 1, 1, 2],
    );
  });

  it('has another seed for each further request, and the one that is set for the first', async () => {
    const model = scripted(replies);
    await judge(model, { samples: 3, order: 'swap', parameters: { seed: 7 } });
    assert.deepEqual(
      model.requests.map(({ parameters }) => parameters.seed),
      [7, 8, 9, 7, 8, 9],
    );
  });

  it('takes the middle score when told to', async () => {
    const model = scripted([lines(1, 3), lines(1, 1), lines(3, 1)]);
    const judgement = await judge(model, { samples: 3, combine: 'median' });
    assert.deepEqual(judgement.scores, [1, 1]);
  });

  it('takes the scores of those that name the winner of most', async () => {
    const model = scripted([lines(1, 3), lines(3, 1), lines(2, 3)]);
    const judgement = await judge(model, { samples: 3, combine: 'majority' });
    assert.deepEqual(judgement.scores, [1.5, 3]);
  });

  it('stops as soon as nothing more can change, and not before', async () => {
    const asked = async (combine: JudgeOptions['combine'], ...said: string[]) => {
      const model = scripted(said);
      await judge(model, { samples: 5, combine });
      return model.requests.length;
    };
    assert.equal(await asked('majority', lines(1, 3)), 3);
    assert.equal(await asked('median', lines(1, 3)), 3);
    assert.equal(await asked('mean', lines(1, 3)), 5);
    assert.equal(await asked('majority', lines(1, 3), lines(3, 1), lines(1, 3)), 4);
    assert.equal(await asked('median', lines(1, 3), lines(2, 3), lines(1, 3)), 4);
    assert.equal(await asked('majority', lines(1, 3), lines(3, 1), lines(2, 2), lines(1, 3), lines(1, 3)), 5);
  });

  it('stops at each text by itself where it asks about them one by one', async () => {
    const steady = answering(({ subject }, n) => (subject.answers[0] === 'steady' ? '2' : String(1 + (n % 6))));
    const options = { ...defaultOptions, samples: 5, combine: 'median' as const };
    const sample = { instruction: 'Q', responses: ['steady', 'shaky'] };
    const judgement = await createJudge(tasks['deita-quality'], steady, options).judge(sample, signal);
    const about = (text: string) => steady.requests.filter(({ subject }) => subject.answers[0] === text).length;
    assert.deepEqual([about('steady'), judgement.scores[0]], [3, 2]);
    assert.ok(about('shaky') > 3);
  });

  it('leaves a reply with a score off the scale out, while there are others', async () => {
    const judgement = await judge(scripted([lines(9, 3), lines(2, 1)]), { samples: 2 });
    assert.deepEqual([judgement.scores, judgement.offScale], [[2, 1], []]);
    const insisted = await judge(scripted([lines(9, 3)]), { samples: 2 });
    assert.deepEqual([insisted.scores, insisted.offScale], [[9, 3], [0]]);
  });

  it('ranks no text above another because replies about it alone count', async () => {
    // Both members of a jury like the first better; the strict one leaves out the second, which must not gain by that.
    const jury = await judge([scripted([lines(3, 2)], 'mild'), scripted(['[1] Score: 1'], 'strict')], {});
    assert.deepEqual(jury.scores, [3, 2]);
    // Both that name a winner name the first, and so do the scores.
    const most = await judge(scripted([lines(9, 3), lines(2, 1)]), { samples: 3, combine: 'majority' });
    assert.ok(Number(most.scores[0]) > Number(most.scores[1]), String(most.scores));
    // Without a whole reply each text has what there is.
    const parts = await judge(scripted(['[1] Score: 3', '[1] Score: 2']), { order: 'swap' });
    assert.deepEqual(parts.scores, [3, 2]);
  });

  it('says how many replies could not be read, and goes by the others', async () => {
    const judgement = await judge(scripted([lines(2, 3), 'What?']), { samples: 2 });
    assert.deepEqual([judgement.status, judgement.scores], ['scored', [2, 3]]);
    assert.deepEqual(judgement.notes, ['1 of 2 replies give no whole verdict.']);
    assert.deepEqual(judgement.votes?.[1]?.reason, 'unreadable');
  });
});

describe('a judge that nobody answers any more', () => {
  it('is unscored with the reason, whatever was said before, and asks no further', async () => {
    const model = scripted([lines(2, 3), failing('server error')]);
    const judgement = await judge(model, { samples: 4 });
    assert.deepEqual(
      [judgement.status, judgement.reason, judgement.scores, judgement.gaps],
      ['unscored', 'server error', [null, null], ['missing', 'missing']],
    );
    assert.equal(model.requests.length, 2);
    assert.deepEqual(judgement.votes?.[0]?.scores, [2, 3]);
  });

  it('counts as not answered, so that a run waits instead of asking on', async () => {
    const judgement = await judge([scripted([lines(2, 3)], 'a'), scripted([failing('wrong key')], 'b')], {});
    assert.deepEqual([judgement.reason, judgement.counted, judgement.rationale], ['wrong key', undefined, '']);
  });

  it('has no score from the first of several orders, when the re-ask of that one fails', async () => {
    const judgement = await judge(scripted(['[1] Score: 2', failing('timed out')]), { order: 'swap', reasks: 1 });
    assert.deepEqual([judgement.status, judgement.scores, judgement.votes?.length], ['unscored', [null, null], 1]);
  });

  it('is cancelled in the middle', async () => {
    const judgement = await judge(scripted([lines(2, 3), failing('cancelled')]), { order: 'swap' });
    assert.deepEqual([judgement.status, judgement.reason], ['unscored', 'cancelled']);
  });
});

describe('a jury', () => {
  const a = () => scripted([lines(1, 3)], 'a');
  const b = () => scripted([lines(3, 3)], 'b');

  it('is called by all its members, and its scores are theirs together', async () => {
    const judge = createJudge(tasks.quality, [a(), b()], defaultOptions);
    assert.deepEqual([judge.model, judge.members.length], [{ id: 'a + b', name: 'a + b' }, 2]);
    const judgement = await judge.judge(pair, signal);
    assert.deepEqual([judgement.scores, judgement.model], [[2, 3], 'a + b']);
    assert.deepEqual(
      judgement.votes?.map(({ model, scores }) => [model, scores]),
      [
        ['a', [1, 3]],
        ['b', [3, 3]],
      ],
    );
  });

  it('keeps members apart whose endpoints report the same name, or that have the same name', async () => {
    const at = (id: string, name: string) => ({ ...scripted([lines(1, 3)], 'the same'), id, name });
    const jurors = async (...models: Model[]) => (await judge(models, {})).votes?.map(({ model }) => model);
    assert.deepEqual(await jurors(at('x', 'small'), at('y', 'large')), ['small', 'large']);
    assert.deepEqual(await jurors(at('m @ one', 'm'), at('m @ two', 'm')), ['m @ one', 'm @ two']);
  });

  it('has another key than each of its members', () => {
    const keys = [[a(), b()], [b(), a()], [a()], [b()]].map((models) =>
      createJudge(tasks.quality, models, defaultOptions).key(pair),
    );
    assert.equal(new Set(keys).size, 4);
  });
});

describe('the key of a judge', () => {
  const keyOf = (options: Partial<JudgeOptions>, task: keyof typeof tasks = 'quality', sample = pair) =>
    createJudge(tasks[task], scripted([]), { ...defaultOptions, ...options }).key(sample);

  it('is another for another order, number of replies, way to combine or to score', () => {
    const options: Partial<JudgeOptions>[] = [
      {},
      { order: 'swap' },
      { order: 'permute' },
      { order: 'permute', permutations: 2 },
      { samples: 2 },
      { samples: 2, combine: 'median' },
      { scoring: 'expected' },
      { scoring: 'expected', leastMass: 0.9 },
    ];
    assert.equal(new Set(options.map((one) => keyOf(one))).size, options.length);
  });

  it('is the same where an option makes no difference', () => {
    const idle = { permutations: 7, combine: 'median', leastMass: 0.9 } as const;
    assert.equal(keyOf(idle), keyOf({}));
    assert.equal(keyOf({ order: 'swap', scoring: 'expected' }, 'deita-quality'), keyOf({}, 'deita-quality'));
  });

  it('of a pointwise task tells all of its texts', () => {
    const other = { ...pair, responses: ['good 1', 'something else'] };
    assert.notEqual(keyOf({}, 'deita-quality'), keyOf({}, 'deita-quality', other));
  });
});
