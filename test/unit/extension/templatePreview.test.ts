import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type PreviewView, previewText } from '../../../src/extension/preview/previewText.ts';
import { renderPreview } from '../../../src/extension/preview/renderPreview.ts';
import { type ScoredRow, scoresText } from '../../../src/extension/preview/scoresText.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions, TaskName } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import { judgement } from '../editor/records.ts';
import { filledIn } from './filledIn.ts';

const sample = { instruction: 'Q', responses: ['A', 'B'] };
const all = '{{ instruction }}{% for r in responses %} {{ r }}{% endfor %}';
const render = (template: string, task: TaskName = 'custom', options: Partial<JudgeOptions> = {}) =>
  renderPreview(template, tasks[task], { ...defaultOptions, ...options }, sample);

describe('renderPreview', () => {
  it('gives the first request that a judge would send, and about how long it is', () => {
    const rendered = render(`${all} {{ reply_form }}`);
    assert.ok('messages' in rendered);
    assert.match(rendered.messages[0]?.content ?? '', /^Q A B Answer with one line/);
    assert.ok(rendered.tokens > 10);
    assert.deepEqual(rendered.hints, []);
  });

  it('shows a pointwise task with one text, and JudgeLM with its system prompt', () => {
    const deita = render('{{ instruction }}: {{ responses|join(" ") }}', 'deita-quality');
    assert.ok('messages' in deita && deita.messages[0]?.content === 'Q: A');
    const judgelm = render(all, 'judgelm');
    assert.ok('messages' in judgelm);
    assert.deepEqual(
      judgelm.messages.map(({ role }) => role),
      ['system', 'user'],
    );
  });

  it('says where a template is wrong, in the lines of its file', () => {
    for (const breakLine of ['\n', '\r\n']) {
      const rendered = render(`${all}${breakLine}${breakLine}a {{ nonsense }}`);
      assert.ok('problem' in rendered);
      const { line, column, message } = rendered.problem;
      assert.deepEqual([line, column > 1], [3, true]);
      assert.match(message, /"nonsense"/);
    }
    const printed = render('{{ responses }}');
    assert.ok('problem' in printed && printed.problem.line === 1);
    assert.match(printed.problem.message, /prints a whole list/);
  });

  it('hints at what a template has no place for', () => {
    const hints = (...args: Parameters<typeof render>) => {
      const rendered = render(...args);
      return 'hints' in rendered ? rendered.hints : undefined;
    };
    assert.deepEqual(hints(all), ['reply form']);
    assert.deepEqual(hints(all, 'custom', { criteria: '- x' }), ['reply form', 'criteria']);
    assert.deepEqual(hints(`${all}{{ criteria }}{{ reply_form }}`, 'quality', { criteria: '- x' }), []);
    assert.deepEqual(hints(`${all}{{ task_description }}`, 'judgelm', { criteria: '- x' }), []);
  });
});

describe('previewText', () => {
  const prompt = { messages: [{ role: 'user' as const, content: 'Hello' }], tokens: 9 };
  const view: PreviewView = { template: 'own.jinja', row: 'a.jsonl, line 2', judge: 'Custom · scores from 1 to 5' };

  it('says what is shown, then shows it', () => {
    assert.equal(
      previewText({ ...view, prompt }, filledIn),
      'own.jinja with a.jsonl, line 2\nCustom · scores from 1 to 5 · about 9 tokens\n\n# user\n\nHello\n',
    );
  });

  it('says what is wrong and keeps the last prompt below', () => {
    const problem = { line: 3, column: 5, message: 'Bad.', next: 'Correct it.' };
    const text = previewText({ ...view, prompt, problem }, filledIn);
    assert.match(text, /\n\n⚠ Line 3, column 5: Bad\. Correct it\.\nBelow is the last[^\n]*\n\n# user\n\nHello\n$/);
    const nothing = previewText({ ...view, problem: 'The row is empty.' }, filledIn);
    assert.match(nothing, /5\n\n⚠ The row is empty\.\n$/);
  });
});

describe('scoresText', () => {
  const row = (line: number, instruction: string, scored: ScoredRow['judgement']) => ({
    line,
    instruction,
    judgement: scored,
  });

  it('is a line a row, so that only scores differ between two versions', () => {
    const text = scoresText([row(2, 'Why?', judgement([10, 1])), row(12, 'Where?', judgement([5]))], filledIn);
    assert.match(
      text,
      /^ 2 \| 10 {2}1 {6}\| Why\?\n12 \| 5 {10}\| Where\?\n\nMean of 2 of 2 rows: 0\.47\n0 is the lowest/,
    );
  });

  it('says what has no score, and counts it apart', () => {
    const unscored = { ...judgement([null]), status: 'unscored' as const, reason: 'unreadable' as const };
    const off = { ...judgement([12, 10]), offScale: [0] };
    const text = scoresText([row(1, 'a', unscored), row(2, 'b', off), row(3, 'c', undefined)], filledIn);
    assert.match(text, /1 \| unscored: unreadable \| a\n2 \| 12 \(off scale\) {2}10 \| b\n3 \| not judged \| c\n/);
    assert.match(text, /Mean of 1 of 3 rows: 1\.00/);
    assert.match(scoresText([row(1, 'a', unscored)], filledIn), /No row has a score\./);
  });

  it('keeps a row on its line, whatever its instruction holds', () => {
    const text = scoresText([row(1, `a\n\u202eb\u0000c | ${'x'.repeat(90)}`, judgement([1]))], filledIn);
    assert.match(text, /^1 \| 1 {10}\| a b c \| x{50,60}…\n\n/);
  });
});
