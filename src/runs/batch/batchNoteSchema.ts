import * as z from 'zod';
import type { BatchNote } from './batchNotes.ts';

const schema = z.object({
  batch: z.object({
    file: z.string().min(1),
    at: z.string(),
    keys: z.base64().optional(),
    id: z.string().min(1).optional(),
    closed: z.enum(['collected', 'failed', 'not submitted', 'given up']).optional(),
  }),
});

/** The note that a line of a run file holds, or undefined. */
export function parseBatchNote(value: unknown): BatchNote | undefined {
  return schema.safeParse(value).data?.batch;
}
