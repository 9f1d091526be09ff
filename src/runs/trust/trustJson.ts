import type { Trust } from './trust.ts';
import { verdictsOf } from './verdicts.ts';

/** What a trust report says, as numbers for programs: estimates as `{value, low, high, n}` or `{notDefined, n}`. */
export function trustJson(trust: Trust): Record<string, unknown> {
  const { header, ...measured } = trust;
  const { id, task, model, source, startedAt, options } = header;
  return { run: { id, task, model, source, startedAt, options }, verdicts: verdictsOf(trust), ...measured };
}
