import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJudge } from '../../../src/judging/judge.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import type { ReplyForm } from '../../../src/models/model.ts';
import { offlineModel } from '../../../src/models/offline.ts';

const { custom } = tasks;
const sample = { instruction: 'Q', responses: ['A', 'B'] };
const options = (form: ReplyForm, [min, max] = [1, 5], over: Partial<JudgeOptions> = {}): JudgeOptions => ({
  ...defaultOptions,
  custom: { scale: { min: min ?? 1, max: max ?? 5 }, form },
  ...over,
});
const forms: readonly ReplyForm[] = ['index lines', 'first line', 'json'];
const ask = (asked: JudgeOptions, over: object = {}) => custom.ask({ ...sample, ...over }, asked);
const text = (...args: Parameters<typeof ask>) => ask(...args).messages[0]?.content ?? '';
const on = (value: number) => ({ value, offScale: false });

describe('the custom task', () => {
  const asks: Record<ReplyForm, RegExp> = {
    'index lines': /\[1\] Score: <number>\n\[2\] Score: <number>/,
    'first line': /a single line with only the 2 scores, with a space between them, from 1 to 5, and explain/,
    json: /one JSON object[\s\S]*\{"scores": \[<number>, \.\.\.\], "rationale": "/,
  };
  for (const form of forms) {
    it(`asks for ${form} on its scale`, () => {
      assert.match(text(options(form)), asks[form]);
      assert.match(text(options(form)), /from 1 \(worst\) to 5 \(best\)/);
      assert.deepEqual(custom.scale(2, options(form)), { min: 1, max: 5 });
    });

    it(`shows the reference with ${form} where the row has one`, () => {
      assert.match(text(options(form), { reference: 'R' }), /Take it as correct\.[\s\S]*#Reference Answer#: R\n/);
      assert.doesNotMatch(text(options(form)), /[Rr]eference|\n\n\n/);
    });

    it(`says ${form} again when a reply can’t be read`, () => {
      const unread = custom.read('Hm.', sample, options(form));
      assert.deepEqual(
        unread.scores.map(({ value }) => value),
        [null, null],
      );
      assert.match(custom.complaint(unread, sample, options(form)), asks[form]);
    });

    it(`judges by the offline preview with ${form}, on every scale`, async () => {
      for (const [min, max] of [
        [1, 5],
        [0, 1],
        [-2, 2],
        [0, 100],
        [0.5, 4.5],
      ] as const) {
        const judge = createJudge(custom, offlineModel, options(form, [min, max]));
        const { status, scores, scale, offScale } = await judge.judge(
          { instruction: 'Name a river of Europe.', responses: ['The Danube is a river of Europe.', 'No.'] },
          new AbortController().signal,
        );
        assert.deepEqual([status, scale, offScale], ['scored', { min, max }, []], `${min} to ${max}`);
        assert.ok(scores.every((score) => score !== null && score >= min && score <= max));
      }
    });
  }

  for (const [form, reply, scores, rationale] of [
    ['index lines', '[2] Score: 5\n[1] Score: 2\nThe second is better.', [2, 5], 'The second is better.'],
    ['first line', '2 5\nThe second is better.', [2, 5], 'The second is better.'],
    ['json', '{"scores":[2,5],"rationale":"The second is better."}', [2, 5], 'The second is better.'],
    // Whatever was asked for, JSON is understood.
    [
      'first line',
      '```json\n{"scores":[2,5],"rationale":"The second is better."}\n```',
      [2, 5],
      'The second is better.',
    ],
  ] as const) {
    it(`reads ${form}: ${JSON.stringify(reply)}`, () => {
      const verdict = custom.read(reply, sample, options(form));
      assert.deepEqual(verdict.scores, scores.map(on));
      assert.equal(verdict.rationale, rationale);
    });
  }

  it('knows what is off its own scale', () => {
    const reply = '[1] Score: 7\n[2] Score: 3';
    assert.deepEqual(custom.read(reply, sample, options('index lines')).scores, [{ value: 7, offScale: true }, on(3)]);
    assert.deepEqual(custom.read(reply, sample, options('index lines', [0, 10])).scores, [on(7), on(3)]);
    const negative = custom.read('-1.5 2', sample, options('first line', [-2, 2]));
    assert.deepEqual(negative.scores, [on(-1.5), on(2)]);
    const off = custom.read(reply, sample, options('index lines'));
    assert.match(custom.complaint(off, sample, options('index lines')), /a score is not between 1 and 5/);
  });

  it('sends a schema of its scale where JSON is asked of the endpoint', () => {
    assert.equal(ask(options('json')).schema, undefined);
    const { schema } = ask(options('json', [0, 3], { reply: 'structured' }));
    const { properties } = (schema?.schema ?? {}) as { properties: Record<string, { items?: object }> };
    assert.deepEqual(properties['scores']?.items, { type: 'number', minimum: 0, maximum: 3 });
    assert.ok(properties['rationale']);
  });

  it('replies in JSON whatever the form, where JSON is asked for in any case', () => {
    const asked = options('first line', [1, 5], { reply: 'auto' });
    assert.match(text(asked), asks.json);
    assert.equal(ask(asked).subject.form, 'json');
  });

  it('asks with a template of the user and nothing else, unless the form can’t be known to it', () => {
    const template = '{{ scale_min }}-{{ scale_max }}: {{ instruction }}{% for r in responses %} {{ r }}{% endfor %}';
    assert.equal(text(options('index lines', [0, 3], { template })), '0-3: Q A B');
    assert.match(text(options('index lines', [0, 3], { template, explain: true })), /^0-3: Q A B\n\nAnswer with one/);
    const placed = `${template}\n{{ reply_form }}!`;
    assert.match(text(options('json', [0, 3], { template: placed, explain: true })), /^0-3: Q A B\nAnswer[^!]*!$/);
  });

  it('is another question on another scale or in another form, though the prompt is the same', () => {
    const template = 'Rate {{ instruction }}{% for r in responses %} {{ r }}{% endfor %}';
    const key = (form: ReplyForm, scale: [number, number]) =>
      createJudge(custom, offlineModel, options(form, scale, { template })).key(sample);
    assert.notEqual(key('index lines', [1, 5]), key('index lines', [1, 6]));
    assert.notEqual(key('index lines', [1, 5]), key('first line', [1, 5]));
    assert.equal(key('json', [1, 5]), key('json', [1, 5]));
  });

  it('has a template to begin with that asks as it does itself', () => {
    for (const task of Object.values(tasks)) {
      const template = `${task.template(defaultOptions)}\n`;
      assert.deepEqual(
        task.ask(sample, { ...defaultOptions, template }).messages,
        task.ask(sample, defaultOptions).messages,
        task.name,
      );
    }
  });
});
