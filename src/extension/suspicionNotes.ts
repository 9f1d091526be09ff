import { attackWords } from '../judging/attacks/attackKinds.ts';
import type { Judgement } from '../judging/judgement.ts';
import type { Translate } from './translate.ts';

/** What in the texts of a row is made to sway or to confuse a judge, a sentence for each text. */
export function suspicionNotes({ suspicions = [] }: Pick<Judgement, 'suspicions'>, t: Translate): string[] {
  return suspicions.map(({ position, kinds }) =>
    t('[{0}] holds what may sway a judge: {1}.', position + 1, kinds.map((kind) => t(attackWords(kind))).join(', ')),
  );
}
