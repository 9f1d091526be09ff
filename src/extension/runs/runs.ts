import { commands, type Disposable, type Event, EventEmitter, type LogOutputChannel, Uri } from 'vscode';
import type { RunEnd, RunHeader } from '../../runs/run.ts';
import { contextKeys } from '../contributions.ts';
import type { LiveRun, RunStore } from '../liveRun.ts';
import { Throttle } from '../throttle.ts';
import { Judging } from './judging.ts';
import { RunEntry } from './runEntry.ts';
import { copyRunFile, deleteRunFile } from './runFileMoves.ts';
import { findRunFiles, readRunHeads, runFile, watchRunFiles } from './runFiles.ts';
import { RunReading } from './runReading.ts';

/** Surfaces are told of a change at most so often. */
const changeEveryMs = 100;

/** A run file that another program writes is read on at most so often. */
const rereadEveryMs = 1000;

/** The runs of this window. Nothing is read before a surface asks. */
export class Runs implements RunStore, Disposable {
  private readonly folder: Uri;
  private readonly log: LogOutputChannel;
  private readonly changed = new EventEmitter<LiveRun | undefined>();
  private readonly changes = new Throttle<LiveRun | undefined>(changeEveryMs, (runs) => {
    for (const run of runs) this.changed.fire(run);
  });
  private readonly grown = new Throttle<string>(rereadEveryMs, (uris) => {
    for (const uri of uris) void this.adopt(Uri.parse(uri));
  });
  private readonly reading: RunReading;
  private entries: RunEntry[] = [];
  /** How many runs were dropped so far. */
  private dropped = 0;
  private loading: Promise<void> | undefined;
  private watcher: Disposable | undefined;

  readonly onDidChange: Event<LiveRun | undefined> = this.changed.event;

  /** `folder` is where new runs are written. */
  constructor(folder: Uri, log: LogOutputChannel) {
    this.folder = folder;
    this.log = log;
    this.reading = new RunReading(log, (entry) => this.changes.add(entry));
  }

  get runs(): readonly RunEntry[] {
    return this.entries;
  }

  get(id: string): RunEntry | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  load(): Promise<void> {
    this.loading ??= this.find();
    return this.loading;
  }

  async open(id: string): Promise<RunEntry | undefined> {
    const entry = this.get(id);
    return entry && this.keep(entry, await this.reading.firstRows(entry));
  }

  /** A run with all of its records read. */
  async openWhole(id: string): Promise<RunEntry | undefined> {
    const entry = this.get(id);
    return entry && this.keep(entry, await this.reading.whole(entry));
  }

  /** Reads what others have written of a run since it was read. False when its file is gone. */
  async readOn(entry: RunEntry): Promise<boolean> {
    return this.keep(entry, await this.reading.on(entry)) !== undefined;
  }

  latestFor(source: Uri): RunEntry | undefined {
    return this.over(source).find((entry) => entry.opened);
  }

  async openLatestFor(source: Uri): Promise<RunEntry | undefined> {
    await this.load();
    const [newest] = this.over(source);
    return newest && this.open(newest.id);
  }

  /** The runs over a document, the newest first. */
  over(source: Uri): readonly RunEntry[] {
    const key = source.toString();
    return this.entries.filter((entry) => entry.source?.toString() === key);
  }

  /** The run that this window is judging over a document, if there is one. */
  runningOver(source: Uri): RunEntry | undefined {
    return this.over(source).find((entry) => entry.judging);
  }

  /** The runs that this window is judging. */
  get running(): readonly RunEntry[] {
    return this.entries.filter((entry) => entry.judging);
  }

  /** Where the file of a new run goes. */
  fileFor(id: string): Uri {
    return runFile(this.folder, id);
  }

  /** Puts a run that begins now at the top of the list. */
  begin(header: RunHeader, total: number | undefined): RunEntry & { judging: Judging } {
    return this.goOn(new RunEntry(this.fileFor(header.id), header, true), total);
  }

  /** A run is judged by this window from now on, and is the newest. `total` is how many rows that is about, when it is known. */
  goOn(entry: RunEntry, total: number | undefined): RunEntry & { judging: Judging } {
    const begun = Object.assign(entry, { judging: new Judging(), total });
    this.entries = [begun, ...this.entries.filter(({ id }) => id !== begun.id)];
    this.announce(undefined);
    return begun;
  }

  /** There are new records of a run, or it is in another state. */
  touch(entry: RunEntry): void {
    this.changes.add(entry);
  }

