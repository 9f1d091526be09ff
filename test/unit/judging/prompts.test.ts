import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions, TaskName } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';

const sample = { instruction: 'Q', responses: ['A', 'B'] };
const messages = (task: TaskName, options: Partial<JudgeOptions> = {}, over: object = {}) =>
  tasks[task].ask({ ...sample, ...over }, { ...defaultOptions, ...options }).messages;
const text = (...args: Parameters<typeof messages>) => messages(...args).at(-1)?.content ?? '';
const description = defaultOptions.taskDescription.replaceAll('{num_responses}', '2');

describe('JudgeLM frames, to the letter', () => {
  it('distilabel, as chat roles', () => {
    const [system, user] = messages('judgelm');
    assert.deepEqual(system, { role: 'system', content: defaultOptions.systemPrompt });
    assert.equal(
      user?.content,
      `[Question]\nQ\n\n\n[The Start of Assistant 1's Answer>\nA\n[The End of Assistant 1's Answer>\n[The Start of Assistant 2's Answer>\nB\n[The End of Assistant 2's Answer>\n\n[System]\n${description}`,
    );
  });

  const official = (reference: string) =>
    `${defaultOptions.systemPrompt}\n[Question]\nQ\n\n${reference}[The Start of Assistant 1's Answer]\nA\n\n[The End of Assistant 1's Answer]\n\n[The Start of Assistant 2's Answer]\nB\n\n[The End of Assistant 2's Answer]\n\n[System]\n${description}\n\n### Response:`;

  it('official, as one text', () => {
    assert.deepEqual(messages('judgelm', { dialect: 'official' }), [{ role: 'user', content: official('') }]);
  });

  it('official with a reference', () => {
    const content = official('[Reference Answer]\nR\n\n');
    assert.deepEqual(messages('judgelm', { dialect: 'official' }, { reference: 'R' }), [{ role: 'user', content }]);
  });

  it('one answer and a reference become a pair, and only the answer is scored', () => {
    const one = { instruction: 'Q', responses: ['A'], reference: 'R' };
    const content = text('judgelm', {}, one);
    assert.match(content, /\[The Start of Assistant 1's Answer>\nR\n[\s\S]*\[The Start of Assistant 2's Answer>\nA\n/);
    assert.match(
      content,
      /performance of 2 AI assistants[\s\S]*Assistant 1's answer is the reference answer: its score is 10/,
    );
    assert.doesNotMatch(content, /\[Reference Answer\]/);
    assert.deepEqual(tasks.judgelm.read('10 6\nGood.', one, defaultOptions).scores, [{ value: 6, offScale: false }]);
    assert.match(tasks.judgelm.read('7 6\nGood.', one, defaultOptions).notes.join(), /gave the reference 7, not 10/);
  });

  it('one answer without a reference is judged alone', () => {
    const one = { instruction: 'Q', responses: ['A'] };
    assert.match(text('judgelm', {}, one), /performance of 1 AI assistants/);
    assert.deepEqual(tasks.judgelm.read('6\nGood.', one, defaultOptions).scores, [{ value: 6, offScale: false }]);
  });
});

describe('QualityScorer', () => {
  it('is one user message, with the markers and the form of distilabel', () => {
    const [user, ...rest] = messages('quality');
    assert.equal(rest.length, 0);
    assert.equal(user?.role, 'user');
    assert.match(
      user?.content ?? '',
      /from 1 to 2:[\s\S]*A score of 3 is kept[\s\S]*\[1\] Score: [\s\S]*\n#Question#: Q\n#Response List#:\n\n\[1\] A\n\[2\] B$/,
    );
  });

  it('shows a reference where the row has one', () => {
    assert.match(text('quality', {}, { reference: 'R' }), /#Question#: Q\n#Reference Answer#: R\n#Response List#:/);
    assert.doesNotMatch(text('quality'), /[Rr]eference/);
  });

  it('asks for a reason each when told to explain', () => {
    assert.match(text('quality', { explain: true }), /\[1\] Score: <number> - why, in one sentence/);
  });

  it('asks for a JSON object of the right length and range', () => {
    const { schema, messages: asked } = tasks.quality.ask(sample, {
      ...defaultOptions,
      reply: 'structured',
      explain: true,
    });
    assert.match(asked[0]?.content ?? '', /\{"scores": \[<number>, \.\.\.\], "rationales"/);
    assert.equal(schema?.required, true);
    assert.deepEqual(schema?.schema, {
      type: 'object',
      properties: {
        scores: { type: 'array', items: { type: 'number', minimum: 1, maximum: 3 }, minItems: 2, maxItems: 2 },
        rationales: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
      },
      required: ['scores', 'rationales'],
      additionalProperties: false,
    });
    assert.equal(tasks.quality.ask(sample, { ...defaultOptions, reply: 'auto' }).schema?.required, false);
    assert.equal(tasks.quality.ask(sample, defaultOptions).schema, undefined);
  });

  it('takes a template of the user, and says the JSON form after it', () => {
    const template = 'Rate: {{ instruction }}\n{% for r in responses %}{{ loop.index }}: {{ r }}\n{% endfor %}\n';
    assert.equal(text('quality', { template }), 'Rate: Q\n1: A\n2: B\n');
    assert.match(text('quality', { template, reply: 'auto' }), /^Rate: Q\n1: A\n2: B\n\n\nAnswer with one JSON object/);
  });
});

describe('ComplexityScorer', () => {
  it('scores the instructions of a row, 1 to n + 1', () => {
    const row = { instruction: '', responses: [], instructions: ['I', 'J', 'K'] };
    assert.match(
      text('complexity', {}, row),
      /from 1 to 3:[\s\S]*A score of 4 is kept[\s\S]*\n#Instruction List#:\n\n\[1\] I\n\[2\] J\n\[3\] K$/,
    );
    assert.deepEqual(tasks.complexity.items(row), ['I', 'J', 'K']);
    assert.deepEqual(tasks.complexity.scale(3, defaultOptions), { min: 1, max: 4 });
  });

  it('scores the one instruction of a row with responses', () => {
    assert.deepEqual(tasks.complexity.items(sample), ['Q']);
  });
});
