import type { TextDocument, TextDocumentContentChangeEvent } from 'vscode';
import type { RunRecord } from '../../runs/run.ts';
import type { LiveRun } from '../liveRun.ts';
import { alignRows } from './alignRows.ts';
import { type DocumentRow, type DocumentRows, isRowALine, lineRows, readDocumentRows } from './documentRows.ts';
import { LineAnchors } from './lineAnchors.ts';
import { RunLayer } from './runLayer.ts';

/** What is known of a row that stands in a document. */
export interface RowScore {
  run: LiveRun;
  record: RunRecord;
  /** The row is not what was judged any more: the score is of its earlier text. */
  stale: boolean;
  row: DocumentRow;
}

/** So many line texts keep their hash: what a few screens show. */
const rememberedHashes = 4000;

/** Aligning hands the thread back after so many milliseconds. */
const slice = 8;

/** Reading a multi-line document again, and aligning, wait until the typing pauses. */
const settleMs = 300;

/**
 * The scores of one open dataset: which record each of its rows has, newest run first, by content; and which rows have
 * changed since, by following the edits.
 */
export class DocumentScores {
  readonly document: TextDocument;
  private readonly contentHash: (text: string) => string;
  private readonly changed: () => void;
  private readonly hashes = new Map<string, string>();
  private rows: DocumentRows;
  private readonly wholeLines: boolean;
  private layers: RunLayer[] = [];
  private settling: ReturnType<typeof setTimeout> | undefined;
  private disposed = false;

  /** `changed` is called when rows have other scores than before, except by `setRuns`, `follow` and `edit`. */
  constructor(document: TextDocument, contentHash: (text: string) => string, changed: () => void) {
    this.document = document;
    this.contentHash = contentHash;
    this.changed = changed;
    this.wholeLines = isRowALine(document);
    this.rows = this.wholeLines ? lineRows(document) : { at: () => undefined, all: () => [] };
    if (!this.wholeLines) void this.settle();
  }

  /** The runs whose scores are shown, newest first. */
  get runs(): readonly LiveRun[] {
    return this.layers.map(({ run }) => run);
  }

  setRuns(runs: readonly LiveRun[]): void {
    this.layers = runs.map((run) => {
      const known = this.layers.find((layer) => layer.run === run);
      if (known) return known;
      const layer = new RunLayer(run, this.contentHash(''));
      // What is being judged was just read from here. A stored run may be of a file that was edited elsewhere since.
      if (run.state === 'running') layer.anchors = LineAnchors.unchanged();
      return layer;
    });
    this.follow();
    if (this.layers.some((layer) => !layer.anchors)) this.settleSoon(0);
  }

  /** Takes in what the runs have judged since. */
  follow(): void {
    for (const layer of this.layers) layer.follow();
  }

  /** Follows an edit of the document. */
  edit(changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const { range, text } of changes) {
      const breaks = text.split(/\r\n|\r|\n/).length - 1;
      const { start, end } = range;
      for (const { anchors } of this.layers)
        anchors?.edit({ startLine: start.line, startCharacter: start.character, endLine: end.line, breaks });
    }
    if (!this.wholeLines || this.layers.some((layer) => !layer.anchors)) this.settleSoon(settleMs);
  }

  /** What is known of the row on a line (0-based); undefined when there is no row or no record of it. */
  at(line: number): RowScore | undefined {
    const row = this.rows.at(line);
    if (!row) return undefined;
    const hash = this.hash(row.text);
    for (const layer of this.layers) {
      const record = layer.ofContent(hash, row.line);
      if (!record) continue;
      this.pin(layer, row.line, record);
      return { run: layer.run, record, stale: false, row };
    }
    for (const layer of this.layers) {
      const record = layer.ofLine(row.line);
      if (record) return { run: layer.run, record, stale: true, row };
    }
    return undefined;
  }

  /** The row that starts on this line, judged or not. */
  rowAt(line: number): DocumentRow | undefined {
    const row = this.rows.at(line);
    return row?.line === line ? row : undefined;
  }

  /** The latest record of every row; of a row that was judged again, not the one before. In no order. */
  *latest(): Generator<{ runId: string; record: RunRecord }> {
    for (const [i, { run, anchors, records }] of this.layers.entries()) {
      const newer = this.layers.slice(0, i);
      for (const record of records) {
        const line = i === 0 ? undefined : anchors?.current(record.row.line - 1);
        const again = newer.some(
          (layer) => layer.hasContent(record.row.hash) || (line !== undefined && layer.ofLine(line)),
        );
        if (!again) yield { runId: run.id, record };
      }
    }
  }

  /** The latest records that fit, of rows that stand unchanged; in no order. */
  *standing(fits: (record: RunRecord) => boolean): Generator<RowScore> {
    for (const { runId, record } of this.latest()) {
      const line = fits(record) ? this.lineOf(runId, record) : undefined;
      const found = line === undefined ? undefined : this.at(line);
      if (found?.record === record && !found.stale) yield found;
    }
  }

  /** Where a run's row is now, 0-based; undefined when it is gone or not known yet. */
  lineOf(runId: string, record: RunRecord): number | undefined {
    const layer = this.layers.find((one) => one.run.id === runId);
    return layer?.anchors?.current(record.row.line - 1);
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.settling);
  }

  private hash(text: string): string {
    let hash = this.hashes.get(text);
    if (hash === undefined) {
      if (this.hashes.size >= rememberedHashes) this.hashes.clear();
      hash = this.contentHash(text);
      this.hashes.set(text, hash);
    }
    return hash;
  }

  /** A row that was moved takes its place in the run along, so that it is known again once it is edited there. */
  private pin({ anchors }: RunLayer, line: number, { row }: RunRecord): void {
    if (!anchors || anchors.origin(line) === row.line - 1) return;
    const before = anchors.current(row.line - 1);
    const stillThere = before === undefined ? undefined : this.rows.at(before);
    if (stillThere && this.hash(stillThere.text) === row.hash) return;
    anchors.pin(line, row.line - 1);
  }

  private settleSoon(ms: number): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => void this.settle(), ms);
  }

  /** Reads rows and aligns runs, as far as they wait for it; begins again when the document changes meanwhile. */
  private async settle(): Promise<void> {
    const { version } = this.document;
    const current = () => !this.disposed && this.document.version === version;
    if (!this.wholeLines) {
      const rows = await readDocumentRows(this.document);
      if (!current()) return;
      this.rows = rows;
    }
    for (const layer of this.layers.filter((one) => !one.anchors)) {
      const anchors = await this.align(layer, current);
      if (!anchors) return;
      layer.anchors = anchors;
    }
    if (!this.disposed) this.changed();
  }

  private async align(layer: RunLayer, current: () => boolean): Promise<LineAnchors | undefined> {
    const gaveUp = new Error('The document has changed.');
    let until = performance.now() + slice;
    const breathe = async () => {
      if (performance.now() < until) return;
      await new Promise((resolve) => setTimeout(resolve));
      if (!current()) throw gaveUp;
      until = performance.now() + slice;
    };
    try {
      return await alignRows(this.rows.all(), layer.records, { hash: this.contentHash, breathe });
    } catch (error) {
      if (error === gaveUp) return undefined;
      throw error;
    }
  }
}
