import type { Event, Uri } from 'vscode';
import type { RunEnd, RunHeader, RunRecord } from '../runs/run.ts';

/** A run as the surfaces see it: growing while it is judged, or read from its file. */
export interface LiveRun {
  readonly id: string;
  /** The run file. */
  readonly uri: Uri;
  readonly header: RunHeader;
  /** In order of completion; only ever appended to. */
  readonly records: readonly RunRecord[];
  /** Rows to judge in all, when known. */
  readonly total?: number;
  /** `interrupted`: the file has no end record and nobody is judging. */
  readonly state: 'running' | 'finished' | 'cancelled' | 'interrupted';
  readonly end?: RunEnd;
}

/** The runs of this window: those in the extension's storage and the `*.gavel.jsonl` files of the workspace. */
export interface RunStore {
  /** Newest first. Headers are known once `loaded` resolves; records are read on demand by `open`. */
  readonly runs: readonly LiveRun[];
  /** Fires at most ten times a second; undefined when the list itself changed. */
  readonly onDidChange: Event<LiveRun | undefined>;
  /** Reads a run's records, once. */
  open(id: string): Promise<LiveRun | undefined>;
  /** The newest run over a document, with its records, if one is open. */
  latestFor(source: Uri): LiveRun | undefined;
}
