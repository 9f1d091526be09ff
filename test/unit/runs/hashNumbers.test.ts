import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentHash } from '../../../src/dataset/hash.ts';
import { HashColumn } from '../../../src/runs/columns/hashColumn.ts';
import { HashNumbers } from '../../../src/runs/columns/hashNumbers.ts';

test('numbers as a Map would, also where hashes share their first bits', () => {
  const hash = fc.tuple(fc.constantFrom('00000000', 'ffffffff', '00000001'), fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 200 }), (parts) => {
      const numbers = new HashNumbers();
      const expected = new Map<string, number>();
      for (const [first, rest] of parts) {
        const text = first + rest.toString(16).padStart(24, '0');
        assert.equal(numbers.numberOf(text), expected.get(text));
        if (!expected.has(text)) expected.set(text, expected.size);
        assert.equal(numbers.add(text), expected.get(text));
        assert.equal(numbers.size, expected.size);
      }
    }),
  );
});

test('takes hashes from a column as it takes their text', () => {
  const column = new HashColumn();
  column.reserve(3);
  for (const [at, text] of ['a', 'b', 'a'].entries()) column.set(at, contentHash(text));
  const numbers = new HashNumbers(0);
  assert.equal(numbers.add(contentHash('b')), 0);
  assert.deepEqual(
    [0, 1, 2].map((at) => numbers.addFrom(column, at)),
    [1, 0, 1],
  );
  assert.equal(numbers.numberOf(contentHash('a')), 1);
});

test('hashes that all begin alike, as a hostile file may have them, are not looked for one after the other', () => {
  const numbers = new HashNumbers();
  const started = performance.now();
  for (let i = 0; i < 100_000; i++) numbers.add('00000000'.repeat(3) + i.toString(16).padStart(8, '0'));
  assert.equal(numbers.size, 100_000);
  assert.ok(performance.now() - started < 5_000);
});

test('grows', () => {
  const numbers = new HashNumbers();
  for (let i = 0; i < 20_000; i++) numbers.add(contentHash(String(i)));
  for (let i = 0; i < 20_000; i += 7) assert.equal(numbers.numberOf(contentHash(String(i))), i);
  assert.equal(numbers.numberOf(contentHash('x')), undefined);
});
