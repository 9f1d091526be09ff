import * as z from 'zod';
import type { RowLabel } from '../columns/rowLabels.ts';
import type { RunEnd } from '../run.ts';

/** More responses than any row has that a person labels. */
const mostResponses = 1000;

const schema = z.object({
  label: z.object({
    hash: z.string().min(1).max(64),
    at: z.string().max(64),
    choice: z.union([z.number().int().nonnegative().max(mostResponses), z.literal('tie')]).optional(),
    thumbs: z
      .array(z.enum(['up', 'down']).nullable())
      .max(mostResponses)
      .optional(),
    scores: z.array(z.number().nullable()).max(mostResponses).optional(),
  }),
});

/** The label that a line of a run file holds, or undefined. */
export function parseRowLabel(value: unknown): RowLabel | undefined {
  return schema.safeParse(value).data?.label;
}

/**
 * What is written into a run file for a label. A run that has ended says so again: its last line tells how it ended, and
 * a label changes nothing of that.
 */
export function rowLabelLines(label: RowLabel, end: RunEnd | undefined): Uint8Array {
  const lines = [{ label }, ...(end ? [{ end }] : [])];
  return new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
