import type { Scale } from '../../models/model.ts';
import type { Verdict } from '../task.ts';
import type { CleanReply } from './clean.ts';
import { readNumber, unreadable } from './number.ts';
import { restOfLine, tidy } from './textPieces.ts';
import { itemWord, overallWord, scaleNote, scoreWord, wholeWord } from './words.ts';

/** `Score: 2`, `Overall score (1-6): 2`. */
const said = `(?:${wholeWord}[ \\t]{0,9})?${scoreWord}${scaleNote}[ \\t*_]{0,20}[:=]?`;
/** `Overall: 2`, `##Quality: 2`, which is where DEITA's prompts end. */
const label = `(?:(?<overall>${overallWord})|(?<aspect>quality|complexity))${scaleNote}[ \\t*_]{0,20}[:=]`;
/** `I would rate this response a 2`. */
const sentence = `I(?:'d| would| will)? (?:rate|score|give|grade) (?:it|(?:this|the) ${itemWord})\\b[^\\n.,;:\\d]{0,40}(?= )`;
/** What may stand before the number on its line; nothing, too. */
const lone = new RegExp(
  `^[ \\t*_#]{0,20}(?:(?:${said}|${label}|(?<sentence>${sentence}))[ \\t*_]{0,20})?(?=[-+]?\\d)`,
  'gimu',
);

/** `Clarity: 3`, a score of something. */
const aspect = /^[ \t*_#•-]{0,20}\p{L}[\p{L} ]{0,30}[ \t*_]{0,20}[:=][ \t*_]{0,20}\d/gimu;
/** What makes the score before it one that is not given: `I would give it a 5 if it had sources`. */
const conditional = /\b(?:if|had|were|unless|except|but)\b/i;

/** A number alone between lines of text is not what either begins or ends with. */
function isAmidst(text: string, start: number, end: number): boolean {
  return text.slice(0, start).trim() !== '' && text.slice(end).trim() !== '';
}

/**
 * With one text to judge, `Score: 2` or a number alone can mean no other; the last one counts. Where there is none, an
 * overall mark or the answer to the prompt's last words does, if no other says otherwise.
 */
export function readLoneScore(
  { ascii: text, verbatim }: CleanReply,
  scale: Scale,
  wholes: readonly number[],
): Verdict | undefined {
  const scored = [...text.matchAll(lone)].flatMap(({ 0: before, index: start, groups = {} }) => {
    const { score, end } = readNumber(text, start + before.length, scale, wholes);
    const behind = restOfLine(text, end);
    const isOther =
      before.trim() === ''
        ? !/^[ \t*_.]*$/.test(behind) || isAmidst(text, start, end + behind.length)
        : groups['sentence'] !== undefined && conditional.test(behind);
    const isAnswer = groups['aspect'] !== undefined && text.slice(0, start).trim() === '';
    if (isOther || (groups['aspect'] !== undefined && !isAnswer)) return [];
    return [{ start, end, score, isOverall: groups['overall'] !== undefined, isAnswer }];
  });
  const stated = scored.filter((one) => !one.isOverall && !one.isAnswer);
  const overall = scored.filter((one) => one.isOverall);
  // Beside other criteria, quality is one of them.
  const answer = [...text.matchAll(aspect)].length > 1 ? [] : scored.filter((one) => one.isAnswer);
  const counting = [stated.slice(-1), overall, answer].find((some) => some.length > 0) ?? [];
  const last = counting.at(-1);
  if (!last) return undefined;
  const agree = counting.every((one) => one.score.value === last.score.value);
  const rest = verbatim.slice(0, last.start) + verbatim.slice(last.end);
  return { scores: [agree ? last.score : unreadable], rationale: tidy(rest), notes: [] };
}
