import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sample } from '../../../../src/dataset/sample.ts';
import type { Judgement } from '../../../../src/judging/judgement.ts';
import type { JudgeOptions } from '../../../../src/judging/task.ts';
import type { Trust } from '../../../../src/runs/trust/trust.ts';
import { verdictsOf } from '../../../../src/runs/trust/verdicts.ts';
import { type Estimate, isDefined } from '../../../../src/statistics/estimate.ts';
import {
  type Faults,
  judgeAll,
  qualityOf,
  simulatedModel,
  simulatedSamples,
  trueChoice,
  trustOf,
} from './simulatedJudge.ts';

const verdict = (trust: Trust, about: string) => verdictsOf(trust).find((one) => one.about === about);

/** The value of an estimate that is there. */
function known(estimate: Estimate | undefined): number {
  assert.ok(estimate && isDefined(estimate), JSON.stringify(estimate));
  return estimate.value;
}

async function measured(samples: readonly Sample[], faults: Faults, options: Partial<JudgeOptions> = {}) {
  return trustOf(samples, await judgeAll(samples, simulatedModel(faults), options));
}

/** The root mean square of what is wrong with differences between responses of a row: what places and noise change. */
function errorOf(samples: readonly Sample[], judgements: readonly Judgement[]): number {
  const errors = samples.flatMap(({ responses }, row) => {
    const wrong = responses.map((answer, i) => (judgements[row]?.scores[i] ?? Number.NaN) - qualityOf(answer));
    const mean = wrong.reduce((sum, one) => sum + one, 0) / wrong.length;
    return wrong.map((one) => one - mean);
  });
  return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
}

