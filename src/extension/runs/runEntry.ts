import { Uri } from 'vscode';
import { RunColumns } from '../../runs/columns/runColumns.ts';
import type { RunReader } from '../../runs/file/runReader.ts';
import type { ProgressView } from '../../runs/progress.ts';
import type { RunEnd, RunHeader, RunRecord } from '../../runs/run.ts';
import type { LiveRun } from '../liveRun.ts';
import type { Judging } from './judging.ts';
import { withRunFile } from './runFileBytes.ts';

/** A run that the store knows: being judged by this window, or read from a file. */
export class RunEntry implements LiveRun {
  uri: Uri;
  readonly header: RunHeader;
  readonly source: Uri | undefined;
  readonly columns = new RunColumns();
  opened: boolean;
  reading: number | undefined;
  total: number | undefined;
  end?: RunEnd;
  /** What has taken in the file so far; none before it was first read, or written by this window. */
  reader: RunReader | undefined;
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
    if (this.judging) return this.judging.isPausing ? 'pausing' : 'running';
    if (!this.end) return 'interrupted';
    if (this.end.paused) return 'paused';
    return this.end.cancelled ? 'cancelled' : 'finished';
  }

  get progress(): ProgressView | undefined {
    return this.judging?.progress?.view();
  }

  async records(slots: readonly number[]): Promise<(RunRecord | undefined)[]> {
    if (slots.length === 0) return [];
    const { readRecords } = await import('../../runs/file/runRecords.ts');
    try {
      return await withRunFile(this.uri, (read) => readRecords(this.columns, slots, read));
    } catch {
      // The file is gone.
      return slots.map(() => undefined);
    }
  }

  /** The record of a row by its index in the source; undefined when the run has none. */
  async recordOf(rowIndex: number): Promise<RunRecord | undefined> {
    const slot = this.columns.slotOf(rowIndex);
    return slot === undefined ? undefined : (await this.records([slot]))[0];
  }
}

/** The document that a run judged. A path without a scheme is relative to the run file, so that both can be moved. */
function sourceOf({ source }: RunHeader, runFile: Uri): Uri | undefined {
  if (source.uri === undefined) return undefined;
  return /^[a-z][\w+.-]+:/i.test(source.uri) ? Uri.parse(source.uri) : Uri.joinPath(runFile, '..', source.uri);
}
