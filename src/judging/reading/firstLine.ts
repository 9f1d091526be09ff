import type { Scale } from '../../models/model.ts';
import type { Score, Verdict } from '../task.ts';
import { type CleanReply, clean, type Span } from './clean.ts';
import { isTakenBack } from './counting.ts';
import { type JsonVerdict, readJsonVerdict } from './jsonVerdict.ts';
import { findNamedScores, type NamedScore } from './namedScores.ts';
import { missing, readNumber, unreadable } from './number.ts';
import { onScaleStated } from './otherScale.ts';
import { readOwnTurn } from './ownTurn.ts';
import { itemWord, lastWord, scaleNote, scoreWord, unitWord, wholeWord } from './words.ts';

const heading = new RegExp(
  `^(?:the\\s+)?(?:(?:${wholeWord}|my|revised|corrected)\\s*)?(?:${scoreWord}|verdict)(?:\\s+(?:for|of)\\s+[^:=]*)?(?:\\s+(?:are|is))?${scaleNote}\\s*[:=]?\\s*`,
  'iu',
);

/** `Wait, I mixed them up. Corrected scores: 6 8` */
const lastSentence = new RegExp(`(?<=[.!?。！？]\\s{0,3})(?:final|corrected|revised|最终|修正)\\s*${scoreWord}`, 'iu');

/** A line, or lines, that can only be a verdict: n numbers, perhaps under a heading, or numbers at names. */
interface Stated extends Span {
  scores: Score[];
  /** Named "Scores:" or "Assistant i:", so not a line of numbers that the judge quotes. */
  labelled: boolean;
  /** Said to be the last word: "Final scores:". */
  isFinal: boolean;
  /** The sentence above is at its end, so it does not say whose numbers these are. */
  isAnew: boolean;
  /** Reasons stand between its scores. */
  reasoned: boolean;
}

interface Line extends Span {
  /** Without its Markdown. */
  text: string;
}

/**
 * Reads JudgeLM's reply: the scores on the first line, the rest the rationale; also under a heading, labelled by
 * assistant on one line or several, or as a JSON object. A first line with another number of scores is no verdict.
 */
export function readFirstLine(reply: string, n: number, scale: Scale): Verdict {
  return readOwnTurn(clean(reply), (own) => onScaleStated(readLines(own, n, scale), own.ascii, [scale.max]));
}

function readLines(cleaned: CleanReply, n: number, scale: Scale): Verdict {
  const { ascii, verbatim } = cleaned;
  const wholes = [scale.max];
  const json = readJsonVerdict(cleaned, n, scale, wholes);
  const lines = linesOf(ascii, json);
  const lists = listsIn(lines, n, scale);
  const named = namedIn(ascii, lines, findNamedScores(cleaned, { scale, wholes }, json), n);
  const last = [...lists, ...(named ? [named] : [])].reduce((end, one) => Math.max(end, one.end), -1);
  if (json && json.start > last) {
    return last < 0 ? json : { ...json, notes: ['The reply has two verdicts; the last one counts.'] };
  }
  const first = lines.find((line) => line.text !== '');
  const opening = lists.find((list) => list.start === first?.start);
  const final = [...lists, ...(named ? [named] : [])].findLast((one) => one.isFinal);
  // A first line of numbers that is no verdict (too many, too few, nan) is what the judge said: look no further.
  if (first && isNumbers(first.text) && !opening && !final) return unscored(first.text, verbatim, n);
  if (opening && !final && isInDoubt(opening, lists, named, ascii)) {
    return { ...unscored(first?.text ?? '', verbatim, n), notes: ['The reply has two verdicts that differ.'] };
  }
  const labelled = lists.findLast((list) => list.labelled);
  const chosen = final ?? opening ?? labelled ?? named ?? soleList(lists);
  if (!chosen) return json ?? unscored(first?.text ?? '', verbatim, n);
  const changed = opening && !sameScores(opening, chosen);
  return {
    scores: chosen.scores,
    rationale: rationaleOf(verbatim, chosen),
    notes: changed ? ['The reply has two verdicts; the last one counts.'] : [],
  };
}

/** Whether the reply takes its first line back, or gives another verdict further down that it does not quote. */
function isInDoubt(opening: Stated, lists: readonly Stated[], named: Stated | undefined, ascii: string): boolean {
  const bare = lists.filter((list) => !list.labelled);
  // With reasons, numbers at the assistants' names are mostly counts of mistakes; off the scale, answers quoted.
  const isVerdict = named && !named.reasoned && named.scores.every((score) => score.value !== null && !score.offScale);
  const others = [...bare, ...(isVerdict ? [named] : [])].filter((one) => one.isAnew);
  return isTakenBack(ascii.slice(opening.end)) || others.some((other) => !sameScores(opening, other));
}

/** Everything but the scores; what stands at the names is part of it. */
function rationaleOf(verbatim: string, { start, end, reasoned }: Stated): string {
  return reasoned ? verbatim.trim() : `${verbatim.slice(0, start)}${verbatim.slice(end)}`.trim();
}

function linesOf(ascii: string, json: JsonVerdict | undefined): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of ascii.split('\n')) {
    const end = start + line.length;
    const isJson = json !== undefined && start < json.end && end > json.start;
    lines.push({ text: isJson ? '' : bareText(line), start, end });
    start = end + 1;
  }
  return lines;
}

