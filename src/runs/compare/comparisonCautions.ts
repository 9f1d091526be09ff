import { tasks } from '../../judging/tasks.ts';
import { judgeDifferences } from '../file/sameJudge.ts';
import type { RunHeader } from '../run.ts';
import type { ComparedRun } from './compareRuns.ts';
import { runLabel } from './comparisonWords.ts';
import { subjectOf } from './rowScores.ts';

/** In what the judge of a run differs from the judge of the first, in words; empty when it does not. */
export function judgeDifference(first: RunHeader, other: RunHeader): string {
  const isAtOnePlace = endpointOf(first) === endpointOf(other);
  const [a, b] = [first, other].map((header) => (isAtOnePlace ? withoutEndpoint(header) : header));
  return a && b ? judgeDifferences(a, b).join('; ') : '';
}

/** What its id says beside its name: ` @ http://127.0.0.1:8000/v1`. */
function endpointOf({ model: { id, name } }: RunHeader): string {
  return id.startsWith(name) ? id.slice(name.length) : id;
}

function withoutEndpoint(header: RunHeader): RunHeader {
  return { ...header, model: { ...header.model, id: header.model.name } };
}

/** What to know before believing the comparison of a run with the first. */
export function cautions([first, ...others]: readonly ComparedRun[]): string[] {
  if (!first) return [];
  return others.flatMap(({ header }, i) => cautionsOf(first.header, header, runLabel(i + 1)));
}

function cautionsOf(first: RunHeader, other: RunHeader, label: string): string[] {
  const [a, b] = [tasks[first.task].title, tasks[other.task].title];
  const isSameSubject = subjectOf(first.task) === subjectOf(other.task);
  return [
    first.id === other.id && `${label} is the same run as A.`,
    !isSameSubject &&
      `A (${a}) scores the ${subjectOf(first.task)} of a row, and ${label} (${b}) the ${subjectOf(other.task)}: that one is higher says nothing of the other.`,
    isSameSubject &&
      first.task !== other.task &&
      `A is of ${a} and ${label} of ${b}: other questions on other scales. Scores are compared by how far up their scale they are.`,
    readsOtherTexts(first, other) &&
      `A and ${label} read their texts from other fields of the rows: the responses need not be the same.`,
  ].filter((words) => words !== false);
}

function readsOtherTexts(a: RunHeader, b: RunHeader): boolean {
  const how = ({ shape, fields }: RunHeader) => JSON.stringify(fields ?? shape);
  // A selection has no shape, and its hash is of what was selected.
  return a.shape !== undefined && b.shape !== undefined && how(a) !== how(b);
}
