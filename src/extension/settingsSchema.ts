import * as z from 'zod';
import { isBaseUrlProblem, parseBaseUrl, plainBaseUrl } from '../models/baseUrl.ts';
import type { SettingKey } from './contributions.ts';

const baseUrl = z.string().transform((text, context) => {
  const url = parseBaseUrl(text);
  if (!isBaseUrlProblem(url)) return plainBaseUrl(url);
  context.addIssue({ code: 'custom', message: url.message });
  return z.NEVER;
});

/** Header names and values as HTTP has them (RFC 9110): nothing that could end a line. */
const headers = z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), z.string().regex(/^[\t\x20-\x7e]*$/));

/** An entry of `gavel.models`. */
export const configuredModelSchema = z.object({
  /** What the user calls it; `gavel.model` says which one is in force. */
  name: z.string().trim().min(1),
  baseUrl,
  /** The model's name as the endpoint knows it. */
  model: z.string().trim().min(1),
  headers: headers.optional(),
  /** Per million tokens, in any one currency. */
  price: z.object({ input: z.number().min(0), output: z.number().min(0) }).optional(),
});

export type ConfiguredModel = z.infer<typeof configuredModelSchema>;

/** What each setting may hold; ranges that no one needs to leave. */
export const settingSchemas = {
  model: z.string(),
  models: z.array(z.unknown()),
  task: z.enum(['quality', 'judgelm', 'complexity', 'deita-quality', 'deita-complexity', 'custom']),
  fields: z
    .object({
      instruction: z.string().optional(),
      responses: z.union([z.string(), z.array(z.string()).min(1)]),
      reference: z.string().optional(),
    })
    .nullable(),
  'judge.reply': z.enum(['text', 'structured', 'auto']),
  'judge.explain': z.boolean(),
  'judge.canary': z.boolean(),
  'judge.offScale': z.enum(['keep', 'reject']),
  'judge.reasks': z.int().min(0).max(10),
  'judge.template': z.string(),
  'judge.criteria': z.union([z.string(), z.array(z.string())]),
  'judge.order': z.enum(['as given', 'swap', 'permute']),
  'judge.permutations': z.int().min(2).max(20),
  'judge.samples': z.int().min(1).max(32),
  'judge.combine': z.enum(['mean', 'median', 'majority']),
  'judge.scoring': z.enum(['plain', 'expected']),
  'judge.leastMass': z.number().min(0).max(1),
  'judge.hardened': z.enum(['never', 'flagged', 'always']),
  'judge.jury': z.array(z.string().trim().min(1)).max(8),
  'custom.scale': z
    .strictObject({ min: z.number().min(-1000).max(1000), max: z.number().min(-1000).max(1000) })
    .refine(({ min, max }) => min < max, { message: 'min must be less than max' }),
  'custom.reply': z.enum(['index lines', 'first line', 'json']),
  'judgelm.dialect': z.enum(['distilabel', 'official']),
  'judgelm.systemPrompt': z.string(),
  'judgelm.taskDescription': z.string(),
  'complexity.instructionsTogether': z.int().min(1).max(20),
  parameters: z.strictObject({
    temperature: z.number().min(0).max(10).optional(),
    top_p: z.number().min(0).max(1).optional(),
    seed: z.int().optional(),
    max_tokens: z.int().min(1).optional(),
  }),
  'run.concurrency': z.int().min(1).max(256),
  'run.timeoutSeconds': z.number().min(1).max(3600),
  'run.maxRetries': z.int().min(0).max(20),
  'run.maxRequests': z.int().min(0),
  'run.maxCost': z.number().min(0),
  'run.requestsPerMinute': z.int().min(0),
  'run.tokensPerMinute': z.int().min(0),
  'inlineScores.enabled': z.boolean(),
} satisfies Record<SettingKey, z.ZodType>;

/** The settings as they are once checked. */
export type SettingValues = { [K in SettingKey]: z.infer<(typeof settingSchemas)[K]> };
