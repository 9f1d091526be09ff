import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RowProblem } from '../../src/dataset/problem.ts';
import { exportJsonl } from '../../src/runs/export/exportJsonl.ts';
import type { RecordedRun } from '../../src/runs/file/recordedRun.ts';
import { judgementOf, recordOf, runOf, sourceOf, textOf } from './exportRuns.ts';

const row = (instruction: string, n = 2) => JSON.stringify({ instruction, responses: Array(n).fill('r') });

interface ExportedRow {
  instruction: string;
  responses: string[];
  scores: unknown;
  rating?: unknown;
  rationale?: unknown;
  rationales?: unknown;
  model_name: unknown;
  distilabel_metadata: object;
  gavel: unknown;
}

/** The exported rows, parsed, and the problems of the lines left out. */
async function exported(run: RecordedRun, lines?: readonly string[]) {
  const leftOut: RowProblem[] = [];
  const text = await textOf(exportJsonl(run, lines && sourceOf(lines), (problem) => leftOut.push(problem)));
  const rows = text.split('\n').slice(0, -1);
  return { text, leftOut, rows: rows.map((line) => JSON.parse(line) as ExportedRow) };
}

describe('exportJsonl: the columns of each task', () => {
  it('adds what QualityScorer adds in distilabel 1.x', async () => {
    const { rows } = await exported(runOf([recordOf(row('q'), judgementOf([3, 1]))]), [row('q')]);
    assert.deepEqual(rows, [
      {
        instruction: 'q',
        responses: ['r', 'r'],
        scores: [3, 1],
        model_name: 'judge-small',
        distilabel_metadata: { raw_output_quality_scorer_0: '[1] Score: 3\n[2] Score: 1' },
        gavel: { status: 'scored', reason: null, flags: [] },
      },
    ]);
  });

  it('adds rating and rationale for JudgeLM', async () => {
    const judgement = judgementOf([8, 7], { rationale: 'The first is fuller.' });
    const { rows } = await exported(runOf([recordOf(row('q'), judgement)], 'judgelm'), [row('q')]);
    const { instruction, responses, ...added } = rows[0] as ExportedRow;
    assert.deepEqual(Object.keys(added), [
      'scores',
      'rating',
      'rationale',
      'model_name',
      'distilabel_metadata',
      'gavel',
    ]);
    assert.deepEqual([added.scores, added.rating, added.rationale], [[8, 7], [8, 7], 'The first is fuller.']);
    assert.deepEqual(Object.keys(added.distilabel_metadata), ['raw_output_judgelm_0']);
  });

  it('names the raw reply of ComplexityScorer as distilabel does', async () => {
    const { rows } = await exported(runOf([recordOf(row('q'), judgementOf([2]))], 'complexity'), [row('q')]);
    assert.deepEqual(rows[0]?.distilabel_metadata, { raw_output_complexity_scorer_0: '[1] Score: 2' });
  });

  it('adds the sentences that were asked for with explain', async () => {
    const judgement = judgementOf([3, 1], { rationales: ['Full.', null] });
    const { rows } = await exported(runOf([recordOf(row('q'), judgement)], 'quality', { explain: true }), [row('q')]);
    assert.deepEqual(rows[0]?.rationales, ['Full.', null]);
  });
});

