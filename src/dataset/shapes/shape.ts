import { noInstruction, responseText } from '../content.ts';
import type { Prompt } from '../conversation.ts';
import { at, type JsonObject, type JsonPath, kindOf } from '../json.ts';
import { parsePath, resolvePath } from '../jsonPath.ts';
import type { SampleProblem } from '../problem.ts';
import type { FieldMapping, RowShape } from '../rowShape.ts';
import type { Sample } from '../sample.ts';

/** What a row says beside its instruction and its responses. What is undefined is left out of the sample. */
type Extras = {
  [Key in 'system' | 'reference' | 'instructions' | 'responseNames' | 'labels']?: Sample[Key] | undefined;
};

/** What makes a shape; the rest is the same for all. */
export interface ShapeRules {
  name: string;
  number: number;
  matches(row: JsonObject): boolean;
  fields(row: JsonObject): FieldMapping;
  responsePaths(row: JsonObject): JsonPath[];
  prompt(row: JsonObject): Prompt | SampleProblem;
  /** What a response is without what its value says before it (a transcript that ends in the response). */
  trim?(row: JsonObject, text: string): string;
  /** Why a row of this shape has no responses, in words; by default, what is found where they should be. */
  missing?: string;
  extras?(row: JsonObject, responses: number): Extras;
}

/** Makes a shape that reads nothing but what its rules name: a row's verdicts and gold never get into the text. */
export function defineShape(rules: ShapeRules): RowShape {
  const { name, number, matches, fields, responsePaths } = rules;
  return { name, number, matches, fields, responsePaths, read: (row) => readBy(rules, row) };
}

function readBy(rules: ShapeRules, row: JsonObject): Sample | SampleProblem {
  const responses: string[] = [];
  for (const path of rules.responsePaths(row)) {
    const text = responseText(row, path);
    if (typeof text !== 'string') return text;
    responses.push(rules.trim?.(row, text) ?? text);
  }
  const extras = rules.extras?.(row, responses.length) ?? {};
  if (responses.length === 0 && !extras.instructions) return noResponses(row, rules);
  const prompt = rules.prompt(row);
  if ('reason' in prompt) return prompt;
  if (prompt.instruction.trim() === '') return noInstruction('it is empty');
  const known = Object.entries({ ...extras, ...prompt }).filter(([, value]) => value !== undefined);
  return { instruction: prompt.instruction, responses, ...Object.fromEntries(known) };
}

function noResponses(row: JsonObject, { fields, missing }: ShapeRules): SampleProblem {
  const path = [fields(row).responses].flat()[0];
  const pattern = parsePath(path);
  const place = pattern && resolvePath(row, pattern)[0];
  const found = place && at(row, place);
  return {
    reason: 'no responses',
    message: `The row has no responses: ${missing ?? `\`${path}\` is ${kindOf(found)}`}.`,
    next: 'Add at least one response, or set `gavel.fields` to where the responses are.',
    ...(place && !missing && { path: place }),
  };
}
