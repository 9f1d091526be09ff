import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { FreeNumbers } from '../../../src/extension/editor/freeNumbers.ts';

it('free numbers are those that were not taken, whatever was asked before', () => {
  const step = fc.record({ take: fc.option(fc.nat(25), { nil: undefined }), from: fc.nat(25) });
  fc.assert(
    fc.property(fc.nat(20), fc.array(step), (end, steps) => {
      const numbers = new FreeNumbers(end);
      const free = new Set(Array(end).keys());
      for (const { take, from } of steps) {
        if (take !== undefined) {
          numbers.take(take);
          free.delete(take);
        }
        const next = Math.min(...[...free].filter((number) => number >= from));
        assert.equal(numbers.from(from), next);
      }
    }),
  );
});
