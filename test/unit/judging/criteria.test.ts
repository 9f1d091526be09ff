import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { criteriaMarkdown, criteriaProblem } from '../../../src/judging/criteria.ts';
import { createJudge } from '../../../src/judging/judge.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions, TaskName } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import { offlineModel } from '../../../src/models/offline.ts';

const sample = { instruction: 'Q', responses: ['A', 'B'], reference: 'R' };
const taskNames = Object.keys(tasks) as TaskName[];
const criteria = '- cites its sources\n- is polite';
const ask = (task: TaskName, options: Partial<JudgeOptions> = {}) =>
  createJudge(tasks[task], offlineModel, { ...defaultOptions, ...options })
    .prompt(sample)
    .messages.at(-1)?.content ?? '';
const own = 'Rate {{ instruction }}{% for r in responses %} {{ r }}{% endfor %}.';
const times = (text: string, part: string) => text.split(part).length - 1;

describe('criteria', () => {
  for (const task of taskNames) {
    it(`are told by ${task}, once, before anything that is judged`, () => {
      const text = ask(task, { criteria });
      assert.equal(times(text, criteria), 1);
      assert.equal(times(text, 'which the user has set'), 1);
      if (task !== 'judgelm') assert.ok(text.indexOf(criteria) < text.search(/^#+(Question|Query|Instruction List)#/m));
    });

    it(`change nothing in the prompt of ${task} where there are none`, () => {
      assert.doesNotMatch(ask(task), /criteria/);
      assert.doesNotMatch(ask(task), /\n\n\n(?!\[The Start)/);
    });

    it(`end a template for ${task} that has no place for them`, () => {
      assert.match(
        ask(task, { criteria, template: own }),
        /^Rate Q.*\.\n\nJudge by these criteria, .*:\n- cites[^\n]*\n- is polite$/,
      );
    });

    it(`stand in a template for ${task} where it places them, and only there`, () => {
      const text = ask(task, { criteria, template: `{{ criteria }}\n${own}` });
      assert.equal(text.indexOf(criteria), 0);
      assert.equal(times(text, criteria), 1);
    });

    it(`are text for ${task}, whatever they hold`, () => {
      const hostile = '{{ instruction.constructor }}{% include "x" %}{{ 6 * 7 }} $& {num_responses}';
      for (const template of [undefined, own, `{{ criteria }}${own}`])
        assert.equal(times(ask(task, { criteria: hostile, ...(template && { template }) }), hostile), 1);
    });
  }

  it('belong to JudgeLM’s task description, in both dialects', () => {
    assert.match(ask('judgelm', { criteria }), /\[System\]\nWe would[\s\S]*- is polite$/);
    assert.match(ask('judgelm', { criteria, dialect: 'official' }), /\[System\]\n[\s\S]*- is polite\n\n### Response:$/);
    const template = `${own} {{ task_description }} {{ criteria }}`;
    assert.equal(times(ask('judgelm', { criteria, template }), criteria), 1);
  });

  it('come before the form of the reply where that is appended, too', () => {
    assert.match(ask('quality', { criteria, template: own, explain: true }), /- is polite\n\nAnswer with one line/);
    for (const task of taskNames)
      assert.match(
        ask(task, { criteria, template: own, reply: 'auto' }),
        /^Rate Q.*\.\n\nJudge by[\s\S]*- is polite\n\nAnswer with one JSON object/,
        task,
      );
  });

  it('make another question of the same sample', () => {
    const key = (options: Partial<JudgeOptions>) =>
      createJudge(tasks['quality'], offlineModel, { ...defaultOptions, ...options }).key(sample);
    assert.notEqual(key({ criteria }), key({}));
  });
});

describe('criteriaMarkdown', () => {
  for (const [given, markdown] of [
    ['', ''],
    [[], ''],
    [['', '  '], ''],
    ['\ufeff# Style\r\n\r\nBe brief.\r\n', '# Style\n\nBe brief.'],
    [['Be brief.', 'Be kind:\nno insults.'], '- Be brief.\n- Be kind:\n  no insults.'],
  ] as const)
    it(JSON.stringify(given), () => assert.equal(criteriaMarkdown(given), markdown));

  it('is refused when it is too long, or no text', () => {
    assert.equal(criteriaProblem('x'.repeat(20_000)), undefined);
    assert.match(criteriaProblem('x'.repeat(20_001))?.message ?? '', /20001 characters/);
    assert.match(criteriaProblem('a\0b')?.next ?? '', /UTF-8/);
    assert.match(criteriaProblem('a\ufffd')?.next ?? '', /UTF-8/);
  });
});
