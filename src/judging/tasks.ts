import { complexity } from './complexity.ts';
import { custom } from './custom.ts';
import { deitaComplexity, deitaQuality } from './deita.ts';
import { judgelm } from './judgelm.ts';
import { quality } from './quality.ts';
import type { Task, TaskName } from './task.ts';

/** The judging methods by name. A new method is one new file and one line here. */
export const tasks: Readonly<Record<TaskName, Task>> = {
  quality,
  judgelm,
  complexity,
  'deita-quality': deitaQuality,
  'deita-complexity': deitaComplexity,
  custom,
};
