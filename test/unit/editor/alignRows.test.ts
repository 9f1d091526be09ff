import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contentHash } from '../../../src/dataset/hash.ts';
import { alignRows } from '../../../src/extension/editor/alignRows.ts';
import { JudgedLines } from '../../../src/extension/editor/judgedLines.ts';
import type { RunRecord } from '../../../src/runs/run.ts';
import { judged, run } from './records.ts';

const aligning = { hash: contentHash, breathe: () => undefined };

/** What a run knows of a file of which it judged these rows. */
function linesOf(records: readonly RunRecord[]): JudgedLines {
  const lines = new JudgedLines(run(records).columns);
  lines.follow(() => false);
  return lines;
}

/** Which judged line each of today's lines was; rows are written as words, and an empty word is a blank line. */
async function align(before: string, after: string, judgedWords = before): Promise<(number | undefined)[]> {
  const were = before.split(' ');
  const chosen = new Set(judgedWords.split(' '));
  const records = were.flatMap((text, i) => (text !== '' && chosen.has(text) ? [judged(i + 1, text)] : []));
  const lines = after.split(' ');
  const rows = lines.flatMap((text, line) => (text === '' ? [] : [{ line, text }]));
  const anchors = await alignRows(rows, linesOf(records), { ...aligning, lineCount: lines.length });
  return lines.map((_, line) => anchors.origin(line));
}

describe('aligning a document with what was judged', () => {
  const none = undefined;
  const cases: [what: string, before: string, after: string, origins: (number | undefined)[]][] = [
    ['the same file', 'a b c', 'a b c', [0, 1, 2]],
    ['rows put in above', 'a b c', 'x y a b c', [none, none, 0, 1, 2]],
    ['rows put in between', 'a b c', 'a x b c', [0, none, 1, 2]],
    ['rows appended', 'a b', 'a b x', [0, 1, none]],
    ['rows taken out', 'a b c d', 'a d', [0, 3]],
    ['a row changed', 'a b c', 'a B c', [0, 1, 2]],
    ['the first and the last row changed', 'a b c', 'A b C', [0, 1, 2]],
    ['a row changed below one put in', 'a b c d', 'a x b C d', [0, none, 1, 2, 3]],
    ['a row changed beside a blank line', 'a  b c', 'a  B c', [0, 1, 2, 3]],
    ['a row replaced by two', 'a b c', 'a x y c', [0, none, none, 2]],
    ['rows in another order', 'a b c', 'c a b', [2, 0, 1]],
    ['rows that are repeated', 'a a b a', 'a a b a', [0, 1, 2, 3]],
    ['rows that changed places around changed ones', 'a c d g', 'x d a x x', [1, 2, 0, none, none]],
    ['nothing in common', 'a b', 'x y z', [none, none, none]],
    ['an empty document', 'a b', '', [none]],
  ];
  for (const [what, before, after, origins] of cases) {
    it(`finds ${what}`, async () => assert.deepEqual(await align(before, after), origins));
  }

  it('finds a changed row among rows that were not judged', async () => {
    assert.deepEqual(await align('a b c d e', 'a b C d e', 'b c d'), [0, 1, 2, 3, none]);
  });

  it('does not take rows that were not judged for changed ones', async () => {
    assert.deepEqual(await align('a b c d e', 'a b c e', 'b d'), [0, 1, none, none]);
  });

  it('knows every row that was only moved, and claims no line twice', async () => {
    const word = fc.constantFrom(...'abcdefgh'.split(''));
    const file = fc.uniqueArray(word, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.array(fc.oneof(word, fc.constantFrom('x', 'y', 'z')), { minLength: 1 }),
        async (before, after) => {
          const origins = await align(before.join(' '), after.join(' '));
          const known = origins.filter((origin) => origin !== undefined);
          assert.equal(new Set(known).size, known.length);
          for (const [i, text] of before.entries())
            if (after.includes(text)) assert.equal(after[origins.indexOf(i)], text);
        },
      ),
    );
  });

  it('knows what stood unchanged where everything changed places and half of it changed', async () => {
    const count = 20_000;
    const before = Array.from({ length: count }, (_, i) => `row ${i}`);
    const after = before.map((_, i) => (i % 2 === 0 ? `row ${(i * 7919) % count}` : `new ${i}`));
    const lines = linesOf(before.map((text, i) => judged(i + 1, text)));
    const rows = after.map((text, line) => ({ line, text }));
    const anchors = await alignRows(rows, lines, { ...aligning, lineCount: count });
    for (let line = 0; line < count; line += 2) assert.equal(before[anchors.origin(line) ?? -1], after[line]);
  });

  it('gives way between rows, the more often the longer they are, and up when told to', async () => {
    const rowsOf = (length: number) =>
      Array.from({ length: 1000 }, (_, line) => ({ line, text: `${line}`.padEnd(length) }));
    const breaths = async (length: number) => {
      let breathed = 0;
      const breathe = () => {
        breathed++;
        return undefined;
      };
      await alignRows(rowsOf(length), linesOf([]), { hash: contentHash, lineCount: 1000, breathe });
      return breathed;
    };
    assert.ok((await breaths(10)) >= 4);
    assert.ok((await breaths(10_000)) >= 100);
    const stop = new Error('changed');
    const aligned = alignRows(rowsOf(10), linesOf([]), {
      hash: contentHash,
      lineCount: 1000,
      breathe: () => Promise.reject(stop),
    });
    await assert.rejects(aligned, stop);
  });
});
