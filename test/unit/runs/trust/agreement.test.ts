import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HumanLabels, Sample } from '../../../../src/dataset/sample.ts';
import type { Judgement } from '../../../../src/judging/judgement.ts';
import { measureTrust } from '../../../../src/runs/trust/trust.ts';
import { trustReport } from '../../../../src/runs/trust/trustReport.ts';
import { verdictsOf } from '../../../../src/runs/trust/verdicts.ts';
import { type Estimate, isDefined } from '../../../../src/statistics/estimate.ts';
import { judgementOf, recordOf, runOf, sourceOf } from '../../exportRuns.ts';
import { trustOf } from './simulatedJudge.ts';

const scale = { min: 1, max: 10 };
const judged = (scores: (number | null)[], changes: Partial<Judgement> = {}) =>
  judgementOf(scores, { scale, ...changes });

function value(estimate: Estimate | undefined): number | string {
  assert.ok(estimate);
  return isDefined(estimate) ? Number(estimate.value.toFixed(4)) : estimate.notDefined;
}

/** Pairs of what people prefer and what the judge gives, `times` each. */
function table(cells: readonly (readonly [HumanLabels, (number | null)[], times: number])[]) {
  const samples: Sample[] = [];
  const judgements: Judgement[] = [];
  for (const [labels, scores, times] of cells) {
    for (let i = 0; i < times; i++) {
      samples.push({ instruction: `Q${samples.length}`, responses: scores.map((_, at) => `R${at}`), labels });
      judgements.push(judged(scores, scores.includes(null) ? { status: 'unscored', reason: 'unreadable' } : {}));
    }
  }
  return { samples, judgements };
}

const first = { preferred: 0 };
const second = { preferred: 1 };
const tie = { tie: true };

