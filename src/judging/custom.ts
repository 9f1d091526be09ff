import type { Scale } from '../models/model.ts';
import { arrangeResponses } from './arrange.ts';
import { readFirstLine } from './reading/firstLine.ts';
import { readIndexed } from './reading/indexed.ts';
import { indexLinesForm, jsonForm, replyForm, replySchema } from './replyForm.ts';
import type { JudgeOptions, Task } from './task.ts';
import { renderTemplate } from './template/render.ts';
import { templateValues } from './template/values.ts';

/** Where a custom task has no template yet: the least that can be asked. */
const template = `{{ reply_form }}

Question: {{ instruction }}
{% for response in responses %}
[{{ loop.index }}] {{ response }}
{%- endfor %}`;

/** The user's own task: own template, own scale, own form of the reply. */
export const custom: Task = {
  name: 'custom',
  title: 'Custom',
  items: (sample) => sample.responses,
  scale: (_n, options) => options.custom.scale,
  arrange: arrangeResponses,

  ask(sample, options) {
    const n = sample.responses.length;
    const content = renderTemplate(options.template ?? template, templateValues(sample, options, formText(n, options)));
    const { scale } = options.custom;
    return {
      messages: [{ role: 'user', content }],
      parameters: options.parameters,
      schema: options.custom.form === 'json' ? replySchema(n, scale, 'none', options) : undefined,
      subject: {
        instruction: sample.instruction,
        answers: sample.responses,
        reference: sample.reference,
        scale,
        form: replyForm(options.custom.form, options),
        rates: 'quality',
      },
    };
  },

  read(reply, sample, options) {
    const { scale, form } = options.custom;
    const read = form === 'first line' ? readFirstLine : readIndexed;
    return read(reply, sample.responses.length, scale);
  },

  complaint(_verdict, sample, options) {
    const { min, max } = options.custom.scale;
    const n = sample.responses.length;
    return `In your last reply there are not ${n} readable scores from ${min} to ${max}. ${formText(n, options)}`;
  },
};

function formText(n: number, { custom: { form, scale }, explain }: JudgeOptions): string {
  if (form === 'json') return jsonForm(n, explain ? 'a rationale each' : 'none');
  return form === 'index lines' ? indexLinesForm(n, explain) : firstLineForm(n, scale);
}

function firstLineForm(n: number, { min, max }: Scale): string {
  return `Write the ${n} scores from ${min} to ${max} on the first line, with spaces between, and your reasons below.`;
}
