import { idleOptions } from '../../judging/idleOptions.ts';
import type { Judge } from '../../judging/judge.ts';
import type { JudgeOptions, TaskName } from '../../judging/task.ts';
import { tasks } from '../../judging/tasks.ts';
import { judgeNames, type RunHeader } from '../run.ts';

/** One thing in which a judge is not the judge of a run, in words: "JudgeLM instead of QualityScorer". */
export type JudgeDifference = string;

/** What else than the judge's name an option is called by people; in the order of telling. */
const optionWords: readonly (readonly [keyof JudgeOptions, string])[] = [
  ['reply', 'the form of the reply'],
  ['explain', 'whether it explains'],
  ['offScale', 'what becomes of scores off the scale'],
  ['reasks', 'how often it is asked again'],
  ['instructionsTogether', 'how many instructions it compares'],
  ['dialect', 'the dialect'],
  ['systemPrompt', 'the system prompt'],
  ['taskDescription', 'the task description'],
  ['template', 'the template'],
  ['parameters', 'the parameters'],
  ['order', 'the order of the responses'],
  ['permutations', 'how many orders it asks in'],
  ['samples', 'how many replies it takes'],
  ['combine', 'how replies become one score'],
  ['scoring', 'plain or expected scores'],
  ['leastMass', 'the least probability of an expected score'],
  ['criteria', 'the criteria'],
  ['hardened', 'when responses are shown as JSON strings'],
  ['custom', 'the scale and the form of the reply'],
];

/** Options that say nothing to the other tasks. */
const onlyFor: Partial<Record<keyof JudgeOptions, TaskName>> = {
  instructionsTogether: 'complexity',
  dialect: 'judgelm',
  systemPrompt: 'judgelm',
  taskDescription: 'judgelm',
  custom: 'custom',
};

/** A judge as the header of a run names it. */
export type NamedJudge = Pick<RunHeader, 'task' | 'model' | 'jury' | 'options'>;

/**
 * In what a judge differs from the one that a run was judged by; empty when the run can go on with it. What makes no
 * difference to the task makes none here.
 */
export function judgeDifferences(before: NamedJudge, now: NamedJudge): JudgeDifference[] {
  const differences: JudgeDifference[] = [];
  if (now.task !== before.task) differences.push(`${tasks[now.task].title} instead of ${tasks[before.task].title}`);
  if (now.model.id !== before.model.id) differences.push(`the model ${now.model.id} instead of ${before.model.id}`);
  const [idle, idleBefore] = [now, before].map(({ task, options, jury }) =>
    idleOptions(tasks[task], options, jury?.length ?? 1),
  );
  for (const [name, words] of optionWords) {
    const isIdle = idle?.has(name) && idleBefore?.has(name);
    const isMeant = (onlyFor[name] ?? now.task) === now.task && !isIdle;
    if (isMeant && !isEqual(now.options[name], before.options[name])) differences.push(`${words}${values(name)}`);
  }
  return differences;

  /** Both values where they are short; a prompt is not. */
  function values(name: keyof JudgeOptions): string {
    const [value = 'none', other = 'none'] = [now, before].map(({ options }) => JSON.stringify(options[name]));
    return value.length + other.length > 80 ? '' : ` (${value} instead of ${other})`;
  }
}

/** A judge in the words of a run's header. */
export function namedJudge(judge: Judge): NamedJudge {
  return { task: judge.task.name, ...judgeNames(judge), options: judge.options };
}

/** Whether a run can go on with a judge: both give the same verdict on the same row. */
export function isSameJudge(header: RunHeader, judge: Judge): boolean {
  return judgeDifferences(header, namedJudge(judge)).length === 0;
}

/** Parameters are a flat object; their order says nothing, and one that is undefined is in no run file. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const given = (value: object) => Object.entries(value).filter(([, one]) => one !== undefined);
  const sorted = (value: object) => JSON.stringify(given(value).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}
