import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RowTexts, RowView } from '../../../src/shared/protocol.ts';
import { ShownTexts } from '../../../src/webview/shownTexts.ts';

/** Holds questions back until the test answers them. */
function held() {
  const asked: { rows: readonly number[]; answer(more?: Partial<RowTexts>): Promise<void>; refuse(): Promise<void> }[] =
    [];
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const texts = new ShownTexts(
    (rows) =>
      new Promise((resolve) => {
        const textsOf = (row: number) => ({ row, instruction: `Row ${row}`, rationale: '', labelled: false });
        asked.push({
          rows,
          answer: async (more) => {
            resolve({ answer: rows.map((row) => ({ ...textsOf(row), ...more })) });
            await settled();
          },
          refuse: async () => {
            resolve({ problem: { reason: 'failed', message: 'No.' } });
            await settled();
          },
        });
      }),
    () => {},
  );
  return { texts, asked };
}

function rows(from: number, to: number, judged = 0): RowView[] {
  return Array.from({ length: to - from }, (_, i) => ({
    row: from + i,
    line: from + i + 1,
    ...{ status: 'scored', scores: [], mean: null, flags: [], judged },
  }));
}

test('pulls the texts of the rows shown, one question at a time, the latest of them next', async () => {
  const { texts, asked } = held();
  texts.show(rows(0, 3));
  texts.show(rows(50, 53));
  texts.show(rows(2, 5));
  assert.deepEqual(asked[0]?.rows, [0, 1, 2]);
  await asked[0]?.answer();
  assert.equal(texts.of(1)?.instruction, 'Row 1');
  assert.deepEqual(asked[1]?.rows, [3, 4], 'what has passed by is not asked for');
  await asked[1]?.answer();
  texts.show(rows(0, 5));
  assert.equal(asked.length, 2);
});

test('asks again for what is still looked for, and for a row judged again', async () => {
  const { texts, asked } = held();
  texts.show(rows(0, 1));
  await asked[0]?.answer({ instruction: undefined, rationale: 'There already' } as Partial<RowTexts>);
  assert.equal(texts.of(0)?.rationale, 'There already');
  await asked[1]?.answer();
  assert.equal(texts.of(0)?.instruction, 'Row 0');
  texts.show(rows(0, 1, 99));
  assert.equal(texts.of(0)?.instruction, 'Row 0', 'the old text stays until the new one is there');
  assert.deepEqual(asked[2]?.rows, [0]);
});

test('a refusal is not asked again by itself', async () => {
  const { texts, asked } = held();
  texts.show(rows(0, 2));
  await asked[0]?.refuse();
  assert.equal(asked.length, 1);
  texts.show(rows(0, 2));
  assert.equal(asked.length, 2);
});
