import { type Disposable, type Event, EventEmitter, type Range, type Uri } from 'vscode';
import type { JudgedRecord } from '../runs/run.ts';

/** The judgement of a selection, and where in the document the judged texts were. */
export interface SelectionScore {
  readonly runId: string;
  readonly uri: Uri;
  /** `TextDocument.version` when the ranges were true. */
  readonly version: number;
  /** One for each score, in the order of `record.judgement.scores`. */
  readonly ranges: readonly Range[];
  readonly record: JudgedRecord;
}

/** Selections scored in this session, by document. They live as long as the window: the run file keeps the verdict. */
export class SelectionScores implements Disposable {
  private readonly byDocument = new Map<string, SelectionScore[]>();
  private readonly changed = new EventEmitter<Uri>();

  /** Fires with the document whose scores changed. */
  readonly onDidChange: Event<Uri> = this.changed.event;

  of(uri: Uri): readonly SelectionScore[] {
    return this.byDocument.get(uri.toString()) ?? [];
  }

  /** Adds a score; one of the same text, judged before, gives way to it. */
  add(score: SelectionScore): void {
    const kept = this.of(score.uri).filter((old) => !overlaps(old, score));
    this.byDocument.set(score.uri.toString(), [...kept, score]);
    this.changed.fire(score.uri);
  }

  clear(uri: Uri): void {
    if (this.byDocument.delete(uri.toString())) this.changed.fire(uri);
  }

  /** Forgets what a run gave, when the run is deleted. */
  forgetRun(runId: string): void {
    for (const [key, scores] of this.byDocument) {
      const kept = scores.filter((score) => score.runId !== runId);
      if (kept.length === scores.length) continue;
      this.byDocument.set(key, kept);
      for (const gone of scores.slice(0, 1)) this.changed.fire(gone.uri);
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function overlaps(a: SelectionScore, b: SelectionScore): boolean {
  return a.ranges.some((one) => b.ranges.some((other) => one.intersection(other) !== undefined));
}
