import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isProblem } from '../../../src/dataset/problem.ts';
import { readRows } from '../../../src/dataset/rows.ts';
import { unpacked } from '../../../src/node/gunzip.ts';
import { indexRows } from '../../../src/runs/rows/rowIndex.ts';
import { inChunks, read } from '../dataset/readBytes.ts';

const text = Array.from({ length: 3000 }, (_, i) => `{"n":${i},"text":"${(i * 7919) % 3001} é 语 😀"}\n`).join('');
const packed = gzipSync(text);
const plainRows = await read(Buffer.from(text));

async function rowsOf(bytes: Uint8Array, sizes?: readonly number[]) {
  return Array.fromAsync(readRows(unpacked(inChunks(bytes, sizes))));
}

suite('gzip', () => {
  test('is read as what it holds, told by its first bytes, however it is cut', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sizes, async (cuts) => {
        assert.deepEqual(await rowsOf(packed, [...cuts.slice(0, 2).map((size) => size % 3), ...cuts]), plainRows);
      }),
      { numRuns: 20 },
    );
  });

  test('bytes that are not gzip pass as they are', async () => {
    for (const file of ['', '{', '{"a":1}\n{"a":2}', '\x1f\x8bno']) {
      const chunks = await Array.fromAsync(unpacked(inChunks(Buffer.from(file, 'latin1'), [1, 1, 1, 1])));
      assert.equal(Buffer.concat(chunks).toString('latin1'), file);
    }
  });

  test('members one after the other are one stream, whatever is in a row of two of them', async () => {
    const [first, second] = [text.slice(0, 50_001), text.slice(50_001)];
    assert.deepEqual(await rowsOf(Buffer.concat([gzipSync(first), gzipSync(''), gzipSync(second)])), plainRows);
  });

  test('zeros that fill up the last block are no damage', async () => {
    const filled = Buffer.concat([packed, Buffer.alloc(70_000)]);
    assert.deepEqual(await rowsOf(filled), plainRows);
    assert.deepEqual(await rowsOf(filled, [packed.length]), plainRows);
  });

  test('torn anywhere, the rows before that are there, and a problem in place of the next', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: packed.length - 1 }), async (length) => {
        const rows = await rowsOf(packed.subarray(0, length));
        const problem = rows.pop();
        assert.ok(problem && isProblem(problem));
        assert.equal(problem.reason, 'damaged file');
        assert.match(problem.message, /ends too early/);
        assert.deepEqual(rows, plainRows.slice(0, rows.length));
        // None was read at all: the problem is the whole file's.
        assert.equal(problem.index, rows.length === 0 ? undefined : rows.length);
      }),
      { numRuns: 60 },
    );
    assert.equal((await rowsOf(packed.subarray(0, -1))).length, plainRows.length + 1);
  });

  test('damage in the middle is told after the rows before it', async () => {
    const broken = Buffer.from(gzipSync(text.repeat(20), { level: 1 }));
    const middle = Math.floor(broken.length / 2);
    broken.fill(0xff, middle, middle + 40);
    const rows = await rowsOf(broken);
    const problem = rows.pop();
    assert.ok(problem && isProblem(problem) && problem.reason === 'damaged file');
    assert.equal(problem.index, rows.length);
    assert.ok(rows.length > 20_000);
    assert.ok(rows.every((row) => !isProblem(row)));
  });

  test('the index finds the same rows, and where the file is damaged', async () => {
    const index = await indexRows(unpacked(inChunks(packed.subarray(0, packed.length / 2))));
    assert.ok(index && !('reason' in index));
    const rows = await rowsOf(packed.subarray(0, packed.length / 2));
    assert.deepEqual(index.damage, rows.pop());
    assert.equal(index.length, rows.length);
  });

  test('a bomb is refused as a row that is too long, in little memory', async () => {
    const member = gzipSync(Buffer.alloc(20_000_000, 'x'));
    const bomb = Buffer.concat(Array.from({ length: 15 }, () => member));
    assert.ok(bomb.length < 310_000);
    let most = 0;
    const before = process.memoryUsage().arrayBuffers;
    async function* watched() {
      for await (const chunk of unpacked(inChunks(bomb))) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        yield chunk;
      }
    }
    const [row, ...others] = await Array.fromAsync(readRows(watched()));
    assert.ok(row && isProblem(row) && row.reason === 'too long');
    assert.equal(row.length, 300_000_000);
    assert.deepEqual(others, []);
    assert.ok(most < 200e6, `${most}`);
  });

  test('whoever stops early leaves nothing open', async () => {
    let closed = false;
    async function* chunks() {
      try {
        yield packed;
        yield packed;
      } finally {
        closed = true;
      }
    }
    for await (const row of readRows(unpacked(chunks()))) if (row.index === 2) break;
    assert.ok(closed);
  });

  test('an error of the file system is no damage', async () => {
    async function* chunks() {
      yield packed.subarray(0, 100);
      throw new Error('EIO');
    }
    await assert.rejects(Array.fromAsync(readRows(unpacked(chunks()))), /EIO/);
  });
});
