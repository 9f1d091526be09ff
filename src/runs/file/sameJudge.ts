import type { Judge } from '../../judging/judge.ts';
import type { JudgeOptions, TaskName } from '../../judging/task.ts';
import { tasks } from '../../judging/tasks.ts';
import type { RunHeader } from '../run.ts';

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

/**
 * In what a judge differs from the one that a run was judged by; empty when the run can go on with it. What makes no
 * difference to the task makes none here.
 */
export function judgeDifferences(header: RunHeader, { task, model, options }: Judge): JudgeDifference[] {
  const differences: JudgeDifference[] = [];
  if (task.name !== header.task) differences.push(`${task.title} instead of ${tasks[header.task].title}`);
  if (model.id !== header.model.id) differences.push(`the model ${model.id} instead of ${header.model.id}`);
  for (const [name, words] of optionWords) {
    const isMeant = (onlyFor[name] ?? task.name) === task.name;
    if (isMeant && !isEqual(options[name], header.options[name])) differences.push(`${words}${values(name)}`);
  }
  return differences;

  /** Both values where they are short; a prompt is not. */
  function values(name: keyof JudgeOptions): string {
    const [now, before] = [options[name], header.options[name]].map((value) => JSON.stringify(value) ?? 'none');
    return now === undefined || before === undefined || now.length + before.length > 80
      ? ''
      : ` (${now} instead of ${before})`;
  }
}

/** Whether a run can go on with a judge: both give the same verdict on the same row. */
export function isSameJudge(header: RunHeader, judge: Judge): boolean {
  return judgeDifferences(header, judge).length === 0;
}

/** Parameters are a flat object; their order says nothing, and one that is undefined is in no run file. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const given = (value: object) => Object.entries(value).filter(([, one]) => one !== undefined);
  const sorted = (value: object) => JSON.stringify(given(value).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}
