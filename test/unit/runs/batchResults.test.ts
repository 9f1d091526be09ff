import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BatchResults } from '../../../src/runs/batch/batchResults.ts';
import { completion } from '../../host/batchServer.ts';
import { BatchRun, resultFile } from './batchRun.ts';

const row = (k: number) => ({ instruction: `Q${k}`, responses: ['A', 'A longer answer'] });
const good = '[1] Score: 3\n[2] Score: 1';
const newRun = (n = 3) =>
  new BatchRun(
    Array.from({ length: n }, (_, k) => row(k)),
    'http://127.0.0.1/v1',
  );

/** The keys that a run asks about, in row order. */
async function keysOf(run: BatchRun): Promise<readonly string[]> {
  return (await run.write()).files.flatMap(({ keys }) => keys);
}

/** A line as vLLM's run-batch writes it. */
const vllm = (custom_id: string, text: string, error: unknown = null, status?: number) =>
  JSON.stringify({
    id: 'vllm-1',
    custom_id,
    response:
      error === null
        ? { status_code: 200, request_id: 'vllm-batch-1', body: completion({ model: 'served' }, text) }
        : { status_code: status, request_id: 'vllm-batch-1', body: null },
    error,
  });

describe('results of other engines', () => {
  it('are taken as vLLM writes them', async () => {
    const run = newRun(5);
    const [a = '', b = '', c = '', d = '', e = ''] = await keysOf(run);
    const old = JSON.stringify({ id: 'v', custom_id: d, response: completion({ model: 'served' }, good), error: null });
    const refused = { object: 'error', error: { message: 'Too long.', type: 'BadRequestError', code: 400 } };
    const lines = [vllm(b, good), vllm(c, '', 'Out of memory', 400), old, vllm(a, good), vllm(e, '', refused, 400)];
    const collected = await run.collect([lines.join('\n')]);
    assert.deepEqual([collected.taken, collected.failed, collected.missing], [3, 2, 2]);
    assert.deepEqual([...collected.failures.keys()], ['400: Out of memory', '400: Too long.']);
    assert.deepEqual([...(await run.scores())].sort(), [
      [0, '3 1'],
      [1, '3 1'],
      [3, '3 1'],
    ]);
    const [record] = await run.records([0]);
    assert.equal(record && 'judgement' in record && record.judgement.model, 'served');
    assert.deepEqual(await run.resume(), ['Q2', 'Q4']);
  });

  it('count once, whatever comes twice, torn, unknown or of the wrong kind', async () => {
    const run = newRun(3);
    const [a = '', b = '', c = ''] = await keysOf(run);
    const lines = [
      '{"custom_id":',
      vllm(a, '', 'first it failed', 500),
      vllm(a, good),
      vllm(a, '[1] Score: 1\n[2] Score: 3'),
      vllm('f'.repeat(32), good),
      vllm('__proto__', good),
      'null',
      '[]',
      '"text"',
      JSON.stringify({ custom_id: b, response: { status_code: 200, body: { choices: 'none' } }, error: null }),
      JSON.stringify({ custom_id: 7, response: null }),
      JSON.stringify({ custom_id: c, response: { status_code: '200', body: completion({}, good) } }),
      `${vllm(c, good).slice(0, -20)}`,
    ];
    const collected = await run.collect([`\ufeff${lines.join('\r\n')}`]);
    const { taken, failed, duplicates, unreadable, strangers, missing } = collected;
    assert.deepEqual(
      { taken, failed, duplicates, strangers, missing },
      {
        ...{ taken: 1, failed: 2, duplicates: 1, strangers: 1, missing: 2 },
      },
    );
    assert.equal(unreadable, 7);
    assert.equal((await run.scores()).get(0), '3 1');
  });

  it('of a row that was edited or deleted since belong to nobody', async () => {
    const run = newRun(4);
    const keys = await keysOf(run);
    run.rows = [row(1), { ...row(0), responses: ['A', 'Another answer'] }, row(3)];
    const collected = await run.collect([keys.map((key) => vllm(key, good)).join('\n')]);
    assert.deepEqual([collected.taken, collected.strangers, collected.missing], [2, 2, 1]);
    assert.deepEqual(await run.resume(), ['Q0']);
  });

  it('may be collected as often as one likes', async () => {
    const run = newRun(3);
    const [a = '', b = ''] = await keysOf(run);
    const lines = [vllm(a, good), vllm(b, 'No idea.')].join('\n');
    assert.equal((await run.collect([lines])).taken, 2);
    const { tokens } = (await run.read()).columns.totals;
    const again = await run.collect([lines, lines]);
    assert.deepEqual([again.taken, again.duplicates, again.missing], [0, 2, 1]);
    assert.deepEqual((await run.read()).columns.totals.tokens, tokens);
    assert.equal((await run.collect([vllm(b, good)])).taken, 1, 'a better reply counts');
    assert.equal((await run.scores()).get(1), '3 1');
  });

  it('a line of any length is passed over in bounded memory', async () => {
    const results = new BatchResults();
    const run = newRun(1);
    const [key = ''] = await keysOf(run);
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const tail = Buffer.from(`\n${vllm(key, good)}\n`);
    await results.add({
      async *chunks() {
        for (let i = 0; i < 40; i++) yield chunk;
        yield tail;
      },
      read: async (offset, length) => tail.subarray(offset - 40 * chunk.length, offset - 40 * chunk.length + length),
    });
    assert.deepEqual([results.counts.replies, results.counts.unreadable], [1, 1]);
    assert.equal((await results.reply(key, 'm'))?.text, good);
  });

  it('never stop a collection, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.json(), fc.string(), fc.constant(vllm('a'.repeat(32), good)))),
        async (lines) => {
          const results = new BatchResults();
          await results.add(resultFile(lines.join('\n')));
          assert.ok(results.counts.replies <= 1);
        },
      ),
    );
  });
});
