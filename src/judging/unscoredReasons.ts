import { failureReasons } from '../models/model.ts';

/**
 * Why a sample has no verdict, or not a whole one: what the reply was, what the endpoint did, what came of the template.
 * "cancelled" is never written to a run file: such a row is simply still to be judged.
 */
export const unscoredReasons = [
  'unreadable',
  'missing',
  'off scale',
  'refused',
  'truncated',
  'empty reply',
  'template',
  ...failureReasons,
] as const;
