import * as z from 'zod';
import { judgementSchema } from '../../judging/judgementSchema.ts';
import { unscoredReasons } from '../../judging/unscoredReasons.ts';
import type { RunEnd, RunHeader, RunRecord } from '../run.ts';

const count = z.number().int().nonnegative();
const row = z.object({ index: count, line: count, offset: count, length: count, hash: z.string() });

const sample = z.object({
  instruction: z.string(),
  responses: z.array(z.string()),
  reference: z.string().optional(),
  system: z.string().optional(),
  instructions: z.array(z.string()).optional(),
  responseNames: z.array(z.string()).optional(),
});

const problem = z.object({
  reason: z.string(),
  message: z.string(),
  next: z.string(),
  line: count,
  column: count,
});

const judged = z.object({
  row,
  key: z.string(),
  judgement: judgementSchema,
  sample: sample.optional(),
  together: z.array(count).optional(),
  reread: z.literal(true).optional(),
});
const malformed = z.object({ row, problem });
const record = z.union([judged, malformed]);

const header = z.object({
  gavel: z.literal('run'),
  version: z.literal(1),
  id: z.string().min(1),
  startedAt: z.string(),
  task: z.enum(['quality', 'judgelm', 'complexity', 'deita-quality', 'deita-complexity', 'custom']),
  model: z.object({ id: z.string(), name: z.string() }),
  jury: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .min(2)
    .optional(),
  options: z.object({
    reply: z.enum(['text', 'structured', 'auto']),
    explain: z.boolean(),
    offScale: z.enum(['keep', 'reject']),
    reasks: count,
    instructionsTogether: count,
    dialect: z.enum(['distilabel', 'official']),
    systemPrompt: z.string(),
    taskDescription: z.string(),
    template: z.string().optional(),
    parameters: z.object({
      temperature: z.number().optional(),
      topP: z.number().optional(),
      seed: z.number().optional(),
      maxTokens: z.number().optional(),
    }),
    order: z.enum(['as given', 'swap', 'permute']),
    permutations: count,
    samples: count.min(1),
    combine: z.enum(['mean', 'median', 'majority']),
    scoring: z.enum(['plain', 'expected']),
    leastMass: z.number(),
    criteria: z.string(),
    hardened: z.enum(['never', 'flagged', 'always']),
    custom: z.object({
      scale: z.object({ min: z.number(), max: z.number() }).refine(({ min, max }) => max > min),
      form: z.enum(['index lines', 'first line', 'json']),
    }),
  }),
  source: z.object({ name: z.string(), uri: z.string().optional(), size: count.optional() }),
  shape: z.string().optional(),
  fields: z
    .object({
      instruction: z.string().optional(),
      responses: z.union([z.string(), z.array(z.string())]),
      reference: z.string().optional(),
    })
    .optional(),
  part: z.object({ kind: z.enum(['picked', 'sample']), rows: z.array(count) }).optional(),
});

const pauseReasons = [...unscoredReasons, 'asked to', 'most requests', 'most cost', 'not written'] as const;

const end = z.object({
  endedAt: z.string(),
  cancelled: z.boolean(),
  paused: z.object({ reason: z.enum(pauseReasons), detail: z.string() }).optional(),
  rows: count.optional(),
});

/** Why a file is not a run file. */
export interface RunFileProblem {
  reason: 'not a run file' | 'newer version';
  message: string;
  next: string;
}

/** The header that a run file's first line holds, or why it is none. */
export function parseHeader(value: unknown): RunHeader | RunFileProblem {
  const parsed = header.safeParse(value);
  if (parsed.success) return parsed.data;
  const { gavel, version } = (value ?? {}) as { gavel?: unknown; version?: unknown };
  if (gavel === 'run' && typeof version === 'number' && version > 1) {
    return {
      reason: 'newer version',
      message: `The run was written by a newer Gavel (format ${version}).`,
      next: 'Update Gavel.',
    };
  }
  return {
    reason: 'not a run file',
    message: 'The first line is not the header of a run.',
    next: 'Open another run file.',
  };
}

/** A record, or undefined when the line holds none. */
export function parseRecord(value: unknown): RunRecord | undefined {
  return record.safeParse(value).data;
}

/** The end record, or undefined. */
export function parseEnd(value: unknown): RunEnd | undefined {
  return z.object({ end }).safeParse(value).data?.end;
}
