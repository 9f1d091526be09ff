import type { Scale } from '../../models/model.ts';
import type { Score } from '../task.ts';
import type { CleanReply, Span } from './clean.ts';
import { readNumber, unreadable } from './number.ts';
import { findInSections } from './sections.ts';
import { findInTables } from './tables.ts';
import { restOfLine } from './textPieces.ts';
import { itemWord, notOneOfSeveral, scaleNote, scoreWord, unitWord, wholeWord } from './words.ts';

/** A score that the reply gives to an index, and where. */
export interface NamedScore extends Span {
  index: number;
  score: Score;
  /** Begins its line, or follows one that does with nothing but separators between. */
  leading: boolean;
}

/** How a number is read in this reply. */
export interface NumberForm {
  scale: Scale;
  /** The denominators that mean this scale. */
  wholes: readonly number[];
}

const emphasis = '[ \\t*_}]{0,20}';
/** `[2]`, `[Response 2]`, `Response [2]`. */
const bracketed = `(?:(?<![\\p{L}\\p{N}])${itemWord}\\s{0,4})?\\[\\s*(?:${itemWord})?[\\s#_]*(?<bracketed>\\d{1,4})\\s*\\]`;
/** `Response 2`, `Assistant #2's answer`, `第2个回答`. */
const named = `(?<![\\p{L}\\p{N}])${itemWord}(?:[\\s#_*]{0,4}|-)(?<named>\\d{1,4})(?!(?![的の의])[\\p{L}\\p{N}]|\\.\\d)${notOneOfSeveral}(?:'s|[的の의])?(?:\\s${itemWord})?|第\\s*(?<counted>\\d{1,4})\\s*[个個]?\\s*${itemWord}`;
/** `2.`, `(2)`, `#2` at the start of a line: a name only right before the word "score". */
const listed = '(?<=^[ \\t*_#>-]{0,20})[#(]?(?<listed>\\d{1,4})(?:[.):]|(?=[ \\t]+\\p{L}))';

/** `[2] Score:`, `**Response 2** - Rating =`, `2. 评分:`, with a value at the match's end. */
const nameThenWord = new RegExp(
  `(?:${bracketed}|${named}|${listed})[ \\t*_:.,|)(\\]}>→–-]{0,20}(?:${wholeWord}[ \\t]*)?(?!scores[ \\t])${scoreWord}${scaleNote}${emphasis}(?:is|of|:?=|::?|为|是|->|→|-(?!\\d))?${emphasis}`,
  'gimu',
);
/** `Score for [2]:`, `Rating of Response 2 is`, and `Score 2:` at the start of a line. */
const wordThenName = new RegExp(
  `(?<![\\p{L}\\p{N}])${scoreWord}[ \\t]{0,4}(?:(?:for|of)[ \\t]+(?:the[ \\t]+)?)?(?:${bracketed}|${named}|(?<=^[ \\t*_#-]{0,20}${scoreWord}[ \\t]{0,4})(?<listed>\\d{1,4}))${emphasis}(?:is|=|:)${emphasis}`,
  'gimu',
);
/** `[2] 3`, `[2]: 3`, `Response 2: 3`. */
const nameOnly = new RegExp(
  `(?:${bracketed}${emphasis}(?:[:=→]|->|[–—-](?=[ \\t]))?|(?:${named})(?:'s)?${emphasis}(?:${scoreWord})?${emphasis}(?:[:=→(]|->|[–—-](?=[ \\t])))${emphasis}(?=[-+(\\d])`,
  'gimu',
);
/** `[1] scores 3`, `Response 1 deserves a 3`: never a verdict, but it may contradict one. */
const inSentence = new RegExp(
  `(?:${bracketed}|${named})[ \\t]+(?:scores|deserves|(?:should|would|must)[ \\t]+(?:get|be|have|score|receive))[ \\t]+(?:an?[ \\t]+)?(?=\\d)`,
  'gimu',
);
/** Behind the number of one criterion, or of things: `scores 3 on depth`, `scores 3 points`. */
const afterPart = /[ \t]+(?:on|in|for|of|points?)\b/iy;
/** What may stand behind a number that only a name introduces: it is not the beginning of a sentence. */
const afterBare = new RegExp(
  `[ \\t*_)]*(?:${unitWord})?[ \\t*_)]*(?:$|[;.|(:](?!\\d)|,(?=[ \\t]*(?:\\[|${itemWord}))|[–—-](?!\\d)|(?:and|&)[ \\t])`,
  'imuy',
);

/**
 * The scores that a reply gives by index, however it lays them out: lines, sentences, sections, a table. Forms that say
 * "score" come before those that don't, and only one form is read: what else has numbers is then no verdict.
 */
