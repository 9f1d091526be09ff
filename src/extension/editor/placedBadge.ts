import type { BadgeKind } from './badgeLabel.ts';

/** Everything that stands before a row or a response: a badge, one of a changed text, or room for one to come. */
export type BadgeStyle = BadgeKind | 'stale' | 'pending';

/** A badge in its place: drawn before the character. 0-based, in UTF-16 units. */
export interface PlacedBadge {
  line: number;
  character: number;
  style: BadgeStyle;
  text: string;
}

/** Badges by their style, in their order. */
export function badgesByStyle(badges: readonly PlacedBadge[]): Map<BadgeStyle, PlacedBadge[]> {
  const byStyle = new Map<BadgeStyle, PlacedBadge[]>();
  for (const badge of badges) {
    const alike = byStyle.get(badge.style);
    if (alike) alike.push(badge);
    else byStyle.set(badge.style, [badge]);
  }
  return byStyle;
}

/** Whether two lists draw the same. */
export function sameBadges(one: readonly PlacedBadge[], other: readonly PlacedBadge[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ line, character, text }, i) => {
      const that = other[i];
      return line === that?.line && character === that.character && text === that.text;
    })
  );
}
