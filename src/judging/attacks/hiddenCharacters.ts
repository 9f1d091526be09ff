import type { AttackKind } from './attackKinds.ts';

/** C0 and C1 controls; tab, line ends and the next line (U+0085) are none. */
const controls = '\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f';
/** Show nothing at all, in any script. */
const invisible = '\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u2060-\\u2064\\u206a-\\u206f\\u3164\\uffa0';
const variants = '\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f';

/** Anything that is worth a closer look: one pass over the text, and most have none of it. */
const any = new RegExp(
  `[${controls}${invisible}${variants}\\u061c\\u200c-\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\u0400-\\u04ff\\ud835\\udb40]`,
);

/**
 * Characters that show nothing or show something else. Emoji and some scripts need joiners, direction marks or variants
 * honestly; a joiner between Latin letters has no such reason, nor has a direction where nothing runs from right to left.
 */
const checks: readonly (readonly [AttackKind, RegExp])[] = [
  ['terminal escape', new RegExp(`[${controls}]`)],
  ['hidden characters', new RegExp(`(?<!^)\\ufeff|[${invisible}]`)],
  ['hidden characters', /[\u200c\u200d](?<=[!-~].)(?=[!-~])/],
  ['hidden characters', new RegExp(`[${variants}]{2}|(?<=[!-"$-)+-/:-~])[\\ufe00-\\ufe0f]`)],
  // Flags of regions are spelt in tags, after a black flag; ideographs have variants, one selector each.
  [
    'hidden characters',
    /(?<![\u{1f3f4}\u{e0000}-\u{e007f}])[\u{e0000}-\u{e007f}]|(?<!\p{Script=Han})[\u{e0100}-\u{e01ef}]/u,
  ],
  ['turned text', /[\u202d\u202e]/],
  ['lookalikes', /[\u{1d7ce}-\u{1d7ff}]|[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]/iu],
];
const direction = /[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]/;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** What is hidden or disguised in a text. */
export function hiddenIn(text: string): AttackKind[] {
  if (!any.test(text)) return [];
  const kinds = checks.flatMap(([kind, pattern]) => (pattern.test(text) ? [kind] : []));
  if (direction.test(text) && !rightToLeft.test(text)) kinds.push('turned text');
  return kinds;
}
