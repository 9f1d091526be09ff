import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { JsonObject } from '../../../src/dataset/json.ts';
import { isProblem } from '../../../src/dataset/problem.ts';
import type { FieldMapping } from '../../../src/dataset/rowShape.ts';
import { type DetectedShape, detectShape, readSample } from '../../../src/dataset/shapes.ts';
import { rowOf } from './rowOf.ts';
import { shapeRows } from './shapeRows.ts';

function detect(rows: JsonObject[], fields?: FieldMapping): DetectedShape {
  const detected = detectShape(rows, fields);
  assert.ok(!isProblem(detected), `not detected: ${JSON.stringify(detected)}`);
  return detected;
}

suite('known shapes', () => {
  for (const [index, { shape, number, row, sample, fields }] of shapeRows.entries()) {
    test(`${index}: ${shape}`, () => {
      const detected = detect([row]);
      assert.equal(detected.shape.name, shape);
      assert.equal(detected.shape.number, number);
      assert.deepEqual(readSample(rowOf(row), detected.shape), sample);
      if (fields) assert.deepEqual(detected.mapping, fields);
    });
  }

  test('every family is there with at least two rows', () => {
    const counts = new Map<number, number>();
    for (const { number } of shapeRows) counts.set(number, (counts.get(number) ?? 0) + 1);
    for (const number of [3, 8, 9, 11, 12, 14, 18, 19, 21, 22, 23, 28])
      assert.ok((counts.get(number) ?? 0) >= 2, `${number}`);
  });

  test('verdicts and gold that a row carries never get into what the judge is sent', () => {
    const marks = [
      'some-judge',
      'A verdict',
      'Right.',
      'Wrong.',
      'just counting',
      'The first answer names',
      '[1] Score',
    ];
    for (const { row } of shapeRows) {
      const sample = readSample(rowOf(row), detect([row]).shape);
      assert.ok(!isProblem(sample));
      const sent = JSON.stringify([sample.instruction, sample.system, sample.responses, sample.reference]);
      for (const mark of marks) assert.ok(!sent.includes(mark), mark);
    }
  });

  test('the mapping that is shown reads the same responses when it is taken as the user’s own', () => {
    for (const { row, sample, fields } of shapeRows) {
      if (fields?.instruction === undefined) continue;
      const own = readSample(rowOf(row), detect([row], fields).shape);
      assert.ok(!isProblem(own), JSON.stringify(own));
      const trimmed = own.responses.map((text) => text.trim());
      assert.ok(
        trimmed.every((text, index) => text.endsWith(sample.responses[index] ?? '?')),
        JSON.stringify(fields),
      );
    }
  });
});

