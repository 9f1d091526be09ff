import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Span, shiftSpan, type TextEdit } from '../../../src/extension/editor/trackedSpan.ts';

const span = { start: 10, end: 20 };

describe('a span', () => {
  const cases: [what: string, edit: TextEdit, after: Span][] = [
    ['text put in before it', { offset: 3, length: 0, inserted: 4 }, { start: 14, end: 24 }],
    ['text put in right before it', { offset: 10, length: 0, inserted: 4 }, { start: 14, end: 24 }],
    ['text put in right behind it', { offset: 20, length: 0, inserted: 4 }, { start: 10, end: 20 }],
    ['text typed into it', { offset: 12, length: 0, inserted: 4 }, { start: 10, end: 24 }],
    ['all of it replaced', { offset: 10, length: 10, inserted: 3 }, { start: 10, end: 13 }],
    ['all of it deleted', { offset: 10, length: 10, inserted: 0 }, { start: 10, end: 10 }],
    ['more than it deleted', { offset: 5, length: 20, inserted: 0 }, { start: 5, end: 5 }],
    ['its beginning replaced from outside', { offset: 5, length: 8, inserted: 2 }, { start: 7, end: 14 }],
    ['its end replaced to the outside', { offset: 15, length: 8, inserted: 9 }, { start: 10, end: 15 }],
  ];
  for (const [what, edit, after] of cases) it(`follows ${what}`, () => assert.deepEqual(shiftSpan(span, edit), after));

  it('keeps its text under any edit outside it', () => {
    const letters = fc.string({ minLength: 30, maxLength: 30, unit: fc.constantFrom(...'abcdef') });
    fc.assert(
      fc.property(letters, fc.nat(29), fc.nat(10), fc.string({ maxLength: 8 }), (text, offset, length, inserted) => {
        fc.pre(offset + length <= 10 || offset >= 20);
        const edited = text.slice(0, offset) + inserted + text.slice(offset + length);
        const { start, end } = shiftSpan(span, {
          offset,
          length: Math.min(length, 30 - offset),
          inserted: inserted.length,
        });
        assert.equal(edited.slice(start, end), text.slice(10, 20));
      }),
    );
  });

  it('is always a span of the document', () => {
    const edit = fc.record({ offset: fc.nat(30), length: fc.nat(30), inserted: fc.nat(30) });
    fc.assert(
      fc.property(edit, (one) => {
        const { start, end } = shiftSpan(span, one);
        assert.ok(0 <= start && start <= end);
      }),
    );
  });
});
