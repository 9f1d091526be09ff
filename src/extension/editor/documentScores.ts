import type { TextDocument, TextDocumentContentChangeEvent } from 'vscode';
import { breather } from '../../runs/breathe.ts';
import type { RecordCells, RowStatus } from '../../runs/columns/recordCells.ts';
import type { RowRef } from '../../runs/run.ts';
import type { LiveRun } from '../liveRun.ts';
import { alignRows } from './alignRows.ts';
import { type DocumentRow, type DocumentRows, isRowALine, lineRows, readDocumentRows } from './documentRows.ts';
import { LineAnchors } from './lineAnchors.ts';
import { Memory } from './memory.ts';
import { RunLayer } from './runLayer.ts';

/** What is known of a row that stands in a document. */
export interface RowScore {
  run: LiveRun;
  /** Where the run holds the row's record. */
  slot: number;
  cells: RecordCells;
  /** The row is not what was judged any more: the score is of its earlier text. */
  stale: boolean;
  row: DocumentRow;
}

/** So many line texts keep their hash: what a few screens show. */
const rememberedHashes = 4000;

/** What has come is taken in at once for so many milliseconds, the rest later. */
const followMs = 3;

/** Reading a multi-line document again, and aligning, wait until the typing pauses. */
const settleMs = 300;

/** So many rows of a run under way are looked at to see whether the document is what it judges. */
const sampledRows = 16;

/**
 * The scores of one open dataset: which slot of which run each of its rows has, newest run first, by content; and which
 * rows have changed since, by following the edits. What takes longer than a moment is done in slices.
 */
export class DocumentScores {
  readonly document: TextDocument;
  private readonly contentHash: (text: string) => string;
  private readonly changed: () => void;
  private readonly hashes = new Memory<string>(rememberedHashes);
  private rows: DocumentRows;
  private readonly wholeLines: boolean;
  private layers: RunLayer[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The settling under way: one that was overtaken gives up. */
  private settling: symbol | undefined;

  /** `changed` is called when rows have other scores than before, except by `setRuns`, `follow` and `edit`. */
  constructor(document: TextDocument, contentHash: (text: string) => string, changed: () => void) {
    this.document = document;
    this.contentHash = contentHash;
    this.changed = changed;
    this.wholeLines = isRowALine(document);
    this.rows = this.wholeLines ? lineRows(document) : { at: () => undefined, all: () => [] };
    if (!this.wholeLines) this.settleSoon(0);
  }

  /** The runs whose scores are shown, newest first. */
  get runs(): readonly LiveRun[] {
    return this.layers.map(({ run }) => run);
  }

  setRuns(runs: readonly LiveRun[]): void {
    this.layers = runs.map(
      (run) => this.layers.find((layer) => layer.run === run) ?? new RunLayer(run, this.contentHash('')),
    );
    this.follow();
  }

  /** Takes in what the runs have judged since. */
  follow(): void {
    const until = performance.now() + followMs;
    for (const layer of this.layers) {
      layer.follow(() => performance.now() > until);
      // What is being judged was just read from here, if it is not a run that was gone on with after an edit.
      if (!layer.anchors && layer.isUnderWay && layer.isTaken && this.standsAsJudged(layer))
        layer.setAnchors(LineAnchors.unchanged());
    }
    if (this.isUnsettled() && this.timer === undefined && this.settling === undefined) this.settleSoon(0);
  }

  /** Follows an edit of the document. */
  edit(changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const { range, text } of changes) {
      const breaks = text.split(/\r\n|\r|\n/).length - 1;
      const { start, end } = range;
      const edit = { startLine: start.line, startCharacter: start.character, endLine: end.line, breaks };
      for (const layer of this.layers) layer.edit(edit);
    }
    if (!this.wholeLines || this.isUnsettled()) this.settleSoon(settleMs);
  }

  /** What is known of the row on a line (0-based); undefined when there is no row or no record of it. */
  at(line: number): RowScore | undefined {
    const row = this.rows.at(line);
    if (!row) return undefined;
    const hash = this.hash(row.text);
    for (const layer of this.layers) {
      const slot = layer.ofContent(hash, row.line);
      if (slot === undefined) continue;
      this.pin(layer, row.line, slot);
      return scoreOf(layer, slot, row, false);
    }
    for (const layer of this.layers) {
      const slot = layer.ofLine(row.line);
      if (slot !== undefined) return scoreOf(layer, slot, row, true);
    }
    return undefined;
  }

