import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentHash, portableHash } from '../../../src/dataset/hash.ts';

test('known value: the first half of SHA-256("abc")', () => {
  assert.equal(contentHash('abc'), 'ba7816bf8f01cfea414140de5dae2223');
  assert.equal(portableHash('abc'), 'ba7816bf8f01cfea414140de5dae2223');
});

test('agrees with another implementation on any text, and on its bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = new TextEncoder().encode(text);
      const expected = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
      for (const hash of [contentHash, portableHash]) {
        assert.equal(hash(text), expected);
        assert.equal(hash(bytes), expected);
      }
    }),
  );
});

test('also on text with halves of characters, as a row may spell them', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0xd700, max: 0xe100 }).map((unit) => String.fromCharCode(unit)) }),
      (text) => {
        assert.equal(contentHash(text), portableHash(text));
      },
    ),
  );
});