describe('agreement about winners', () => {
  it('is that of a worked example', async () => {
    // People by judge: first 5 1 0, second 2 6 1, tie 1 1 3.
    const { samples, judgements } = table([
      [first, [8, 3], 5],
      [first, [3, 8], 1],
      [second, [8, 3], 2],
      [second, [3, 8], 6],
      [second, [5, 5], 1],
      [tie, [8, 3], 1],
      [tie, [3, 8], 1],
      [tie, [5, 5], 3],
    ]);
    const { winners } = (await trustOf(samples, judgements)).agreement;
    assert.deepEqual(winners?.matrix.counts, [
      [5, 1, 0],
      [2, 6, 1],
      [1, 1, 3],
    ]);
    assert.equal(value(winners?.accuracy), 0.7);
    // (5/8 + 6/8 + 3/4) / 3, (5/6 + 6/9 + 3/5) / 3, and the mean of 10/14, 12/17 and 6/9.
    assert.equal(value(winners?.precision), 0.7083);
    assert.equal(value(winners?.recall), 0.7);
    assert.equal(value(winners?.f1), 0.6956);
    // Expected: (6·8 + 9·8 + 5·4) / 400 = 0.35.
    assert.equal(value(winners?.kappa), 0.5385);
    assert.ok(winners && isDefined(winners.kappa) && winners.kappa.low !== undefined && winners.kappa.low < 0.5385);
  });

  it('counts unscored rows beside, and never as ties', async () => {
    const { samples, judgements } = table([
      [first, [8, 3], 3],
      [tie, [null, null], 2],
      [first, [7, null], 1],
    ]);
    const { winners, scores } = (await trustOf(samples, judgements)).agreement;
    assert.deepEqual([winners?.rows, winners?.unscored], [3, 3]);
    assert.equal(winners?.matrix.n, 3);
    assert.equal(scores, undefined);
  });

  it('counts a row that failed half way as unscored, whatever one of its votes said', async () => {
    const { samples } = table([[first, [8, 3], 1]]);
    const heard = { order: [0, 1], model: 'm' };
    const votes = [
      { ...heard, scores: [8, 3] },
      { ...heard, scores: [null, null], reason: 'server error' as const },
    ];
    const failed = judged([null, null], { status: 'unscored', reason: 'server error', votes });
    const { winners } = (await trustOf(samples, [failed])).agreement;
    assert.deepEqual([winners?.rows, winners?.unscored], [0, 1]);
  });

  it('is not defined where everybody says the same, in words', async () => {
    const { samples, judgements } = table([[first, [8, 3], 12]]);
    const trust = await trustOf(samples, judgements);
    assert.equal(value(trust.agreement.winners?.kappa), 'all labels are the same');
    const text = JSON.stringify(trustReport(trust));
    assert.match(text, /not defined: all labels are the same/);
    assert.match(text, /chosen response first/);
    assert.doesNotMatch(text, /NaN|Infinity|undefined|null/);
  });

  it('takes the most common label of several people, and tells how far they agree', async () => {
    const people = (...annotators: (number | 'tie')[]): HumanLabels => ({ annotators });
    const cells = [
      [people(0, 0, 1), [8, 3], 5],
      [people(1, 1, 1), [3, 8], 5],
      [people(0, 1, 'tie'), [8, 3], 2],
    ] as const;
    const { samples, judgements } = table(cells.map(([labels, scores, n]) => [labels, [...scores], n]));
    const { winners } = (await trustOf(samples, judgements)).agreement;
    assert.deepEqual([winners?.rows, winners?.split, value(winners?.accuracy)], [10, 2, 1]);
    assert.equal(winners?.annotators?.rows, 12);
    const [alone, together] = [value(winners?.annotators?.people), value(winners?.annotators?.withJudge)];
    assert.ok(Number(alone) > 0 && Number(together) > Number(alone), `${alone}, ${together}`);
  });

  it('leaves out winners beyond the tenth response, and counts them', async () => {
    const scores = (best: number) => Array.from({ length: 12 }, (_, i) => (i === best ? 9 : 2));
    const { samples, judgements } = table([
      [{ preferred: 11 }, scores(11), 2],
      [{ preferred: 1 }, scores(11), 1],
      [{ preferred: 9 }, scores(9), 3],
    ]);
    const { winners } = (await trustOf(samples, judgements)).agreement;
    assert.deepEqual([winners?.rows, winners?.beyond, value(winners?.accuracy)], [3, 3, 1]);
    assert.equal(winners?.matrix.names.length, 11);
  });

  it('lists the rows that differ most first, with where they are', async () => {
    const { samples, judgements } = table([
      [first, [8, 3], 1],
      [second, [6, 5], 1],
      [second, [10, 1], 1],
      [tie, [8, 2], 1],
    ]);
    const { winners } = (await trustOf(samples, judgements)).agreement;
    assert.deepEqual(
      winners?.differing.map(({ line, index, people, judge, apart }) => [
        line,
        index,
        people,
        judge,
        Number(apart.toFixed(2)),
      ]),
      [
        [3, 2, 'response 2', 'response 1', 1],
        [4, 3, 'tie', 'response 1', 0.67],
        [2, 1, 'response 2', 'response 1', 0.11],
      ],
    );
    assert.equal(winners.differ, 3);
  });
});

describe('agreement about scores', () => {
  it('is perfect, or none, or the opposite', async () => {
    const run = (of: (score: number) => number) =>
      trustOf(
        Array.from({ length: 30 }, (_, i) => ({
          instruction: `Q${i}`,
          responses: ['A'],
          labels: { scores: [of(1 + (i % 10))] },
        })),
        Array.from({ length: 30 }, (_, i) => judged([1 + (i % 10)])),
      );
    const same = (await run((score) => score)).agreement.scores;
    assert.deepEqual([same?.spearman, same?.kendall, same?.pearson, same?.kappa].map(value), [1, 1, 1, 1]);
    assert.equal(same?.banding, 'steps');
    const opposite = (await run((score) => 11 - score)).agreement.scores;
    assert.deepEqual([opposite?.spearman, opposite?.kendall, opposite?.kappa].map(value), [-1, -1, -1]);
    const constant = (await run(() => 4)).agreement.scores;
    assert.deepEqual([constant?.spearman, constant?.kendall].map(value), Array(2).fill('all values are the same'));
    const other = (await run((score) => score * 20)).agreement.scores;
    assert.deepEqual([other?.banding, value(other?.kappa)], ['fifths', 1]);
  });

  it('takes five stars for the best there is, and no thumb up for the worst', async () => {
    const run = (given: number[], of: (score: number) => number) =>
      trustOf(
        given.map((score, i) => ({ instruction: `Q${i}`, responses: ['A'], labels: { scores: [of(score)] } })),
        given.map((score) => judged([score])),
      );
    const all = Array.from({ length: 20 }, (_, i) => 1 + (i % 10));
    const stars = (await run(all, (score) => Math.ceil(score / 2))).agreement.scores;
    assert.deepEqual([stars?.banding, stars?.differ], ['fifths', 4]);
    assert.ok(Number(value(stars?.kappa)) > 0.9, String(value(stars?.kappa)));
    const thumbs = (await run(all, () => 1)).agreement.scores;
    assert.deepEqual([value(thumbs?.kappa), thumbs?.bands, thumbs?.differ], ['all values are the same', undefined, 0]);
  });

  it('leaves out scores off the scale and missing ones, and counts them', async () => {
    const samples = [1, 2, 3].map((i) => ({ instruction: `Q${i}`, responses: ['A', 'B'], labels: { scores: [i, 5] } }));
    const judgements = [
      judged([1, 5]),
      judged([12, 5], { offScale: [0] }),
      judged([3, null], { status: 'partly scored' }),
    ];
    const { scores, winners } = (await trustOf(samples, judgements)).agreement;
    assert.deepEqual([scores?.responses, scores?.unscored], [4, 2]);
    assert.equal(winners?.unscored, 1);
  });
});

