import { type DecorationOptions, Disposable, type Range, type TextEditor, type TextEditorDecorationType } from 'vscode';
import { type BadgeStyle, createBadgeTypes } from './badgeTypes.ts';

/** A badge in its place: drawn before the range's start. */
export interface PlacedBadge {
  range: Range;
  style: BadgeStyle;
  text: string;
}

/** Draws badges: one decoration type a style, created when the first badge is drawn, and one call a type and editor. */
export class BadgePainter implements Disposable {
  private types: Record<BadgeStyle, TextEditorDecorationType> | undefined;
  private readonly painted = new WeakSet<TextEditor>();

  /** Takes the place of what was drawn in the editor before. */
  paint(editor: TextEditor, badges: readonly PlacedBadge[]): void {
    if (badges.length === 0 && !this.painted.has(editor)) return;
    if (badges.length === 0) this.painted.delete(editor);
    else this.painted.add(editor);

    this.types ??= createBadgeTypes();
    for (const [style, type] of Object.entries(this.types)) {
      editor.setDecorations(type, badges.filter((badge) => badge.style === style).map(toDecoration));
    }
  }

  dispose(): void {
    Disposable.from(...Object.values(this.types ?? {})).dispose();
  }
}

function toDecoration({ range, text }: PlacedBadge): DecorationOptions {
  return { range, renderOptions: { before: { contentText: text } } };
}
