import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isProblem, type RowProblem } from '../../../src/dataset/problem.ts';
import { readRows } from '../../../src/dataset/rows.ts';
import { bytesOf, read, textIn } from './readBytes.ts';

const encoder = new TextEncoder();

const longLine = `{"a":"${'x'.repeat(9000)}"}`;

suite('rows of lines', () => {
  // [line, column, text] of each row
  const cases: Record<string, [content: string, rows: [line: number, column: number, text: string][]]> = {
    LF: [
      '{"a":1}\n{"a":2}\n',
      [
        [1, 1, '{"a":1}'],
        [2, 1, '{"a":2}'],
      ],
    ],
    'no final newline': [
      '{"a":1}\n{"a":2}',
      [
        [1, 1, '{"a":1}'],
        [2, 1, '{"a":2}'],
      ],
    ],
    'one row and nothing else': ['{"a":1}', [[1, 1, '{"a":1}']]],
    CRLF: [
      '{"a":1}\r\n\r\n{"a":2}\r\n',
      [
        [1, 1, '{"a":1}'],
        [3, 1, '{"a":2}'],
      ],
    ],
    'blank lines and spaces': ['\n \t\n  {"a":1} \n\n', [[3, 1, '  {"a":1} ']]],
    'a byte order mark': [
      '\ufeff{"a":1}\n{"a":2}',
      [
        [1, 1, '{"a":1}'],
        [2, 1, '{"a":2}'],
      ],
    ],
    'a byte order mark before CRLF': ['\ufeff\r\n{"a":1}\r\n', [[2, 1, '{"a":1}']]],
    'a byte order mark further down belongs to its row': [
      '{"a":1}\n\ufeff{"a":2}',
      [
        [1, 1, '{"a":1}'],
        [2, 1, '\ufeff{"a":2}'],
      ],
    ],
    'line separators inside text': [
      '{"a":"\u2028\u2029\u0085"}\n{"b":2}',
      [
        [1, 1, '{"a":"\u2028\u2029\u0085"}'],
        [2, 1, '{"b":2}'],
      ],
    ],
    'longer than the head that a file is judged by': [
      `${longLine}\n{"a":2}`,
      [
        [1, 1, longLine],
        [2, 1, '{"a":2}'],
      ],
    ],
    'bad lines in the middle': [
      '{"a":1}\nnot json\n{"a\n[1,2]\n{"a":2}',
      [
        [1, 1, '{"a":1}'],
        [2, 1, 'not json'],
        [3, 1, '{"a'],
        [4, 1, '[1,2]'],
        [5, 1, '{"a":2}'],
      ],
    ],
    'a bad first line that opens a bracket': [
      '[oops\n{"a":1}\n{"a":2}',
      [
        [1, 1, '[oops'],
        [2, 1, '{"a":1}'],
        [3, 1, '{"a":2}'],
      ],
    ],
    'a NUL byte in a row': [
      '{"a":"\0"}\n{"a":2}',
      [
        [1, 1, '{"a":"\0"}'],
        [2, 1, '{"a":2}'],
      ],
    ],
  };
  for (const [name, [content, rows]] of Object.entries(cases)) test(name, () => expectRows(content, rows));
});

suite('objects over several lines', () => {
  const pretty = '{\n  "a": [\n    {\n      "b": "}"\n    }\n  ]\n}';
  const cases: Record<string, [content: string, rows: [line: number, column: number, text: string][]]> = {
    'a single pretty-printed object': [`${pretty}\n`, [[1, 1, pretty]]],
    'with CRLF': [`${pretty.replaceAll('\n', '\r\n')}\r\n`, [[1, 1, pretty.replaceAll('\n', '\r\n')]]],
    'several of them': [
      `${pretty}\n${pretty}\n{"a":1}`,
      [
        [1, 1, pretty],
        [8, 1, pretty],
        [15, 1, '{"a":1}'],
      ],
    ],
    'a torn row is no beginning of one': [
      '{"a": 1,\n{"b":2}\n{"c":3}',
      [
        [1, 1, '{"a": 1,'],
        [2, 1, '{"b":2}'],
        [3, 1, '{"c":3}'],
      ],
    ],
    'a row torn inside a string': [
      '{"a": "x,\n"b":2}\n{"c":3}',
      [
        [1, 1, '{"a": "x,'],
        [2, 1, '"b":2}'],
        [3, 1, '{"c":3}'],
      ],
    ],
    'a whole row with a comma after it': [
      '{"a":1},\n{"b":2},\n',
      [
        [1, 1, '{"a":1},'],
        [2, 1, '{"b":2},'],
      ],
    ],
    'one that never ends': ['{\n  "a": 1,\n\n', [[1, 1, '{\n  "a": 1,\n']]],
  };
  for (const [name, [content, rows]] of Object.entries(cases)) test(name, () => expectRows(content, rows));
});

