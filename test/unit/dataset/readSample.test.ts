import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isObject, type JsonObject } from '../../../src/dataset/json.ts';
import { isProblem, type RowProblem } from '../../../src/dataset/problem.ts';
import { responseOffsets } from '../../../src/dataset/responseOffsets.ts';
import type { RowShape } from '../../../src/dataset/rowShape.ts';
import { detectShape, readSample } from '../../../src/dataset/shapes.ts';
import { rowOf } from './rowOf.ts';
import { shapeRows } from './shapeRows.ts';

function shapeOf(row: JsonObject): RowShape {
  const detected = detectShape([row]);
  assert.ok(!isProblem(detected));
  return detected.shape;
}

const distilabel = shapeOf({ instruction: 'Go.', responses: ['a'] });
const chat = shapeOf({ messages: [{ role: 'user', content: 'Go.' }] });
const preference = shapeOf({ prompt: 'Go.', chosen: 'a', rejected: 'b' });
const judgeLm = shapeOf({ question_body: 'Go.', answer1_body: 'a' });
const instructions = shapeOf({ instructions: ['Go.'] });
const every = shapeRows.map(({ row }) => shapeOf(row));

function read(text: string, shape = distilabel): RowProblem {
  const problem = readSample(rowOf({}, text), shape);
  assert.ok(isProblem(problem), JSON.stringify(problem));
  return problem;
}

suite('rows that are not JSON are told with line and column', () => {
  const cases: [text: string, column: number, words: RegExp][] = [
    ['', 1, /value is expected/],
    ['{"instruction": "a", }', 22, /comma too many/],
    ['{"instruction": "a" "responses": []}', 21, /comma/],
    ['{"instruction" "a"}', 16, /colon/],
    ['{"instruction": }', 17, /value is expected/],
    ["{'instruction': 'a'}", 2, /double quotes/],
    ['{instruction: "a"}', 2, /double quotes/],
    ['{"instruction": NaN}', 17, /no JSON value/],
    ['{"instruction": "a"', 20, /not closed with }/],
    ['{"responses": ["a", "b"', 24, /not closed with ]/],
    ['{"instruction": "not finished', 17, /not closed with "/],
    ['{"instruction": "a"}}', 21, /after the end/],
    ['{"instruction": "a"} {"instruction": "b"}', 22, /after the end/],
    ['{"instruction": "a"},', 21, /after the end/],
    ['{"instruction": "a" /* no */}', 21, /comments/],
    ['{"instruction": "a tab\there"}', 23, /control character/],
    ['{"instruction": "fine\\n but \\q"}', 29, /escape/],
    ['{"instruction": "\\u12"}', 18, /hexadecimal/],
    ['{"instruction": 1.}', 17, /number/],
    ['\ufeff{"instruction": "a"}', 1, /no JSON value/],
    ['{"instruction": "😀", }', 23, /comma too many/],
  ];
  for (const [text, column, words] of cases) {
    test(JSON.stringify(text), () => {
      const problem = read(text);
      assert.deepEqual([problem.reason, problem.line, problem.column], ['not JSON', 1, column]);
      assert.match(problem.message, words);
      assert.equal(problem.text, text);
    });
  }

  test('a row over several lines, or not at the start of one', () => {
    const at = (text: string, line: number, column?: number) =>
      readSample({ index: 4, line, ...(column && { column }), offset: 9, length: text.length, text }, distilabel);
    const first = at('{"a": oops}', 3, 20);
    const later = at('{\n  "a": 1,\n  "b": oops\n}', 3, 20);
    assert.ok(isProblem(first) && isProblem(later));
    assert.deepEqual([first.line, first.column, first.index, first.offset], [3, 26, 4, 9]);
    assert.deepEqual([later.line, later.column], [5, 8]);
  });
});

