import type { Scale } from '../../models/model.ts';
import type { Score, Verdict } from '../task.ts';
import { type CleanReply, clean } from './clean.ts';
import { readJsonVerdict } from './jsonVerdict.ts';
import { missing, readNumber } from './number.ts';

/** `[2] Score:`, `**Response 2** - Score =`, `2. 评分:`: an index, then the word, then a value at the match's end. */
const marker = new RegExp(
  '(?:\\[\\s*(?:response|instruction|answer|回答|回复|响应|指令)?\\s*#?(?<bracketed>\\d{1,4})\\s*\\]' +
    '|(?<![\\p{L}\\p{N}])(?:response|instruction|answer|回答|回复|响应|指令)\\s*#?(?<named>\\d{1,4})' +
    '|(?<=^[\\s*_#-]*)(?<listed>\\d{1,4})[.)])' +
    '[ \\t*_:.|)–-]{0,20}(?:(?:quality|complexity|overall)[ \\t]+)?(?:score|rating|分数|评分|得分)' +
    '[ \\t*_]{0,20}(?:is|=|:|为|是|-(?!\\d))?[ \\t*_]{0,20}',
  'gimu',
);
/** `[2] 3` or `[2]: 3` alone on a line. */
const bare =
  /^[ \t*_-]{0,20}\[[ \t]?(?<bracketed>\d{1,4})[ \t]?\][ \t*_]{0,20}(?:[:=][ \t*_]{0,20})?(?=[-+]?\d[\d./ \t*_]{0,20}$)/gm;

interface Found {
  index: number;
  score: Score;
  start: number;
  end: number;
  /** Begins its line, or follows one that does with nothing but separators between. */
  leading: boolean;
}

/**
 * Reads `[i] Score: s` lines, or a JSON object, by the index that the judge names: no score ever moves to another
 * response. distilabel's own reader goes by line number, so that one line of preamble moves all of them.
 */
export function readIndexed(reply: string, n: number, scale: Scale): Verdict {
  const cleaned = clean(reply);
  const wholes = [n, scale.max];
  const found = findScores(cleaned.ascii, scale, wholes);
  const json = readJsonVerdict(cleaned, n, scale, wholes);
  const lines = verdictOf(found, cleaned.verbatim, n);
  const isWhole = lines.scores.every((s) => s.value !== null);
  const lastLine = found.findLast((f) => f.leading)?.end ?? -1;
  if (json && (!isWhole || json.end > lastLine)) {
    return isWhole ? { ...json, notes: ['The reply has two verdicts; the last one counts.'] } : json;
  }
  if (n === 1 && found.length === 0) return readLoneScore(cleaned, scale, wholes) ?? lines;
  return lines;
}

function findScores(text: string, scale: Scale, wholes: readonly number[]): Found[] {
  const matches = [...text.matchAll(marker), ...text.matchAll(bare)].sort((a, b) => a.index - b.index);
  const found: Found[] = [];
  let chainEnd = -1;
  for (const match of matches) {
    const { bracketed, named, listed } = match.groups ?? {};
    // A ranking's own numbers are no names of responses: `1. Score: 3 (Response 2)`; nor are those of a list of criteria.
    if (
      listed &&
      (isAboutAnother(restOfLine(text, match.index + match[0].length)) || /quality|complexity|overall/i.test(match[0]))
    )
      continue;
    const lineStart = text.lastIndexOf('\n', match.index - 1) + 1;
    const before = text.slice(lineStart, match.index);
    // A line in a block quote or a marker in quotation marks is somebody else's verdict, quoted.
    if (/^\s*>/.test(before) || /["'`“‘「『«]$/.test(before)) continue;
    const after = match.index + match[0].length;
    const { score, end } = readNumber(text, after, scale, wholes);
    const leading =
      /^[\s*_#|•-]*$/.test(before) ||
      (chainEnd >= lineStart && /^[\s,;|*_.]*$/.test(text.slice(chainEnd, match.index)));
    if (leading) chainEnd = end;
    found.push({ index: Number(bracketed ?? named ?? listed), score, start: match.index, end, leading });
  }
  return found;
}

function isAboutAnother(tail: string): boolean {
  return /\b(?:response|answer|assistant)\s*#?\d|\[\d+\]/i.test(tail);
}

function verdictOf(found: readonly Found[], text: string, n: number): Verdict {
  const notes: string[] = [];
  if (found.some((f) => f.index === 0)) {
    // Counted from 0? Or is 0 a slip? Either guess could move every score.
    notes.push('The reply counts from 0, so nobody can tell which response is meant.');
    return { scores: Array.from({ length: n }, () => missing), rationale: text.trim(), notes };
  }
  const scores: Score[] = [];
  const rationales: (string | null)[] = [];
  for (let i = 1; i <= n; i++) {
    const all = found.filter((f) => f.index === i);
    const own = all.some((f) => f.leading) ? all.filter((f) => f.leading) : all;
    const last = own.at(-1);
    if (new Set(own.map((f) => f.score.value)).size > 1)
      notes.push(`[${i}] has more than one score; the last one counts.`);
    scores.push(last?.score ?? missing);
    // After the word that stands for an unreadable score there is no reason, only the rest of that word.
    rationales.push(last && last.score.value !== null ? sameLineText(text, last, found) : null);
  }
  if (found.some((f) => f.index > n))
    notes.push(`The reply also scores a response that does not exist (there are ${n}).`);
  const rationale = textAround(text, found);
  return { scores, rationale, ...(rationales.some((r) => r !== null) && { rationales }), notes };
}

/** With one text to judge, `Score: 2` or a number alone can mean no other. */
function readLoneScore(
  { ascii: text, verbatim }: CleanReply,
  scale: Scale,
  wholes: readonly number[],
): Verdict | undefined {
  const lines = [
    ...text.matchAll(
      /^[ \t*_#]*(?:(?:quality |complexity |overall )?(?:score|rating|分数|评分|得分)[ \t*_]*[:=]?[ \t*_]*)?(?=[-+]?\d)/gim,
    ),
  ];
  const read = lines.map((line) => ({ line, ...readNumber(text, line.index + line[0].length, scale, wholes) }));
  const scored = read.filter(({ line, end }) => line[0].trim() !== '' || /^[ \t*_.]*$/.test(restOfLine(text, end)));
  const last = scored.at(-1);
  if (!last) return undefined;
  const rest = verbatim.slice(0, last.line.index) + verbatim.slice(last.end);
  return { scores: [last.score], rationale: tidy(rest), notes: [] };
}

function sameLineText(text: string, one: Found, found: readonly Found[]): string | null {
  const next = found.find((f) => f.start >= one.end)?.start ?? text.length;
  // `3分` is three points.
  const start = text[one.end] === '分' ? one.end + 1 : one.end;
  const tail = tidy(text.slice(start, Math.min(next, start + restOfLine(text, start).length)));
  return tail === '' ? null : tail;
}

/** What the judge says besides the scores and the sentences that follow them. */
function textAround(text: string, found: readonly Found[]): string {
  let rest = '';
  let from = 0;
  for (const one of found) {
    rest += text.slice(from, one.start);
    from = one.end + restOfLine(text, one.end).length;
  }
  return tidy(rest + text.slice(from));
}

function restOfLine(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? text.length : end);
}

const tidy = (text: string) =>
  text
    .replace(/^[\s*_:;,.)|\]"'>–—\-：；，。）－]+/, '')
    .replace(/[\s*_|]+$/, '')
    .replace(/\n{3,}/g, '\n\n');
