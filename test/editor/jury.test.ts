import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import { judgeInForce, judgeOfRun } from '../../src/extension/judgeSetup.ts';
import type { RunEntry } from '../../src/extension/runs/runEntry.ts';
import { newHeader } from '../../src/extension/runs/startRun.ts';
import { JudgeServer } from '../host/judgeServer.ts';
import { User } from './answers.ts';
import { file, gavel, reset, set, write } from './gavel.ts';

const lines = (...scores: number[]) => scores.map((score, i) => `[${i + 1}] Score: ${score}`).join('\n');
const sample = { instruction: 'Q', responses: ['A', 'B'] };
const { signal } = new AbortController();

describe('a jury of configured models', () => {
  const first = new JudgeServer({ apiKey: 'sk-jury-1', behaviour: () => lines(1, 3) });
  const second = new JudgeServer({ apiKey: 'sk-jury-2', behaviour: () => lines(3, 3) });
  let user: User;

  before(async () => {
    await first.start();
    await second.start();
    const { keys } = await gavel();
    await keys.set(new URL(first.url).origin, 'sk-jury-1');
    await keys.set(new URL(second.url).origin, 'sk-jury-2');
  });
  beforeEach(async () => {
    user = new User();
    await set('models', [
      { name: 'one', baseUrl: first.url, model: 'judge-small', price: { input: 1, output: 1 } },
      { name: 'two', baseUrl: second.url, model: 'judge-large', price: { input: 3, output: 3 } },
    ]);
    await set('model', 'one');
    await set('judge.jury', ['two', 'one']);
  });
  afterEach(async () => {
    user.restore();
    await reset('models', 'model', 'judge.jury', 'judge.order', 'run.maxRetries');
  });
  after(async () => {
    const { keys } = await gavel();
    await keys.remove(new URL(first.url).origin);
    await keys.remove(new URL(second.url).origin);
    await first.stop();
    await second.stop();
  });

  it('asks each model once, with its own key, and pays each by its own price', async () => {
    const services = await gavel();
    const setup = await judgeInForce(services);
    assert.ok(setup);
    const judgement = await setup.judge.judge(sample, signal);
    assert.deepEqual([judgement.status, judgement.scores], ['scored', [2, 3]]);
    assert.deepEqual(
      judgement.votes?.map(({ model }) => model),
      ['judge-small', 'judge-large'],
    );
    const { price, cost = 0, tokens } = setup.spending;
    assert.deepEqual(price, { input: 2, output: 2 });
    assert.ok(cost > 0 && Math.abs(cost - (2 * (tokens.input + tokens.output)) / 1e6) < cost / 2);
    assert.equal(services.judge.label.model, 'one + two');
  });

  it('is put together again to go on with its run', async () => {
    const services = await gavel();
    const setup = await judgeInForce(services);
    assert.ok(setup);
    const run = { header: newHeader(setup.judge, { source: { name: 'a.jsonl' } }), uri: Uri.file('/a') };
    const again = await judgeOfRun(services, run as unknown as RunEntry);
    assert.deepEqual(again?.judge.model, setup.judge.model);
    assert.equal(again?.judge.key(sample), setup.judge.key(sample));
  });

  it('is refused, with words, when one of its models is not configured', async () => {
    await set('judge.jury', ['three']);
    assert.equal(await judgeInForce(await gavel()), undefined);
    assert.match(user.told.at(-1) ?? '', /gavel\.judge\.jury names "three"/);
  });

  it('is no judge for a batch, nor is one that asks in several orders', async () => {
    await write('jury.jsonl', `${JSON.stringify(sample)}\n`);
    const { submitBatch } = await import('../../src/extension/commands/batchSend.ts');
    await submitBatch(await gavel(), file('jury.jsonl'));
    assert.match(
      user.told.at(-1) ?? '',
      /^A jury takes more than one request a row, and a batch has one\. Empty gavel/,
    );
    await set('judge.jury', []);
    await set('judge.order', 'swap');
    await submitBatch(await gavel(), file('jury.jsonl'));
    assert.match(user.told.at(-1) ?? '', /^Asking in several orders takes more than one request/);
  });
});