suite('rows that hold no sample', () => {
  const cases: [shape: RowShape, text: string, reason: RowProblem['reason'], column: number, words: RegExp][] = [
    [distilabel, ' ["a"]', 'not an object', 2, /a list/],
    [distilabel, '"text"', 'not an object', 1, /text/],
    [distilabel, 'null', 'not an object', 1, /null/],
    [distilabel, '{"instruction": "Go."}', 'no responses', 1, /`responses` is missing/],
    [distilabel, '{"instruction": "Go.", "responses": []}', 'no responses', 37, /an empty list/],
    [distilabel, '{"instruction": "Go.", "responses": "a"}', 'no responses', 37, /is text/],
    [
      distilabel,
      '{"instruction": "Go.", "responses": ["a", 5]}',
      'response not text',
      43,
      /`responses\[1\]` is a number, not text/,
    ],
    [distilabel, '{"instruction": "Go.", "responses": [null]}', 'response not text', 38, /null/],
    [distilabel, '{"instruction": "Go.", "responses": [{"text": "a"}]}', 'response not text', 38, /an object/],
    [distilabel, '{"responses": ["a"]}', 'no instruction', 1, /`instruction` is missing/],
    [distilabel, '{"instruction": 7, "responses": ["a"]}', 'no instruction', 17, /a number, not text/],
    [distilabel, '{"instruction": " ", "responses": ["a"]}', 'no instruction', 17, /empty/],
    [chat, '{"messages": [{"role": "user", "content": "Go."}]}', 'no responses', 1, /assistant/],
    [chat, '{"messages": [{"role": "assistant", "content": "a"}]}', 'no instruction', 1, /nobody asks/],
    [
      chat,
      '{"messages": [{"role": "user", "content": "Go."}, {"role": "assistant", "content": null}]}',
      'response not text',
      84,
      /null/,
    ],
    [
      chat,
      '{"messages": [{"role": "user", "content": [{"type": "image_url"}]}, {"role": "assistant", "content": "a"}]}',
      'no instruction',
      43,
      /a part that is of type image_url/,
    ],
    [
      chat,
      '{"messages": [{"role": "user"}, 5, {"role": "assistant", "content": "a"}]}',
      'no instruction',
      1,
      /messages\[0\]\.content` is missing/,
    ],
    [preference, '{"prompt": "Go.", "chosen": "a"}', 'no responses', 1, /must both/],
    [preference, '{"prompt": "Go.", "chosen": "a", "rejected": null}', 'response not text', 46, /`rejected` is null/],
    [
      preference,
      '{"chosen": "同样的开头没有空格甲", "rejected": "同样的开头没有空格乙"}',
      'no instruction',
      1,
      /empty/,
    ],
    [judgeLm, '{"question_body": "Go."}', 'no responses', 1, /answer1_body/],
    [instructions, '{"instructions": ["Go.", 5]}', 'no instruction', 18, /not a list of texts/],
    [instructions, '{"other": 1}', 'no instruction', 1, /not a list of texts/],
    [chat, '{"messages": "hello"}', 'no responses', 1, /assistant/],
  ];
  for (const [shape, text, reason, column, words] of cases) {
    test(text, () => {
      const problem = read(text, shape);
      assert.deepEqual([problem.reason, problem.line, problem.column], [reason, 1, column]);
      assert.match(problem.message, words);
      assert.ok(problem.next.length > 10);
    });
  }
});

suite('hostile rows', () => {
  test('deep nesting is a problem, not a stack overflow', () => {
    for (const depth of [300, 10_000, 300_000]) {
      for (const text of [
        `{"instruction": "Go.", "responses": ${'['.repeat(depth)}${']'.repeat(depth)}}`,
        `{"instruction": "Go.", "responses": ${'{"a":'.repeat(depth)}`,
      ]) {
        const problem = read(text);
        assert.equal(problem.reason, 'not JSON');
        assert.match(problem.message, /nested more than 256 levels/);
        assert.equal(responseOffsets(text, distilabel), undefined);
      }
    }
  });

  test('long texts without a space, alike for a long time, are read in no time', () => {
    const long = '字'.repeat(2_000_000);
    const text = JSON.stringify({ chosen: `${long}甲 `, rejected: `${long}乙 ` });
    const started = performance.now();
    assert.equal(read(text, preference).reason, 'no instruction');
    assert.ok(performance.now() - started < 5000);
  });

  test('brackets inside text are no nesting', () => {
    const text = JSON.stringify({ instruction: `${'['.repeat(9999)}\\"{{`, responses: ['{'.repeat(9999)] });
    assert.ok(!isProblem(readSample(rowOf({}, text), distilabel)));
  });

  test('of a key that occurs twice the last counts, for the text and for its place', () => {
    const text = '{"instruction": "Go.", "responses": ["old"], "responses": ["new"]}';
    const sample = readSample(rowOf({}, text), distilabel);
    assert.ok(!isProblem(sample));
    assert.deepEqual(sample.responses, ['new']);
    const [range] = responseOffsets(text, distilabel) ?? [];
    assert.equal(text.slice(range?.start, range?.end), '"new"');
  });

  test('huge numbers, lone surrogates, odd keys', () => {
    const text =
      '{"instruction": "\\ud800", "responses": ["\\udc00 and \\u0000"], "ratings": [1e999], "__proto__": {"x": 1}, "": 1e400, "reason": "x", "next": "y", "line": 1}';
    const sample = readSample(rowOf({}, text), distilabel);
    assert.deepEqual(sample, { instruction: '\ud800', responses: ['\udc00 and \u0000'] });
  });
});

suite('properties', () => {
  const keys = fc.constantFrom(
    ...new Set(shapeRows.flatMap(({ row }) => Object.keys(row))),
    ...[
      'role',
      'content',
      'from',
      'value',
      'type',
      'text',
      'response',
      'tool_calls',
      'function',
      '__proto__',
      'constructor',
    ],
  );
  const leaf = fc.oneof(
    fc.constantFrom('user', 'assistant', 'system', 'text', '', ' ', '\n\nHuman: a\n\nAssistant:', '\ud800'),
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(keys, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));
  const texts = fc.oneof(
    value.map((any) => JSON.stringify(any)),
    fc.array(fc.tuple(keys, value), { maxLength: 8 }).map((entries) => JSON.stringify(Object.fromEntries(entries))),
  );

  test('no JSON value makes a reader throw; what is read is a sample or a problem', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = JSON.parse(text);
        const detected = isObject(parsed) ? detectShape([parsed]) : undefined;
        const shapes = detected && !isProblem(detected) ? [detected.shape] : every;
        for (const shape of shapes) {
          const sample = readSample(rowOf({}, text), shape);
          if (isProblem(sample)) assert.ok(sample.column >= 1 && sample.column <= text.length + 1);
          else assert.ok([sample.instruction, ...sample.responses].every((part) => typeof part === 'string'));
        }
      }),
      { numRuns: 800 },
    );
  });

  test('no text makes a reader throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.ok(isProblem(readSample(rowOf({}, text), distilabel)) || text.includes('{'));
      }),
    );
  });

  test('no mapping makes a reader throw', () => {
    fc.assert(
      fc.property(fc.anything(), texts, (fields, text) => {
        const parsed = JSON.parse(text);
        detectShape(isObject(parsed) ? [parsed] : [], fields as never);
      }),
    );
  });

  test('responseOffsets points at strings equal to the responses, where these are plain strings', () => {
    const rows = fc.record({
      row: fc.constantFrom(...shapeRows),
      responses: fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }),
      indent: fc.integer({ min: 0, max: 3 }),
      front: fc.dictionary(fc.string(), fc.jsonValue()),
    });
    fc.assert(
      fc.property(rows, ({ responses, indent, front }) => {
        const text = JSON.stringify({ ...front, instruction: 'Go.', responses }, null, indent);
        const ranges = responseOffsets(text, distilabel);
        assert.deepEqual(
          ranges?.map(({ start, end }) => JSON.parse(text.slice(start, end))),
          responses,
        );
      }),
    );
  });
});

suite('responseOffsets', () => {
  test('known shapes', () => {
    for (const { row, shape } of shapeRows) {
      const text = JSON.stringify(row, null, 1);
      const detected = shapeOf(row);
      const sample = readSample(rowOf({}, text), detected);
      assert.ok(!isProblem(sample));
      const ranges = responseOffsets(text, detected);
      if (sample.responses.length === 0) assert.equal(ranges, undefined);
      else {
        const values = ranges?.map(({ start, end }) => JSON.parse(text.slice(start, end))) ?? [];
        assert.equal(values.length, sample.responses.length, shape);
        for (const [index, found] of values.entries()) {
          const response = sample.responses[index] as string;
          if (typeof found === 'string') assert.ok(found.endsWith(response), `${shape}: ${found}`);
          else assert.deepEqual(found.map((part: { text: string }) => part.text).join(''), response);
        }
      }
    }
  });

  test('undefined for what is no row of the shape', () => {
    for (const text of ['', 'oops', '[]', '{}', '{"responses": []}', '{"responses": "a"}']) {
      assert.equal(responseOffsets(text, distilabel), undefined);
    }
  });
});
