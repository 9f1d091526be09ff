import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readExportArguments } from '../../../src/cli/export/exportArguments.ts';
import { detectShape } from '../../../src/dataset/shapes.ts';
import { JudgeServer } from '../../host/judgeServer.ts';
import { EmbeddingsServer } from '../runs/select/embeddingsServer.ts';
import { runExport, runScore } from './fakeTerminal.ts';

const rows = [
  { instruction: 'Why is the sky blue?', responses: ['Blue light scatters most.', 'It is.'] },
  { instruction: 'Name a river.', responses: ['The Danube.', 'The Thames.'] },
  { instruction: '光合作用是什么?', responses: ['植物用阳光制造糖。'] },
  { instruction: 'Why is the sky so blue?', responses: ['Blue light scatters the most.', 'It just is.'] },
];

/** By the question: the first beats the second; a tie; one response; the second beats the first. */
const replies: readonly (readonly [RegExp, string])[] = [
  [/sky blue/, '[1] Score: 3\n[2] Score: 1'],
  [/river/, '[1] Score: 2\n[2] Score: 2'],
  [/光合作用/, '[1] Score: 2'],
  [/so blue/, '[1] Score: 1\n[2] Score: 2'],
];

let folder: string;
const at = (name: string) => join(folder, name);
const linesOf = async (name: string) =>
  (await readFile(at(name), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Judges the rows with a judge that answers as `replies` say, or `how`; resolves to the run's path. */
async function judged(name = 'rows.gavel.jsonl', task = 'quality', how?: (prompt: string) => string): Promise<string> {
  const server = new JudgeServer({
    behaviour: ({ body }) => {
      const prompt = String(body.messages?.at(-1)?.content);
      return how?.(prompt) ?? replies.find(([question]) => question.test(prompt))?.[1];
    },
  });
  const baseUrl = await server.start();
  try {
    const endpoint = ['--base-url', baseUrl, '--model', 'judge-small'];
    const { status, problem } = await runScore([at('rows.jsonl'), ...endpoint, '--task', task, '--output', at(name)]);
    assert.deepEqual([status, problem], [0, undefined]);
    return at(name);
  } finally {
    await server.stop();
  }
}

describe('gavel export', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-export-'));
    await writeFile(at('rows.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes preference pairs, and says what was left out and why', async () => {
    const run = await judged();
    const { status, stdout } = await runExport([run, '--as', 'preferences', '--output', at('pairs.jsonl')]);
    assert.equal(status, 0);
    assert.equal(
      stdout,
      [
        `Exported: ${at('pairs.jsonl')}: 2 pairs from 2 of 4 rows.`,
        'Left out, equal scores: 1 row (line 2).',
        'Left out, one response, and a pair takes two: 1 row (line 3).',
        '',
      ].join('\n'),
    );
    const [first, second] = await linesOf('pairs.jsonl');
    assert.deepEqual(first, {
      prompt: [{ role: 'user', content: 'Why is the sky blue?' }],
      chosen: [{ role: 'assistant', content: 'Blue light scatters most.' }],
      rejected: [{ role: 'assistant', content: 'It is.' }],
      score_chosen: 1,
      score_rejected: 0,
    });
    assert.equal(second.chosen[0].content, 'It just is.');
  });

  it('writes pairs that are read as what they are', async () => {
    const run = await judged();
    for (const [shape, name] of [
      ['trl', 'UltraFeedback binarized'],
      ['trl-text', 'preference'],
      ['plain', 'preference'],
    ] as const) {
      const output = at(`${shape}.jsonl`);
      await runExport([run, '--as', 'preferences', '--shape', shape, '--output', output]);
      const lines = await linesOf(`${shape}.jsonl`);
      const detected = detectShape(lines);
      assert.ok('shape' in detected);
      assert.equal(detected.shape.name, name);
      const sample = detected.shape.read(lines[0]);
      assert.ok(!('reason' in sample));
      assert.deepEqual([sample.instruction, sample.responses], [rows[0]?.instruction, rows[0]?.responses]);
      assert.equal(sample.labels?.preferred, 0);
    }
  });

  it('writes the best response of each row that is good enough', async () => {
    const run = await judged();
    const args = [run, '--as', 'best', '--shape', 'plain', '--least-score', '0.6', '--output', at('best.jsonl')];
    const { status, stdout } = await runExport(args);
    assert.equal(status, 0);
    assert.deepEqual(await linesOf('best.jsonl'), [
      { instruction: 'Why is the sky blue?', output: 'Blue light scatters most.', score: 1 },
      { instruction: '光合作用是什么?', output: '植物用阳光制造糖。', score: 1 },
    ]);
    assert.match(
      stdout,
      /: 2 responses of 4 rows\.\nLeft out, best score below the least one: 2 rows \(lines 2, 4\)\./,
    );
  });

  it('selects rows by complexity times quality, without near-duplicates', async () => {
    const run = await judged();
    const complexity = await judged('complex.gavel.jsonl', 'complexity', (prompt) =>
      [...prompt.matchAll(/^\[(\d+)\] (.*)$/gm)]
        .map(([, n, text]) => `[${n}] Score: ${text?.includes('river') ? 5 : 1}`)
        .join('\n'),
    );
    const args = [run, '--as', 'selection', '--complexity', complexity, '--budget', '2', '--output', at('best.jsonl')];
    const { status, stdout } = await runExport(args);
    assert.equal(status, 0);
    const lines = await linesOf('best.jsonl');
    assert.deepEqual(
      lines.map(({ instruction, deita_score, responses }) => [instruction, deita_score, responses.length]),
      [
        ['Why is the sky blue?', 6, 2],
        ['Name a river.', 21, 2],
      ],
    );
    assert.match(stdout, /Left out, beyond the budget: 2 rows \(lines 3, 4\)\.\nNear-duplicates: runs of five words/);
  });

  it('compares meanings by an embeddings endpoint', async () => {
    const run = await judged();
    const server = new EmbeddingsServer();
    const baseUrl = await server.start();
    const endpoint = ['--embeddings', 'embed', '--base-url', baseUrl];
    const args = [run, '--as', 'selection', ...endpoint, '--near', '0.5', '--output', at('rows-selected.jsonl')];
    try {
      const { status, stdout, stderr } = await runExport(args);
      assert.equal(status, 0);
      assert.match(stderr, /^Asking embed @ http:.* are sent there\.\nEmbeddings took 7 tokens\.\n$/);
      assert.match(stdout, /Left out, near-duplicate of a row with a higher score: 1 row \(line 4\)/);
      server.answer = () => ({ status: 404, body: { error: { message: 'no such model' } } });
      const { problem } = await runExport([...args, '--overwrite']);
      assert.match(problem ?? '', /^The embeddings can't be had\. .*no such model.* leave out --embeddings/);
      assert.equal((await linesOf('rows-selected.jsonl')).length, 3);
    } finally {
      await server.stop();
    }
  });

  it('writes the rows with their scores', async () => {
    const run = await judged();
    const { stdout } = await runExport([run, '--output', at('scored.jsonl')]);
    assert.equal(stdout, `Exported: ${at('scored.jsonl')}\n`);
    assert.deepEqual((await linesOf('scored.jsonl'))[0].scores, [3, 1]);
  });

  it('takes the dataset from where it is now', async () => {
    const run = await judged();
    await writeFile(at('moved.jsonl'), await readFile(at('rows.jsonl')));
    await rm(at('rows.jsonl'));
    const args = ['--as', 'preferences', '--output', at('pairs.jsonl')];
    assert.match(
      (await runExport([run, ...args])).problem ?? '',
      /There is no file .* Name the dataset where it is now/,
    );
    assert.equal((await runExport([run, at('moved.jsonl'), ...args])).status, 0);
  });

  it('never writes over the run, the dataset or, unasked, any file', async () => {
    const run = await judged();
    await writeFile(at('there.jsonl'), 'mine');
    const over = async (name: string) => (await runExport([run, '--as', 'best', '--output', at(name)])).problem;
    assert.match((await over('rows.jsonl')) ?? '', /is the file that is read/);
    assert.match((await over('rows.gavel.jsonl')) ?? '', /is the file that is read/);
    assert.match((await over('there.jsonl')) ?? '', /exists already/);
    assert.equal(await readFile(at('there.jsonl'), 'utf8'), 'mine');
  });

  it('says what a run is not good for', async () => {
    const run = await judged(
      'complex.gavel.jsonl',
      'complexity',
      () => '[1] Score: 2\n[2] Score: 1\n[3] Score: 1\n[4] Score: 1',
    );
    const { problem } = await runExport([run, '--as', 'best', '--output', at('x.jsonl')]);
    assert.match(problem ?? '', /is a run of ComplexityScorer, which does not score responses\./);
    const quality = await judged();
    const second = await runExport([quality, '--as', 'selection', '--complexity', quality, '--output', at('x.jsonl')]);
    assert.match(second.problem ?? '', /is a run of QualityScorer, which does not score instructions\./);
  });

  it('ends with 2 when nothing is left to write, and leaves nothing when cancelled', async () => {
    await writeFile(at('rows.jsonl'), `${JSON.stringify(rows[1])}\n`);
    const run = await judged();
    const args = [run, '--as', 'preferences', '--output'];
    const none = await runExport([...args, at('none.jsonl')]);
    assert.deepEqual([none.status, none.stdout.split('\n')[1]], [2, 'Left out, equal scores: 1 row (line 1).']);
    const cancelled = await runExport([...args, at('never.jsonl')], { interrupted: AbortSignal.abort() });
    assert.equal(cancelled.status, 130);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('never')),
      [],
    );
  });
});

describe('the arguments of gavel export', () => {
  for (const [args, words] of [
    [[], /no run to export/],
    [['r'], /no file to write to/],
    [['r', '--output', 'x.txt'], /format of --output x\.txt is unknown/],
    [['r', '--output', 'x.csv', '--as', 'best'], /x\.csv is no JSONL file/],
    [['r', '--output', 'x.jsonl', '--as', 'pairs'], /no --as "pairs"/],
    [['r', '--output', 'x.jsonl', '--as', 'best', '--budget', '3'], /--budget is not for --as best/],
    [['r', '--output', 'x.jsonl', '--as', 'best', '--shape', 'trl'], /no --shape "trl"/],
    [['r', '--output', 'x.jsonl', '--as', 'preferences', '--least-margin', '2'], /--least-margin is "2"/],
    [['r', '--output', 'x.jsonl', '--as', 'selection', '--near', '0.1'], /--near is "0\.1"/],
    [['r', '--output', 'x.jsonl', '--base-url', 'http://localhost'], /--base-url is not for --as rows/],
    [['r', 's', 't', '--output', 'x.jsonl'], /more than two files/],
    [['r', '--unknown'], /Unknown option/],
  ] as const) {
    it(`${args.join(' ') || 'none'}: are refused in words`, () => {
      assert.throws(() => readExportArguments(args), { message: words });
    });
  }
});