function listsIn(lines: readonly Line[], n: number, scale: Scale): Stated[] {
  const found: Stated[] = [];
  /** The last line that was nothing but a heading. */
  let above: string | undefined;
  let before = '';
  for (const { text, start, end } of lines) {
    if (text === '') continue;
    const said = text.slice(Math.max(0, text.search(lastSentence)));
    const body = said.replace(heading, '');
    const list = readList(body, n, scale);
    const under = body === text ? above : said;
    if (list) {
      const isFinal = under !== undefined && lastWord.test(under);
      found.push({
        scores: list.scores,
        labelled: under !== undefined,
        isFinal,
        isAnew: isEnded(before),
        reasoned: false,
        start,
        end: end - list.rest,
      });
    }
    above = body === '' ? text : undefined;
    before = text;
  }
  return found;
}

const value = `[[(]?[-+]?\\d+(?:\\.\\d+)?(?:/\\d+(?:\\.\\d+)?)?[\\])]?(?:${unitWord})?`;
/** n values and nothing else, or a reason that a mark sets apart from them. */
const listForm = new RegExp(
  `^[[(]?\\s*(?<values>${value}(?:(?:\\s*[,;|]\\s*|\\s+(?:and|und|et|y|和)\\s+|\\s+)${value})*)\\s*[\\])}]*[.,]?(?:\\s*(?<rest>[-–—(:]\\s*\\p{L}.*|(?<=\\.)\\s+\\p{L}.*|(?<=\\s)(?:both\\s|${itemWord}\\s?#?\\d).*)|[^\\p{L}\\p{N}/%+=*-]*)$`,
  'iu',
);

/** Exactly n values, separated alike: `8 7`, `8, 7`, `8/10 7/10`. `8,5 7,5` is neither two numbers nor surely four. */
function readList(text: string, n: number, scale: Scale): { scores: Score[]; rest: number } | undefined {
  const joined = text.replace(/\s*\/\s*(?=\d)|\s+out of\s+(?=\d)/gi, '/');
  const { values, rest = '' } = listForm.exec(joined)?.groups ?? {};
  if (values === undefined) return undefined;
  const byMark = values.trim().split(/\s*[,;|]\s*/);
  const parts = byMark.length > 1 ? byMark : values.trim().split(/\s+(?:and\s+|und\s+|et\s+|y\s+|和\s+)?/i);
  if (parts.length !== n || parts.some((part) => /\s/.test(part))) return undefined;
  const scores = parts.map((part) => readNumber(part.replace(/[[\]()]/g, ''), 0, scale, [scale.max]).score);
  return scores.some((score) => score.value === null) ? undefined : { scores, rest: rest.length };
}

/** Scores at names, when each of 1..n has one. */
function namedIn(ascii: string, lines: readonly Line[], named: readonly NamedScore[], n: number): Stated | undefined {
  const scores = Array.from({ length: n }, (_, i) => named.filter((one) => one.index === i + 1));
  if (named.some((one) => one.index < 1 || one.index > n || one.score.value === null)) return undefined;
  if (scores.some((own) => new Set(own.map((one) => one.score.value)).size !== 1)) return undefined;
  const [start, end] = [Math.min(...named.map((one) => one.start)), Math.max(...named.map((one) => one.end))];
  const from = lines.findIndex((line) => line.end >= start);
  const to = lines.findIndex((line) => line.end >= end);
  const between = named.reduceRight(
    (rest, one) => rest.slice(0, one.start) + rest.slice(one.end),
    ascii.slice(0, lines[to]?.end),
  );
  const above = lines.slice(0, from).findLast((line) => line.text !== '')?.text ?? '';
  return {
    scores: scores.flatMap((own) => own.slice(0, 1).map((one) => one.score)),
    labelled: true,
    isFinal: lastWord.test(above) && above.replace(heading, '') === '',
    isAnew: isEnded(above),
    reasoned: /\p{L}{2}/u.test(between.slice(lines[from]?.start)),
    start: lines[from]?.start ?? start,
    end: lines[to]?.end ?? end,
  };
}

/** Whether a line says no more of the one below it: it ends a sentence, or has no words. */
function isEnded(line: string): boolean {
  return /[.!?。！？]$|^[^\p{L}]*$/u.test(line);
}

/** Lines of bare numbers: a verdict if there is one only, for nobody can tell which of several is quoted. */
function soleList(lists: readonly Stated[]): Stated | undefined {
  const [first, ...rest] = lists;
  return first && rest.every((other) => sameScores(first, other)) ? first : undefined;
}

function sameScores(a: Stated, b: Stated): boolean {
  return a.scores.every((score, i) => score.value === b.scores[i]?.value);
}

function isNumbers(text: string): boolean {
  return /\d|nan|inf/i.test(text) && /^[-+\d.,;/\s]*$/.test(text.replace(/nan|inf(?:inity)?/gi, ''));
}

/** Longer lines are prose, or a model that ran away. */
const longestLine = 2000;

/** A line without its Markdown: bold, headings, bullets, code ticks; nothing of a block quote. */
function bareText(line: string): string {
  if (line.length > longestLine || /^\s*>/.test(line)) return '';
  return line
    .replace(/(?<!\s)[*_`#]+|[*_`#]+(?!\s)/g, '')
    .replace(/^\s*[-•]\s+/, '')
    .trim();
}

function unscored(firstLine: string, verbatim: string, n: number): Verdict {
  const numbers = firstLine.split(/[\s,;]+/).filter(Boolean);
  const said = isNumbers(firstLine);
  const notes = said && numbers.length !== n ? [`The first line has ${numbers.length} scores for ${n} responses.`] : [];
  const gap = said ? unreadable : missing;
  return { scores: Array.from({ length: n }, () => gap), rationale: verbatim.trim(), notes };
}
