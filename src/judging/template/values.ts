import type { Sample } from '../../dataset/sample.ts';
import type { Scale } from '../../models/model.ts';
import { hardenedText } from '../attacks/hardened.ts';
import type { JudgeOptions } from '../task.ts';
import type { TemplateValues } from './render.ts';

/** A sample under the names that templates know, distilabel 0.x's names among them. */
export function templateValues(sample: Sample, options: JudgeOptions, replyForm: string, scale: Scale): TemplateValues {
  const asShown = options.hardened === 'always' ? hardenedText : (text: string) => text;
  const instruction = asShown(sample.instruction);
  const responses = sample.responses.map(asShown);
  return {
    instruction,
    input: instruction,
    responses,
    generations: responses,
    instructions: sample.instructions?.map(asShown) ?? [instruction],
    reference: sample.reference && asShown(sample.reference),
    system: sample.system && asShown(sample.system),
    num_responses: responses.length,
    task_description: taskDescription(options, responses.length),
    reply_form: replyForm,
    criteria: options.criteria,
    // As text, for a template may calculate with whole numbers only.
    scale_min: String(scale.min),
    scale_max: String(scale.max),
  };
}

/** The task description with the number of responses filled in. */
export function taskDescription(options: JudgeOptions, n: number): string {
  return options.taskDescription.replaceAll('{num_responses}', String(n));
}
