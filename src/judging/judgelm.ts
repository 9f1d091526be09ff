import type { Sample } from '../dataset/sample.ts';
import type { ChatMessage } from '../models/model.ts';
import { arrangeResponses } from './arrange.ts';
import { readFirstLine } from './reading/firstLine.ts';
import { jsonForm, replyForm, replySchema, wantsJson } from './replyForm.ts';
import type { Dialect, JudgeOptions, Task } from './task.ts';
import { criteriaWords, renderPrompt } from './template/prompt.ts';
import { templateUses } from './template/render.ts';
import { taskDescription, templateValues } from './template/values.ts';

const scale = { min: 1, max: 10 };

/** The two frames, to the letter: JudgeLM checkpoints were trained on `official`; distilabel 0.x renders the other. */
const frames: Record<Dialect, string> = {
  distilabel: `[Question]
{{ instruction }}
{% if reference %}
[Reference Answer]
{{ reference }}
{% endif %}

{% for response in responses %}[The Start of Assistant {{ loop.index }}'s Answer>
{{ response }}
[The End of Assistant {{ loop.index }}'s Answer>
{% endfor %}
[System]
{{ task_description }}`,
  official: `[Question]
{{ instruction }}

{% if reference %}[Reference Answer]
{{ reference }}

{% endif %}{% for response in responses %}[The Start of Assistant {{ loop.index }}'s Answer]
{{ response }}

[The End of Assistant {{ loop.index }}'s Answer]

{% endfor %}[System]
{{ task_description }}

### Response:`,
};

/**
 * One answer with a reference is judged as a pair whose first answer is the reference, scored 10 (JudgeLM's own way);
 * everything else is judged as it is.
 */
function asked(sample: Sample): { sample: Sample; isReferencePair: boolean } {
  const { responses, reference } = sample;
  if (responses.length !== 1 || reference === undefined) return { sample, isReferencePair: false };
  return { sample: { ...sample, responses: [reference, ...responses], reference: undefined }, isReferencePair: true };
}

function description(n: number, isReferencePair: boolean, options: JudgeOptions, template: string): string {
  let text = taskDescription(options, n);
  if (isReferencePair) text += "\nAssistant 1's answer is the reference answer: its score is 10. Give both scores.";
  // The checkpoints know no other place: criteria are part of what they are told to do.
  const { criteria } = options;
  if (criteria !== '' && !templateUses(template, 'criteria')) text += `\n${criteriaWords}\n${criteria}`;
  if (wantsJson(options)) text += `\nInstead of a line of scores and an explanation: ${jsonForm(n, 'one rationale')}`;
  return text;
}

/** JudgeLM (arXiv 2310.17631; distilabel 0.x `JudgeLMTask`): n scores of 1..10 on the first line, then the rationale. */
export const judgelm: Task = {
  name: 'judgelm',
  title: 'JudgeLM',
  items: (sample) => sample.responses,
  scale: () => scale,
  template: ({ dialect }) => frames[dialect],
  arrange: arrangeResponses,

  ask(sample, options) {
    const { sample: shown, isReferencePair } = asked(sample);
    const n = shown.responses.length;
    const form = wantsJson(options) ? jsonForm(n, 'one rationale') : lineForm(n);
    const template = options.template ?? frames[options.dialect];
    const values = {
      ...templateValues(shown, options, form, scale),
      task_description: description(n, isReferencePair, options, template),
    };
    const content = renderPrompt(template, values, {
      isFormAsked: wantsJson(options),
      bringing: 'task_description',
    });
    return {
      messages: messages(content, options),
      parameters: options.parameters,
      schema: replySchema(n, scale, 'one rationale', options),
      subject: {
        instruction: shown.instruction,
        answers: shown.responses,
        reference: sample.reference,
        scale,
        form: replyForm('first line', options),
        rates: 'quality',
      },
    };
  },

  read(reply, sample) {
    const { sample: shown, isReferencePair } = asked(sample);
    const verdict = readFirstLine(reply, shown.responses.length, scale);
    if (!isReferencePair) return verdict;
    const [reference, ...scores] = verdict.scores;
    const notes = [...verdict.notes];
    if (reference && reference.value !== null && reference.value !== 10) {
      notes.push(`The judge gave the reference ${reference.value}, not 10.`);
    }
    return { ...verdict, scores, notes };
  },

  complaint(verdict, sample, options) {
    const n = asked(sample).sample.responses.length;
    const isOff = verdict.scores.some((s) => s.value !== null && s.offScale);
    const what = isOff ? 'a score is not between 1 and 10' : `there are not ${n} readable scores`;
    return `In your last reply ${what}. ${wantsJson(options) ? jsonForm(n, 'one rationale') : lineForm(n)}`;
  },
};

function lineForm(n: number): string {
  return `First output a single line with only ${n} scores from 1 to 10, separated by a space, and explain them in the lines after it.`;
}

/** The checkpoints were trained on one text; distilabel sends chat roles. */
function messages(content: string, { dialect, systemPrompt }: JudgeOptions): ChatMessage[] {
  if (systemPrompt === '') return [{ role: 'user', content }];
  if (dialect === 'official') return [{ role: 'user', content: `${systemPrompt}\n${content}` }];
  return [
    { role: 'system', content: systemPrompt },
    { role: 'user', content },
  ];
}
