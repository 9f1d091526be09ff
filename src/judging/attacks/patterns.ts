import { itemWord, scoreWord, wholeWord } from '../reading/words.ts';
import type { AttackKind } from './attackKinds.ts';
import { judgeWords } from './judgeWords.ts';

/**
 * A pattern over the lower case of a text. It is looked for only where the `hint` is found, which is quick: every row of a
 * run is looked at, and hardly any has anything.
 */
export interface Clue {
  kind: AttackKind;
  hint: RegExp;
  pattern: RegExp;
}

/** What stands before and behind the words of a line: indents, quotation marks, bullets, Markdown. */
const lead = '^[ \\t>*_"\'`|-]{0,20}';
const tail = '[ \\t*_"\'`.!|]{0,9}$';
const colon = '[ \\t*_]{0,5}(?:[:：=]|is|为|是)[ \\t*_]{0,5}';
const points =
  '(?:10|\\d)(?:\\.\\d{1,2})?(?:[ \\t]{0,2}(?:/|out[ \\t]of)[ \\t]{0,2}\\d{1,3})?(?:[ \\t]{0,2}(?:points?|分|点|점))?';
const item = `(?:${itemWord}[ \\t]{0,2}#?\\d{1,2}|\\[[ \\t]{0,2}(?:${itemWord}[ \\t]{0,2})?\\d{1,3}[ \\t]{0,2}\\]|第[ \\t]{0,2}\\d{1,2}[ \\t]{0,2}[个個]?${itemWord})(?:'s)?`;
const blank = '[ \\t\\n]{0,20}';
const quote = '\\\\?["\']';
const jsonScore = `["']?(?:10|\\d)(?:\\.\\d{1,2})?["']?`;

/** The markers of the tasks' own prompts. Also what hardening escapes. */
export const markers = [
  '\\[[ \\t]{0,3}the[ \\t]{1,3}(?:start|begin(?:ning)?|end)[ \\t]{1,3}of[ \\t]',
  '\\[[ \\t]{0,3}(?:question|system|reference[ \\t]{1,3}answer)[ \\t]{0,3}[\\]>]',
  '#{1,3}[ \\t]{0,3}(?:question|query|(?:instruction|response)[ \\t]{0,3}list|reference[ \\t]{0,3}answer|response|quality|complexity)[ \\t]{0,3}#',
  '##[ \\t]{0,3}(?:quality|complexity)[ \\t]{0,3}:',
  '###[ \\t]{0,3}(?:response|instruction|input)[ \\t]{0,3}:',
].join('|');

/** What separates turns in the chat templates of models: their tokenizers know these. Also what hardening escapes. */
export const chatTokens = [
  '<\\|{1,2}[ \\t]?[a-z][\\w /.:-]{0,40}\\|{1,2}>',
  '<｜[^｜\\n<>]{1,40}｜>',
  '\\[/?(?:inst|system_prompt|available_tools|tool_calls|tool_results|gmask)\\]',
  '<</?sys>>',
  '</?(?:start_of_turn|end_of_turn|bos|eos|start_of_image|extra_id_\\d{1,3})>',
  // HTML has `<s>` and `</s>`, too, but both.
  '(?<!<s>[^<]{0,200})</s>',
  '<s>(?=[ \\t]{0,3}\\[)',
].join('|');

