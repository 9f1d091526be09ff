import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { openAiEmbedder, readEmbeddings } from '../../../../src/models/embeddings.ts';
import { embedAll } from '../../../../src/runs/select/embedAll.ts';
import { type EmbeddedText, takenByEmbedding } from '../../../../src/runs/select/takenByEmbedding.ts';
import { EmbeddingsServer, wordCounts } from './embeddingsServer.ts';
import { select } from './selection.ts';

const { signal } = new AbortController();

describe('embeddings of an endpoint', () => {
  const server = new EmbeddingsServer();
  let baseUrl: string;
  const embedder = (apiKey?: string) =>
    openAiEmbedder({ baseUrl, model: 'embed', timeoutMs: 5000, ...(apiKey && { apiKey }) });

  before(async () => {
    baseUrl = await server.start();
  });
  beforeEach(() => {
    server.requests.length = 0;
    server.answer = () => undefined;
  });
  after(() => server.stop());

  it('come in the order of the texts, of length 1, and only with the key that was given', async () => {
    const answer = await embedder('sk-secret').embed(['one two', 'three'], signal);
    assert.ok(answer.kind === 'embeddings');
    for (const [i, text] of ['one two', 'three'].entries()) {
      const counts = wordCounts(text);
      const length = Math.hypot(...counts);
      assert.deepEqual(
        answer.vectors[i],
        Float32Array.from(counts, (count) => count / length),
      );
    }
    await embedder().embed(['x'], signal);
    assert.deepEqual(
      server.requests.map(({ path, authorization, body }) => [path, authorization, body.encoding_format]),
      [
        ['/v1/embeddings', 'Bearer sk-secret', 'float'],
        ['/v1/embeddings', undefined, 'float'],
      ],
    );
  });

  it('are asked for in batches, put together in order, with texts cut and never empty', async () => {
    const texts = Array.from({ length: 150 }, (_, i) =>
      i === 7 ? ' ' : i === 8 ? `${'x'.repeat(5999)}👍` : `text number ${i}`,
    );
    const vectors = await embedAll(embedder(), texts, { maxRetries: 0, signal });
    assert.ok(Array.isArray(vectors) && vectors.length === 150);
    assert.deepEqual(
      server.requests.map(({ body }) => body.input.length).sort((a, b) => a - b),
      [22, 64, 64],
    );
    const sent = server.requests.flatMap(({ body }) => body.input);
    assert.ok(sent.includes('-') && sent.includes('x'.repeat(5999)));
    const [last] = (await embedAll(embedder(), ['text number 149'], { maxRetries: 0, signal })) as Float32Array[];
    assert.deepEqual(vectors[149], last);
  });

  it('are asked for again when the endpoint is busy, and not when it refuses', async () => {
    server.answer = (_, n) => (n === 1 ? { status: 429, headers: { 'retry-after-ms': '1' }, body: {} } : undefined);
    assert.ok(Array.isArray(await embedAll(embedder(), ['a'], { maxRetries: 2, signal })));
    server.requests.length = 0;
    server.answer = () => ({ status: 401, body: { error: { message: 'Bad key sk-secret.' } } });
    const failure = await embedAll(embedder('sk-secret'), ['a'], { maxRetries: 2, signal });
    assert.ok(!Array.isArray(failure) && failure.reason === 'wrong key');
    assert.doesNotMatch(failure.message, /sk-secret/);
    assert.equal(server.requests.length, 1);
  });

  it('tell no key of any length in what they say', async () => {
    for (const key of ['sk-secret', 'q7x']) {
      server.answer = () => ({ status: 401, body: { error: { message: `Bad key ${key}.` } } });
      const failure = await embedder(key).embed(['a'], signal);
      assert.ok(failure.kind === 'failure' && !failure.message.includes(key), key);
    }
  });

  it('give up at once when cancelled', async () => {
    const failure = await embedAll(embedder(), ['a'], { maxRetries: 2, signal: AbortSignal.abort() });
    assert.ok(!Array.isArray(failure) && failure.reason === 'cancelled');
  });

  it('keep the better of two rows that mean the same', async () => {
    const rows = [
      { instruction: 'river boat', responses: ['the boat is on the river'], quality: [3] },
      { instruction: 'boat river', responses: ['the river is on the boat'], quality: [5] },
      { instruction: 'apple', responses: ['pies need flour and butter'], quality: [2] },
    ];
    const { selected, leftOut } = await select(rows, {}, takenByEmbedding(embedder()));
    assert.ok(selected instanceof Map);
    assert.deepEqual([[...selected.keys()], leftOut], [[1, 2], { 'near-duplicate': [1] }]);
  });

  it('are asked for no more rows than the budget needs', async () => {
    const rows = Array.from({ length: 700 }, (_, i) => ({
      instruction: `question ${i}`,
      responses: [`answer ${i * i}`],
      quality: [6 - i / 200],
    }));
    const { selected } = await select(rows, { budget: 2 }, takenByEmbedding(embedder(), { threshold: 0.999 }));
    assert.ok(selected instanceof Map && selected.size === 2);
    assert.equal(server.requests.flatMap(({ body }) => body.input).length, 256);
  });

  it('that fail end the selection with what the endpoint said', async () => {
    server.answer = () => ({ status: 404, body: { error: { message: 'no such model' } } });
    const { selected } = await select(
      [{ instruction: 'a', responses: ['b'], quality: [3] }],
      {},
      takenByEmbedding(embedder()),
    );
    assert.ok(!(selected instanceof Map) && selected.reason === 'unknown model');
  });
});

