import type { LogOutputChannel } from 'vscode';
import { readRunFile } from './readRunFile.ts';
import type { RunEntry } from './runEntry.ts';

/** A run's file being read: the first rows, then all of it. Both say whether the run's file is there. */
interface Reading {
  first: Promise<boolean>;
  whole: Promise<boolean>;
}

/** Reads the files of runs, each by one at a time: two readers of one file would take its records in twice. */
export class RunReading {
  private readonly log: LogOutputChannel;
  private readonly onRows: (entry: RunEntry) => void;
  private readonly underWay = new Map<RunEntry, Reading>();

  /** `onRows` hears of runs that have more rows than before. */
  constructor(log: LogOutputChannel, onRows: (entry: RunEntry) => void) {
    this.log = log;
    this.onRows = onRows;
  }

  /** Begins to read a run that was not opened before, and resolves once its first rows are there. */
  async firstRows(entry: RunEntry): Promise<boolean> {
    if (!entry.opened) return this.start(entry).first;
    return this.underWay.get(entry)?.first ?? true;
  }

  /** Resolves once a run is read as far as its file went when it was opened. */
  async whole(entry: RunEntry): Promise<boolean> {
    if (!entry.opened) return this.start(entry).whole;
    return this.underWay.get(entry)?.whole ?? true;
  }

  /** Reads what a run's file has gained. */
  async on(entry: RunEntry): Promise<boolean> {
    return this.start(entry).whole;
  }

  private start(entry: RunEntry): Reading {
    const before = this.underWay.get(entry);
    entry.opened = true;
    let firstRows = (_: boolean) => {};
    const some = new Promise<boolean>((resolve) => {
      firstRows = resolve;
    });
    const whole = this.read(entry, before, () => {
      if (entry.columns.length > 0) firstRows(true);
    });
    const reading = { first: Promise.race([some, whole]), whole };
    this.underWay.set(entry, reading);
    void whole.then(() => {
      if (this.underWay.get(entry) === reading) this.underWay.delete(entry);
      this.onRows(entry);
    });
    return reading;
  }

  private async read(entry: RunEntry, before: Reading | undefined, onSlice: () => void): Promise<boolean> {
    if (before && !(await before.whole)) return false;
    try {
      return await readRunFile(entry, () => {
        onSlice();
        this.onRows(entry);
      });
    } catch (error) {
      this.log.warn(`${entry.uri.path}: ${error}`);
      return false;
    }
  }
}
