import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HumanLabels, Sample } from '../../../../src/dataset/sample.ts';
import type { Judgement } from '../../../../src/judging/judgement.ts';
import { measureTrust } from '../../../../src/runs/trust/trust.ts';
import { trustReport } from '../../../../src/runs/trust/trustReport.ts';
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

  it('that are none are said, and how to make some', async () => {
    const trust = await trustOf([{ instruction: 'Q', responses: ['A', 'B'] }], [judged([8, 3])]);
    assert.equal(trust.agreement.labelled, 0);
    assert.match(JSON.stringify(trustReport(trust)), /no row has a label by people/);
  });

  it('a run without rows makes a report, too', async () => {
    const trust = await trustOf([], []);
    assert.doesNotMatch(JSON.stringify(trustReport(trust)), /NaN|Infinity/);
  });
});