export function findNamedScores(reply: CleanReply, form: NumberForm, skip: Span | undefined): NamedScore[] {
  const text = skip
    ? reply.ascii.slice(0, skip.start) +
      reply.ascii.slice(skip.start, skip.end).replace(/[^\n]/g, ' ') +
      reply.ascii.slice(skip.end)
    : reply.ascii;
  const said = [...text.matchAll(nameThenWord), ...text.matchAll(wordThenName)].sort((a, b) => a.index - b.index);
  const marked = readAll(text, said, form, () => true);
  if (marked.length > 0) {
    const sentences = readAll(text, [...text.matchAll(inSentence)], form, (end) => !matches(afterPart, text, end));
    const doubts = sentences.filter((one) => marked.some((m) => m.leading && m.index === one.index));
    return unquoted(
      [...marked, ...doubts].sort((a, b) => a.start - b.start),
      reply.fenced,
    );
  }
  const tabled = findInTables(text, form);
  if (tabled.length > 0) return tabled;
  const sectioned = findInSections(text, form);
  if (sectioned.length > 0) return sectioned;
  const bare = readAll(text, [...text.matchAll(nameOnly)], form, (end) => matches(afterBare, text, end));
  // `[1] 391` may be a response that is said back.
  const isEcho = ({ score, start }: NamedScore) => text[start] === '[' && score.value !== null && score.offScale;
  return bare.some(isEcho) ? [] : unquoted(bare, reply.fenced).filter((one) => one.leading);
}

function readAll(
  text: string,
  names: readonly RegExpExecArray[],
  { scale, wholes }: NumberForm,
  accepts: (end: number) => boolean,
): NamedScore[] {
  const found: NamedScore[] = [];
  let chainEnd = -1;
  for (const [i, match] of names.entries()) {
    const start = match.index;
    const after = start + match[0].length;
    const groups = match.groups ?? {};
    const near = Math.max(0, start - longestLine);
    const lineStart = near + text.slice(near, start).lastIndexOf('\n') + 1;
    const before = text.slice(lineStart, start);
    const behind = restOfLine(text.slice(after, after + longestLine), 0);
    if (isQuoted(before) || (groups['listed'] && isNoName(match[0], behind))) continue;
    const { score, end } = readNumber(text, after, scale, wholes);
    if (!accepts(end)) continue;
    const leading =
      isMarks(before) || announced.test(before) || (chainEnd >= lineStart && isSeparator(text.slice(chainEnd, start)));
    if (leading) chainEnd = end;
    // A number that is the next name is no score.
    const isTaken = end > (names[i + 1]?.index ?? text.length);
    const isShared = oneOfSeveral.test(before);
    const index = Number(groups['bracketed'] ?? groups['named'] ?? groups['counted'] ?? groups['listed']);
    found.push({ index, score: isTaken || isShared ? unreadable : score, start, end: isTaken ? after : end, leading });
  }
  return found;
}

/** `[1] and [2] Score: 3`, `[1]-[3]`: one score for several is not what was asked for. */
const oneOfSeveral = /^[^\p{L}\p{N}[]{0,20}(?:\[\d{1,4}\][ \t]*(?:,|and|&|to|[-–—和与と])[ \t]*)+$/iu;

/** What stands further before or behind on the same line is not looked at: the reply is a model that ran away. */
const longestLine = 1000;

/** Bullets, list numbers, check boxes, emoji and speakers' marks, but no words. */
function isMarks(before: string): boolean {
  return /^[^\p{L}\p{N}]{0,20}(?:\d{1,3}[.)])?(?:\[x\])?[^\p{L}\p{N}]{0,20}$/iu.test(before);
}

/** `My scores are: Assistant 1: 8` */
const announced = new RegExp(
  `^[ \\t*_#>-]{0,20}(?:\\p{L}+[ \\t]+){0,4}${scoreWord}(?:[ \\t]+(?:are|is))?[ \\t]*:[ \\t*_]*$`,
  'iu',
);

const separator = new RegExp(`^(?:${unitWord})?[\\s,;|*_.)]*(?:and\\s+)?$`, 'iu');

function isSeparator(between: string): boolean {
  return /;\s*$/.test(between) || separator.test(between);
}

/** In a block quote, or inside quotation marks or code that began after the line did: somebody else's verdict. */
function isQuoted(before: string): boolean {
  if (/^\s*>/.test(before) || /['‘]$/.test(before)) return true;
  const count = (marks: RegExp) => before.match(marks)?.length ?? 0;
  const isInCode = count(/`/g) % 2 === 1 && !/^[\s*_#|-]*`$/.test(before);
  return isInCode || count(/"/g) % 2 === 1 || count(/[“„«「『]/g) > count(/[”»」』]/g);
}

/** A ranking's own numbers are no names: `1. Score: 3 (Response 2)`; nor are those of a list of criteria. */
function isNoName(match: string, tail: string): boolean {
  return new RegExp(wholeWord, 'iu').test(match) || /\b(?:response|answer|assistant)\s*#?\d|\[\d+\]/i.test(tail);
}

/** A fence that says only a part of what stands outside is an example or a quotation of it. */
function unquoted(found: NamedScore[], fenced: readonly Span[]): NamedScore[] {
  const isFenced = (one: NamedScore) => fenced.some((f) => one.start >= f.start && one.end <= f.end);
  const outside = new Set(found.flatMap((one) => (isFenced(one) ? [] : [one.index])));
  const inside = new Set(found.flatMap((one) => (isFenced(one) ? [one.index] : [])));
  if ([...outside].every((index) => inside.has(index))) return found;
  return found.filter((one) => !isFenced(one) || !outside.has(one.index));
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
