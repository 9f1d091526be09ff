import type { Event, Uri } from 'vscode';
import type { RunEnd, RunHeader, RunRecord } from '../runs/run.ts';

/** A run as the surfaces see it: growing while it is judged, or read from its file. One object for the window's life. */
export interface LiveRun {
  readonly id: string;
  /** The run file. */
  readonly uri: Uri;
  readonly header: RunHeader;
  /** What is judged, as a document's address; undefined for a selection. */
  readonly source: Uri | undefined;
  /** In order of completion; only ever appended to. Empty until the run is opened. */
  readonly records: readonly RunRecord[];
  /** Whether `records` holds all there is: false for a run file of which only the header was read. */
  readonly opened: boolean;
  /** Rows to judge in all, when known. */
  readonly total?: number;
  /** `stopped`: the endpoint answered nobody. `interrupted`: the file has no end record and nobody is judging. */
  readonly state: 'running' | 'finished' | 'cancelled' | 'stopped' | 'interrupted';
  readonly end?: RunEnd;
}

/** The runs of this window: those in the extension's storage and the `*.gavel.jsonl` files of the workspace. */
export interface RunStore {
  /** Newest first: the runs of this session, and after `load` those found as files. */
  readonly runs: readonly LiveRun[];
  /** Fires at most ten times a second; undefined when the list itself changed. */
  readonly onDidChange: Event<LiveRun | undefined>;
  /** Finds the run files and reads their headers, once. Called by a surface when it first shows runs. */
  load(): Promise<void>;
  /** Reads a run's records, once. */
  open(id: string): Promise<LiveRun | undefined>;
  /** The newest run over a document, with its records, if one is open. */
  latestFor(source: Uri): LiveRun | undefined;
  /** The newest run over a document, found among the run files and opened if need be. */
  openLatestFor(source: Uri): Promise<LiveRun | undefined>;
}
