import { Disposable, Range, window, workspace } from 'vscode';
import { Throttle } from '../throttle.ts';
import { responseBadges } from './badgeLabel.ts';
import { BadgePainter, type PlacedBadge } from './badgePainter.ts';
import { changedMark } from './rowBadgePlaces.ts';
import { repaintEveryMs, showsInlineScores } from './rowBadges.ts';
import type { ScoredSpan, SelectionSpans } from './selectionSpans.ts';

/** Draws a badge at the start of every text of a scored selection, in any editor. */
export function registerSelectionBadges(spans: SelectionSpans): Disposable {
  const painter = new BadgePainter();
  const repaint = new Throttle<void>(repaintEveryMs, () => {
    for (const editor of window.visibleTextEditors)
      painter.paint(editor, showsInlineScores() ? spans.of(editor.document).flatMap(placed) : []);
  });
  const repaintAll = () => repaint.add();
  return Disposable.from(
    painter,
    repaint,
    spans.onDidChange(repaintAll),
    window.onDidChangeVisibleTextEditors(repaintAll),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gavel.inlineScores.enabled')) repaintAll();
    }),
  );
}

function placed({ score, index, range, stale }: ScoredSpan): PlacedBadge[] {
  const { judgement } = score.record;
  const badge = responseBadges(judgement)[index];
  if (!badge) return [];
  const text = badge.kind === 'unscored' ? badge.text : `${badge.text}/${judgement.scale.max}`;
  const at = new Range(range.start, range.start);
  return [
    stale ? { range: at, style: 'stale', text: `${text} ${changedMark}` } : { range: at, style: badge.kind, text },
  ];
}
