import type { ReplyForm, ReplySchema, Scale } from '../models/model.ts';
import type { JudgeOptions } from './task.ts';

/** Whether the reply is asked for as a JSON object. */
export function wantsJson(options: JudgeOptions): boolean {
  return options.reply !== 'text';
}

/** The form that a task's reply is asked in: its own, or JSON. */
export function replyForm(own: ReplyForm, options: JudgeOptions): ReplyForm {
  return wantsJson(options) ? 'json' : own;
}

/** How to write `[i] Score: s` lines, said to the judge. */
export function indexLinesForm(n: number, explain: boolean): string {
  const tail = explain ? ' - why, in one sentence' : '';
  const lines = [`[1] Score: <number>${tail}`];
  if (n > 1) lines.push(`[2] Score: <number>${tail}`);
  if (n > 2) lines.push('...');
  return `Answer with one line for each, in this form and with nothing else:\n\n${lines.join('\n')}`;
}

/** How to write the JSON object, said to the judge: not every endpoint enforces a schema. */
export function jsonForm(n: number, texts: JsonTexts): string {
  const reasons =
    texts === 'one rationale'
      ? ', "rationale": "<your explanation>"'
      : texts === 'a rationale each'
        ? ', "rationales": ["<why, in one sentence>", ...]'
        : '';
  const each = texts === 'a rationale each' ? `, and "rationales" ${n} of them` : '';
  return `Answer with one JSON object and nothing else: {"scores": [<number>, ...]${reasons}}\n"scores" has ${n} numbers, in the order above${each}.`;
}

/** What a JSON reply says besides its scores. */
export type JsonTexts = 'none' | 'one rationale' | 'a rationale each';

/** The schema of the JSON object: length and range fixed, nothing else let in. */
export function replySchema(n: number, scale: Scale, texts: JsonTexts, options: JudgeOptions): ReplySchema | undefined {
  if (!wantsJson(options)) return undefined;
  const list = (items: object) => ({ type: 'array', items, minItems: n, maxItems: n });
  const properties: Record<string, unknown> = {
    scores: list({ type: 'number', minimum: scale.min, maximum: scale.max }),
    ...(texts === 'one rationale' && { rationale: { type: 'string' } }),
    ...(texts === 'a rationale each' && { rationales: list({ type: 'string' }) }),
  };
  return {
    name: 'verdict',
    required: options.reply === 'structured',
    schema: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
  };
}
