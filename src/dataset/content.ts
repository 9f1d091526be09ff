import { at, isObject, type JsonObject, type JsonPath, type JsonValue, kindOf, own } from './json.ts';
import { formatPath } from './jsonPath.ts';
import type { SampleProblem } from './problem.ts';

/** The text of a response: a string, or a list of content parts that are all text (joined as they stand). */
export function responseText(row: JsonObject, path: JsonPath): string | SampleProblem {
  const text = contentText(at(row, path));
  if (typeof text === 'string') return text;
  return {
    reason: 'response not text',
    message: `The response at \`${formatPath(path)}\` ${isNotText(text.found)}.`,
    next: 'Make it a string, or set `gavel.fields` to where the text is.',
    path,
  };
}

/** The text of an instruction or of a turn before the response, with the same rules. */
export function instructionText(row: JsonObject, path: JsonPath): string | SampleProblem {
  const text = contentText(at(row, path));
  if (typeof text === 'string') return text;
  return noInstruction(`\`${formatPath(path)}\` ${isNotText(text.found)}`, path);
}

/** A row without an instruction that can be shown to a judge. */
export function noInstruction(why: string, path?: JsonPath): SampleProblem {
  return {
    reason: 'no instruction',
    message: `The row has no instruction: ${why}.`,
    next: 'Add the instruction, or set `gavel.fields` to where it is.',
    ...(path && { path }),
  };
}

/** Whether a value is a list of content parts, as in OpenAI's chat format: `{"type": "text", "text": "…"}`. */
export function isParts(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && isObject(value[0]) && typeof own(value[0], 'type') === 'string';
}

/** A reference answer: text, `{"text": …}`, or several texts that are all right. Undefined when there is none. */
export function referenceText(value: JsonValue | undefined): string | undefined {
  const texts = Array.isArray(value) ? value : [isObject(value) ? (own(value, 'text') ?? null) : (value ?? null)];
  const known = texts.filter((text) => typeof text === 'string' && text.trim() !== '');
  return known.length > 0 ? known.join('\n') : undefined;
}

function contentText(value: JsonValue | undefined): string | { found: string } {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value) || !isParts(value)) return { found: kindOf(value) };
  const texts: string[] = [];
  for (const part of value) {
    const text = isObject(part) ? own(part, 'text') : undefined;
    if (typeof text !== 'string') return { found: `a part that is ${partKind(part)}` };
    texts.push(text);
  }
  return texts.join('');
}

function isNotText(found: string): string {
  return found === 'missing' ? 'is missing' : `is ${found}, not text`;
}

function partKind(part: JsonValue): string {
  const type = isObject(part) ? own(part, 'type') : undefined;
  return typeof type === 'string' ? `of type ${type}` : kindOf(part);
}
