import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunEntry } from '../../src/extension/runs/runEntry.ts';
import type { Services } from '../../src/extension/services.ts';
import { BatchServer, resultsOf } from '../host/batchServer.ts';
import { User } from './answers.ts';
import { file, gavel, reset, set, until, write } from './gavel.ts';

const rows = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `${JSON.stringify({ instruction: `Why ${n}?`, responses: ['So.', 'As.'] })}\n`,
  );

const run = (id: string, target: vscode.Uri | { runId: string }) =>
  vscode.commands.executeCommand(`gavel.${id}`, target);

describe('judging by batch', () => {
  const server = new BatchServer();
  let services: Services;
  let user: User;

  const latest = (name: string): RunEntry => {
    const found = services.runs.latestFor(file(name));
    assert.ok(found, `there is no run over ${name}`);
    return found;
  };
  const counts = ({ columns: { totals } }: RunEntry) => [totals.scored, totals.unscored];

  before(async () => {
    services = await gavel();
    await set('models', [{ name: 'judge', baseUrl: await server.start(), model: 'judge-small' }]);
  });
  beforeEach(() => {
    user = new User();
    server.fault = () => undefined;
    server.chats.length = 0;
    user.answers = { pick: ([first]) => first, press: (words) => (words.startsWith('Send ') ? 'Submit' : undefined) };
  });
  afterEach(() => user.restore());
  after(async () => {
    await server.stop();
    await reset('models');
  });

  it('submits a file, says what is not over yet, and collects: what expired is asked by Resume', async () => {
    await write('batched.jsonl', rows(6).join(''));
    await run('submitBatch', file('batched.jsonl'));
    assert.match(user.told.at(-2) ?? '', /^Send 6 requests about batched\.jsonl to judge-small @ .* as a batch\?$/);
    assert.match(user.lastWords, /^6 requests sent\. The results take minutes to a day\.$/);
    const [batch = ''] = [...server.batches.keys()].slice(-1);
    const entry = latest('batched.jsonl');
    assert.deepEqual([entry.state, ...counts(entry)], ['paused', 0, 0]);

    await run('collectBatch', { runId: entry.id });
    assert.match(user.lastWords, /^1 batch is under way, 0 requests done; none is over yet\.$/);

    server.process(batch, (_, n) => (n === 2 ? 'expire' : undefined));
    await run('collectBatch', { runId: entry.id });
    assert.match(
      user.lastWords,
      /^5 replies are judgements of the run now\. 1 request failed or expired\. 1 row has no judgement yet\.$/,
    );
    assert.deepEqual([entry.state, ...counts(entry)], ['paused', 5, 0]);
    assert.equal(server.chats.length, 0, 'something was asked directly');

    await run('resumeRun', { runId: entry.id });
    assert.deepEqual([entry.state, ...counts(entry), server.chats.length], ['finished', 6, 0, 1]);
  });

  it('writes requests for another engine, and takes the results that it wrote', async () => {
    await write('written.jsonl', rows(4).join(''));
    const folder = file('requests');
    await mkdir(folder.fsPath, { recursive: true });
    user.answers.open = () => [folder];
    await run('writeBatch', file('written.jsonl'));
    assert.match(user.lastWords, /^4 requests written to 1 file\. Collect the results when they are there\.$/);
    const entry = latest('written.jsonl');
    assert.equal(entry.state, 'paused');

    const [name = ''] = await readdir(folder.fsPath);
    const results = await write('results.jsonl', resultsOf(await readFile(join(folder.fsPath, name), 'utf8')));
    user.answers.open = () => [results];
    await run('collectBatch', { runId: entry.id });
    await until('the results are taken', () => !entry.judging, services.runs.onDidChange);
    assert.equal(user.lastWords, '4 replies are judgements of the run now.');
    assert.deepEqual([entry.state, ...counts(entry), server.chats.length], ['finished', 4, 0, 0]);
  });

  it('keeps no run of a batch that never began, and says why', async () => {
    await write('refused.jsonl', rows(2).join(''));
    server.fault = () => ({ status: 403 });
    await run('submitBatch', file('refused.jsonl'));
    assert.match(user.lastWords, /Fault 403/);
    assert.equal(services.runs.over(file('refused.jsonl')).length, 0);
  });
});
