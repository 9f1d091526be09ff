import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isProblem } from '../../../src/dataset/problem.ts';
import { indexRows, RowIndex } from '../../../src/runs/rows/rowIndex.ts';
import { anyContent, anySizes } from '../dataset/anyRows.ts';
import { bytesOf, inChunks, read } from '../dataset/readBytes.ts';

const limit = 30;

suite('the index of a file’s rows', () => {
  test('finds the rows that are read, however the bytes are cut', async () => {
    const bytes = fc.oneof(
      anyContent.map((text) => bytesOf(text)),
      anyContent.map((text) => bytesOf(`\ufeff${text.replaceAll('\n', '\r\n')}`)),
      fc.uint8Array({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, anySizes, async (file, cuts) => {
        const rows = await read(file, [], limit);
        const index = await indexRows(inChunks(file, cuts), { limit });
        assert.ok(index);
        if ('reason' in index) {
          assert.deepEqual(rows, [index]);
          return;
        }
        assert.equal(index.length, rows.length);
        for (const [i, row] of rows.entries()) {
          const { offset, length, line } = index.place(i);
          assert.deepEqual([offset, length], [row.offset, row.length]);
          // A row that is not UTF-8 is told with the line of the first bad byte.
          if (isProblem(row) && row.reason === 'not JSON') assert.ok(line <= row.line);
          else assert.equal(line, row.line);
          assert.equal(index.isTooLong(i), isProblem(row) && row.reason === 'too long');
        }
      }),
      { numRuns: 600 },
    );
  });

  test('keeps offsets beyond 4 GB', () => {
    const index = new RowIndex();
    for (let row = 0; row < 1000; row++) index.add({ line: row + 1, column: 1, offset: row * 2 ** 32, length: 5 });
    assert.equal(index.place(999).offset, 999 * 2 ** 32);
  });

  test('a row of 60 MB is in it, marked, and is not held', async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(120);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield bytesOf('{"a":1}\n{"a":"');
      for (let n = 0; n < 60; n++) yield megabyte;
      yield bytesOf('"}\n{"a":3}');
    }
    const before = process.memoryUsage().arrayBuffers;
    const index = await indexRows(chunks());
    assert.ok(index && !('reason' in index));
    assert.deepEqual(
      [0, 1, 2].map((row) => index.isTooLong(row)),
      [false, true, false],
    );
    assert.equal(index.place(1).length, 60 * 1024 * 1024 + 8);
    assert.ok(process.memoryUsage().arrayBuffers - before < 150e6);
  });

  test('stops when it is cancelled, and closes the file', async () => {
    const cancelled = new AbortController();
    let [chunksRead, closed] = [0, false];
    async function* chunks(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          if (++chunksRead === 5) cancelled.abort();
          yield bytesOf(`${'x'.repeat(9000)}\n`);
        }
      } finally {
        closed = true;
      }
    }
    assert.equal(await indexRows(chunks(), { signal: cancelled.signal }), undefined);
    assert.deepEqual([chunksRead, closed], [5, true]);
  });
});
