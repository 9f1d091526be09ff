import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEntry } from '../../src/extension/runs/runEntry.ts';
import { BatchServer, resultsOf } from '../host/batchServer.ts';
import { file, until, write } from './gavel.ts';
import { run, score, scoring } from './scoring.ts';

const rows = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `${JSON.stringify({ instruction: `Why ${n}?`, responses: ['So.', 'As.'] })}\n`,
  );

describe('judging by batch', () => {
  const shared = scoring(new BatchServer());
  const { server, latest } = shared;
  const counts = ({ columns: { totals } }: RunEntry) => [totals.scored, totals.unscored];

  beforeEach(() => {
    server.fault = () => undefined;
    server.chats.length = 0;
    shared.user.answers.press = (words) => (words.startsWith('Send ') ? 'Submit' : undefined);
  });

  it('submits a file, says what is not over yet, and collects: what expired is asked by Resume', async () => {
    await write('batched.jsonl', rows(6).join(''));
    await run('submitBatch', file('batched.jsonl'));
    assert.match(
      shared.user.told.at(-2) ?? '',
      /^Send 6 requests about batched\.jsonl to judge-small @ .* as a batch\?$/,
    );
    assert.match(shared.user.lastWords, /^6 requests sent\. The results take minutes to a day\.$/);
    const [batch = ''] = [...server.batches.keys()].slice(-1);
    const entry = latest('batched.jsonl');
    assert.deepEqual([entry.state, ...counts(entry)], ['paused', 0, 0]);

    await run('collectBatch', { runId: entry.id });
    assert.match(shared.user.lastWords, /^1 batch is under way, 0 requests done; none is over yet\.$/);

    server.process(batch, (_, n) => (n === 2 ? 'expire' : undefined));
    await run('collectBatch', { runId: entry.id });
    assert.match(
      shared.user.lastWords,
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
    shared.user.answers.open = () => [folder];
    await run('writeBatch', file('written.jsonl'));
    assert.match(shared.user.lastWords, /^4 requests written to 1 file\. Collect the results when they are there\.$/);
    const entry = latest('written.jsonl');
    assert.equal(entry.state, 'paused');

    const [name = ''] = await readdir(folder.fsPath);
    const results = await write('results.jsonl', resultsOf(await readFile(join(folder.fsPath, name), 'utf8')));
    shared.user.answers.open = () => [results];
    await run('collectBatch', { runId: entry.id });
    await until('the results are taken', () => !entry.judging, shared.services.runs.onDidChange);
    assert.equal(shared.user.lastWords, '4 replies are judgements of the run now.');
    assert.deepEqual([entry.state, ...counts(entry), server.chats.length], ['finished', 4, 0, 0]);
  });

  it('asks no row that is under way, whatever is scored, and keeps the run that knows of it', async () => {
    await write('waiting.jsonl', rows(3).join(''));
    await run('submitBatch', file('waiting.jsonl'));
    const [batch = ''] = [...server.batches.keys()].slice(-1);
    const entry = latest('waiting.jsonl');
    for (const again of [() => score('waiting.jsonl'), () => run('resumeRun', { runId: entry.id })]) {
      await again();
      assert.equal(shared.user.lastWords, 'The run is paused. Its other rows are under way in a batch.');
      assert.deepEqual([latest('waiting.jsonl'), entry.state, server.chats.length], [entry, 'paused', 0]);
    }
    await run('submitBatch', file('waiting.jsonl'));
    assert.equal(shared.user.lastWords, 'Nothing to ask: all other rows are under way in a batch.');

    let detail: string | undefined;
    shared.user.answers.pick = ([first]) => {
      detail = first?.detail;
      return undefined;
    };
    await write('waiting.jsonl', rows(30).join(''));
    await score('waiting.jsonl');
    assert.match(detail ?? '', /^3 under way in a batch · 27 requests · /);

    await write('waiting.jsonl', rows(3).join(''));
    shared.user.answers.pick = ([first]) => first;
    server.process(batch);
    await run('collectBatch', { runId: entry.id });
    assert.deepEqual([entry.state, ...counts(entry)], ['finished', 3, 0]);
  });

  it('keeps no run of a batch that never began, and says why', async () => {
    await write('refused.jsonl', rows(2).join(''));
    server.fault = () => ({ status: 403 });
    await run('submitBatch', file('refused.jsonl'));
    assert.match(shared.user.lastWords, /Fault 403/);
    assert.equal(shared.services.runs.over(file('refused.jsonl')).length, 0);
  });
});
