import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDataset } from '../../../src/runs/rows/dataset.ts';
import type { RunItem } from '../../../src/runs/run.ts';

const chunks = (text: string) =>
  async function* () {
    yield new TextEncoder().encode(text);
  };

async function itemsOf(text: string): Promise<RunItem[]> {
  const dataset = await openDataset(chunks(text));
  if ('reason' in dataset) throw new Error(dataset.message);
  const items: RunItem[] = [];
  for await (const item of dataset.items()) items.push(item);
  return items;
}

describe('a dataset', () => {
  it('gives every row, malformed ones in their place', async () => {
    const items = await itemsOf(
      '{"instruction":"Q","responses":["A"]}\n\n{oops\n{"instruction":"R","responses":["B","C"]}',
    );
    assert.deepEqual(
      items.map((item) => ('sample' in item ? item.sample.responses.length : item.problem.reason)),
      [1, 'not JSON', 2],
    );
    assert.deepEqual(
      items.map((item) => item.row.line),
      [1, 3, 4],
    );
    assert.equal(new Set(items.map((item) => item.row.hash)).size, 3);
  });

  it('says what is wrong with the file', async () => {
    for (const [text, reason] of [
      ['', 'empty file'],
      ['\u0000\u0001', 'binary file'],
      ['{"a":1}\n', 'unknown shape'],
      ['{oops\n', 'not JSON'],
    ] as const) {
      const dataset = await openDataset(chunks(text));
      assert.equal('reason' in dataset ? dataset.reason : 'fine', reason, text);
    }
  });
});
