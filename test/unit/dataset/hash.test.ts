import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentHash } from '../../../src/dataset/hash.ts';

test('known value: the first half of SHA-256("abc")', () => {
  assert.equal(contentHash('abc'), 'ba7816bf8f01cfea414140de5dae2223');
});

test('agrees with another implementation on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(contentHash(text), createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32));
    }),
  );
});
