import * as z from 'zod';
import { type Canary, canaryKinds } from '../columns/canaries.ts';

const count = z.number().int().nonnegative();

const schema = z.object({
  canary: z.object({
    kind: z.enum(canaryKinds),
    index: count,
    line: count,
    score: z.number().nullable(),
    scale: z.object({ min: z.number(), max: z.number() }).refine(({ min, max }) => max > min),
    tokens: z.object({ input: count, output: count }).optional(),
  }),
});

/** The canary that a line of a run file holds, or undefined. */
export function parseCanary(value: unknown): Canary | undefined {
  return schema.safeParse(value).data?.canary;
}