  /** `end` is absent when the run could not be brought to its end. */
  finish(entry: RunEntry, end: RunEnd | undefined): void {
    if (end) entry.end = end;
    else delete entry.end;
    if (entry.reader) entry.reader.end = end;
    entry.judging?.hasStopped();
    entry.judging = undefined;
    this.announce(entry);
  }

  /** Forgets a run that could not begin, or whose file is gone. */
  drop(entry: RunEntry): void {
    this.dropped++;
    this.entries = this.entries.filter((one) => one !== entry);
    this.announce(undefined);
  }

  /** Deletes a run and its file; one in the workspace goes to the trash where there is one. Throws when it can't be deleted. */
  async delete(entry: RunEntry): Promise<void> {
    entry.judging?.cancel();
    await entry.judging?.stopped;
    await deleteRunFile(entry.uri, this.isStored(entry) ? 'for good' : 'to the trash');
    this.drop(entry);
  }

  /** Whether a run is in Gavel's own storage, not in the workspace. */
  isStored(entry: LiveRun): boolean {
    return entry.uri.path.startsWith(`${this.folder.path}/`);
  }

  /** Moves a run's file. Throws when it can't be written there. */
  async move(entry: RunEntry, to: Uri): Promise<void> {
    const from = entry.uri;
    await copyRunFile(from, to);
    entry.uri = to;
    await deleteRunFile(from, 'for good');
    this.announce(entry);
  }

  /** The window closes: gives up what is being judged, and waits until its files are closed. */
  async stop(): Promise<void> {
    await Promise.all(
      this.running.map(({ judging }) => {
        judging?.leave();
        return judging?.stopped;
      }),
    );
  }

  dispose(): void {
    void this.stop();
    this.watcher?.dispose();
    this.grown.dispose();
    this.changes.dispose();
    this.changed.dispose();
  }

  private async find(): Promise<void> {
    this.watcher = watchRunFiles(
      this.folder,
      (uri) => this.grown.add(uri.toString()),
      (uri) => this.lose(uri),
    );
    this.add(await readRunHeads(await findRunFiles(this.folder), this.log));
  }

  /** Takes in a run file that is new or has grown, and returns its run; undefined when it is none. */
  async adopt(uri: Uri): Promise<RunEntry | undefined> {
    const known = this.at(uri);
    if (known?.judging) return known;
    const { dropped } = this;
    const [found] = await readRunHeads([uri], this.log);
    // What was deleted while it was read must not come back.
    if (dropped !== this.dropped) return this.adopt(uri);
    if (known && known.id === found?.id) {
      if (known.opened) return this.reread(known, found);
      if (found.end) known.end = found.end;
      else delete known.end;
      this.announce(known);
      return known;
    }
    this.add(found ? [found] : [], known);
    return found && this.get(found.id);
  }

  private async reread(known: RunEntry, found: RunEntry): Promise<RunEntry> {
    if (await this.reading.on(known)) {
      this.announce(known);
      return known;
    }
    this.add([found], known);
    return found;
  }

  private keep(entry: RunEntry, isThere: boolean): RunEntry | undefined {
    if (isThere) return entry;
    if (this.entries.includes(entry)) this.drop(entry);
    return undefined;
  }

  private lose(uri: Uri): void {
    const entry = this.at(uri);
    if (entry && !entry.judging) this.drop(entry);
  }

  private at(uri: Uri): RunEntry | undefined {
    return this.entries.find((entry) => entry.uri.toString() === uri.toString());
  }

  /** A copy of a run that is known already is the same run. */
  private add(found: readonly RunEntry[], instead?: RunEntry): void {
    const kept = this.entries.filter((entry) => entry !== instead);
    const fresh = found.filter((run, i) => ![...kept, ...found.slice(0, i)].some(({ id }) => id === run.id));
    this.entries = [...kept, ...fresh].sort(latestFirst);
    this.announce(undefined);
  }

  private announce(run: LiveRun | undefined): void {
    void commands.executeCommand('setContext', contextKeys.running, this.running.length > 0);
    this.changes.add(run);
  }
}

/** By when something was last written to a run, as far as its first and last line tell. */
function latestFirst(a: RunEntry, b: RunEntry): number {
  if (a.judging || b.judging) return Number(b.judging !== undefined) - Number(a.judging !== undefined);
  const [one, other] = [a, b].map(({ end, header }) => end?.endedAt ?? header.startedAt);
  return one === other ? 0 : (one ?? '') < (other ?? '') ? 1 : -1;
}
