import assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root } from '../../host/paths.ts';
import { startCli } from './cliProcess.ts';
import { runCompare, runScore } from './fakeTerminal.ts';

const rows = [
  { instruction: 'Why is the sky blue?', responses: ['Air scatters blue light most.', 'It is.'] },
  { instruction: '光合作用是什么?', responses: ['植物用阳光制造糖。', '不知道。'] },
  { instruction: 'Name a river of Europe.', responses: ['The Danube is a river of Europe.', 'No.'] },
];
const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('gavel compare', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-compare-'));
    await writeFile(at('rows.jsonl'), lines(rows));
    // The same rows elsewhere, in another order, and one more.
    await writeFile(at('moved.jsonl'), lines([{ ...rows[0], instruction: 'New?' }, ...rows.toReversed()]));
    await writeFile(at('other.jsonl'), lines([{ ...rows[0], instruction: 'Something else?' }]));
    for (const [name, ...task] of [['rows'], ['moved', '--task', 'judgelm'], ['other']]) {
      await runScore([at(`${name}.jsonl`), ...task, '--output', at(`${name}.gavel.jsonl`)]);
    }
  });
  after(() => rm(folder, { recursive: true }));

  it('shows runs over the same rows side by side, wherever these stand', async () => {
    const { status, stdout } = await runCompare([at('rows.gavel.jsonl'), at('moved.gavel.jsonl')]);
    assert.equal(status, 0);
    assert.match(stdout, /QualityScorer · Offline preview \(not an LLM\) · rows\.jsonl/);
    assert.match(stdout, /JudgeLM · Offline preview \(not an LLM\) · moved\.jsonl/);
    assert.match(stdout, /B against A/);
    assert.match(stdout, /Mean difference/);
    for (const { instruction } of rows) assert.ok(stdout.includes(instruction), instruction);
    assert.ok(!stdout.includes('New?'), 'a row that one run has alone is listed');
  });

  it('writes one HTML or Markdown file, and replaces none unasked', async () => {
    const runs = [at('rows.gavel.jsonl'), at('moved.gavel.jsonl')];
    await runCompare([...runs, '--html', at('c.html')]);
    assert.match(await readFile(at('c.html'), 'utf8'), /^<!doctype html>.*Why is the sky blue\?/is);
    await runCompare([...runs, '--markdown', at('c.md')]);
    assert.match(await readFile(at('c.md'), 'utf8'), /^# Runs compared: rows.*Why is the sky blue/s);
    const again = await runCompare([...runs, '--html', at('c.html')]);
    assert.equal(again.status, 1);
    assert.match(again.problem ?? '', /exists already.*--overwrite/s);
    assert.equal((await runCompare([...runs, '--html', at('c.html'), '--overwrite'])).status, 0);
  });

  it('prints one JSON value and nothing else with --json', async () => {
    const { stdout } = await runCompare([at('rows.gavel.jsonl'), at('moved.gavel.jsonl'), '--json']);
    const { runs, against, rowsInAll } = JSON.parse(stdout);
    assert.deepEqual(
      runs.map(({ task, rows: all, alone }: { task: string; rows: number; alone: number }) => [task, all, alone]),
      [
        ['quality', 3, 0],
        ['judgelm', 4, 1],
      ],
    );
    assert.deepEqual([against.length, against[0].common, rowsInAll], [1, 3, 3]);
  });

  it('still compares when the dataset is gone, without its words', async () => {
    await runScore([at('rows.jsonl'), '--output', at('later.gavel.jsonl')]);
    await rename(at('rows.jsonl'), at('away.jsonl'));
    try {
      const { status, stdout } = await runCompare([at('later.gavel.jsonl'), at('moved.gavel.jsonl')]);
      assert.equal(status, 0);
      assert.ok(!stdout.includes('Why is the sky blue?'));
    } finally {
      await rename(at('away.jsonl'), at('rows.jsonl'));
    }
  });

  it('says what keeps it from comparing, and what to do', async () => {
    const problemOf = async (...args: string[]) => {
      const { status, problem = '' } = await runCompare(args);
      assert.equal(status, 1);
      return problem;
    };
    assert.match(await problemOf(at('rows.gavel.jsonl')), /takes two runs/);
    assert.match(
      await problemOf(at('rows.gavel.jsonl'), at('rows.jsonl')),
      /rows\.jsonl: The first line is not .* Name a/,
    );
    assert.match(await problemOf(at('rows.gavel.jsonl'), at('none.gavel.jsonl')), /There is no file/);
    assert.match(await problemOf(at('rows.gavel.jsonl'), at('other.gavel.jsonl')), /no row in common.*same dataset/);
    assert.match(await problemOf('a', 'b', '--json', '--html', 'c.html'), /--json is for stdout/);
    assert.match(await problemOf('a', 'b', '--sort'), /--sort.*gavel compare --help/);
  });

  it('is a command of the program', async () => {
    const help = await startCli(join(root, 'src', 'cli', 'gavel.ts'), ['compare', '--help']).ended;
    assert.match(help.out, /^Usage: gavel compare RUN RUN/);
    assert.equal(help.status, 0);
  });
});
