import { Disposable, type Event, EventEmitter, Range, type TextDocument, type Uri, workspace } from 'vscode';
import type { SelectionScore, SelectionScores } from '../selectionScores.ts';
import { type Span, shiftSpan } from './trackedSpan.ts';

/** A scored text in its document, as it is now. */
export interface ScoredSpan {
  score: SelectionScore;
  /** Which of the judgement's scores is this text's. */
  index: number;
  range: Range;
  /** The text is not what was judged any more. */
  stale: boolean;
}

interface Tracked extends Span {
  /** What was judged, as it stood in the document. */
  text: string;
}

/** Follows the texts of scored selections through edits, so that each score stays with its own. */
export class SelectionSpans implements Disposable {
  private readonly scores: SelectionScores;
  private readonly tracked = new Map<SelectionScore, Tracked[]>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly listeners: Disposable;

  /** Fires with the document whose scored texts, or their scores, changed. */
  readonly onDidChange: Event<Uri> = this.changed.event;

  constructor(scores: SelectionScores) {
    this.scores = scores;
    this.listeners = Disposable.from(
      scores.onDidChange((uri) => {
        const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
        if (document) this.track(document);
        this.changed.fire(uri);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const scored = this.scores.of(document.uri);
        if (scored.length === 0 || contentChanges.length === 0) return;
        for (const score of scored) {
          for (const { rangeOffset: offset, rangeLength: length, text } of contentChanges) {
            const spans = this.tracked.get(score) ?? [];
            this.tracked.set(
              score,
              spans.map((span) => ({ ...span, ...shiftSpan(span, { offset, length, inserted: text.length }) })),
            );
          }
        }
        this.changed.fire(document.uri);
      }),
    );
  }

  /** The scored texts of a document, in the order of their judgements. Texts that are gone are left out. */
  of(document: TextDocument): ScoredSpan[] {
    return this.scores.of(document.uri).flatMap((score) => {
      const spans = this.tracked.get(score) ?? [];
      return spans.flatMap(({ start, end, text }, index): ScoredSpan[] => {
        if (start === end) return [];
        const range = new Range(document.positionAt(start), document.positionAt(end));
        return [{ score, index, range, stale: document.getText(range) !== text }];
      });
    });
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private track(document: TextDocument): void {
    const scores = this.scores.of(document.uri);
    const gone = [...this.tracked.keys()].filter(
      (score) => score.uri.toString() === document.uri.toString() && !scores.includes(score),
    );
    for (const score of gone) this.tracked.delete(score);
    for (const score of scores) if (!this.tracked.has(score)) this.tracked.set(score, locate(score, document));
  }
}

/** Where the judged texts are: the document may have been edited while the judge was thinking. */
function locate({ ranges, version, record }: SelectionScore, document: TextDocument): Tracked[] {
  return ranges.map((range, i) => {
    const there = {
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
      text: document.getText(range),
    };
    const judged = record.sample?.responses[i];
    if (document.version === version || judged === undefined || there.text.includes(judged)) return there;
    const start = document.getText().indexOf(judged);
    return start < 0 ? { ...there, text: judged } : { start, end: start + judged.length, text: judged };
  });
}