describe('a simulated judge', () => {
  const pairs = simulatedSamples(300, 2);

  it('without faults is found to have none', async () => {
    const labelled = pairs.map((sample) => ({ ...sample, labels: { preferred: trueChoice(sample) as number } }));
    const trust = await measured(labelled, {}, { order: 'swap', samples: 2 });
    assert.equal(known(trust.agreement.winners?.accuracy), 1);
    assert.equal(known(trust.agreement.winners?.kappa), 1);
    assert.equal(known(trust.bias.position?.consistency), 1);
    assert.equal(known(trust.bias.repeatability?.sameWinner), 1);
    const bad = verdictsOf(trust).filter(({ tone }) => tone !== 'good');
    assert.deepEqual(bad, []);
  });

  it('that favours the first place is found out in several orders, and which place it is', async () => {
    for (const [places, text] of [
      [[1.5], /shown first/],
      [[0, 1.5], /shown later/],
    ] as const) {
      const trust = await measured(pairs, { places }, { order: 'swap' });
      assert.match(verdict(trust, 'Position')?.text ?? '', text);
      assert.equal(verdict(trust, 'Position')?.tone, 'bad');
      // A winner by less than 1.5 turns with the order: a good half of pairs from a range of 3.
      const kept = pairs.filter(({ responses: [a = '', b = ''] }) => Math.abs(qualityOf(a) - qualityOf(b)) > 1.5);
      assert.equal(known(trust.bias.position?.consistency), kept.length / pairs.length);
      const gain = known(trust.bias.position?.firstGain);
      assert.ok(Math.abs(Math.abs(gain) - 1.5 / 9) < 1e-6, String(gain));
    }
  });

  it('that favours the first place is only suspected where responses came in one order', async () => {
    const trust = await measured(pairs, { places: [1.5] });
    assert.match(verdict(trust, 'Position')?.next ?? '', /may be the data/);
    assert.equal(verdict(trust, 'Position')?.tone, undefined);
    assert.equal(trust.bias.position?.consistency, undefined);
  });

  it('that always prefers the first, or the longest, is found out though no two rows differ', async () => {
    const first = await measured(pairs, { places: [9, -9], gives: (score) => Math.min(10, Math.max(1, score)) });
    assert.equal(first.bias.position?.places[0]?.wins, 1);
    assert.match(verdict(first, 'Position')?.text ?? '', /^The first response wins more often/);
    const swapped = await measured(
      pairs,
      { places: [9, -9], gives: (score) => Math.min(10, Math.max(1, score)) },
      { order: 'swap' },
    );
    assert.match(verdict(swapped, 'Position')?.text ?? '', /^Favours the response that is shown first/);
    const apart = pairs.map((sample, i) => ({
      ...sample,
      responses: [`Q5 ${'x'.repeat(i % 2 ? 50 : 90)}`, `Q5 ${'x'.repeat(i % 2 ? 90 : 50)}`],
    }));
    const longest = await measured(apart, { perCharacter: 0.05 });
    assert.match(verdict(longest, 'Length')?.text ?? '', /^Longer responses score higher/);
  });

  it('that is fair is not called biased where the dataset puts the better response first', async () => {
    const sorted = pairs.map((sample) => ({
      ...sample,
      responses: sample.responses.toSorted((a, b) => qualityOf(b) - qualityOf(a)),
    }));
    const trust = await measured(sorted, { noise: 0.3 }, { order: 'swap' });
    assert.equal(verdict(trust, 'Position')?.text, 'No place is favoured.');
  });

  it('that favours long responses is found out, also against what people prefer', async () => {
    const trust = await measured(pairs, { perCharacter: 0.05 });
    assert.match(verdict(trust, 'Length')?.text ?? '', /^Longer responses score higher/);
    const labelled = pairs.map((sample) => ({ ...sample, labels: { preferred: trueChoice(sample) as number } }));
    const beside = await measured(labelled, { perCharacter: 0.05 });
    assert.match(verdict(beside, 'Length')?.next ?? '', /People prefer the longest less often/);
    assert.match(verdict(await measured(pairs, { perCharacter: -0.05 }), 'Length')?.text ?? '', /^Shorter/);
  });

  it('is compared with people about length on the rows that they labelled, and no others', async () => {
    // The longest wins four rows of five; people labelled some where it does, and say the same.
    const some = Array.from({ length: 100 }, (_, i): Sample => {
      const [short, long] = [`Q${i % 5 === 0 ? 7 : 4} `, `Q5 ${'x'.repeat(50)}`];
      const isLabelled = i < 50 && i % 5 !== 0;
      return { instruction: `Q${i}`, responses: [short, long], ...(isLabelled && { labels: { preferred: 1 } }) };
    });
    const told = verdict(await measured(some, {}), 'Length');
    assert.deepEqual([told?.tone, told?.next], [undefined, 'People prefer them about as often.']);
  });

  it('that is noisy is found out by its repeated replies, and how noisy it is', async () => {
    const trust = await measured(pairs, { noise: 0.9 }, { samples: 5 });
    const spread = known(trust.bias.repeatability?.spread);
    // The standard deviation of five values is 6 % too small on average.
    assert.ok(Math.abs(spread - 0.94 * 0.1) < 0.005, String(spread));
    assert.equal(verdict(trust, 'Repeatability')?.tone, 'bad');
    assert.equal(trust.bias.repeatability?.rows, pairs.length);
  });

  it('of several members is not called one where some of them never count', async () => {
    const refuses = { ...simulatedModel({ name: 'b' }), complete: async () => refusal };
    const refusal = { kind: 'reply', text: 'I can’t help with that.', finish: 'stop', model: 'b' } as const;
    const jury = await judgeAll(pairs, [simulatedModel({ name: 'a' }), refuses], { reasks: 0 });
    const told = verdict(await trustOf(pairs, jury), 'Jury');
    assert.deepEqual([told?.tone, told?.text], ['bad', 'Not all of its members score the rows.']);
  });

  it('that gives everyone the same is found out', async () => {
    const trust = await measured(pairs, { gives: () => 8 });
    assert.equal(trust.bias.scoreUse?.commonest.score, '8 of 1–10');
    assert.equal(known(trust.bias.scoreUse?.alike), 1);
    assert.match(verdict(trust, 'Use of the scale')?.text ?? '', /everyone gets 8 of 1–10/);
    // Ties say nothing of places or length.
    assert.equal(verdict(trust, 'Length')?.text, 'Too little to tell.');
    assert.equal(known(trust.bias.position?.places[0]?.advantage), 0);
  });

  it('says nothing of itself in a few rows', async () => {
    for (const rows of [1, 9]) {
      const trust = await measured(pairs.slice(0, rows), { gives: () => 8 }, { order: 'swap', samples: 2 });
      const told = verdictsOf(trust).filter(({ about }) => !/^(Agreement|Rows)/.test(about));
      assert.deepEqual(
        told.map(({ about, text, tone }) => [about, text, tone]),
        ['Position', 'Length', 'Repeatability', 'Use of the scale'].map((about) => [
          about,
          'Too few rows to tell.',
          undefined,
        ]),
      );
    }
  });

  it('that uses the top of its scale is found out', async () => {
    const trust = await measured(pairs, { gives: (score) => (score > 6 ? 10 : score) });
    assert.match(verdict(trust, 'Use of the scale')?.text ?? '', /highest there is/);
  });

  it('whose jury disagrees is found out', async () => {
    const jury = [
      simulatedModel({ name: 'a' }),
      simulatedModel({ name: 'b' }),
      simulatedModel({ name: 'c', gives: (score) => 11 - score }),
    ];
    const trust = await trustOf(pairs, await judgeAll(pairs, jury));
    assert.deepEqual(
      trust.bias.jury.map(({ models, sameWinner }) => [models.join(), known(sameWinner)]),
      [
        ['a,b', 1],
        ['a,c', 0],
        ['b,c', 0],
      ],
    );
    assert.equal(verdict(trust, 'Jury')?.text, 'Some of its members disagree.');
  });
});

