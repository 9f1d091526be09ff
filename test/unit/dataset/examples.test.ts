import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { suite, test } from 'node:test';
import { parseRow } from '../../../src/dataset/parseRow.ts';
import { isProblem } from '../../../src/dataset/problem.ts';
import { type Row, readRows } from '../../../src/dataset/rows.ts';
import type { Sample } from '../../../src/dataset/sample.ts';
import { detectShape, readSample } from '../../../src/dataset/shapes.ts';

async function readExample(name: string): Promise<{ shape: string; samples: Sample[] }> {
  const rows: Row[] = [];
  for await (const row of readRows(createReadStream(new URL(`../../../examples/${name}`, import.meta.url)))) {
    assert.ok(!isProblem(row), JSON.stringify(row));
    rows.push(row);
  }
  const objects = rows
    .map((row) => parseRow(row.text))
    .flatMap((parsed) => ('object' in parsed ? [parsed.object] : []));
  const detected = detectShape(objects);
  assert.ok(!isProblem(detected), JSON.stringify(detected));
  assert.equal(detected.matched, rows.length);
  const samples = rows.map((row) => {
    const sample = readSample(row, detected.shape);
    assert.ok(!isProblem(sample), JSON.stringify(sample));
    return sample;
  });
  return { shape: detected.shape.name, samples };
}

suite('the examples are read as their README says', () => {
  test('quality.jsonl: two to five responses', async () => {
    const { shape, samples } = await readExample('quality.jsonl');
    assert.equal(shape, 'distilabel');
    assert.equal(samples.length, 16);
    assert.deepEqual([...new Set(samples.map(({ responses }) => responses.length))].sort(), [2, 3, 4, 5]);
  });

  test('pairs.jsonl: pairs with a reference, model names and human labels', async () => {
    const { shape, samples } = await readExample('pairs.jsonl');
    assert.equal(shape, 'JudgeLM');
    assert.equal(samples.length, 20);
    for (const { responses, reference, responseNames, labels } of samples) {
      assert.equal(responses.length, 2);
      assert.ok(reference);
      assert.equal(responseNames?.length, 2);
      assert.ok(labels?.scores?.every((score) => score !== null && score >= 1 && score <= 10));
    }
  });

  test('chat.zh.jsonl: Chinese, some with a system turn, some with several turns', async () => {
    const { shape, samples } = await readExample('chat.zh.jsonl');
    assert.equal(shape, 'OpenAI chat');
    assert.equal(samples.length, 12);
    assert.ok(
      samples.every(({ instruction, responses }) => responses.length === 1 && /\p{Script=Han}/u.test(instruction)),
    );
    assert.ok(samples.some(({ system }) => system !== undefined));
    assert.ok(
      samples.some(({ instruction }) => instruction.startsWith('User: ') && instruction.includes('\n\nAssistant: ')),
    );
  });
});
