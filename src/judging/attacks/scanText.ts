import { toAscii } from '../reading/ascii.ts';
import type { AttackKind } from './attackKinds.ts';
import { hiddenIn } from './hiddenCharacters.ts';
import { clues } from './patterns.ts';

/** Digits and brackets of other scripts, which readers take for ours. */
export const otherForms =
  /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u3010\u3014\uff10-\uff19\uff3b]|\ud835/;

/**
 * What in a text is made to sway or to confuse a judge, each kind once; empty for nearly every honest text. Takes time in
 * proportion to the text's length, whatever the text. A sign, not a proof: an answer about prompts has such things, too.
 */
export function scanText(text: string): AttackKind[] {
  const found = new Set(hiddenIn(text));
  const plain = (otherForms.test(text) ? toAscii(text) : text).toLowerCase();
  for (const { kind, hint, pattern } of clues)
    if (!found.has(kind) && hint.test(plain) && pattern.test(plain)) found.add(kind);
  if (endsJson(text)) found.add('JSON end');
  return [...found];
}

/** `"}` before anything opened: it closes what the text is put into. */
function endsJson(text: string): boolean {
  const end = /["'](?:[ \t\n]{0,9}[\]}]){1,4}[ \t\n]{0,9}[,;{[]?/.exec(text);
  if (!end) return false;
  const before = text.slice(0, end.index);
  return !/[{[]/.test(before);
}
