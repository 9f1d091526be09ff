import type { RowProblem } from '../dataset/problem.ts';
import type { FieldMapping } from '../dataset/rowShape.ts';
import type { Sample } from '../dataset/sample.ts';
import type { Judgement, UnscoredReason } from '../judging/judgement.ts';
import type { JudgeOptions, TaskName } from '../judging/task.ts';

/** Where a sample came from: the row's 0-based index, its 1-based line, its bytes in the file, its content hash. */
export interface RowRef {
  index: number;
  line: number;
  offset: number;
  length: number;
  hash: string;
}

/** A sample to judge, or a row that can't be judged and why. */
export type RunItem = { row: RowRef; sample: Sample } | { row: RowRef; problem: RowProblem };

/** A judged row. `key` is the hash of what was asked; `sample` is kept where there is no file to read it from again. */
export interface JudgedRecord {
  row: RowRef;
  key: string;
  judgement: Judgement;
  sample?: Sample;
  /** Indexes of the rows judged in the same request, this one among them, in the order asked. */
  together?: number[];
}

/** A row that could not be judged at all. */
export interface MalformedRecord {
  row: RowRef;
  problem: Pick<RowProblem, 'message' | 'next' | 'line' | 'column'> & { reason: string };
}

/** What a run says of one row. */
export type RunRecord = JudgedRecord | MalformedRecord;

/** First line of a run file: what is needed to explain its judgements and to go on with it. */
export interface RunHeader {
  gavel: 'run';
  version: 1;
  id: string;
  /** ISO 8601. */
  startedAt: string;
  task: TaskName;
  model: { id: string; name: string };
  options: JudgeOptions;
  /** What is judged: `uri` is absent for a selection. */
  source: { name: string; uri?: string; size?: number };
  /** How samples are read from rows: the row shape's name, and the user's own fields where there are some. */
  shape?: string;
  fields?: FieldMapping;
}

/** How a run ended. `stopped`: the endpoint answered nobody, so the rest was not asked. */
export interface RunOutcome {
  cancelled: boolean;
  stopped?: { reason: UnscoredReason; detail: string };
}

/** Last line of a run file. Its absence says that the run did not end by itself. `endedAt` is ISO 8601. */
export interface RunEnd extends RunOutcome {
  endedAt: string;
}

/** Whether a record is a judgement. */
export function isJudged(record: RunRecord): record is JudgedRecord {
  return 'judgement' in record;
}
