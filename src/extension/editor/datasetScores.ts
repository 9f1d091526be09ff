import { Disposable, type Event, EventEmitter, type TextDocument, type Uri, window, workspace } from 'vscode';
import { runFileSuffix } from '../contributions.ts';
import type { LiveRun, RunStore } from '../liveRun.ts';
import { DocumentScores } from './documentScores.ts';

/** As many runs as show in one document: the newest, and older ones for the rows that it left out. */
const mostRuns = 5;

/** Whether a document is a dataset by its name or language. A `.json` file is one only once it was judged. */
export function isDataset({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  if (uri.path.endsWith(runFileSuffix)) return false;
  return languageId === 'jsonl' || /\.(jsonl|ndjson)$/i.test(uri.path);
}

/** Whether a run judged this file, or rows of it. */
function isOver(run: LiveRun, uri: Uri): boolean {
  return run.source?.toString() === uri.toString();
}

/**
 * The scores of the datasets that are on screen: what badges, hovers, CodeLens and Problems draw from. Nothing is read
 * before a dataset shows.
 */
export class DatasetScores implements Disposable {
  private readonly store: RunStore;
  private readonly documents = new Map<string, DocumentScores>();
  private readonly cleared = new WeakSet<LiveRun>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly listeners: Disposable;
  /** Runs whose file is being read: only then is it known whether older ones are needed beside them. */
  private readonly unread = new WeakSet<LiveRun>();
  /** The attachment under way, by document: one that was overtaken has nothing to say any more. */
  private readonly attaching = new WeakMap<TextDocument, symbol>();

  /** Fires with the document whose rows have other scores, or another text, than before. */
  readonly onDidChange: Event<Uri> = this.changed.event;

  constructor(store: RunStore) {
    this.store = store;
    this.listeners = Disposable.from(
      store.onDidChange((run) => this.follow(run)),
      window.onDidChangeVisibleTextEditors(() => this.attachVisible()),
      workspace.onDidCloseTextDocument(({ uri }) => this.detach(uri)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        this.of(document.uri)?.edit(contentChanges);
        if (this.of(document.uri)) this.changed.fire(document.uri);
      }),
    );
    this.attachVisible();
  }

  of(uri: Uri): DocumentScores | undefined {
    return this.documents.get(uri.toString());
  }

  /** Takes the scores out of a document's sight, until something in it is judged anew. */
  clear(uri: Uri): void {
    for (const run of this.store.runs) if (isOver(run, uri)) this.cleared.add(run);
    const document = this.of(uri)?.document;
    if (document) void this.attach(document);
  }

  dispose(): void {
    this.listeners.dispose();
    for (const scores of this.documents.values()) scores.dispose();
    this.documents.clear();
    this.changed.dispose();
  }

  private attachVisible(): void {
    for (const { document } of window.visibleTextEditors) if (!this.of(document.uri)) void this.attach(document);
  }

  private follow(run: LiveRun | undefined): void {
    const known = run && [...this.documents.values()].find(({ runs }) => runs.includes(run));
    if (known) {
      known.follow();
      this.changed.fire(known.document.uri);
      if (run.reading === undefined && this.unread.delete(run)) void this.attach(known.document);
      return;
    }
    const visible = window.visibleTextEditors.map(({ document }) => document);
    const attached = [...this.documents.values()].map(({ document }) => document);
    for (const document of new Set([...visible, ...attached])) {
      if (!run || isOver(run, document.uri)) void this.attach(document);
    }
  }

  /** Gives a document the runs over it that are in the store now. */
  private async attach(document: TextDocument): Promise<void> {
    const { uri, languageId } = document;
    const mayBeJudged = isDataset(document) || languageId === 'json' || this.store.runs.some((run) => isOver(run, uri));
    if (!mayBeJudged) return;
    const attachment = Symbol();
    this.attaching.set(document, attachment);
    const runs = await this.runsOver(document);
    if (!this.of(uri) && runs.length === 0) return;
    const { contentHash } = await import('../../dataset/hash.ts');
    if (document.isClosed || this.attaching.get(document) !== attachment) return;
    const scores = this.of(uri) ?? new DocumentScores(document, contentHash, () => this.changed.fire(uri));
    this.documents.set(uri.toString(), scores);
    scores.setRuns(runs);
    this.changed.fire(uri);
  }

  /** The newest runs over a document, opened, until they may cover it. */
  private async runsOver({ uri, lineCount }: TextDocument): Promise<LiveRun[]> {
    await this.store.load();
    const found: LiveRun[] = [];
    let rows = 0;
    for (const run of this.store.runs) {
      if (!isOver(run, uri) || this.cleared.has(run)) continue;
      const opened = await this.store.open(run.id);
      if (!opened) continue;
      found.push(opened);
      if (opened.reading !== undefined) this.unread.add(opened);
      rows += opened.columns.totals.rows;
      if (opened.reading !== undefined || found.length === mostRuns || rows >= lineCount) break;
    }
    return found;
  }

  private detach(uri: Uri): void {
    this.of(uri)?.dispose();
    if (this.documents.delete(uri.toString())) this.changed.fire(uri);
  }
}
