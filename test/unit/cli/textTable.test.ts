import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { cut, tableLines } from '../../../src/cli/textTable.ts';

describe('cut', () => {
  for (const [text, max, expected] of [
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['two words', 5, 'two…'],
    ['光合作用', 8, '光合作用'],
    ['光合作用', 7, '光合作…'],
    ['光合作用', 6, '光合…'],
    ['a👩‍👩‍👧b', 3, 'a…'],
    ['a👩‍👩‍👧b', 4, 'a👩‍👩‍👧b'],
    ['', 3, ''],
  ] as const) {
    it(`fits ${JSON.stringify(text)} into ${max} columns`, () => assert.equal(cut(text, max), expected));
  }

  it('never takes more than it may, and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 12 }), (text, max) => {
        const fitted = cut(text, max);
        assert.ok(stringWidth(fitted) <= max, fitted);
        assert.ok(fitted === text || (fitted.endsWith('…') && text.startsWith(fitted.slice(0, -1))));
      }),
    );
  });
});

describe('tableLines', () => {
  it('aligns wide characters and colours only what is inside the width', () => {
    const lines = tableLines(
      [
        { title: 'n', align: 'right', max: 4 },
        { title: 'text', align: 'left', max: 6 },
        { title: 'end', align: 'left', max: 9 },
      ],
      [
        [{ text: '1' }, { text: '光合', paint: (text) => `<${text}>` }, { text: 'x' }],
        [{ text: '12' }, { text: 'abcdefgh' }, { text: 'y' }],
        [{ text: '345' }],
      ],
    );
    assert.deepEqual(lines, ['  n  text    end', '  1  <光合>    x', ' 12  abcde…  y', '345']);
  });
});