suite('one JSON array', () => {
  const cases: Record<string, [content: string, rows: [line: number, column: number, text: string][]]> = {
    'on one line': [
      '[{"a":"],"},{"b":[2,{}]}]',
      [
        [1, 2, '{"a":"],"}'],
        [1, 13, '{"b":[2,{}]}'],
      ],
    ],
    'one element a line': [
      '[\n{"a":1},\r\n{"b":2}\n]\n',
      [
        [2, 1, '{"a":1}'],
        [3, 1, '{"b":2}'],
      ],
    ],
    'pretty-printed': [
      '[\n  {\n    "a": 1\n  },\n  {\n    "b": [\n      {}\n    ]\n  }\n]',
      [
        [2, 3, '{\n    "a": 1\n  }'],
        [5, 3, '{\n    "b": [\n      {}\n    ]\n  }'],
      ],
    ],
    'after a byte order mark and blank lines': ['\ufeff\n [ {"a":1} ]', [[2, 4, '{"a":1}']]],
    'columns count UTF-16 units': [
      '[{"a":"é😀"}, {"b":"语"}]',
      [
        [1, 2, '{"a":"é😀"}'],
        [1, 15, '{"b":"语"}'],
      ],
    ],
    'escaped quotes': [
      '[{"a":"\\"},{"},{"b":"\\\\"}]',
      [
        [1, 2, '{"a":"\\"},{"}'],
        [1, 16, '{"b":"\\\\"}'],
      ],
    ],
    'elements that are no objects': [
      '[{"a":1}, 5, null, "x,y", [1,2]]',
      [
        [1, 2, '{"a":1}'],
        [1, 11, '5'],
        [1, 14, 'null'],
        [1, 20, '"x,y"'],
        [1, 27, '[1,2]'],
      ],
    ],
    'a trailing comma': ['[{"a":1},]', [[1, 2, '{"a":1}']]],
    'lines after the array': [
      '[{"a":1}]\n\n{"b":2}\n',
      [
        [1, 2, '{"a":1}'],
        [3, 1, '{"b":2}'],
      ],
    ],
    'text after the array': [
      '[{"a":1}] oops',
      [
        [1, 2, '{"a":1}'],
        [1, 10, ' oops'],
      ],
    ],
    'cut off': [
      '[{"a":1},\n{"b":2},\n{"c":',
      [
        [1, 2, '{"a":1}'],
        [2, 1, '{"b":2}'],
        [3, 1, '{"c":'],
      ],
    ],
    'a bad element': [
      '[\n{"a":1},\n{"b":},\n{"c":3}\n]',
      [
        [2, 1, '{"a":1}'],
        [3, 1, '{"b":}'],
        [4, 1, '{"c":3}'],
      ],
    ],
    'a missing quote': [
      '[\n  {"a":1},\n  {"b":"x},\n  {"c":3}\n]',
      [
        [2, 3, '{"a":1}'],
        [3, 3, '{"b":"x}'],
        [4, 3, '{"c":3}'],
      ],
    ],
    'a missing bracket': [
      '[\n  {"a":1},\n  {"b":[2},\n  {"c":3},\n  {"d":4}\n]\n',
      [
        [2, 3, '{"a":1}'],
        [3, 3, '{"b":[2}'],
        [4, 3, '{"c":3}'],
        [5, 3, '{"d":4}'],
      ],
    ],
    'a line break inside a string': [
      '[\n  {"a":"x\n  y"},\n  {"b":2}\n]',
      [
        [2, 3, '{"a":"x\n  y"}'],
        [4, 3, '{"b":2}'],
      ],
    ],
    'a bracket too many': [
      '[\n{"a":1}},\n{"b":2}\n]',
      [
        [2, 1, '{"a":1}}'],
        [3, 1, '{"b":2}'],
      ],
    ],
  };
  for (const [name, [content, rows]] of Object.entries(cases)) test(name, () => expectRows(content, rows));
});

async function expectRows(content: string, expected: [line: number, column: number, text: string][]): Promise<void> {
  const bytes = bytesOf(content);
  const rows = await read(bytes);
  const seen = rows.map((row) => (isProblem(row) ? row : [row.line, row.column, row.text]));
  assert.deepEqual(seen, expected);
  assert.deepEqual(
    rows.map((row) => row.index),
    expected.map((_, index) => index),
  );
  for (const row of rows) assert.equal(textIn(bytes, row), row.text);
}