describe('exportJsonl: what is not a plain score', () => {
  it('keeps off-scale scores as given, and flags them', async () => {
    const judgement = judgementOf([5, 2], { offScale: [0], notes: ['two verdicts, the last one counts'] });
    const { rows } = await exported(runOf([recordOf(row('q'), judgement)]), [row('q')]);
    assert.deepEqual(rows[0]?.scores, [5, 2]);
    assert.deepEqual(rows[0]?.gavel, {
      status: 'scored',
      reason: null,
      flags: ['off scale: 1', 'two verdicts, the last one counts'],
    });
  });

  it('gives null for a response without a score', async () => {
    const judgement = judgementOf([3, null], { status: 'partly scored', gaps: [null, 'missing'], reason: 'missing' });
    const { rows } = await exported(runOf([recordOf(row('q'), judgement)]), [row('q')]);
    assert.deepEqual(rows[0]?.scores, [3, null]);
    assert.deepEqual(rows[0]?.gavel, { status: 'partly scored', reason: 'missing', flags: ['missing: 2'] });
  });

  it('gives a list of nulls for an unscored sample', async () => {
    const attempts = [{ raw: null, problem: 'timed out', ms: 9 }];
    const gaps = ['missing', 'missing'] as const;
    const judgement = judgementOf([null, null], { status: 'unscored', gaps: [...gaps], reason: 'timed out', attempts });
    const { rows } = await exported(runOf([recordOf(row('q'), judgement)]), [row('q')]);
    assert.deepEqual(rows[0]?.scores, [null, null]);
    assert.deepEqual(rows[0]?.distilabel_metadata, { raw_output_quality_scorer_0: null });
    assert.deepEqual(rows[0]?.gavel, { status: 'unscored', reason: 'timed out', flags: [] });
  });

  it('says which rows were not judged and which changed since', async () => {
    const run = runOf([recordOf(row('old'), judgementOf([3, 1]), 0)]);
    const { rows } = await exported(run, [row('new'), row('never', 3)]);
    assert.deepEqual(
      rows.map(({ scores, model_name, gavel }) => ({ scores, model_name, gavel })),
      [
        {
          scores: [null, null],
          model_name: null,
          gavel: { status: 'changed since judged', reason: null, flags: [] },
        },
        { scores: [null, null, null], model_name: null, gavel: { status: 'not judged', reason: null, flags: [] } },
      ],
    );
  });

  it('finds a row that moved, and prefers the judgement of the same place among equal rows', async () => {
    const run = runOf([
      recordOf(row('a'), judgementOf([1, 1]), 0),
      recordOf(row('b'), judgementOf([2, 2]), 1),
      recordOf(row('a'), judgementOf([3, 3]), 2),
    ]);
    const { rows } = await exported(run, [row('a'), row('a'), row('a'), row('b')]);
    assert.deepEqual(
      rows.map(({ scores }) => scores),
      [
        [1, 1],
        [3, 3],
        [3, 3],
        [2, 2],
      ],
    );
  });

  it('leaves out lines that are no object, and says which; a row without responses stays', async () => {
    const { rows, leftOut } = await exported(runOf([]), ['{"a":', '[1]', '{"id":7}']);
    assert.deepEqual(
      leftOut.map(({ line, reason }) => [line, reason]),
      [
        [1, 'not JSON'],
        [2, 'not an object'],
      ],
    );
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.scores, null);
    assert.deepEqual(rows[0]?.gavel, { status: 'malformed', reason: 'no responses', flags: [] });
  });

  it('makes rows of a judged selection, in order', async () => {
    const records = [1, 0].map((index) => ({
      ...recordOf('', judgementOf([index + 1]), index),
      sample: { instruction: `q${index}`, responses: ['r'] },
    }));
    const { rows } = await exported(runOf(records));
    assert.deepEqual(
      rows.map(({ instruction, responses, scores }) => [instruction, responses, scores]),
      [
        ['q0', ['r'], [1]],
        ['q1', ['r'], [2]],
      ],
    );
  });
});

