import type { Sample } from '../../dataset/sample.ts';
import type { JudgeOptions } from '../task.ts';
import type { TemplateValues } from './render.ts';

/** A sample under the names that templates know, distilabel 0.x's names among them. */
export function templateValues(sample: Sample, options: JudgeOptions, replyForm: string): TemplateValues {
  const { instruction, responses, reference, system } = sample;
  return {
    instruction,
    input: instruction,
    responses,
    generations: responses,
    instructions: sample.instructions ?? [instruction],
    reference,
    system,
    num_responses: responses.length,
    task_description: taskDescription(options, responses.length),
    reply_form: replyForm,
  };
}

/** The task description with the number of responses filled in. */
export function taskDescription(options: JudgeOptions, n: number): string {
  return options.taskDescription.replaceAll('{num_responses}', String(n));
}
