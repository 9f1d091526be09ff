import type { LiveRun } from '../liveRun.ts';
import { JudgedLines } from './judgedLines.ts';
import type { LineAnchors, LineEdit } from './lineAnchors.ts';

/** One run over a document: its rows by content and by line, and which line of the document each of them is. */
export class RunLayer {
  readonly run: LiveRun;
  readonly judged: JudgedLines;
  /** The hash of rows that could not even be read as text: it says nothing of their content. */
  private readonly noText: string;
  /** Absent until it is known how the document differs from what was judged. */
  anchors: LineAnchors | undefined;
  /** Whether everything that the run holds was taken in. */
  isTaken = false;
  /** `judged.changes` when the anchors were found. */
  private changes = 0;
  /** Whether only the content tells where rows are by now. */
  private isLoose = false;

  constructor(run: LiveRun, noText: string) {
    this.run = run;
    this.judged = new JudgedLines(run.columns, run.total);
    this.noText = noText;
  }

  setAnchors(anchors: LineAnchors): void {
    this.anchors = anchors;
    this.changes = this.judged.changes;
    this.isLoose = false;
  }

  /** Follows an edit. Where several lines took the place of several, as when a file is read again, it can't tell which. */
  edit(edit: LineEdit): void {
    this.anchors?.edit(edit);
    const removed = edit.endLine - edit.startLine;
    if (removed > 0 && edit.breaks > 0 && removed + edit.breaks > 2) this.isLoose = true;
  }

  /** Whether this window judges it now. */
  get isUnderWay(): boolean {
    return this.run.state === 'running' || this.run.state === 'pausing';
  }

  /**
   * Whether it is to be found (anew) where the rows are. Not while the run is still read from its file; nor, where it
   * went on after its rows had changed, before it has come to an end: until then their content tells.
   */
  get isUnaligned(): boolean {
    if (this.run.reading !== undefined) return false;
    return this.anchors === undefined || this.isLoose || (this.changes !== this.judged.changes && !this.isUnderWay);
  }

  /** Takes in what has come since, until it is late. */
  follow(isLate: () => boolean): void {
    this.isTaken = this.judged.follow(isLate);
  }

  /** The slot of this very content, best the one of that line: rows may be repeated. */
  ofContent(hash: string, line: number): number | undefined {
    const { columns } = this.run;
    const here = this.ofLine(line);
    if (here === undefined) return this.judged.withContent(hash);
    const judged = columns.hashOf(here);
    const isUnread = judged === this.noText && columns.statusOf(here) === 'malformed';
    return judged === hash || isUnread ? here : this.judged.withContent(hash);
  }

  /** The slot of what was at this line (0-based) of the document when the run read it. */
  ofLine(line: number): number | undefined {
    const origin = this.anchors?.origin(line);
    return origin === undefined ? undefined : this.judged.at(origin);
  }

  /** Where a slot's row is now, 0-based; undefined when it is gone or not known yet. */
  lineOf(slot: number): number | undefined {
    return this.anchors?.current((this.run.columns.line[slot] ?? 0) - 1);
  }
}
