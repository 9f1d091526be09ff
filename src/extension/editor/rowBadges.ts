import { Disposable, type TextEditor, type Uri, window, workspace } from 'vscode';
import { Throttle } from '../throttle.ts';
import { BadgePainter } from './badgePainter.ts';
import type { DatasetScores } from './datasetScores.ts';
import type { DocumentScores } from './documentScores.ts';
import { placingMs, RowBadgePlaces } from './rowBadgePlaces.ts';
import { RowReader } from './rowReader.ts';

/** Lines above and below the visible ones that have their badges already when they scroll into view. */
const margin = 30;

/** Faster than anyone waits, slower than edits and judgements may come. */
export const repaintEveryMs = 60;

/** Whether scores are to be drawn beside the text. */
export function showsInlineScores(): boolean {
  return workspace.getConfiguration('gavel').get('inlineScores.enabled') !== false;
}

/** Draws a badge at the start of every visible row of a dataset, and a score before each response inside it. */
export function registerRowBadges(scores: DatasetScores): Disposable {
  const painter = new BadgePainter();
  const reader = new RowReader();
  const places = new WeakMap<DocumentScores, RowBadgePlaces>();
  const repaint = new Throttle<TextEditor>(repaintEveryMs, (due) => {
    for (const editor of window.visibleTextEditors) if (due.has(editor)) paint(editor);
  });

  function paint(editor: TextEditor): void {
    const known = showsInlineScores() ? scores.of(editor.document.uri) : undefined;
    const hasScores = known !== undefined && known.runs.length > 0;
    if (!hasScores) {
      painter.paint(editor, []);
      return;
    }
    const until = performance.now() + placingMs;
    const { badges, rest } = placesIn(known).on(linesNear(editor), () => performance.now() > until);
    painter.paint(editor, badges);
    if (rest) repaint.add(editor);
    if (!reader.ready) void reader.load().then(() => repaint.add(editor));
  }

  function placesIn(known: DocumentScores): RowBadgePlaces {
    const found = places.get(known) ?? new RowBadgePlaces(known, reader);
    places.set(known, found);
    return found;
  }

  const repaintAll = () => {
    for (const editor of window.visibleTextEditors) repaint.add(editor);
  };
  repaintAll();
  return Disposable.from(
    painter,
    repaint,
    scores.onDidChange((uri) => {
      for (const editor of editorsOf(uri)) repaint.add(editor);
    }),
    window.onDidChangeVisibleTextEditors(repaintAll),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => repaint.add(textEditor)),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gavel.inlineScores.enabled')) repaintAll();
    }),
  );
}

function editorsOf(uri: Uri): TextEditor[] {
  return window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri.toString());
}

/** The lines that show, and then those near them. Folded ones cost nothing. */
function linesNear({ document, visibleRanges }: TextEditor): Iterable<number> {
  const lines = new Set<number>();
  for (const reach of [0, margin]) {
    for (const { start, end } of visibleRanges) {
      const last = Math.min(document.lineCount - 1, end.line + reach);
      for (let line = Math.max(0, start.line - reach); line <= last; line++) lines.add(line);
    }
  }
  return lines;
}
