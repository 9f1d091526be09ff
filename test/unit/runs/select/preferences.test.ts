import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Judgement } from '../../../../src/judging/judgement.ts';
import { exportPreferences, type PreferenceExport } from '../../../../src/runs/select/exportPreferences.ts';
import { ExportTally } from '../../../../src/runs/select/leftOut.ts';
import { judgementOf, recordOf, runOf, sourceOf, textOf } from '../../exportRuns.ts';

const defaults: PreferenceExport = {
  shape: 'plain',
  system: true,
  pairs: 'best and worst',
  leastMargin: 0,
  whole: false,
};

interface Row {
  instruction?: string;
  system?: string;
  reference?: string;
  responses: string[];
  judgement: Judgement;
}

/** Exports a run of these rows; the lines, parsed, and what was left out. */
async function preferences(rows: readonly Row[], options: Partial<PreferenceExport> = {}) {
  const texts = rows.map(({ judgement: _, ...row }, i) => JSON.stringify({ instruction: `q${i}`, ...row }));
  const run = runOf(rows.map(({ judgement }, i) => recordOf(texts[i] ?? '', judgement, i)));
  const tally = new ExportTally();
  const text = await textOf(exportPreferences(run, sourceOf(texts), { ...defaults, ...options }, tally));
  const pairs = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const leftOut = Object.fromEntries([...tally.leftOut].map(([reason, { lines }]) => [reason, lines]));
  return { pairs, tally, leftOut };
}

const abc = ['a', 'b', 'c'];

