import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { anyContent as content, anySizes as sizes } from './anyRows.ts';
import { bytesOf, read, textIn } from './readBytes.ts';

const longLine = `{"a":"${'x'.repeat(9000)}"}`;

suite('properties of reading rows', () => {
  test('however the bytes are cut, the rows are the same', async () => {
    await fc.assert(
      fc.asyncProperty(content, sizes, async (text, cuts) => {
        const bytes = bytesOf(text);
        assert.deepEqual(await read(bytes, cuts, 30), await read(bytes, [], 30));
      }),
      { numRuns: 400 },
    );
  });

  test('also beyond the head that a file is judged by', async () => {
    const many = bytesOf(`${longLine}\n`.repeat(3) + '{"é":\n"x"}\n'.repeat(2000));
    const whole = await read(many);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 12 }), async (cuts) => {
        assert.deepEqual(await read(many, cuts), whole);
      }),
      { numRuns: 20 },
    );
  });

  test('offset and length give the text back, and rows don’t overlap', async () => {
    await fc.assert(
      fc.asyncProperty(content, sizes, async (text, cuts) => {
        const bytes = bytesOf(text);
        let end = 0;
        for (const row of await read(bytes, cuts)) {
          if (row.index === undefined) continue;
          assert.ok((row.offset ?? -1) >= end);
          end = (row.offset ?? 0) + (row.length ?? 0);
          assert.equal(textIn(bytes, row), row.text);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('an array gives its elements, however it is printed', async () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({ min: 0, max: 4 }), sizes, async (values, indent, cuts) => {
        const rows = await read(bytesOf(JSON.stringify(values, null, indent)), cuts);
        const texts = rows.map((row) => JSON.parse(row.text ?? ''));
        assert.deepEqual(texts, JSON.parse(JSON.stringify(values)));
      }),
    );
  });

  test('any bytes at all are read to the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        assert.ok((await read(bytes)).length > 0);
      }),
      { numRuns: 300 },
    );
  });
});
