import * as z from 'zod';
import type { FieldMapping } from '../dataset/rowShape.ts';
import type { ChatParameters } from '../models/model.ts';
import { CliProblem } from './cliProblem.ts';

const fieldsSchema = z.strictObject({
  instruction: z.string().optional(),
  responses: z.union([z.string(), z.array(z.string()).min(1)]),
  reference: z.string().optional(),
});

// The names that the wire and the setting `gavel.parameters` use.
const parametersSchema = z.strictObject({
  temperature: z.number().nonnegative().optional(),
  top_p: z.number().positive().max(1).optional(),
  seed: z.int().optional(),
  max_tokens: z.int().positive().optional(),
});

/** `--fields`: where a row holds its instruction, responses and reference. Throws CliProblem. */
export function readFields(json: string): FieldMapping {
  const example = `'{"instruction":"prompt","responses":["answer_a","answer_b"]}'`;
  return read('--fields', json, fieldsSchema, example);
}

/** `--parameters`: what the model is sampled with. Throws CliProblem. */
export function readParameters(json: string): ChatParameters {
  const example = `'{"temperature":0,"top_p":1,"seed":7,"max_tokens":2048}'`;
  const { top_p: topP, max_tokens: maxTokens, ...rest } = read('--parameters', json, parametersSchema, example);
  return { ...rest, ...(topP !== undefined && { topP }), ...(maxTokens !== undefined && { maxTokens }) };
}

function read<T>(flag: string, json: string, schema: z.ZodType<T>, example: string): T {
  const next = `Write it like this: ${example}.`;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new CliProblem(`${flag} is not JSON.`, next);
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw new CliProblem(`${flag} is not what it should be${where}: ${issue?.message}.`, next);
}
