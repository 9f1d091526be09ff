import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { BatchServer } from '../../host/batchServer.ts';
import { BatchRun } from './batchRun.ts';

/** Row k: the second response is longer, so the default judge scores 1 and 2. */
const row = (k: number) => ({ instruction: `Q${k}`, responses: ['A', 'A longer answer'] });
const rows = (n: number) => Array.from({ length: n }, (_, k) => row(k));

let server: BatchServer;
let url: string;
const batchIds = () => [...server.batches.keys()];

describe('batches', () => {
  before(async () => {
    server = new BatchServer();
    url = await server.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.batches.clear();
    server.files.clear();
    server.calls.length = 0;
    server.headers.length = 0;
    server.fault = () => undefined;
    server.apiKey = 'sk-batch-secret';
  });

  it('makes the whole round: what expired, failed or was never sent is asked for on resume, and nothing else', async () => {
    const run = new BatchRun(rows(40), url);
    assert.equal((await run.submit()).paused?.detail, '1 batch is under way.');
    const [id = ''] = batchIds();
    assert.equal(server.requestsOf(id).length, 40);
    server.process(id, (_, n) => {
      if (n % 10 === 3) return 'expire';
      if (n % 10 === 5) return { status: 400, message: 'max_tokens is not supported.' };
      return n % 10 === 7 ? 'I like both.' : undefined;
    });
    const collected = await run.collect();
    assert.deepEqual([collected.taken, collected.failed, collected.missing], [32, 8, 8]);
    assert.deepEqual(
      [...collected.failures],
      [
        ['The batch expired.', 4],
        ['400: max_tokens is not supported.', 4],
      ],
    );
    assert.equal(collected.end.paused?.detail, '8 rows have no judgement yet.');
    const scores = await run.scores();
    assert.equal(scores.get(0), '1 2');
    assert.equal(scores.get(7), 'unreadable');
    assert.equal(scores.has(3) || scores.has(5), false);
    const [unreadable] = await run.records([(await run.read()).columns.slotOf(7) ?? -1]);
    assert.ok(unreadable && 'judgement' in unreadable);
    assert.deepEqual(
      unreadable.judgement.attempts.map(({ raw }) => raw),
      ['I like both.'],
    );
    assert.deepEqual(unreadable.judgement.tokens, { input: 10, output: 2 });

    const missing = [3, 5, 7].flatMap((at) => [0, 10, 20, 30].map((ten) => `Q${ten + at}`)).sort();
    assert.deepEqual(await run.resume(), missing);
    assert.deepEqual([...new Set((await run.scores()).values())].sort(), ['1 1', '1 2']);
  });

  it('asks by batch for what a direct run has left, identical rows once, and by no other way while it is under way', async () => {
    const run = new BatchRun([...rows(6), row(0), { instruction: 'no responses' }], url);
    await run.submit({ requests: 2, bytes: 1e6 });
    assert.deepEqual(
      batchIds().map((id) => server.requestsOf(id).length),
      [2, 2, 2],
    );
    assert.deepEqual(await run.resume(), [], 'all are under way');
    assert.deepEqual((await run.write()).counts, { rows: 8, requests: 0, known: 7, unaskable: 1 });
    server.process(batchIds()[1] ?? '');
    assert.equal((await run.collect()).taken, 2);
    assert.deepEqual(await run.resume(), []);
    for (const id of [batchIds()[0], batchIds()[2]]) server.process(id ?? '');
    const { missing, end } = await run.collect();
    assert.deepEqual([missing, end.paused], [0, undefined]);
    const scores = await run.scores();
    assert.deepEqual([scores.get(0), scores.get(6), scores.get(7)], ['1 2', '1 2', 'no responses']);
    assert.deepEqual((await run.read()).columns.batches.open, []);
  });

  it('splits request files at their limits and leaves out what no file takes', async () => {
    const run = new BatchRun([...rows(5), { instruction: 'x'.repeat(5000), responses: ['A'] }, row(5)], url);
    const { files, folder, tooLong, counts } = await run.write({ requests: 50_000, bytes: 4000 });
    assert.equal(tooLong.length, 1);
    assert.equal(counts.requests, 7);
    assert.ok(files.length > 1);
    for (const [i, { bytes, keys }] of files.entries()) {
      const text = folder.files[i] ?? '';
      assert.equal(Buffer.byteLength(text), bytes);
      assert.ok(bytes <= 4000);
      const ids = text.trimEnd().split('\n');
      assert.deepEqual(
        ids.map((line) => (JSON.parse(line) as { custom_id: string }).custom_id),
        keys,
      );
    }
    assert.equal(files.flatMap(({ keys }) => keys).length, 6);
  });

  it('writes requests as the Batch API has them, with the judge’s own prompt and parameters', async () => {
    const run = new BatchRun(rows(1), url, 'quality', { parameters: { temperature: 0, maxTokens: 99 } });
    const { folder } = await run.write();
    const { custom_id, method, url: path, body } = JSON.parse(folder.files[0] ?? '') as Record<string, never>;
    const [item] = await Array.fromAsync(await run.items());
    assert.ok(item && 'sample' in item);
    assert.deepEqual([method, path], ['POST', '/v1/chat/completions']);
    assert.equal(custom_id, run.judge.key(item.sample));
    assert.deepEqual(body, {
      model: 'judge-small',
      messages: run.judge.prompt(item.sample).messages,
      stream: false,
      temperature: 0,
      max_tokens: 99,
    });
  });

  it('compares the instructions of several rows in one request, and gives each row its share', async () => {
    const run = new BatchRun(rows(7), url, 'complexity', { instructionsTogether: 3 });
    await run.submit();
    const [id = ''] = batchIds();
    assert.equal(server.requestsOf(id).length, 3);
    server.process(id, (_, n) => (n === 1 ? 'Hard to say.' : undefined));
    assert.equal((await run.collect()).taken, 3);
    const scores = await run.scores();
    assert.deepEqual([scores.size, scores.get(3), scores.get(6)], [7, 'unreadable', '1']);
    const output = server.files.get(server.batches.get(id)?.output_file_id ?? '') ?? '';
    const again = await run.collect([output]);
    assert.deepEqual([again.replies, again.taken, again.strangers], [3, 0, 0], 'nothing is taken twice');
    assert.deepEqual(await run.resume(), ['Q3 / Q4 / Q5']);
  });
});