describe('agreement of several people’s scores', () => {
  /** Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C: four observers, 0 where one gave nothing. */
  const observers = {
    a: [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    b: [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    c: [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    d: [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
  };
  const units = observers.a.map((_, row) => ({
    instruction: `Q${row}`,
    responses: ['A'],
    ...Object.fromEntries(Object.entries(observers).map(([name, scores]) => [name, scores[row] || null])),
  }));
  const judgements = units.map((_, row) =>
    row === 2 ? judged([null], { status: 'unscored', reason: 'unreadable' }) : judged([1 + (row % 5)]),
  );

  it('is that of a published example, whatever the judge leaves unscored', async () => {
    const { scores } = (await trustOf(units, judgements, ['a', 'b', 'c', 'd'])).agreement;
    const { responses, people, withJudge } = scores?.annotators ?? {};
    assert.equal(responses, 11, 'one observer alone agrees with nobody');
    assert.ok(people && isDefined(people) && people.low !== undefined);
    assert.equal(people.value.toFixed(3), '0.849');
    // On 1 to 10 nobody who means it stays below 6: their scale is another.
    assert.equal(withJudge, undefined);
  });

  it('is that of a worked example, response by response, with the judge where it scored', async () => {
    const row = { instruction: 'Q', responses: ['A', 'B', 'C'], one: [2, 9, 6], other: [4, 9, 6] };
    const trust = await trustOf([row], [judged([3, 9, 12], { offScale: [2] })], ['one', 'other']);
    const { annotators } = trust.agreement.scores ?? {};
    assert.equal(annotators?.responses, 3);
    // Squared distances within the responses 4 + 0 + 0; among all six scores 228: 1 − 5 · 4 / 228.
    assert.equal(value(annotators?.people), 0.9123);
    // Within (4 + 1 + 1) / 2, among all eight 448: 1 − 7 · 3 / 448.
    assert.equal(value(annotators?.withJudge), 0.9531);
    const report = JSON.stringify(trustReport(trust));
    assert.match(report, /"Krippendorff’s alpha, people","value":"0\.91"/);
    assert.match(report, /"Krippendorff’s alpha, with the judge","value":"0\.95"/);
  });

  it('leaves the judge out where one of them is off its scale, though their mean is on it', async () => {
    const row = { instruction: 'Q', responses: ['A'], one: 0, other: 14 };
    const { scores } = (await trustOf([row], [judged([7])], ['one', 'other'])).agreement;
    assert.deepEqual([scores?.banding, scores?.annotators?.withJudge], ['fifths', undefined]);
  });

  it('is not shown of one annotator', async () => {
    const trust = await trustOf(units, judgements, ['b']);
    assert.ok(trust.agreement.scores);
    assert.equal(trust.agreement.scores.annotators, undefined);
    assert.doesNotMatch(JSON.stringify(trustReport(trust)), /Krippendorff/);
  });
});

describe('labels', () => {
  it('given in Gavel come before a named column, which comes before the row’s own', async () => {
    const row = { instruction: 'Q', responses: ['A', 'B'], labels: { preferred: 0 }, winner: 'model_b' };
    const accuracy = async (columns: string[]) =>
      value((await trustOf([row], [judged([8, 3])], columns)).agreement.winners?.accuracy);
    assert.equal(await accuracy([]), 1);
    assert.equal(await accuracy(['winner']), 0);
    const text = JSON.stringify(row);
    const run = runOf([recordOf(text, judged([8, 3]))], 'judgelm');
    run.columns.label({ hash: run.columns.hashOf(0), at: '2026-01-01T00:00:00Z', choice: 0 });
    const trust = await measureTrust(
      { run, source: () => sourceOf([text]), labelColumns: ['winner'] },
      () => undefined,
    );
    assert.equal(value(trust.agreement.winners?.accuracy), 1);
  });

  it('that are thumbs are no low scores among others', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({
      instruction: `Q${i}`,
      responses: ['A'],
      labels: { scores: [1 + (i % 10)] },
    }));
    const texts = rows.map((row) => JSON.stringify(row));
    const records = texts.map((text, i) => recordOf(text, judged([1 + (i % 10)]), i));
    const run = runOf(records, 'judgelm');
    run.columns.label({ hash: run.columns.hashOf(9), at: '2026-01-01T00:00:00Z', thumbs: ['up'] });
    const trust = await measureTrust(
      { run, source: () => sourceOf(texts), labelColumns: ['labels.scores'] },
      () => undefined,
    );
    const { scores } = trust.agreement;
    assert.deepEqual([trust.ownLabels, scores?.rows, value(scores?.spearman), scores?.differ], [1, 19, 1, 0]);
  });

  it('that are none are said, and how to make some', async () => {
    const trust = await trustOf([{ instruction: 'Q', responses: ['A', 'B'] }], [judged([8, 3])]);
    assert.equal(trust.agreement.labelled, 0);
    assert.match(JSON.stringify(trustReport(trust)), /no row has a label by people/);
  });

  it('that a named column does not hold are missed in it', async () => {
    const row = { instruction: 'Q', responses: ['A', 'B'], labels: { preferred: 0 } };
    const text = async (columns: string[]) => verdictsOf(await trustOf([row], [judged([8, 3])], columns))[0]?.text;
    assert.equal(await text(['nope']), 'No row has a label in the column nope.');
    assert.equal(await text(['nope', 'nor']), 'No row has a label in the columns nope, nor.');
  });

  it('a run without rows makes a report, too', async () => {
    const trust = await trustOf([], []);
    assert.doesNotMatch(JSON.stringify(trustReport(trust)), /NaN|Infinity/);
  });
});

describe('the verdict about length', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({
    instruction: `Q${i}`,
    responses: i % 2 ? ['short', 'much longer'] : ['much longer', 'short'],
  }));
  const verdict = async (scores: (row: number) => number[]) => {
    const judgements = rows.map((_, i) => judged(scores(i)));
    return verdictsOf(await trustOf(rows, judgements)).find(({ about }) => about === 'Length');
  };

  it('is none where every row is a tie, or all but a few', async () => {
    for (const scores of [() => [5, 5], (row: number) => (row < 4 ? [4, 5] : [5, 5])]) {
      const { text, tone } = (await verdict(scores)) ?? {};
      assert.deepEqual([text, tone], ['Too little to tell.', undefined]);
    }
  });

  it('is good where the longer one is as often worse as better', async () => {
    const { text, tone } = (await verdict((row) => (row % 4 < 2 ? [4, 5] : [5, 4]))) ?? {};
    assert.deepEqual([text, tone], ['Length hardly matters to the score.', 'good']);
  });

  it('is neither good nor bad where the longer one wins far more often, but in few rows', async () => {
    const few = rows.slice(0, 12);
    const judgements = few.map((_, row) => judged(row % 2 === Number(row < 8) ? [4, 5] : [5, 4]));
    const told = verdictsOf(await trustOf(few, judgements)).find(({ about }) => about === 'Length');
    assert.deepEqual([told?.text, told?.tone], ['Length may matter, or it is chance.', undefined]);
  });
});
