import { isJudged, type RunRecord } from '../../runs/run.ts';
import type { LiveRun } from '../liveRun.ts';
import type { LineAnchors } from './lineAnchors.ts';

/** One run over a document: its records by content and by line, and which line of the document each of them is. */
export class RunLayer {
  readonly run: LiveRun;
  /** Absent until it is known how the document differs from what was judged. */
  anchors: LineAnchors | undefined;
  /** The hash of rows that could not even be read as text: it says nothing of their content. */
  private readonly noText: string;
  private indexed = 0;
  private readonly byHash = new Map<string, RunRecord>();
  private readonly byLine = new Map<number, RunRecord>();

  constructor(run: LiveRun, noText: string) {
    this.run = run;
    this.noText = noText;
    this.follow();
  }

  /** Takes in the records that have come since. */
  follow(): void {
    const { records } = this.run;
    for (; this.indexed < records.length; this.indexed++) {
      const record = records[this.indexed];
      if (!record) continue;
      this.byHash.set(record.row.hash, record);
      this.byLine.set(record.row.line - 1, record);
    }
  }

  /** One record a judged line: the latest. */
  get records(): Iterable<RunRecord> {
    return this.byLine.values();
  }

  hasContent(hash: string): boolean {
    return this.byHash.has(hash);
  }

  /** The record of this very content, best the one of that line: rows may be repeated. */
  ofContent(hash: string, line: number): RunRecord | undefined {
    const here = this.ofLine(line);
    const unread = here && !isJudged(here) && here.row.hash === this.noText;
    return here?.row.hash === hash || unread ? here : this.byHash.get(hash);
  }

  /** The record of what was at this line (0-based) of the document when the run read it. */
  ofLine(line: number): RunRecord | undefined {
    const origin = this.anchors?.origin(line);
    return origin === undefined ? undefined : this.byLine.get(origin);
  }
}
