import { DecorationRangeBehavior, type TextEditorDecorationType, ThemeColor, window } from 'vscode';
import type { BadgeStyle } from './placedBadge.ts';
import { levelColours, scoreLevels } from './scoreLevel.ts';

/**
 * The look that no option of a decoration has, by way of the one that is passed on as CSS: a pill in the colour of its
 * text. `color-mix` needs no colours of its own, so that a badge goes with every theme.
 */
function pill(tint: number, more = ''): string {
  const background = `background-color: color-mix(in srgb, currentColor ${tint}%, transparent)`;
  return `none; ${background}; border-radius: 3px; padding: 0 0.35em; box-sizing: border-box; white-space: pre; ${more}`;
}

function badgeType(colour: string, look: { textDecoration: string; fontStyle?: string; fontWeight?: string }) {
  return window.createTextEditorDecorationType({
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    before: { color: new ThemeColor(colour), margin: '0 0.6em 0 0', ...look },
  });
}

/** Creates the decoration types, one a style, for all editors and the extension's life. */
export function createBadgeTypes(): Record<BadgeStyle, TextEditorDecorationType> {
  const levels = scoreLevels.map((level) => [level, badgeType(levelColours[level], { textDecoration: pill(16) })]);
  return {
    ...(Object.fromEntries(levels) as Record<(typeof scoreLevels)[number], TextEditorDecorationType>),
    offScale: badgeType('editor.foreground', { textDecoration: pill(16) }),
    unscored: badgeType('editorWarning.foreground', { textDecoration: pill(12) }),
    malformed: badgeType('editorError.foreground', { textDecoration: pill(16), fontWeight: 'bold' }),
    stale: badgeType('descriptionForeground', { textDecoration: pill(8, 'opacity: 0.75;'), fontStyle: 'italic' }),
    pending: badgeType('descriptionForeground', { textDecoration: pill(5, 'opacity: 0.5;') }),
  };
}