suite('files without rows to read', () => {
  const cases: Record<string, [content: string | number[], reason: RowProblem['reason'], words: RegExp]> = {
    empty: ['', 'empty file', /no rows/],
    'only white space': ['\ufeff \r\n\t\n', 'empty file', /no rows/],
    'an empty array': ['[\n]\n', 'empty file', /no rows/],
    'a Git LFS pointer': [
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
      'Git LFS pointer',
      /Git LFS/,
    ],
    gzip: [[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], 'binary file', /gzip/],
    zip: [[0x50, 0x4b, 3, 4, 20, 0], 'binary file', /zip/],
    Parquet: [[...encoder.encode('PAR1'), 0x15, 4, 0x15, 0xff], 'binary file', /Parquet/],
    'UTF-16': [[0xff, 0xfe, 0x7b, 0, 0x7d, 0], 'binary file', /UTF-16/],
    'UTF-16 without a mark': [[...encoder.encode('{"a":1}')].flatMap((byte) => [byte, 0]), 'binary file', /binary/],
    'a PNG': [[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48], 'binary file', /binary/],
    'text in another encoding': [[0xc4, 0xe3, 0xba, 0xc3, 10, 0xca, 0xc0, 0xbd, 0xe7], 'binary file', /UTF-8/],
  };
  for (const [name, [content, reason, words]] of Object.entries(cases)) {
    test(name, async () => {
      const [problem, ...others] = await read(bytesOf(content));
      assert.ok(problem && isProblem(problem));
      assert.deepEqual(others, []);
      assert.equal(problem.reason, reason);
      assert.match(problem.message, words);
      assert.equal(problem.index, undefined);
      assert.ok(problem.next.length > 10);
    });
  }
});

suite('rows that can’t be read', () => {
  test('bytes that are not UTF-8 are told with their column, and reading goes on', async () => {
    const bytes = Uint8Array.from([
      ...encoder.encode('{"a":"\ufffd🙂\ufffd'),
      0xe9,
      ...encoder.encode('"}\n{"b":2}\n'),
    ]);
    const [bad, good] = await read(bytes);
    assert.ok(bad && isProblem(bad) && good && !isProblem(good));
    assert.deepEqual([bad.reason, bad.index, bad.line, bad.column], ['not JSON', 0, 1, 11]);
    assert.deepEqual([good.index, good.line, good.text], [1, 2, '{"b":2}']);
  });

  test('a row over the limit is told without its text, and reading goes on', async () => {
    const long = `{"a":"${'x'.repeat(60)}"}`;
    for (const [content, line, column] of [
      [`{"b":1}\n${long}\n{"b":2}`, 2, 1],
      [`[{"b":1},${long},{"b":2}]`, 1, 10],
    ] as const) {
      for (const sizes of [[], Array.from({ length: 80 }, () => 1)]) {
        const bytes = bytesOf(content);
        const [before, bad, after] = await read(bytes, sizes, 40);
        assert.ok(before && !isProblem(before) && bad && isProblem(bad) && after && !isProblem(after));
        assert.deepEqual(
          [bad.reason, bad.index, bad.line, bad.column, bad.text],
          ['too long', 1, line, column, undefined],
        );
        assert.equal(textIn(bytes, bad), long);
        assert.equal(after.text, '{"b":2}');
      }
    }
  });

  test('a row of 60 MB is not held', async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(120);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield encoder.encode('{"a":1}\n{"a":"');
      for (let n = 0; n < 60; n++) yield megabyte;
      yield encoder.encode('"}\n{"a":3}');
    }
    const before = process.memoryUsage().arrayBuffers;
    const reasons: (string | number)[] = [];
    for await (const row of readRows(chunks())) reasons.push(isProblem(row) ? row.reason : row.line);
    assert.deepEqual(reasons, [1, 'too long', 3]);
    assert.ok(process.memoryUsage().arrayBuffers - before < 200e6);
  });

  test('a million brackets are one row', async () => {
    const [row, ...others] = await read(bytesOf(`{"a":${'['.repeat(1_000_000)}\n`));
    assert.ok(row && !isProblem(row));
    assert.deepEqual(others, []);
  });
});

test('the chunks are closed when the reader stops early', async () => {
  let closed = false;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield encoder.encode(`${longLine}\n`);
    } finally {
      closed = true;
    }
  }
  for await (const row of readRows(chunks())) if (row.index === 2) break;
  assert.ok(closed);
});
