import { Disposable, window, workspace } from 'vscode';
import { cellsOf } from '../../runs/columns/recordCells.ts';
import { Throttle } from '../throttle.ts';
import { responseBadges } from './badgeLabel.ts';
import { BadgePainter } from './badgePainter.ts';
import type { PlacedBadge } from './placedBadge.ts';
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
  const cells = cellsOf(score.record);
  const badge = responseBadges(cells)[index];
  if (!badge) return [];
  const text = badge.kind === 'unscored' ? badge.text : `${badge.text}/${cells.scale.max}`;
  const { line, character } = range.start;
  return [
    stale
      ? { line, character, style: 'stale', text: `${text} ${changedMark}` }
      : { line, character, style: badge.kind, text },
  ];
}
