import type { RowProblem } from '../dataset/problem.ts';
import type { FieldMapping } from '../dataset/rowShape.ts';
import type { Sample } from '../dataset/sample.ts';
import type { Judge } from '../judging/judge.ts';
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
  /** The kept replies were read anew, so this counts even where it says less than what was read before. */
  reread?: true;
}

/** A row that could not be judged at all. */
export interface MalformedRecord {
  row: RowRef;
  problem: Pick<RowProblem, 'message' | 'next' | 'line' | 'column'> & { reason: string };
}

/** What a run says of one row. */
export type RunRecord = JudgedRecord | MalformedRecord;

/**
 * A row whose judgement stands in the run already, under the same key: one of several identical rows, or a row that has
 * moved since it was judged. It cost nothing.
 */
export interface SameRecord {
  row: RowRef;
  key: string;
  same: true;
}

/** A record as it is written: of an identical row only where its judgement stands. */
export type WrittenRecord = RunRecord | SameRecord;

/** What a run judges: `uri` is absent for a selection. `size` in bytes. */
export interface RunSource {
  name: string;
  uri?: string;
  size?: number;
}

/**
 * Some rows of a source, by their 0-based indexes: those that the user picked, or a random sample. A run that was begun
 * for a sample may go on with the rest.
 */
export interface RunPart {
  kind: 'picked' | 'sample';
  rows: number[];
}

/** First line of a run file: what is needed to explain its judgements and to go on with it. */
export interface RunHeader {
  gavel: 'run';
  version: 1;
  id: string;
  /** ISO 8601. */
  startedAt: string;
  task: TaskName;
  /** Of a jury all members together: their ids and names with ` + ` between them. */
  model: { id: string; name: string };
  /** The members of a jury, in the order asked. */
  jury?: { id: string; name: string }[];
  options: JudgeOptions;
  source: RunSource;
  /** How samples are read from rows: the row shape's name, and the user's own fields where there are some. */
  shape?: string;
  fields?: FieldMapping;
  /** What it was begun for; absent: all rows. */
  part?: RunPart;
}

/**
 * Why a run that has more to ask does not ask it now: the endpoint answers nobody (an unscored reason), the user wants it
 * so, a spend cap is reached, or the run file can't be written.
 */
export type PauseReason = UnscoredReason | 'asked to' | 'most requests' | 'most cost' | 'not written';

/** How a run ended. A paused run goes on where it was; nothing is recorded for the rows that it did not ask. */
export interface RunOutcome {
  cancelled: boolean;
  paused?: { reason: PauseReason; detail: string };
  /** Rows of the source, when all of them were read: what the run says of rows beyond is of an earlier file. */
  rows?: number;
}

/** Says that a run has ended, as the last line of its file or before it was gone on with. `endedAt` is ISO 8601. */
export interface RunEnd extends RunOutcome {
  endedAt: string;
}

/** A stretch of a run file: where a line is, in bytes. */
export interface Place {
  offset: number;
  length: number;
}

/** A record and where it was written. */
export interface PlacedRecord extends Place {
  record: WrittenRecord;
}

/** Whether a record is a judgement. */
export function isJudged(record: WrittenRecord): record is JudgedRecord {
  return 'judgement' in record;
}

/** Whether a record only says where its judgement stands. */
export function isSame(record: WrittenRecord): record is SameRecord {
  return 'same' in record;
}

/** What the header of a run calls its judge. */
export function judgeNames({ model: { id, name }, members }: Judge): Pick<RunHeader, 'model' | 'jury'> {
  const jury = members.map((member) => ({ id: member.id, name: member.name }));
  return { model: { id, name }, ...(jury.length > 1 && { jury }) };
}
