import type { Event, Uri } from 'vscode';
import type { RunColumns } from '../runs/columns/runColumns.ts';
import type { ProgressView } from '../runs/progress.ts';
import type { RunEnd, RunHeader, RunRecord } from '../runs/run.ts';

/** A run as the surfaces see it: growing while it is judged, or read from its file. One object for the window's life. */
export interface LiveRun {
  readonly id: string;
  /** The run file. */
  readonly uri: Uri;
  readonly header: RunHeader;
  /** What is judged, as a document's address; undefined for a selection. */
  readonly source: Uri | undefined;
  /** Everything but texts, by slot. Empty until the run is opened; grows while it is read or judged. */
  readonly columns: RunColumns;
  /** Whether its file has been asked for: false for a run file of which only the header was read. */
  readonly opened: boolean;
  /** How much of the file has been read, 0..1, while it is being read; undefined before and after. */
  readonly reading?: number | undefined;
  /** Rows to judge in all, when known. */
  readonly total?: number | undefined;
  /**
   * `pausing`: what is under way is being finished. `paused`: it goes on with one click; `end.paused` says why it does not.
   * `interrupted`: the file has no end record and this window is not judging it.
   */
  readonly state: 'running' | 'pausing' | 'finished' | 'cancelled' | 'paused' | 'interrupted';
  readonly end?: RunEnd;
  /** While this window judges it. */
  readonly progress?: ProgressView | undefined;
  /** Records read back from the run file; undefined where the file does not hold one any more. Never rejects. */
  records(slots: readonly number[]): Promise<(RunRecord | undefined)[]>;
}

/** The runs of this window: those in the extension's storage and the `*.gavel.jsonl` files of the workspace. */
export interface RunStore {
  /** The last written first: the runs of this session, and after `load` those found as files. */
  readonly runs: readonly LiveRun[];
  /** Fires at most ten times a second; undefined when the list itself changed. */
  readonly onDidChange: Event<LiveRun | undefined>;
  /** Finds the run files and reads their headers, once. Called by a surface when it first shows runs. */
  load(): Promise<void>;
  /** Begins to read a run's file and resolves once its first rows are there; `onDidChange` tells of the others. */
  open(id: string): Promise<LiveRun | undefined>;
  /** The newest run over a document, with its records, if one is open. */
  latestFor(source: Uri): LiveRun | undefined;
  /** The newest run over a document, found among the run files and opened if need be. */
  openLatestFor(source: Uri): Promise<LiveRun | undefined>;
}
