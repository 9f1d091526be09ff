import type { JsonObject, JsonPath } from './json.ts';
import type { SampleProblem } from './problem.ts';
import type { Sample } from './sample.ts';

/** The user's own mapping, `gavel.fields`, as JSON paths: `a.b[0].c`, `answers[*].text`, `turns[-1].value`, `$.x`. */
export interface FieldMapping {
  /** Absent: a field with a usual name (`prompt`, `question`, …). */
  instruction?: string;
  /** A path that gives one response or a list of them, or a path a response. */
  responses: string | string[];
  reference?: string;
}

/** How to read a sample from a row. */
export interface RowShape {
  /** "distilabel", "JudgeLM", "AlpacaEval". */
  readonly name: string;
  /** The family's row in the table of row shapes. */
  readonly number: number;
  matches(row: JsonObject): boolean;
  read(row: JsonObject): Sample | SampleProblem;
  /** Where each response sits in the row, in the sample's order. */
  responsePaths(row: JsonObject): JsonPath[];
  /** The shape as a mapping of this row, to be shown and changed. */
  fields(row: JsonObject): FieldMapping;
}
