import { commands, type Disposable, type Event, EventEmitter, type LogOutputChannel, Uri, workspace } from 'vscode';
import type { RunEnd, RunHeader, RunRecord } from '../../runs/run.ts';
import { contextKeys } from '../contributions.ts';
import type { LiveRun, RunStore } from '../liveRun.ts';
import { Throttle } from '../throttle.ts';
import { Judging, RunEntry } from './runEntry.ts';
import { findRunFiles, readRunHeads, readRunRecords, runFile, watchRunFiles } from './runFiles.ts';

/** Surfaces are told of a change at most so often. */
const changeEveryMs = 100;

/** A run file of the workspace that another program writes is read again at most so often. */
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
  private readonly opening = new Map<string, Promise<boolean>>();
  private entries: RunEntry[] = [];
  private loading: Promise<void> | undefined;
  private watcher: Disposable | undefined;

  readonly onDidChange: Event<LiveRun | undefined> = this.changed.event;

  /** `folder` is where new runs are written. */
  constructor(folder: Uri, log: LogOutputChannel) {
    this.folder = folder;
    this.log = log;
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
    if (!entry || entry.opened) return entry;
    const reading = this.opening.get(id) ?? readRunRecords(entry, this.log);
    this.opening.set(id, reading);
    const isThere = await reading;
    this.opening.delete(id);
    if (isThere) return entry;
    this.drop(entry);
    return undefined;
  }

  latestFor(source: Uri): RunEntry | undefined {
    return this.over(source).find((entry) => entry.opened);
  }

  async openLatestFor(source: Uri): Promise<RunEntry | undefined> {
    await this.load();
    const [newest] = this.over(source);
    return newest && this.open(newest.id);
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
    const entry = Object.assign(new RunEntry(this.fileFor(header.id), header, true), { judging: new Judging() });
    if (total !== undefined) entry.total = total;
    this.entries = [entry, ...this.entries];
    this.announce(undefined);
    return entry;
  }

  append(entry: RunEntry, record: RunRecord): void {
    entry.records.push(record);
    this.changes.add(entry);
  }

  /** `end` is absent when the run could not be brought to its end. */
  finish(entry: RunEntry, end: RunEnd | undefined): void {
    if (end) entry.end = end;
    entry.judging?.hasStopped();
    entry.judging = undefined;
    this.announce(entry);
  }

  /** Forgets a run that could not begin, or whose file is gone. */
  drop(entry: RunEntry): void {
    this.entries = this.entries.filter((one) => one !== entry);
    this.announce(undefined);
  }

  /** Deletes a run and its file; one in the workspace goes to the trash where there is one. Throws when the file can't be deleted. */
  async delete(entry: RunEntry): Promise<void> {
    entry.judging?.cancel();
    await entry.judging?.stopped;
    const remove = (useTrash: boolean) => workspace.fs.delete(entry.uri, { useTrash });
    // Not every file system has a trash.
    if (this.isStored(entry)) await remove(false);
    else await remove(true).then(undefined, () => remove(false));
    this.drop(entry);
  }

  /** Whether a run is in Gavel's own storage, not in the workspace. */
  isStored(entry: LiveRun): boolean {
    return entry.uri.path.startsWith(`${this.folder.path}/`);
  }

  /** Moves a run's file. Throws when it can't be written there. */
  async move(entry: RunEntry, to: Uri): Promise<void> {
    await workspace.fs.copy(entry.uri, to, { overwrite: true });
    const from = entry.uri;
    entry.uri = to;
    await workspace.fs.delete(from);
    this.announce(entry);
  }

  /** Cancels what is being judged and waits until its files are closed. */
  async stop(): Promise<void> {
    await Promise.all(
      this.running.map(({ judging }) => {
        judging?.cancel();
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

  private over(source: Uri): RunEntry[] {
    const key = source.toString();
    return this.entries.filter((entry) => entry.source?.toString() === key);
  }

  private async find(): Promise<void> {
    this.watcher = watchRunFiles(
      (uri) => this.grown.add(uri.toString()),
      (uri) => this.lose(uri),
    );
    this.add(await readRunHeads(await findRunFiles(this.folder), this.log));
  }

  /** Takes in a run file that is new or has grown, and returns its run; undefined when it is none. */
  async adopt(uri: Uri): Promise<RunEntry | undefined> {
    const known = this.at(uri);
    if (known?.judging) return known;
    if (known?.opened && (await readRunRecords(known, this.log))) {
      this.announce(known);
      return known;
    }
    const [found] = await readRunHeads([uri], this.log);
    if (known && known.id === found?.id && !known.opened) known.end = found.end;
    else this.add(found ? [found] : [], known);
    return found && this.get(found.id);
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
    this.entries = [...kept, ...fresh].sort((a, b) => b.header.startedAt.localeCompare(a.header.startedAt));
    this.announce(undefined);
  }

  private announce(run: LiveRun | undefined): void {
    void commands.executeCommand('setContext', contextKeys.running, this.running.length > 0);
    this.changes.add(run);
  }
}
