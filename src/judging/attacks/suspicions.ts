import type { Sample } from '../../dataset/sample.ts';
import type { Judgement } from '../judgement.ts';
import type { Task } from '../task.ts';
import { scanText } from './scanText.ts';

/** What is suspicious in the texts that a task judges, by position (0-based): as a judgement keeps it. */
export type Suspicions = NonNullable<Judgement['suspicions']>;

/** The texts of a sample that hold something made to sway or to confuse a judge; most samples have none. */
export function suspicionsOf(task: Task, sample: Sample): Suspicions {
  return task.items(sample).flatMap((text, position) => {
    const kinds = scanText(text);
    return kinds.length > 0 ? [{ position, kinds }] : [];
  });
}
