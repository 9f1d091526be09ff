import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fileChunks } from '../../../src/node/fileChunks.ts';
import { fileRanges } from '../../../src/node/fileRanges.ts';
import { openDataset } from '../../../src/runs/rows/dataset.ts';
import { RowFinder } from '../../../src/runs/rows/rowFinder.ts';
import type { RunItem } from '../../../src/runs/run.ts';

const folder = await mkdtemp(join(tmpdir(), 'gavel-rows-'));
after(() => rm(folder, { recursive: true }));

const lines = Array.from({ length: 2000 }, (_, i) =>
  JSON.stringify({ instruction: `Q${i} 语`, responses: ['é', '😀'] }),
);

async function written(name: string, texts: readonly string[]): Promise<string> {
  const path = join(folder, name);
  const content = `${texts.join('\n')}\n`;
  await writeFile(path, name.endsWith('.gz') ? gzipSync(content) : content);
  return path;
}

async function datasetOf(path: string) {
  const dataset = await openDataset(() => fileChunks(path));
  assert.ok(!('reason' in dataset));
  return dataset;
}

/** A finder, and how often it looked through the whole file. */
function finderOf(path: string, signal = new AbortController().signal) {
  const state = { passes: 0 };
  const chunks = () => {
    state.passes++;
    return fileChunks(path);
  };
  return { finder: new RowFinder(chunks, fileRanges(path), signal), state };
}

suite('finding rows that were judged', () => {
  for (const name of ['rows.jsonl', 'rows.jsonl.gz']) {
    test(`${name}: where they were`, async () => {
      const path = await written(name, lines);
      const items: RunItem[] = await Array.fromAsync((await datasetOf(path)).items());
      const { finder, state } = finderOf(path);
      const rows = await Promise.all([3, 1999, 700].map((index) => finder.find(items[index]?.row ?? assert.fail())));
      assert.deepEqual(
        rows.map((row) => row?.text),
        [lines[3], lines[1999], lines[700]],
      );
      assert.equal(state.passes, 0);
    });

    test(`${name}: where they have moved to, not where they were changed`, async () => {
      const before: RunItem[] = await Array.fromAsync((await datasetOf(await written(`old-${name}`, lines))).items());
      const path = await written(name, [
        '',
        lines[1999] ?? '',
        '{"instruction":"New","responses":["x"]}',
        ...lines.slice(4),
      ]);
      const { finder, state } = finderOf(path);
      const [moved, changed, up] = await Promise.all(
        [1999, 3, 700].map((index) => finder.find(before[index]?.row ?? assert.fail())),
      );
      assert.deepEqual([moved?.line, moved?.index, moved?.text], [2, 0, lines[1999]]);
      assert.equal(changed, undefined);
      assert.deepEqual([up?.index, up?.text], [698, lines[700]]);
      assert.equal(state.passes, 1);
    });
  }

  test('a row that is not UTF-8 is found where it was', async () => {
    const path = join(folder, 'latin1.jsonl');
    await writeFile(
      path,
      Buffer.from(`{"instruction":"Q","responses":["A"]}\n{"instruction":"caf\xe9","responses":["x"]}\n`, 'latin1'),
    );
    const [, bad] = await Array.fromAsync((await datasetOf(path)).items());
    assert.ok(bad && 'problem' in bad);
    assert.match((await finderOf(path).finder.find(bad.row))?.text ?? '', /caf\ufffd/);
  });

  test('a run file may say anything of where a row was', async () => {
    const { finder } = finderOf(await written('rows.jsonl', lines.slice(0, 3)));
    for (const place of [
      { offset: 0, length: Number.MAX_SAFE_INTEGER },
      { offset: Number.MAX_SAFE_INTEGER, length: 40_000_000 },
      { offset: 5, length: 0 },
    ]) {
      assert.equal(await finder.find({ index: 0, line: 1, hash: 'nothing has it', ...place }), undefined);
    }
  });

  test('nothing is found once the version has passed', async () => {
    const passed = new AbortController();
    passed.abort();
    const { finder } = finderOf(await written('rows.jsonl', lines), passed.signal);
    assert.equal(await finder.find({ index: 0, line: 1, offset: 1, length: 5, hash: 'moved' }), undefined);
  });

  test('a file that is gone is an error', async () => {
    const { finder } = finderOf(join(folder, 'none.jsonl'));
    await assert.rejects(finder.find({ index: 0, line: 1, offset: 1, length: 5, hash: 'x' }), { code: 'ENOENT' });
  });
});

test('some items by their index, as among all', async () => {
  const path = await written('some.jsonl', [...lines.slice(0, 5), '{oops', ...lines.slice(5)]);
  const dataset = await datasetOf(path);
  const all: RunItem[] = await Array.fromAsync(dataset.items());
  const some: RunItem[] = await Array.fromAsync(dataset.itemsAt([1999, 5, 0, 5, 2000, 7000]));
  assert.deepEqual(some, [all[0], all[5], all[1999], all[2000]]);
});
