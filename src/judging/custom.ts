import type { ReplyForm, Scale } from '../models/model.ts';
import { arrangeResponses } from './arrange.ts';
import { readFirstLine } from './reading/firstLine.ts';
import { readIndexed } from './reading/indexed.ts';
import { indexLinesForm, type JsonTexts, jsonForm, replyForm, replySchema, wantsJson } from './replyForm.ts';
import type { JudgeOptions, Task } from './task.ts';
import { criteriaPart, renderPrompt } from './template/prompt.ts';
import { templateValues } from './template/values.ts';

/** What a template of the user's own begins with. */
const template = `You are given a question and a numbered list of responses to it. Judge how good each response is.

Score each response from {{ scale_min }} (worst) to {{ scale_max }} (best). Responses that are equally good get the same score.
${criteriaPart}{% if reference %}
A reference answer is given below the question. Take it as correct.
{% endif %}
{{ reply_form }}

#Question#: {{ instruction }}
{% if reference %}#Reference Answer#: {{ reference }}
{% endif %}#Response List#:
{% for response in responses %}
[{{ loop.index }}] {{ response }}
{%- endfor %}`;

/** The user's own task: own template, own scale, own form of the reply. */
export const custom: Task = {
  name: 'custom',
  title: 'Custom',
  items: (sample) => sample.responses,
  scale: (_n, options) => options.custom.scale,
  template: () => template,
  arrange: arrangeResponses,

  ask(sample, options) {
    const n = sample.responses.length;
    const { scale } = options.custom;
    const form = formText(n, options);
    const values = templateValues(sample, options, form, scale);
    const isFormAsked = options.explain || wantsJson(options);
    const content = renderPrompt(options.template ?? template, values, { isFormAsked });
    return {
      messages: [{ role: 'user', content }],
      parameters: options.parameters,
      schema: replySchema(n, scale, jsonTexts(options), options),
      subject: {
        instruction: sample.instruction,
        answers: sample.responses,
        reference: sample.reference,
        scale,
        form: formOf(options),
        rates: 'quality',
      },
    };
  },

  read(reply, sample, options) {
    const read = formOf(options) === 'first line' ? readFirstLine : readIndexed;
    return read(reply, sample.responses.length, options.custom.scale);
  },

  complaint(verdict, sample, options) {
    const { min, max } = options.custom.scale;
    const n = sample.responses.length;
    const isOff = verdict.scores.some((s) => s.value !== null && s.offScale);
    const what = isOff ? `a score is not between ${min} and ${max}` : `there are not ${n} readable scores`;
    return `In your last reply ${what}. ${formText(n, options)}`;
  },
};

/** The form that the user chose, unless JSON is asked for in any case. */
function formOf(options: JudgeOptions): ReplyForm {
  return replyForm(options.custom.form, options);
}

function jsonTexts({ explain }: JudgeOptions): JsonTexts {
  return explain ? 'a rationale each' : 'one rationale';
}

function formText(n: number, options: JudgeOptions): string {
  const form = formOf(options);
  if (form === 'json') return jsonForm(n, jsonTexts(options));
  return form === 'index lines' ? indexLinesForm(n, options.explain) : firstLineForm(n, options.custom.scale);
}

function firstLineForm(n: number, { min, max }: Scale): string {
  const scores = n === 1 ? 'the score' : `the ${n} scores, with a space between them,`;
  return `First output a single line with only ${scores} from ${min} to ${max}, and explain in the lines after it.`;
}
