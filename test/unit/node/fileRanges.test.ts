import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fileRanges } from '../../../src/node/fileRanges.ts';

const folder = await mkdtemp(join(tmpdir(), 'gavel-ranges-'));
after(() => rm(folder, { recursive: true }));

const text = Array.from({ length: 40_000 }, (_, i) => `{"n":${i}}`).join('\n');

async function rangesOf(name: string, bytes: Uint8Array | string) {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return fileRanges(file);
}

suite('stretches of a file', () => {
  const cases: [offset: number, length: number][] = [
    [0, 7],
    [text.length - 9, 9],
    [text.length - 9, 100],
    [text.length + 5, 10],
    [300_000, 70_000],
    [17, 0],
    [17, 30],
    [0, Number.MAX_SAFE_INTEGER],
  ];
  for (const [name, bytes] of [
    ['plain.jsonl', text],
    ['packed.jsonl.gz', gzipSync(text)],
    ['two.gz', Buffer.concat([gzipSync(text.slice(0, 200_000)), gzipSync(text.slice(200_000))])],
  ] as const) {
    test(`${name}: each alone, and all at once`, async () => {
      const read = await rangesOf(name, bytes);
      const expected = cases.map(([offset, length]) => text.slice(offset, offset + length));
      for (const [i, [offset, length]] of cases.entries())
        assert.equal(Buffer.from(await read(offset, length)).toString(), expected[i]);
      const all = await Promise.all(cases.map(([offset, length]) => read(offset, length)));
      assert.deepEqual(
        all.map((part) => Buffer.from(part).toString()),
        expected,
      );
    });
  }

  test('of a torn packed file: those before the place', async () => {
    const packed = gzipSync(text);
    const read = await rangesOf('torn.gz', packed.subarray(0, packed.length / 2));
    const [first, last] = await Promise.allSettled([read(8, 7), read(text.length - 9, 9)]);
    assert.equal(first.status === 'fulfilled' && Buffer.from(first.value).toString(), '{"n":1}');
    assert.equal(last.status, 'rejected');
    assert.equal(Buffer.from(await read(8, 7)).toString(), '{"n":1}');
  });

  test('of a file that is gone', async () => {
    await assert.rejects(fileRanges(join(folder, 'none'))(0, 1), { code: 'ENOENT' });
  });
});