describe('exportJsonl: the rest of the row', () => {
  const judged = (text: string) => exported(runOf([recordOf(text, judgementOf([3, 1]))]), [text]);
  const sample = '"instruction":"q","responses":["r","r"]';

  for (const [what, member] of [
    ['a big integer', '"id": 12345678901234567890'],
    ['number spellings', '"n":[1.0, -0, 1E5, 0.10]'],
    ['escapes', '"\\u00e9\\/": "\\u00e9\\/\\ud800"'],
    ['a duplicate key', '"x":1, "x" :2'],
    ['deep nesting', `"deep":${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['keys of other objects that are named like ours', '"x":{"scores":[9],"gavel":0}'],
    ['braces and commas in strings', '"x":"}],{\\",\\"scores\\":[1]"'],
    ['__proto__', '"__proto__":{"scores":1}'],
  ] as const) {
    it(`keeps ${what}`, async () => {
      const { text } = await judged(`{${member},${sample}}`);
      assert.ok(text.startsWith(`{${member},${sample},"scores":[3,1],"model_name":`), text.slice(0, 300));
    });
  }

  it('replaces columns of its names, wherever they are, and only these', async () => {
    const { text } = await judged(`{"scores":[0,0], "a":1 ,"gavel":{}, ${sample}, "model_name":"x","scores":null }`);
    const expected =
      ` "a":1 , ${sample},"scores":[3,1],"model_name":"judge-small",` +
      '"distilabel_metadata":{"raw_output_quality_scorer_0":"[1] Score: 3\\n[2] Score: 1"},' +
      '"gavel":{"status":"scored","reason":null,"flags":[]}}\n';
    assert.equal(text, `{${expected}`);
  });

  it('keeps what else distilabel_metadata holds', async () => {
    const metadata = '{"raw_output_ultra_feedback_0": 1.0,"raw_output_quality_scorer_0":"old"}';
    const { text } = await judged(`{"distilabel_metadata":${metadata},${sample}}`);
    const merged = '{"raw_output_ultra_feedback_0": 1.0,"raw_output_quality_scorer_0":"[1] Score: 3\\n[2] Score: 1"}';
    assert.ok(text.includes(`"distilabel_metadata":${merged}`), text);
  });

  it('puts a row of several lines on one', async () => {
    const { text } = await judged(`{\r\n  "a": "x  y",\n\n  ${sample}\n}`);
    assert.ok(text.startsWith(`{ "a": "x  y", ${sample},"scores"`), text);
  });

  it('gives the same text when it is exported again', async () => {
    const { text } = await judged(`{${sample}, "n":1.0}`);
    const once = text.trimEnd();
    assert.equal((await exported(runOf([recordOf(once, judgementOf([3, 1]))]), [once])).text, text);
  });
});

describe('exportJsonl: any row', () => {
  const space = fc.stringMatching(/^[ \t]{0,2}$/);
  const key = fc.oneof(
    fc.string().map((name) => JSON.stringify(name)),
    fc.constantFrom('"scores"', '"gavel"', '"distilabel_metadata"', '"\\u0073cores"', '"__proto__"', '"x"'),
  );
  const value = fc.oneof(
    fc.json(),
    fc.constantFrom('12345678901234567890', '1.0', '-0.0e+5', '"\\ud800"', '{ }', '[ ]'),
  );
  const member = fc.tuple(space, key, space, space, value, space);
  const ours = new Set(['scores', 'model_name', 'distilabel_metadata', 'gavel']);

  it('parses to the source row plus the columns, and every other member is kept to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(member), async (members) => {
        const written = members.map(([a, name, b, c, json, d]) => ({
          name: JSON.parse(name) as string,
          text: `${a}${name}${b}:${c}${json}${d}`,
        }));
        const text = `{${[...written.map((m) => m.text), '"instruction":"q","responses":["r","r"]'].join(',')}}`;
        const { rows, text: out } = await exported(runOf([recordOf(text, judgementOf([3, 1]))]), [text]);

        const others = written.filter(({ name }) => !ours.has(name)).map((m) => m.text);
        assert.ok(out.startsWith(`{${[...others, '"instruction":"q","responses":["r","r"]'].join(',')},"scores":`));
        const { scores, model_name, distilabel_metadata, gavel, ...rest } = rows[0] as ExportedRow;
        const source = JSON.parse(text) as Record<string, unknown>;
        for (const name of ours) delete source[name];
        assert.deepEqual(rest, { ...source });
        assert.deepEqual(scores, [3, 1]);
        assert.ok(model_name && distilabel_metadata && gavel);
      }),
    );
  });
});
