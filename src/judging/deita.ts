import type { Sample } from '../dataset/sample.ts';
import { arrangeInstructions, arrangeResponses } from './arrange.ts';
import { readIndexed } from './reading/indexed.ts';
import { jsonForm, replyForm, replySchema, wantsJson } from './replyForm.ts';
import type { Task } from './task.ts';
import { criteriaPart, renderPrompt } from './template/prompt.ts';
import { templateValues } from './template/values.ts';

/** What tells one DEITA scorer from the other. */
interface DeitaScorer {
  name: 'deita-quality' | 'deita-complexity';
  title: string;
  template: string;
  items(sample: Sample): readonly string[];
  arrange: Task['arrange'];
}

/** Both scorers score 1..6. */
const scale = { min: 1, max: 6 };
const numberForm = 'Answer with one number from 1 to 6 and nothing else.';

/**
 * DEITA's pointwise scorers (Liu et al. 2024, arXiv 2312.15685): each text alone, and its score the expectation over the
 * tokens `1` to `6`, where the endpoint returns log-probabilities. DEITA's own checkpoints reply with the number alone.
 */
function deitaTask({ name, title, template, items, arrange }: DeitaScorer): Task {
  return {
    name,
    title,
    pointwise: true,
    items,
    scale: () => scale,
    template: () => template,
    arrange,

    ask(sample, options) {
      const isJson = wantsJson(options);
      const values = templateValues(sample, options, isJson ? jsonForm(1, 'none') : numberForm, scale);
      const content = renderPrompt(options.template ?? template, values, { isFormAsked: isJson });
      return {
        messages: [{ role: 'user', content }],
        parameters: options.parameters,
        schema: replySchema(1, scale, 'none', options),
        subject: {
          instruction: sample.instruction,
          answers: items(sample),
          reference: sample.reference,
          scale,
          form: replyForm('index lines', options),
          rates: name === 'deita-quality' ? 'quality' : 'complexity',
        },
      };
    },

    read: (reply) => readIndexed(reply, 1, scale),

    complaint: (_verdict, _sample, options) =>
      `There is no readable score from 1 to 6 in your last reply. ${wantsJson(options) ? jsonForm(1, 'none') : numberForm}`,
  };
}

/** Scores how good one response is. */
export const deitaQuality = deitaTask({
  name: 'deita-quality',
  title: 'DEITA quality',
  items: (sample) => sample.responses,
  arrange: arrangeResponses,
  template: `Judge how good this response to the question is, on a scale from 1 (useless) to 6 (could not be better).
${criteriaPart}{% if reference %}Take the reference answer as correct.
{% endif %}{{ reply_form }}

##Question#:
{{ instruction }}
{% if reference %}##Reference Answer#:
{{ reference }}
{% endif %}##Response#:
{{ responses[0] }}
##Quality:`,
});

/** Scores how demanding one instruction is. */
export const deitaComplexity = deitaTask({
  name: 'deita-complexity',
  title: 'DEITA complexity',
  items: (sample) => sample.instructions ?? [sample.instruction],
  arrange: arrangeInstructions,
  template: `Judge how demanding this instruction is to follow, on a scale from 1 (trivial) to 6 (asks for much, and all of it hard).
${criteriaPart}{{ reply_form }}

##Query#:
{{ instructions[0] }}
##Complexity:`,
});