describe('exportPreferences', () => {
  it('pairs the best response with the worst, by normalised scores', async () => {
    const { pairs, tally } = await preferences([{ responses: abc, judgement: judgementOf([2, 4, 1]) }]);
    assert.deepEqual(pairs, [{ instruction: 'q0', chosen: 'b', rejected: 'c', margin: 1 }]);
    assert.deepEqual([tally.rows, tally.used, tally.written], [1, 1, 1]);
  });

  it('pairs the best with every other one that is far enough from it', async () => {
    const row = { responses: ['a', 'b', 'c', 'd'], judgement: judgementOf([5, 5, 4, 1]) };
    const { pairs } = await preferences([row], { pairs: 'best and others', leastMargin: 0.2 });
    assert.deepEqual(
      pairs.map(({ chosen, rejected, margin }) => [chosen, rejected, margin]),
      [
        ['a', 'c', 0.25],
        ['a', 'd', 1],
      ],
    );
  });

  it('takes a margin that is the least one exactly, whatever binary fractions make of it', async () => {
    const judgement = judgementOf([9, 7], { scale: { min: 1, max: 11 } });
    const { pairs } = await preferences([{ responses: ['a', 'b'], judgement }], { leastMargin: 0.2 });
    assert.equal(pairs[0]?.margin, 0.2);
  });

  it('counts for nothing what is missing or off the scale, and says why rows make no pair', async () => {
    const unscored: Partial<Judgement> = { status: 'unscored', gaps: ['missing', 'missing'], reason: 'missing' };
    const { pairs, leftOut, tally } = await preferences([
      { responses: ['a', 'b'], judgement: judgementOf([2, 2]) },
      { responses: ['a', 'b'], judgement: judgementOf([30, 2], { offScale: [0] }) },
      { responses: ['a', 'b'], judgement: judgementOf([30, 40], { offScale: [0, 1] }) },
      { responses: ['a', 'b'], judgement: judgementOf([null, null], unscored) },
      { responses: ['a'], judgement: judgementOf([2]) },
      { responses: ['same', ' same '], judgement: judgementOf([3, 1]) },
      { responses: ['', 'b'], judgement: judgementOf([3, 1]) },
      {
        responses: abc,
        judgement: judgementOf([3, null, 1], { status: 'partly scored', gaps: [null, 'missing', null] }),
      },
      { responses: abc, judgement: judgementOf([9, 3, 1], { offScale: [0] }) },
    ]);
    assert.deepEqual(leftOut, {
      tie: [1],
      'too few scores': [2],
      'off scale': [3],
      unscored: [4],
      'one response': [5],
      'same text': [6],
      'empty response': [7],
    });
    assert.deepEqual(
      pairs.map(({ chosen, rejected }) => [chosen, rejected]),
      [
        ['a', 'c'],
        ['b', 'c'],
      ],
    );
    assert.equal(tally.rows, 9);
  });

  it('takes only wholly scored rows when told so', async () => {
    const partly = judgementOf([3, null, 1], { status: 'partly scored', gaps: [null, 'missing', null] });
    const rows = [
      { responses: abc, judgement: partly },
      { responses: abc, judgement: judgementOf([9, 3, 1], { offScale: [0] }) },
    ];
    const { pairs, leftOut } = await preferences(rows, { whole: true });
    assert.deepEqual([pairs, leftOut], [[], { 'partly scored': [1, 2] }]);
  });

  it('says of rows that were changed, never judged or are malformed', async () => {
    const judged = JSON.stringify({ instruction: 'q', responses: ['a', 'b'] });
    const run = runOf([recordOf(judged, judgementOf([3, 1]))]);
    const tally = new ExportTally();
    const lines = [judged.replace('"a"', '"x"'), judged.replace('"a"', '"y"'), '{"instruction":'];
    assert.equal(await textOf(exportPreferences(run, sourceOf(lines), defaults, tally)), '');
    assert.deepEqual([...tally.leftOut.keys()], ['changed since judged', 'not judged', 'malformed']);
  });

  it('ignores scores of a run file that are more than there are responses', async () => {
    const { leftOut } = await preferences([{ responses: ['a'], judgement: judgementOf([1, 3]) }]);
    assert.deepEqual(leftOut, { 'one response': [1] });
  });

  const row = {
    instruction: 'q',
    system: 's',
    reference: 'gold',
    responses: ['a', 'b'],
    judgement: judgementOf([3, 1]),
  };
  const system = { role: 'system', content: 's' };
  const user = { role: 'user', content: 'q' };
  const says = (content: string) => [{ role: 'assistant', content }];
  const shaped = async (options: Partial<PreferenceExport>) => (await preferences([row], options)).pairs[0];

  // https://huggingface.co/docs/trl/dataset_formats: preference, with an explicit prompt.
  it('writes what TRL reads: messages', async () => {
    assert.deepEqual(await shaped({ shape: 'trl' }), {
      prompt: [system, user],
      chosen: says('a'),
      rejected: says('b'),
      score_chosen: 1,
      score_rejected: 0,
    });
  });

  it('writes what TRL reads: text', async () => {
    assert.deepEqual(await shaped({ shape: 'trl text' }), {
      prompt: 's\n\nq',
      chosen: 'a',
      rejected: 'b',
      score_chosen: 1,
      score_rejected: 0,
    });
  });

  // https://platform.openai.com/docs/guides/direct-preference-optimization: one turn each, by the assistant, no more keys.
  it('writes what OpenAI reads', async () => {
    assert.deepEqual(await shaped({ shape: 'openai' }), {
      input: { messages: [system, user] },
      preferred_output: says('a'),
      non_preferred_output: says('b'),
    });
  });

  it('leaves the system prompt out when told so, and the reference always', async () => {
    assert.deepEqual(await shaped({ system: false }), { instruction: 'q', chosen: 'a', rejected: 'b', margin: 1 });
    assert.doesNotMatch(JSON.stringify(await shaped({ shape: 'trl' })), /gold/);
  });

  it('never makes a pair of what is no better, too near, missing or off the scale', async () => {
    const score = fc.oneof(
      fc.constant(null),
      fc.integer({ min: -2, max: 14 }),
      fc.double({ min: 1, max: 10, noNaN: true }),
    );
    const rows = fc.array(fc.array(score, { minLength: 1, maxLength: 6 }), { maxLength: 8 });
    const margins = fc.double({ min: 0, max: 1, noNaN: true });
    const modes = fc.constantFrom('best and worst', 'best and others');
    await fc.assert(
      fc.asyncProperty(rows, margins, modes, async (all, leastMargin, mode) => {
        const given = all.map((scores) => ({
          responses: scores.map((_, i) => `${i}`),
          judgement: judgementOf(scores, {
            scale: { min: 1, max: 10 },
            offScale: scores.flatMap((s, i) => (s !== null && (s < 1 || s > 10) ? [i] : [])),
          }),
        }));
        const { pairs, tally } = await preferences(given, { pairs: mode, leastMargin });
        for (const { instruction, chosen, rejected, margin } of pairs) {
          const scores = all[Number(instruction.slice(1))] ?? [];
          const [better, worse] = [scores[Number(chosen)], scores[Number(rejected)]];
          assert.ok(typeof better === 'number' && typeof worse === 'number');
          assert.ok(better > worse && better <= 10 && worse >= 1);
          assert.ok(margin > 0 && margin >= leastMargin && Math.abs(margin - (better - worse) / 9) < 2e-6);
        }
        const left = [...tally.leftOut.values()].reduce((sum, { rows }) => sum + rows, 0);
        assert.equal(tally.used + left, tally.rows);
        assert.equal(tally.written, pairs.length);
      }),
    );
  });
});
