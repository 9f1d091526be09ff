import { type DecorationOptions, Disposable, Range, type TextEditor, type TextEditorDecorationType } from 'vscode';
import { createBadgeTypes } from './badgeTypes.ts';
import { type BadgeStyle, badgesByStyle, type PlacedBadge, sameBadges } from './placedBadge.ts';

/** What an editor shows, and of which version of its document. */
interface Painted {
  version: number;
  byStyle: ReadonlyMap<BadgeStyle, readonly PlacedBadge[]>;
}

/** Draws badges: one decoration type a style, created when the first badge is drawn, and one call a style that changed. */
export class BadgePainter implements Disposable {
  private types: Record<BadgeStyle, TextEditorDecorationType> | undefined;
  private readonly painted = new WeakMap<TextEditor, Painted>();

  /** Takes the place of what was drawn in the editor before. */
  paint(editor: TextEditor, badges: readonly PlacedBadge[]): void {
    const before = this.painted.get(editor);
    if (badges.length === 0 && !before) return;
    const { version } = editor.document;
    const byStyle = badgesByStyle(badges);
    if (badges.length === 0) this.painted.delete(editor);
    else this.painted.set(editor, { version, byStyle });

    this.types ??= createBadgeTypes();
    for (const [style, type] of Object.entries(this.types) as [BadgeStyle, TextEditorDecorationType][]) {
      const now = byStyle.get(style) ?? [];
      // After an edit VS Code has moved what was drawn, as well as it could.
      const stands = before?.version === version && sameBadges(before.byStyle.get(style) ?? [], now);
      if (!stands) editor.setDecorations(type, now.map(toDecoration));
    }
  }

  dispose(): void {
    Disposable.from(...Object.values(this.types ?? {})).dispose();
  }
}

function toDecoration({ line, character, text }: PlacedBadge): DecorationOptions {
  const range = new Range(line, character, line, character);
  return { range, renderOptions: { before: { contentText: text } } };
}
