import { Uri } from 'vscode';
import type { RunEnd, RunHeader, RunRecord } from '../../runs/run.ts';
import type { StoredRun } from '../../runs/runFile.ts';
import type { LiveRun } from '../liveRun.ts';

/** A run under way: how to stop it, and when it has stopped, its file closed. */
export class Judging {
  private readonly controller = new AbortController();
  private settle = () => {};
  readonly stopped = new Promise<void>((resolve) => {
    this.settle = resolve;
  });

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  cancel(): void {
    this.controller.abort();
  }

  hasStopped(): void {
    this.settle();
  }
}

/** A run that the store knows: being judged by this window, or read from a file. */
export class RunEntry implements LiveRun {
  uri: Uri;
  readonly header: RunHeader;
  readonly source: Uri | undefined;
  readonly records: RunRecord[] = [];
  opened: boolean;
  total?: number;
  end?: RunEnd;
  /** Set while this window judges it. */
  judging: Judging | undefined;

  constructor(uri: Uri, header: RunHeader, opened: boolean) {
    this.uri = uri;
    this.header = header;
    this.source = sourceOf(header, uri);
    this.opened = opened;
  }

  get id(): string {
    return this.header.id;
  }

  get state(): LiveRun['state'] {
    if (this.judging) return 'running';
    if (!this.end) return 'interrupted';
    if (this.end.stopped) return 'stopped';
    return this.end.cancelled ? 'cancelled' : 'finished';
  }

  /**
   * Takes in what the file says now. A run file only grows, so what is known stays; false when it is another file by
   * now.
   */
  update({ header, records, end }: StoredRun): boolean {
    if (header.id !== this.id || records.length < this.records.length) return false;
    this.records.push(...records.slice(this.records.length));
    this.opened = true;
    if (end) this.end = end;
    return true;
  }
}

/** The document that a run judged. A path without a scheme is relative to the run file, so that both can be moved. */
function sourceOf({ source }: RunHeader, runFile: Uri): Uri | undefined {
  if (source.uri === undefined) return undefined;
  return /^[a-z][\w+.-]+:/i.test(source.uri) ? Uri.parse(source.uri) : Uri.joinPath(runFile, '..', source.uri);
}
