import type { JudgeOptions, Task } from './task.ts';

/**
 * The options about several replies that make no difference, as the others are: two judges that differ in nothing else
 * give the same verdict. `members`: how many models are asked.
 */
export function idleOptions(
  { pointwise }: Pick<Task, 'pointwise'>,
  { order, samples, scoring }: JudgeOptions,
  members: number,
): ReadonlySet<keyof JudgeOptions> {
  const idle = new Set<keyof JudgeOptions>();
  const isInOrders = order !== 'as given' && !pointwise;
  if (order !== 'permute' || pointwise) idle.add('permutations');
  if (!isInOrders && samples === 1 && members === 1) idle.add('combine');
  if (scoring !== 'expected' && !pointwise) idle.add('leastMass');
  if (pointwise) idle.add('order').add('scoring');
  return idle;
}
