import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { cut, fitColumns, tableLines } from '../../../src/cli/textTable.ts';

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

  it('lets the last column go on below, where it may', () => {
    const columns = [
      { title: 'a', align: 'left', max: 6 },
      { title: 'b', align: 'left', max: 9, wraps: true },
    ] as const;
    const lines = tableLines(columns, [[{ text: 'Position' }, { text: 'wins 光合作用 often' }], [{ text: 'x' }]]);
    assert.deepEqual(lines, ['a       b', 'Posit…  wins 光合', '        作用', '        often', 'x']);
  });
});

describe('fitColumns', () => {
  it('takes from the widest texts what is too much, and nothing where there is room', () => {
    const columns = [
      { title: 'n', align: 'right', max: 24 },
      { title: 'text', align: 'left', max: 60 },
      { title: 'note', align: 'left', max: 60 },
    ] as const;
    const rows = [[{ text: '1,240' }, { text: 'x'.repeat(40) }, { text: 'y'.repeat(12) }]];
    const widths = (width: number) => {
      const mayShrink = ({ align }: { align: string }) => align === 'left';
      return fitColumns(width, columns, rows, { least: 8, mayShrink }).map(({ max }) => max);
    };
    assert.deepEqual(widths(80), [5, 40, 12]);
    assert.deepEqual(widths(61), [5, 40, 12]);
    assert.deepEqual(widths(41), [5, 20, 12]);
    assert.deepEqual(widths(29), [5, 10, 10]);
    assert.deepEqual(widths(10), [5, 8, 8]);
  });
});
