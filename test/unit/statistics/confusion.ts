import { type ConfusionMatrix, confusionMatrix } from '../../../src/statistics/classification.ts';

/** The matrix of a table in print: a line for each label of people, a column for each of the judge. */
export function fromTable(table: readonly (readonly number[])[]): ConfusionMatrix {
  const people: number[] = [];
  const judge: number[] = [];
  for (const [wanted, line] of table.entries())
    for (const [given, count] of line.entries())
      for (let i = 0; i < count; i++) {
        people.push(wanted);
        judge.push(given);
      }
  const names = table.map((_, i) => `label ${i}`);
  return confusionMatrix(judge, people, names);
}