suite('detecting the shape of a dataset', () => {
  const alpaca: JsonObject = { instruction: 'Add.', output: '2' };
  const judgeLm: JsonObject = { question_body: 'Add.', answer1_body: '2', answer2_body: '3' };
  const several = (row: JsonObject, n: number) => Array.from({ length: n }, () => row);

  test('four fifths of the rows decide', () => {
    const detected = detect([...several(alpaca, 16), ...several({ note: 'x' }, 4)]);
    assert.deepEqual([detected.shape.name, detected.matched, detected.of], ['Alpaca', 16, 20]);
  });

  test('below that there is no shape, and the counts are told', () => {
    const problem = detectShape([...several(alpaca, 12), ...several(judgeLm, 8)]);
    assert.ok(isProblem(problem));
    assert.equal(problem.reason, 'unknown shape');
    assert.match(problem.message, /JudgeLM 8, Alpaca 12/);
  });

  test('an unknown shape lists the keys found', () => {
    const problem = detectShape([
      { foo: 1, bar: 'x' },
      { foo: 2, baz: null },
    ]);
    assert.ok(isProblem(problem));
    assert.match(problem.message, /Keys found: foo, bar, baz\./);
    assert.match(problem.next, /gavel\.fields/);
  });

  test('thousands of long keys make no long message', () => {
    const row = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${i}`.padStart(500, 'k'), i]));
    const problem = detectShape([row]);
    assert.ok(isProblem(problem));
    assert.ok(problem.message.length < 1000);
    assert.match(problem.message, /and 4988 more/);
  });

  test('an answer that is not text is no unknown shape', () => {
    const row = { question: 'Six times seven?', answer: 42 };
    const problem = readSample(rowOf(row), detect([row]).shape);
    assert.ok(isProblem(problem));
    assert.equal(problem.reason, 'response not text');
  });

  test('no rows', () => {
    const problem = detectShape([]);
    assert.ok(isProblem(problem));
    assert.equal(problem.reason, 'unknown shape');
  });
});

suite('the user’s own fields', () => {
  const row: JsonObject = {
    prompt: 'Not this one',
    task: { text: 'Name a metal.' },
    answers: [{ text: 'Iron' }, { text: 'Wood' }],
    gold: { text: 'Iron, copper, tin' },
    instruction: 'nor this',
    output: 'nor that',
  };
  const cases: {
    fields: FieldMapping;
    row?: JsonObject;
    responses: string[];
    instruction: string;
    reference?: string;
  }[] = [
    {
      fields: { instruction: 'task.text', responses: 'answers[*].text', reference: 'gold' },
      responses: ['Iron', 'Wood'],
      instruction: 'Name a metal.',
      reference: 'Iron, copper, tin',
    },
    {
      fields: { instruction: '$.task.text', responses: ['answers[1].text', 'answers[-2].text'] },
      responses: ['Wood', 'Iron'],
      instruction: 'Name a metal.',
    },
    { fields: { responses: '$["answers"][0]["text"]' }, responses: ['Iron'], instruction: 'Not this one' },
    {
      fields: { instruction: 'q', responses: 'list' },
      row: { q: 'Go.', list: ['one', 'two'] },
      responses: ['one', 'two'],
      instruction: 'Go.',
    },
    {
      fields: { instruction: 'chat', responses: 'chat' },
      row: {
        chat: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello' },
        ],
      },
      responses: ['Hello'],
      instruction: 'Hi',
    },
  ];
  for (const { fields, row: own = row, ...expected } of cases) {
    test(JSON.stringify(fields), () => {
      assert.deepEqual(readSample(rowOf(own), detect([own], fields).shape), expected);
    });
  }

  const bad: unknown[] = [
    {},
    [],
    'responses',
    { responses: '' },
    { responses: [] },
    { responses: 5 },
    { responses: 'a..b' },
    { responses: 'a[' },
    { responses: 'a[b]' },
    { responses: ['ok', 'a[**]'] },
    { responses: 'ok', instruction: '..' },
    { responses: 'ok', reference: 7 },
  ];
  for (const fields of bad) {
    test(`${JSON.stringify(fields)} is no mapping`, () => {
      const problem = detectShape([row], fields as FieldMapping);
      assert.ok(isProblem(problem));
      assert.equal(problem.reason, 'unknown shape');
      assert.match(problem.message, /gavel\.fields/);
    });
  }

  test('paths that no row has say so', () => {
    const problem = detectShape([row], { responses: 'replies[*]' });
    assert.ok(isProblem(problem));
    assert.match(problem.message, /no response at replies\[\*\].*Keys found: prompt, task/);
  });

  for (const path of [
    '__proto__',
    'constructor',
    'constructor.name',
    'toString',
    '__proto__.toString',
    'answers.length',
  ]) {
    test(`${path} never gives anything inherited`, () => {
      assert.ok(isProblem(detectShape([row], { responses: path })));
    });
  }

  test('a key named __proto__ that the row itself has is data', () => {
    const odd = JSON.parse('{"prompt": "Go.", "__proto__": {"text": "own"}}');
    const sample = readSample(
      rowOf(odd, '{"prompt": "Go.", "__proto__": {"text": "own"}}'),
      detect([odd], { responses: '__proto__.text' }).shape,
    );
    assert.deepEqual(sample, { instruction: 'Go.', responses: ['own'] });
  });
});