describe('submitting batches, ended at any moment', () => {
  before(async () => {
    server = new BatchServer();
    url = await server.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.batches.clear();
    server.files.clear();
    server.fault = () => undefined;
  });
  const limits = { requests: 4, bytes: 1e6 };

  for (const [when, dies] of [
    ['between upload and its note', 0],
    ['between creation and its note', 1],
    ['after some were submitted', 3],
  ] as const) {
    it(`${when}: nothing is asked twice and nothing lost`, async () => {
      const run = new BatchRun(rows(10), url);
      assert.equal((await run.submit(limits, dies)).paused?.reason, 'not written');
      assert.equal((await run.submit(limits)).paused?.detail, '3 batches are under way.');
      for (const id of batchIds()) server.process(id);
      const asked = batchIds().flatMap((id) => server.requestsOf(id).map(({ custom_id }) => custom_id));
      assert.deepEqual([asked.length, new Set(asked).size], [10, 10]);
      assert.equal((await run.collect()).missing, 0);
    });
  }

  it('an answer that gets lost: the batch is found again', async () => {
    const run = new BatchRun(rows(3), url);
    server.fault = (call) => (call === 'POST /v1/batches' ? 'break after' : undefined);
    assert.equal((await run.submit()).paused?.reason, 'unreachable');
    assert.equal(server.batches.size, 1, 'creation is tried once');
    server.fault = () => undefined;
    await run.submit();
    assert.equal(server.batches.size, 1);
    assert.equal((await run.read()).columns.batches.open[0]?.id, batchIds()[0]);
  });

  it('a refusal is one: its rows are free again', async () => {
    const run = new BatchRun(rows(3), url);
    server.fault = (call) => (call === 'POST /v1/batches' ? { status: 400 } : undefined);
    assert.equal((await run.submit()).paused?.reason, 'bad request');
    assert.deepEqual((await run.read()).columns.batches.open, []);
    assert.equal((await run.write()).counts.requests, 3);
  });

  it('an endpoint without batches is told in words, without the key', async () => {
    const run = new BatchRun(rows(1), url);
    server.fault = (call) => (call === 'POST /v1/files' ? { status: 404 } : undefined);
    assert.match((await run.submit()).paused?.detail ?? '', /answers 404: it has no batches/);
    server.fault = () => undefined;
    server.apiKey = 'sk-another';
    assert.equal((await run.submit()).paused?.reason, 'wrong key');
    assert.doesNotMatch(run.text, /sk-batch/);
    server.apiKey = undefined;
  });

  it('sends no header but those that are needed', async () => {
    await new BatchRun(rows(1), url).submit();
    const names = new Set(server.headers.flatMap((headers) => Object.keys(headers)));
    for (const name of names) assert.doesNotMatch(name, /stainless|openai/);
  });
});