describe('what makes a judge better, on a simulated one', () => {
  it('swapping: what places do to pairs cancels', async () => {
    const pairs = simulatedSamples(50, 2);
    const model = simulatedModel({ places: [2, -1] });
    const given = errorOf(pairs, await judgeAll(pairs, model));
    assert.ok(Math.abs(given - 1.5) < 1e-6, String(given));
    assert.ok(errorOf(pairs, await judgeAll(pairs, model, { order: 'swap' })) < 1e-6);
  });

  it('permuting by n: what places do to n responses cancels; by fewer it becomes less', async () => {
    const samples = simulatedSamples(60, 5);
    const model = simulatedModel({ places: [2, 1, 0, -1, -2] });
    const error = async (options: Partial<JudgeOptions>) => errorOf(samples, await judgeAll(samples, model, options));
    const asGiven = await error({});
    assert.ok(Math.abs(asGiven - Math.sqrt(2)) < 1e-6, String(asGiven));
    const three = await error({ order: 'permute', permutations: 3 });
    assert.ok(three < asGiven / Math.sqrt(3), `${three} of ${asGiven}`);
    assert.ok((await error({ order: 'permute', permutations: 5 })) < 1e-6);
  });

  it('sampling k times: noise falls with the square root of k', async () => {
    const samples = simulatedSamples(400, 3);
    const errors = new Map<number, number>();
    for (const k of [1, 4, 16]) {
      const judgements = await judgeAll(samples, simulatedModel({ noise: 0.4, seed: 11 }), { samples: k });
      errors.set(k, errorOf(samples, judgements));
    }
    // Of the noise, what all responses of a row share makes no difference: √(2/3) of it is left.
    for (const [k, error] of errors) {
      const expected = (0.4 * Math.sqrt(2 / 3)) / Math.sqrt(k);
      assert.ok(Math.abs(error / expected - 1) < 0.06, `k = ${k}: ${error}, expected ${expected}`);
    }
  });

  it('swapping and sampling together: a biased, noisy judge agrees with people more', async () => {
    const pairs = simulatedSamples(300, 2).map((sample) => ({
      ...sample,
      labels: { preferred: trueChoice(sample) as number },
    }));
    const faults = { places: [1], noise: 0.8 };
    const plain = await measured(pairs, faults);
    const better = await measured(pairs, faults, { order: 'swap', samples: 8 });
    const [before, after] = [plain, better].map(({ agreement }) => known(agreement.winners?.kappa));
    assert.ok((before ?? 1) < 0.5 && (after ?? 0) > 0.7, `${before} → ${after}`);
  });
});
