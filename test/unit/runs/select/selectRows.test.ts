import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evolScore } from '../../../../src/runs/select/candidates.ts';
import { exportSelection } from '../../../../src/runs/select/exportSelection.ts';
import { jaccard, shinglesOf } from '../../../../src/runs/select/shingles.ts';
import { takenByMinHash } from '../../../../src/runs/select/takenByMinHash.ts';
import { textOf } from '../../exportRuns.ts';
import { type SelectableRow, select } from './selection.ts';

const words = (from: number, count: number) => Array.from({ length: count }, (_, i) => `w${from + i}`).join(' ');

const row = (
  instruction: string,
  response: string,
  quality?: number | null,
  complexity?: number | null,
): SelectableRow => ({
  instruction,
  responses: [response],
  ...(quality !== undefined && { quality: [quality] }),
  ...(complexity !== undefined && { complexity }),
});

/** Rows that have nothing in common. */
const apart = (scores: readonly (readonly [number | null, (number | null)?])[]) =>
  scores.map(([quality, complexity], i) => row(words(100 * i, 20), words(100 * i + 50, 20), quality, complexity));

async function indexes(...parts: Parameters<typeof select>) {
  const { selected, leftOut, tally } = await select(...parts);
  assert.ok(selected instanceof Map);
  return { taken: [...selected.keys()], leftOut, tally };
}

describe('evolScore', () => {
  it('is DEITA’s product on DEITA’s scale', () => {
    for (const quality of [1, 2.5, 6]) {
      for (const complexity of [1, 3.25, 6]) {
        const score = evolScore((quality - 1) / 5, (complexity - 1) / 5);
        assert.ok(Math.abs(score - quality * complexity) < 1e-12);
      }
      assert.ok(Math.abs(evolScore((quality - 1) / 5, Number.NaN) - quality) < 1e-12);
    }
  });
});