  /** The row that starts on this line, judged or not. */
  rowAt(line: number): DocumentRow | undefined {
    const row = this.rows.at(line);
    return row?.line === line ? row : undefined;
  }

  /**
   * The rows of these states that stand unchanged and were not judged again, in the order of the judged lines; undefined
   * for one that does not, so that whoever looks can stop for a breath or for good.
   */
  *standing(states: ReadonlySet<RowStatus>): Generator<RowScore | undefined> {
    for (const layer of this.layers) {
      const { judged, run } = layer;
      for (let origin = 0; origin < judged.lineCount; origin++) {
        const slot = judged.at(origin);
        if (slot === undefined || !states.has(run.columns.statusOf(slot))) continue;
        const line = layer.lineOf(slot);
        const found = line === undefined ? undefined : this.at(line);
        yield found?.run === run && found.slot === slot && !found.stale ? found : undefined;
      }
    }
  }

  /** Where a run's row is now, 0-based; undefined when it is gone or not known yet. */
  lineOf(runId: string, { row }: { row: Pick<RowRef, 'line'> }): number | undefined {
    return this.layers.find(({ run }) => run.id === runId)?.anchors?.current(row.line - 1);
  }

  dispose(): void {
    this.settling = undefined;
    clearTimeout(this.timer);
  }

  private hash(text: string): string {
    return this.hashes.of(text, this.contentHash);
  }

  /** A row that was moved takes its place in the run along, so that it is known again once it is edited there. */
  private pin({ anchors, run }: RunLayer, line: number, slot: number): void {
    const origin = (run.columns.line[slot] ?? 0) - 1;
    if (!anchors || anchors.origin(line) === origin) return;
    const before = anchors.current(origin);
    const stillThere = before === undefined ? undefined : this.rows.at(before);
    if (stillThere && this.hash(stillThere.text) === run.columns.hashOf(slot)) return;
    anchors.pin(line, origin);
  }

  /** Whether some of a run's rows, from all over it, are where they were when it read them. */
  private standsAsJudged({ run: { columns } }: RunLayer): boolean {
    const step = Math.max(1, Math.floor(columns.length / sampledRows));
    for (let slot = 0; slot < columns.length; slot += step) {
      const row = this.rows.at((columns.line[slot] ?? 0) - 1);
      if (!row || this.hash(row.text) !== columns.hashOf(slot)) return false;
    }
    return true;
  }

  private isUnsettled(): boolean {
    return this.layers.some((layer) => !layer.isTaken || layer.isUnaligned);
  }

  private settleSoon(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.settle();
    }, ms);
  }

  /** Reads rows, takes runs in and aligns them, as far as they wait for it; gives up when the document changes meanwhile. */
  private async settle(): Promise<void> {
    const settling = Symbol();
    this.settling = settling;
    const { version } = this.document;
    const isOvertaken = () => this.settling !== settling || this.document.version !== version;
    try {
      if (!this.wholeLines) {
        const rows = await readDocumentRows(this.document);
        if (isOvertaken()) return;
        this.rows = rows;
      }
      for (const layer of this.layers) if (!(await this.settleLayer(layer, isOvertaken))) return;
      this.changed();
    } finally {
      if (this.settling === settling) {
        this.settling = undefined;
        // Others may have come meanwhile; after an edit it is waited for already.
        if (this.timer === undefined && this.isUnsettled()) this.settleSoon(settleMs);
      }
    }
  }

  /** False when it was overtaken. */
  private async settleLayer(layer: RunLayer, isOvertaken: () => boolean): Promise<boolean> {
    const turn = breather();
    const gaveUp = new Error('The document has changed.');
    const breathe = () => {
      const breath = turn();
      return breath?.then(() => {
        if (isOvertaken()) throw gaveUp;
      });
    };
    const { document, contentHash: hash } = this;
    try {
      while (!layer.isTaken) {
        const until = performance.now() + followMs;
        layer.follow(() => performance.now() > until);
        await breathe();
      }
      if (layer.isUnaligned)
        layer.setAnchors(
          await alignRows(this.rows.all(), layer.judged, { lineCount: document.lineCount, hash, breathe }),
        );
      return true;
    } catch (error) {
      if (error === gaveUp) return false;
      throw error;
    }
  }
}

function scoreOf({ run }: RunLayer, slot: number, row: DocumentRow, stale: boolean): RowScore {
  return { run, slot, cells: run.columns.cells(slot), stale, row };
}
