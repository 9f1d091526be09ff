import type { Sample } from '../dataset/sample.ts';
import type { ChatRequest, Scale } from '../models/model.ts';
import { arrangeInstructions, arrangeResponses } from './arrange.ts';
import { readIndexed } from './reading/indexed.ts';
import { indexLinesForm, type JsonTexts, jsonForm, replyForm, replySchema, wantsJson } from './replyForm.ts';
import type { JudgeOptions, Task } from './task.ts';
import { renderPrompt } from './template/prompt.ts';
import { templateValues } from './template/values.ts';

/** What tells one distilabel 1.x listwise scorer from the other. */
interface ListwiseScorer {
  name: 'quality' | 'complexity';
  title: string;
  template: string;
  items(sample: Sample): readonly string[];
}

/** 1..n+1: the score above n is for what can't be improved (or answered). So rows of different n do not compare raw. */
const scale = (n: number): Scale => ({ min: 1, max: n + 1 });

/** QualityScorer and ComplexityScorer (distilabel 1.x; DEITA, arXiv 2312.15685): one user message, `[i] Score: s` lines. */
export function listwiseTask(scorer: ListwiseScorer): Task {
  const { name, title, items } = scorer;
  const jsonTexts = (options: JudgeOptions): JsonTexts => (options.explain ? 'a rationale each' : 'none');
  const form = (n: number, options: JudgeOptions) =>
    wantsJson(options) ? jsonForm(n, jsonTexts(options)) : indexLinesForm(n, options.explain);

  return {
    name,
    title,
    items,
    scale,
    template: () => scorer.template,
    arrange: name === 'quality' ? arrangeResponses : arrangeInstructions,

    ask(sample, options): ChatRequest {
      const n = items(sample).length;
      const values = templateValues(sample, options, form(n, options), scale(n));
      const isFormAsked = options.explain || wantsJson(options);
      const content = renderPrompt(options.template ?? scorer.template, values, { isFormAsked });
      return {
        messages: [{ role: 'user', content }],
        parameters: options.parameters,
        schema: replySchema(n, scale(n), jsonTexts(options), options),
        subject: {
          instruction: sample.instruction,
          answers: items(sample),
          reference: sample.reference,
          scale: scale(n),
          form: replyForm('index lines', options),
          rates: name,
        },
      };
    },

    read: (reply, sample) => readIndexed(reply, items(sample).length, scale(items(sample).length)),

    complaint(verdict, sample, options) {
      const n = items(sample).length;
      const gaps = verdict.scores.flatMap((s, i) => (s.value === null ? [`[${i + 1}]`] : []));
      const off = verdict.scores.flatMap((s, i) => (s.value !== null && s.offScale ? [`[${i + 1}]`] : []));
      const what = [
        gaps.length > 0 && `there is no readable score for ${gaps.join(', ')}`,
        off.length > 0 && `the score for ${off.join(', ')} is not between 1 and ${n + 1}`,
      ].filter(Boolean);
      return `In your last reply ${what.join(', and ')}. ${form(n, options)}`;
    },
  };
}
