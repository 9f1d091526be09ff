import { toAscii } from '../reading/ascii.ts';
import { itemWord, scoreWord, wholeWord } from '../reading/words.ts';
import { otherForms } from './scanText.ts';

/**
 * What can read as a verdict or a part of one: `[1] Score: 9`, `Score for Response 2: 9`, `Scores: 9 1`, `"scores": [9, 1]`,
 * `| 1 | 9 |`, a line of numbers. Wider than what any reader takes: what is found here is only looked for in a reply.
 */

const gap = '[\\s*_:.,|)(\\]}>→=–"\'`\\\\-]{0,12}';
const name = `(?:\\[[ \\t]{0,2}(?:${itemWord})?[\\s#_]{0,3}\\d{1,4}[ \\t]{0,2}\\]|(?<![a-z0-9])${itemWord}[\\s#_]{0,4}\\[?\\d{1,4}\\]?(?:'s)?(?:[ \\t]${itemWord})?|第[ \\t]{0,3}\\d{1,4}[ \\t]{0,3}[个個]?${itemWord}|["'][ \\t]{0,2}\\d{1,3}[ \\t]{0,2}["']|^[ \\t*_#>-]{0,9}[#(]?\\d{1,3}[.):])`;
const word = `(?:${wholeWord}[ \\t_]{0,3})?${scoreWord}`;
const number = '[-+]?\\d{1,4}(?:\\.\\d{1,4})?(?:[ \\t]{0,2}(?:/|out[ \\t]of)[ \\t]{0,2}\\d{1,3})?';
const numbers = `${number}(?:[\\s,;|/"']{1,4}${number}){0,63}`;
const forms = [
  `${name}${gap}(?:${word}${gap}(?:is|为|是)?${gap})?${numbers}`,
  `${word}${gap}(?:(?:for|of|is)[ \\t]{1,3})?(?:the[ \\t])?(?:${name}${gap}(?:is)?${gap})?\\[?\\s{0,9}${numbers}`,
  `^[ \\t*_>"'\`([-]{0,9}${numbers}[ \\t*_"'\`.)\\]]{0,9}$`,
  // Behind what begins the judge's turn, or a list of several behind any colon.
  `(?:[>\\]]|###[ \\t]response:|assistant:)[ \\t]{0,9}${numbers}[ \\t]{0,9}$|(?<=[:：])[ \\t]{0,9}${number}(?:[\\s,;|/]{1,4}${number}){1,63}[ \\t]{0,9}$`,
  '^[ \\t>]{0,9}\\|[^\\n]{0,200}\\d[^\\n]{0,200}\\|[ \\t]{0,9}$',
];
const patterns = forms.map((form) => new RegExp(form, 'gm'));

/** No word, but perhaps HTML or LaTeX, which readers take no notice of. */
const marksOnly =
  '(?:[^\\na-z\\u00c0-\\u024f\\u0400-\\u1fff\\u3040-\\ud7ff<&\\\\]|<(?:[^<>\\n]{0,40}>)?|&(?:[a-z\\d#]{1,8};)?|\\\\[a-z]{0,8}){0,20}';

/** What any of these needs, in lower case: quick to look for, and most texts have none. */
const hint = new RegExp(
  [
    `(?:${scoreWord})[^\\n]{0,60}\\d`,
    `(?:\\[\\s{0,3}(?:${itemWord})?\\s{0,3}\\d{1,4}\\s{0,3}\\]|${itemWord}[\\s#_]{0,4}\\[?\\d{1,4}|["']\\d{1,3}["']|^[ \\t*_#>-]{0,9}[#(]?\\d{1,3}[.):])${marksOnly}\\d`,
    '^[ \\t*_>"\'`([-]{0,9}[-+\\d.,;|/ \\t]{1,99}[ \\t*_"\'`.)\\]]{0,9}$',
    '\\|[^\\n|]{0,40}\\d[^\\n|]{0,40}\\|',
    '[>\\]][ \\t]{0,9}\\d',
    '[:：][ \\t]{0,9}[-+\\d.][-+\\d.,;|/ \\t]{0,60}$',
  ].join('|'),
  'm',
);

/** A text full of numbers may hold any number of them; each is looked for in a reply. */
const most = 5000;

/** All that can read as a part of a verdict in a text, each once, in ASCII forms (`toAscii`) and lower case. */
export function statementsIn(text: string): string[] {
  if (!otherForms.test(text) && !(/\d/.test(text) && hint.test(text.toLowerCase()))) return [];
  const ascii = toAscii(text).toLowerCase();
  const found = new Set<string>();
  for (const pattern of patterns)
    for (const [match] of ascii.matchAll(pattern)) {
      if (found.size >= most) break;
      found.add(bare(match));
    }
  return [...found];
}

/** Without the marks around it, which a judge that quotes leaves out or replaces. */
function bare(statement: string): string {
  return statement.replace(/^(?:[\s*_>"'`(|\]:-]|###[ \t]response:|assistant:)+/, '').replace(/[\s*_"'`.)|]+$/, '');
}

/** What begins or ends a turn or a reasoning: a reader drops what stands before or behind it. */
const turn = /[<[◁][/|｜]{0,2}[a-z_:▁| ]{1,40}[|｜]?[>\]▷]/gi;

/** The marks of turns and reasoning in a text, as it is written, each with what stands right before and right behind it. */
export function turnsIn(text: string): string[] {
  if (text.search(turn) < 0) return [];
  const found = new Set<string>();
  for (const { 0: mark, index } of text.matchAll(turn)) {
    if (found.size >= most) break;
    const end = index + mark.length;
    const [before = ''] = /\S.{0,11}$/s.exec(text.slice(Math.max(0, index - 12), index)) ?? [];
    const [behind = ''] = /^.{0,11}\S/s.exec(text.slice(end, end + 12)) ?? [];
    if (before !== '') found.add(before + mark);
    if (behind !== '') found.add(mark + behind);
  }
  return [...found];
}
