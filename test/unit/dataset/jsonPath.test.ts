import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { at, type JsonValue } from '../../../src/dataset/json.ts';
import { formatPath, parsePath, resolvePath } from '../../../src/dataset/jsonPath.ts';

const value: JsonValue = {
  a: { b: [{ c: 1 }, { c: 2 }, { d: 3 }] },
  'odd key': { 'x.y': [4] },
  list: [[5, 6], [7]],
  '': 8,
};

suite('paths that name values', () => {
  const cases: [path: string, values: JsonValue[]][] = [
    ['a.b[0].c', [1]],
    ['$.a.b[1].c', [2]],
    ['a.b[*].c', [1, 2]],
    ['a.b[-1].d', [3]],
    ['a["b"][0]["c"]', [1]],
    ['odd key["x.y"][0]', [4]],
    ['$["odd key"]["x.y"]', [[4]]],
    ['list[*][*]', [5, 6, 7]],
    ['list[*][1]', [6]],
    [' list[1] ', [[7]]],
    ['$[""]', [8]],
    ['a.b[9].c', []],
    ['a.b[-4]', []],
    ['a.c', []],
    ['list.length', []],
    ['list.0', []],
    ['a[0]', []],
    ['constructor', []],
    ['__proto__', []],
    ['a.hasOwnProperty', []],
  ];
  for (const [path, values] of cases) {
    test(path, () => {
      const pattern = parsePath(path);
      assert.ok(pattern);
      assert.deepEqual(
        resolvePath(value, pattern).map((place) => at(value, place)),
        values,
      );
    });
  }
});

suite('what is no path', () => {
  for (const path of [
    '',
    ' ',
    '$',
    '.',
    'a.',
    '.a',
    'a..b',
    'a[',
    'a]',
    'a[]',
    'a[x]',
    'a[1.5]',
    'a[**]',
    'a["x]',
    'a["\\q"]',
    '$a',
    'a[0]b',
    'a*',
    null,
    1,
    {},
    ['a'],
  ]) {
    test(JSON.stringify(path), () => assert.equal(parsePath(path), undefined));
  }
});

test('a formatted path is read back as the same place', () => {
  const steps = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.nat({ max: 1000 })), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(fc.property(steps, (path) => assert.deepEqual(parsePath(formatPath(path)), path)));
});
