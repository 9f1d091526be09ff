import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentHash } from '../../../src/dataset/hash.ts';
import { rowsByContent } from '../../../src/runs/rows/rowsByContent.ts';
import { bytesOf, inChunks } from '../dataset/readBytes.ts';

test('a row is found by its content, wherever it is; of identical ones the first', async () => {
  const texts = ['{"a":"é"}', '{"a":2}', '{"a":"é"}', '{"a":"语😀"}'];
  const rows = await rowsByContent(inChunks(bytesOf(`\n${texts.join('\n')}\n`), [3, 9, 1]));
  assert.deepEqual(rows?.find(contentHash('{"a":"é"}')), { index: 0, line: 2, offset: 1, length: 10 });
  assert.deepEqual(rows?.find(contentHash('{"a":"语😀"}')), { index: 3, line: 5, offset: 31, length: 15 });
  assert.equal(rows?.find(contentHash('{"a":3}')), undefined);
});

test('rows that are too long have a place, but no content', async () => {
  const long = `{"a":"${'x'.repeat(50)}"}`;
  const rows = await rowsByContent(inChunks(bytesOf(`${long}\n{"a":2}`)), { limit: 20 });
  assert.equal(rows?.find(contentHash(long)), undefined);
  assert.equal(rows?.find(contentHash('{"a":2}'))?.line, 2);
});

test('a file without rows has none', async () => {
  assert.equal(await rowsByContent(inChunks(bytesOf('PAR1…'))), undefined);
});