describe('readEmbeddings', () => {
  const item = (embedding: unknown, index?: unknown) => ({ embedding, index });
  for (const [what, answer] of [
    ['nothing', null],
    ['no list', { data: 'x' }],
    ['too few', { data: [item([1])] }],
    ['text', { data: [item([1]), item('AAAA')] }],
    ['no direction', { data: [item([1]), item([0])] }],
    ['what is too large', { data: [item([1]), item([1e300, 1e300])] }],
    ['null among the numbers', { data: [item([1]), item([null])] }],
    ['other dimensions', { data: [item([1, 2]), item([1])] }],
    ['one text twice', { data: [item([1], 1), item([1], 1)] }],
    ['a text that was not asked about', { data: [item([1], 0), item([1], 7)] }],
  ] as const) {
    it(`refuses ${what}`, () => assert.equal(readEmbeddings(answer, 2).kind, 'failure'));
  }

  it('takes them in their order where no index is given', () => {
    const read = readEmbeddings({ data: [item([2, 0]), item([0, 2])] }, 2);
    assert.ok(read.kind === 'embeddings');
    assert.deepEqual(read.vectors, [new Float32Array([1, 0]), new Float32Array([0, 1])]);
  });
});

describe('takenByEmbedding', () => {
  it('tells near texts from others as the cosine does, in any number of dimensions', async () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true });
    const vectors = fc
      .integer({ min: 1, max: 13 })
      .chain((dimensions) =>
        fc.array(fc.array(number, { minLength: dimensions, maxLength: dimensions }), { minLength: 2 }),
      );
    await fc.assert(
      fc.asyncProperty(vectors, fc.constantFrom(0.3, 0.9), async (drawn, threshold) => {
        const answer = readEmbeddings({ data: drawn.map((embedding) => ({ embedding })) }, drawn.length);
        if (answer.kind !== 'embeddings') return;
        const taken = takenByEmbedding({ id: 'e', embed: async () => answer }, { threshold });
        const [asked, ...others] = (await taken.sketches(['all of them'], signal)) as EmbeddedText[];
        const cosines = others.map(({ vector }) => vector.reduce((sum, x, i) => sum + x * (asked?.vector[i] ?? 0), 0));
        const highest = Math.max(...cosines);
        for (const other of others) taken.take(other);
        if (asked && Math.abs(highest - threshold) > 1e-5) assert.equal(taken.isNear(asked), highest >= threshold);
      }),
    );
  });
});