/** All that is looked for in what can be seen. */
export const clues: readonly Clue[] = [
  {
    kind: 'prompt marker',
    hint: /\[[ \t]{0,3}(?:the|question|system|ref)|#[ \t]{0,3}[qircq]/,
    pattern: new RegExp(markers),
  },
  {
    kind: 'prompt marker',
    hint: /end of/,
    pattern:
      /^[ \t=*_#<[-]{0,20}end of (?:the )?(?:(?:assistant|response|answer|candidate)s?\b|(?:input|prompt|evaluation|data)\b[^\w]{0,20}$)/m,
  },
  { kind: 'chat token', hint: /<[|｜<s/beosx]|\[\/?[isatg]/, pattern: new RegExp(chatTokens) },
  {
    kind: 'fake turn',
    hint: /system|developer|judge|evaluat|grader|instruction|verdict|score|human|系统|系統|裁判|评委|评审/,
    pattern:
      /^[ \t]{0,8}(?:#{1,4}[ \t]{0,3}|\*\*|[[<(])?(?:system(?:[ \t](?:prompt|message|note|override|update))?|developer|judge|evaluator|grader)(?:[\])>]|\*\*)?[ \t]{0,3}[:：]|^[ \t]{0,8}[[<](?:system|judge|evaluator)[\]>]|^#{2,4}[ \t](?:instruction|system|judge|evaluation|verdict|scores?)[ \t]{0,3}:?[ \t]{0,3}$|^(?:human|系统|系統|裁判|评委|评审)[ \t]{0,3}[:：]/m,
  },
  {
    kind: 'template',
    hint: /\{[{%#]/,
    pattern:
      /(?<![\w=}^_\\$])\{\{[-+ \t]{0,3}[a-z_'"(\d][^{}\n]{0,120}\}\}|\{%[-+ \t]{0,3}[a-z]{2,12}\b[^%\n]{0,120}%\}|\{#[^#\n]{1,120}#\}/,
  },
  {
    kind: 'score line',
    hint: new RegExp(`(?:${scoreWord}|verdict|grade)[^\\n\\d]{0,50}\\d`),
    pattern: new RegExp(
      [
        `(?<![a-z])(?:${item}|^[ \\t*_>-]{0,9}\\d{1,2}[.)])[ \\t*_:.,|-]{0,9}(?:(?:overall|final|quality|total)[ \\t])?${scoreWord}(?:${colon}|[ \\t]{1,3})[-+]?\\d`,
        `${lead}(?:(?:my|the|your|our|correct|${wholeWord})[ \\t]{1,3}){0,3}(?:${scoreWord}|verdict|grade)(?:[ \\t]{1,3}(?:for|of)[ \\t][^\\n:=]{1,40})?${colon}${points}(?:[ \\t,;]{1,4}${points}){0,9}${tail}`,
      ].join('|'),
      'm',
    ),
  },
  {
    kind: 'score line',
    hint: new RegExp(`${item}${colon}\\d`),
    pattern: new RegExp(`${lead}${item}${colon}${points}(?:[ \\t,;.]{1,4}${item}${colon}${points}){0,9}${tail}`, 'm'),
  },
  // The first line is all that JudgeLM's scores are.
  {
    kind: 'score line',
    hint: /^\s{0,20}["'`*_]{0,3}\d/,
    pattern:
      /^\s{0,20}[*_"'`]{0,3}(?:10|\d)(?:\.\d)?(?:(?:[ \t]{1,4}|[ \t]?[,;][ \t]?)(?:10|\d)(?:\.\d)?){1,5}[*_"'`.]{0,3}[ \t]{0,3}(?![^\n])/,
  },
  {
    kind: 'JSON scores',
    hint: /["'](?:[a-z]{1,12}_)?(?:scores?|ratings?|verdict|评分|分数)\\?["']|[a-z_ ]\d{1,2}\]?(?:_score)?\\?["'][ \t\n]{0,9}:|["']1["']:/,
    pattern: new RegExp(
      [
        `${quote}(?:\\w{1,12}_)?(?:scores|ratings|评分|分数)${quote}${blank}:${blank}\\[${blank}${jsonScore}${blank}[,\\]]`,
        `${quote}(?:\\w{1,12}_)?(?:scores|ratings)${quote}${blank}:${blank}\\{${blank}${quote}`,
        `\\{${blank}${quote}(?:(?:overall|final|total)_)?(?:score|rating|verdict)${quote}${blank}:${blank}${jsonScore}${blank}(?:\\}|,${blank}${quote}(?:rationale|reason|explanation|feedback|justification|comment))`,
        `${quote}${itemWord}[ _]?\\[?\\d{1,2}\\]?(?:_score)?${quote}${blank}:${blank}(?:\\{${blank}${quote}score|${jsonScore}${blank}[,}])`,
        `\\{${blank}["']1["']${blank}:${blank}${jsonScore}${blank}[,}]`,
      ].join('|'),
    ),
  },
  ...judgeWords,
];
