import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readRunFile } from '../../../src/cli/runFileRecords.ts';
import { apiError, JudgeServer } from '../../host/judgeServer.ts';
import { runScore } from './fakeTerminal.ts';

const rows = Array.from({ length: 6 }, (_, i) => ({ instruction: `Question ${i}?`, responses: ['One.', 'Two.'] }));
const lines = (...scores: number[]) => scores.map((score, i) => `[${i + 1}] Score: ${score}`).join('\n');
const first = new JudgeServer({ apiKey: 'sk-first' });
const second = new JudgeServer({ apiKey: 'sk-second' });
const env = { FIRST: 'sk-first', SECOND: 'sk-second' };
let folder: string;
const at = (name: string) => join(folder, name);

/** `gavel score` by two models at two endpoints. */
const score = (...more: string[]) =>
  runScore(
    [
      ...[at('rows.jsonl'), '--base-url', first.url, '--model', 'judge-small', '--api-key-env', 'FIRST'],
      ...['--jury', `judge-large@${second.url},SECOND`, '--max-retries', '0', ...more],
    ],
    { env },
  );

describe('gavel score with a jury', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-jury-'));
    await writeFile(at('rows.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await Promise.all([first.start(), second.start()]);
    first.behaviour = () => lines(1, 3);
    second.behaviour = () => lines(3, 3);
  });
  after(async () => {
    await Promise.all([first.stop(), second.stop()]);
    await rm(folder, { recursive: true });
  });

  it('asks both, each with its own key, and gives their mean; the run says who judged', async () => {
    const { status, stdout, stderr } = await score('--output', at('run.gavel.jsonl'));
    assert.deepEqual([status, first.chatCount, second.chatCount], [0, 6, 6]);
    assert.match(stderr, /QualityScorer · judge-small \+ judge-large, 6 rows/);
    assert.match(stderr, /in 12 requests/);
    assert.match(stdout, /^ {3}1 {2}2 3 /m);
    assert.match(stdout, /^The winner stayed the same in 0 of 6 rows judged more than once\.$/m);
    const run = await readRunFile(at('run.gavel.jsonl'));
    assert.ok(!('reason' in run));
    assert.deepEqual(
      run.header.jury?.map(({ name }) => name),
      ['judge-small', 'judge-large'],
    );
    assert.equal(run.header.model.name, 'judge-small + judge-large');
  });

  it('goes on with its run, and asks nothing that is known', async () => {
    const before = first.chatCount;
    const { status, stderr } = await score('--output', at('run.gavel.jsonl'));
    assert.deepEqual([status, first.chatCount], [0, before]);
    assert.match(stderr, /none is left to ask/);
  });

  it('is another judge than one of its members', async () => {
    const args = [at('rows.jsonl'), '--base-url', first.url, '--model', 'judge-small', '--api-key-env', 'FIRST'];
    const { problem } = await runScore([...args, '--output', at('run.gavel.jsonl')], { env });
    assert.match(problem ?? '', /a run of another judge\. Asked for now: the model judge-small @ /);
  });

  it('pauses when one of them answers nobody, and goes on with all of them', async () => {
    second.behaviour = () => apiError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' });
    const broken = await score('--output', at('broken.gavel.jsonl'), '--concurrency', '1');
    assert.equal(broken.status, 1, 'nothing was judged: there is no run');
    let asked = 0;
    second.behaviour = () => (++asked > 3 ? apiError(401, 'Incorrect.', { code: 'invalid_api_key' }) : lines(3, 3));
    const paused = await score('--output', at('paused.gavel.jsonl'), '--concurrency', '1');
    assert.equal(paused.status, 3);
    second.behaviour = () => lines(3, 3);
    const whole = await score('--output', at('paused.gavel.jsonl'));
    assert.equal(whole.status, 0);
    assert.match(whole.stdout, /^6 rows: 6 scored, 0 unscored\.$/m);
  });

  it('exports the votes', async () => {
    await score('--export', at('out.jsonl'));
    const [row] = (await readFile(at('out.jsonl'), 'utf8')).split('\n');
    const { gavel } = JSON.parse(row ?? '');
    assert.deepEqual(
      gavel.votes.map(({ model, scores }: { model: string; scores: number[] }) => [model, scores]),
      [
        ['judge-small', [1, 3]],
        ['judge-large', [3, 3]],
      ],
    );
    assert.equal(gavel.disagreement, 0.25);
    assert.equal(gavel.sameWinner, false);
  });

  it('refuses a model that is in it twice', async () => {
    const args = [at('rows.jsonl'), '--base-url', first.url, '--model', 'judge-small', '--api-key-env', 'FIRST'];
    const { problem } = await runScore([...args, '--jury', 'judge-small'], { env });
    assert.match(problem ?? '', /judge-small is in the jury twice\. Ask one model more often with --samples/);
  });
});