describe('selectRows', () => {
  it('takes the rows of the highest complexity times quality', async () => {
    const { taken, leftOut } = await indexes(
      apart([
        [6, 1],
        [3, 3],
        [2, 6],
        [5, 2],
      ]),
      { budget: 3 },
    );
    assert.deepEqual(taken, [2, 3, 1]);
    assert.deepEqual(leftOut, { 'beyond the budget': [1] });
  });

  it('goes by quality alone where no run tells the complexity, and by place among equals', async () => {
    assert.deepEqual((await indexes(apart([[2], [5], [5], [6]]))).taken, [3, 1, 2, 0]);
  });

  it('leaves out what has no scores, with its reason', async () => {
    const rows = [
      ...apart([
        [null, 5],
        [5, null],
        [1.5, 5],
      ]),
      row('never judged', 'no', undefined, 5),
      row('off scale', 'no', 9, 5),
      { instruction: 'which is best?', responses: ['who', 'knows'], quality: [9, 3], complexity: 5 },
      row('nothing said', ' ', 5, 5),
      row('good', 'yes', 5, 5),
    ];
    const { taken, leftOut, tally } = await indexes(rows, { leastScore: 0.2 });
    assert.deepEqual(taken, [7]);
    assert.deepEqual(leftOut, {
      unscored: [1],
      'no complexity': [2],
      'score too low': [3],
      'not judged': [4],
      'off scale': [5],
      'partly off scale': [6],
      'empty response': [7],
    });
    assert.equal(tally.rows, 8);
  });

  it('keeps the better of two near-duplicates, in English and in Chinese', async () => {
    const chinese = '请用三句话向一个十岁的孩子解释为什么天空是蓝色的，并举出一个生活中的例子来帮助理解。';
    const answer = words(0, 80);
    const { taken, leftOut } = await indexes([
      row('Explain this', answer, 3),
      row('Explain this', `${answer} indeed`, 5),
      row(chinese, chinese, 4),
      row(chinese, `${chinese}谢谢`, 6),
      row('Something else', words(500, 80), 2),
    ]);
    assert.deepEqual(taken, [3, 1, 4]);
    assert.deepEqual(leftOut, { 'near-duplicate': [3, 1] });
  });

  it('compares the best response of a row only', async () => {
    const [same, other, another] = [words(0, 60), words(100, 60), words(200, 60)];
    const rows = [
      { instruction: 'q', responses: [same, other], quality: [2, 5] },
      { instruction: 'q', responses: [another, same], quality: [6, 1] },
    ];
    const { selected } = await select(rows);
    assert.ok(selected instanceof Map);
    assert.deepEqual(
      [...selected.values()].map(({ index, best }) => [index, best]),
      [
        [1, 0],
        [0, 1],
      ],
    );
  });

  it('never takes two near-duplicates, nor leaves out what is none', async () => {
    // Few words, so that texts are often alike.
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 5, maxLength: 9 });
    const rows = fc.array(fc.record({ text, quality: fc.integer({ min: 1, max: 6 }) }), { maxLength: 40 });
    const thresholds = fc.constantFrom(0.3, 0.5, 0.8, 1);
    await fc.assert(
      fc.asyncProperty(rows, thresholds, async (drawn, threshold) => {
        if (drawn.length === 0) return;
        const given = drawn.map(({ text, quality }) => row(text.join(' '), text.toReversed().join(' '), quality));
        const { selected } = await select(given, {}, takenByMinHash(threshold));
        assert.ok(selected instanceof Map);
        const shingles = given.map(({ instruction, responses }) => shinglesOf(`${instruction}\n\n${responses[0]}`));
        const order = given.map((_, i) => i).sort((a, b) => (drawn[b]?.quality ?? 0) - (drawn[a]?.quality ?? 0));
        // The plain way: each against all taken before.
        const taken: number[] = [];
        for (const i of order) {
          const near = taken.some(
            (j) => jaccard(shingles[i] ?? new Uint32Array(), shingles[j] ?? new Uint32Array()) >= threshold,
          );
          if (!near) taken.push(i);
        }
        assert.deepEqual([...selected.keys()], taken);
      }),
    );
  });

  it('gives up when cancelled', async () => {
    const { selectRows } = await import('../../../../src/runs/select/selectRows.ts');
    const { ExportTally } = await import('../../../../src/runs/select/leftOut.ts');
    const { columnsOf, datasetOf } = await import('./selection.ts');
    const { lines, dataset } = await datasetOf(apart([[5], [4]]));
    const runs = { quality: columnsOf(lines, [[5], [4]]) };
    const given = await selectRows(
      dataset,
      runs,
      takenByMinHash(),
      { leastScore: 0 },
      new ExportTally(),
      AbortSignal.abort(),
    );
    assert.equal(given instanceof Map ? '' : given.reason, 'cancelled');
  });
});

describe('exportSelection', () => {
  const rows = [
    { instruction: 'q1', responses: ['a', 'b'], quality: [2, 4], complexity: 3 },
    { instruction: 'q2', responses: ['c'], quality: [6], complexity: 6 },
  ];
  async function exported(shape: 'rows' | 'messages' | 'plain') {
    const { dataset, selected, tally } = await select(rows);
    assert.ok(selected instanceof Map);
    const text = await textOf(exportSelection(dataset, selected, { shape, system: true }, tally));
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  it('writes rows as they are with their score, in the order of the dataset', async () => {
    assert.deepEqual(await exported('rows'), [
      {
        instruction: 'q1',
        responses: ['a', 'b'],
        deita_score: 12,
        gavel: { quality: 0.6, complexity: 0.4, best_response: 2 },
      },
      { instruction: 'q2', responses: ['c'], deita_score: 36, gavel: { quality: 1, complexity: 1, best_response: 1 } },
    ]);
  });

  it('writes best responses to learn from', async () => {
    const [, messages] = await exported('messages');
    const [plain] = await exported('plain');
    assert.deepEqual(messages, {
      messages: [
        { role: 'user', content: 'q2' },
        { role: 'assistant', content: 'c' },
      ],
    });
    assert.deepEqual(plain, { instruction: 'q1', output: 'b', score: 0.6 });
  });
});
