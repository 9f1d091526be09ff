import assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readTrustArguments } from '../../../src/cli/trustArguments.ts';
import { runScore, runTrust } from './fakeTerminal.ts';

/** Pairs of which the second says more, so that the offline preview prefers it; people do in all but the third. */
const rows = Array.from({ length: 12 }, (_, i) => ({
  instruction: `Why is the sky blue, asks child number ${i}?`,
  responses: ['It is.', `The sky is blue because air scatters blue light most, child number ${i}.`],
  winner: i === 2 ? 'model_a' : 'model_b',
  ...{ annotator1: 2, annotator2: i === 2 ? 1 : 2, annotator3: i === 3 ? 0 : 2 },
}));

describe('gavel trust', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const run = () => at('rows.gavel.jsonl');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-trust-'));
    await writeFile(at('rows.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const { status, stderr } = await runScore([at('rows.jsonl'), '--output', run()]);
    assert.equal(status, 0, stderr);
  });
  after(() => rm(folder, { recursive: true }));

  it('says how far a judge agrees with a column, and links nothing to scores', async () => {
    const { status, stdout } = await runTrust([run(), '--label-column', 'winner']);
    assert.equal(status, 0);
    assert.match(stdout, /Accuracy +91\.7 % +\(95 %: /);
    assert.match(stdout, /Always the same answer +91\.7 %/);
    assert.match(stdout, /People’s answer is “response 2”/, 'nearly all labels are the same');
    assert.match(stdout, /^ *3 +response 1 +response 2/m, 'the row that differs');
    assert.match(stdout, /The longest wins +100\.0 %/);
    assert.doesNotMatch(stdout, /NaN|undefined|Infinity/);
  });

  it('takes several columns for several annotators', async () => {
    const columns = ['annotator1', 'annotator2', 'annotator3'].flatMap((name) => ['--label-column', name]);
    const { stdout } = await runTrust([run(), ...columns]);
    assert.match(stdout, /Krippendorff’s alpha, people +−?0\.\d\d/);
    assert.match(stdout, /Krippendorff’s alpha, with the judge/);
    assert.match(stdout, /column annotator1 \(from 1\), annotator2 \(from 1\), annotator3 \(0 is a tie, from 1\)/);
  });

  it('says so where there are no labels, or none that can be read', async () => {
    const { stdout: unlabelled, stderr } = await runTrust([run()]);
    assert.match(unlabelled, /no row has a label by people/);
    const found =
      /No labels of people were found\. These columns look like labels: (.*)\. Name one with --label-column\./;
    assert.equal(found.exec(stderr)?.[1], 'winner, annotator1, annotator2, annotator3');
    assert.equal((await runTrust([run(), '--label-column', 'winner'])).stderr, '');
    assert.match((await runTrust([run(), '--label-column', 'wimmer'])).stderr, /were found in wimmer\. .*: winner, /);
    const { stdout } = await runTrust([run(), '--label-column', 'instruction']);
    assert.match(stdout, /In 12 rows the column that was named holds something that is no label/);
  });

  it('names no column where none looks like labels', async () => {
    const bare = rows.slice(0, 3).map(({ instruction, responses }) => ({ topic: 'physics', instruction, responses }));
    await writeFile(at('bare.jsonl'), bare.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await runScore([at('bare.jsonl'), '--output', at('bare.gavel.jsonl')]);
    assert.equal((await runTrust([at('bare.gavel.jsonl')])).stderr, '');
    const { stderr } = await runTrust([at('bare.gavel.jsonl'), '--label-column', 'topic']);
    assert.equal(stderr, 'No labels of people were found in topic. Check the name, and what the column holds.\n');
  });

  it('gives programs numbers', async () => {
    const { stdout } = await runTrust([run(), '--label-column', 'winner', '--json']);
    const { run: judged, agreement, bias, verdicts } = JSON.parse(stdout);
    assert.equal(judged.source.name, 'rows.jsonl');
    assert.equal(agreement.winners.accuracy.value, 11 / 12);
    assert.ok(agreement.winners.accuracy.low < 11 / 12);
    assert.equal(bias.length.longest.wins.value, 1);
    assert.ok(verdicts.every(({ about, text, rule }: Record<string, string>) => about && text && rule));
  });

  it('writes a page, and the labelled rows for calibration', async () => {
    const { status, stderr } = await runTrust([
      ...[run(), '--label-column', 'winner', '--html', at('trust.html'), '--labels', at('labels.jsonl')],
    ]);
    assert.equal(status, 0);
    assert.match(stderr, /labels\.jsonl holds 12 labelled rows\./);
    assert.match(await readFile(at('trust.html'), 'utf8'), /Cohen’s kappa/);
    const lines = (await readFile(at('labels.jsonl'), 'utf8')).trimEnd().split('\n');
    const first = JSON.parse(lines[0] ?? '');
    assert.deepEqual([lines.length, first.responses, first.labels], [12, rows[0]?.responses, { choices: [1] }]);
    assert.equal(first.scores.length, 2);
    const again = await runTrust([run(), '--labels', at('labels.jsonl')]);
    assert.match(again.problem ?? '', /exists already/);
  });

  it('asks for the dataset where it is gone, and takes it from elsewhere', async () => {
    await rename(at('rows.jsonl'), at('moved.jsonl'));
    assert.match((await runTrust([run()])).problem ?? '', /Name the dataset where it is now/);
    assert.equal((await runTrust([run(), at('moved.jsonl')])).status, 0);
    await rename(at('moved.jsonl'), at('rows.jsonl'));
  });

  it('tells what became of canaries', async () => {
    const kept = at('canary.gavel.jsonl');
    const { status, stderr } = await runScore([at('rows.jsonl'), '--output', kept, '--canary']);
    assert.equal(status, 0);
    // The offline preview goes by words, and nearly any are better than "It is.".
    assert.match(stderr, /^To ask: 12 rows in 21 requests, 9 of them for canaries\.$/m);
    assert.match(stderr, /this judge scores constant responses above a quarter of the real ones/);
    const { stdout } = await runTrust([kept]);
    assert.match(stdout, /^Canary +Likes responses that nobody should like/m);
    const { canaries, rows: judged } = JSON.parse((await runTrust([kept, '--json'])).stdout);
    assert.deepEqual([judged, canaries.length, canaries[0].kind, canaries[0].mean], [12, 3, 'empty', 0]);
  });

  it('reads its arguments', () => {
    assert.throws(() => readTrustArguments([]), /no run/);
    assert.throws(() => readTrustArguments(['a', 'b', 'c']), /more than two/);
    assert.throws(() => readTrustArguments(['a', '--json', '--html', 'x']), /--json/);
    assert.throws(() => readTrustArguments(['a', '--labe']), /--labe/);
    assert.equal(readTrustArguments(['--help']), 'help');
  });
});
