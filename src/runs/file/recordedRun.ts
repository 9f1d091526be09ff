import type { RunColumns } from '../columns/runColumns.ts';
import type { RunHeader, RunRecord } from '../run.ts';

/** A run whose records stay in its file and are read back as they are needed; undefined where the file holds none. */
export interface RecordedRun {
  readonly header: RunHeader;
  readonly columns: RunColumns;
  records(slots: readonly number[]): Promise<(RunRecord | undefined)[]>;
}
