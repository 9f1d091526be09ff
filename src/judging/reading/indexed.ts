import type { Scale } from '../../models/model.ts';
import type { Score, Verdict } from '../task.ts';
import { type CleanReply, clean } from './clean.ts';
import { readJsonVerdict } from './jsonVerdict.ts';
import { findNamedScores, type NamedScore, restOfLine } from './namedScores.ts';
import { missing, readNumber, unreadable } from './number.ts';
import { readPlainLines } from './plainLines.ts';
import { scaleNote, scoreWord, unitWord, wholeWord } from './words.ts';

/**
 * Reads `[i] Score: s` lines, or a JSON object, by the index that the judge names: no score ever moves to another
 * response. distilabel's own reader goes by line number, so that one line of preamble moves all of them.
 */
export function readIndexed(reply: string, n: number, scale: Scale): Verdict {
  return readPlainLines(reply, n, scale) ?? readAnyForm(reply, n, scale);
}

function readAnyForm(reply: string, n: number, scale: Scale): Verdict {
  const cleaned = clean(reply);
  const wholes = [n, scale.max];
  const json = readJsonVerdict(cleaned, n, scale, wholes);
  const found = findNamedScores(cleaned, { scale, wholes }, json);
  const lines = verdictOf(found, cleaned.verbatim, n);
  const isWhole = lines.scores.every((s) => s.value !== null);
  const lastLine = found.findLast((f) => f.leading)?.end ?? -1;
  if (json && (!isWhole || json.end > lastLine)) {
    return isWhole ? { ...json, notes: ['The reply has two verdicts; the last one counts.'] } : json;
  }
  if (n === 1 && found.length === 0) return readLoneScore(cleaned, scale, wholes) ?? lines;
  return lines;
}

function verdictOf(found: readonly NamedScore[], text: string, n: number): Verdict {
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
    const stated = own.at(-1);
    // A sentence after the verdict that says otherwise may take it back, or quote: nobody can tell.
    const doubt = all.findLast((f) => stated && f.start > stated.start && f.score.value !== stated.score.value);
    const last = doubt ? { ...doubt, score: unreadable } : stated;
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

const lone = new RegExp(
  `^[ \\t*_#]{0,20}(?:(?:${wholeWord}[ \\t]{0,9})?${scoreWord}${scaleNote}[ \\t*_]{0,20}[:=]?[ \\t*_]{0,20})?(?=[-+]?\\d)`,
  'gimu',
);

/** With one text to judge, `Score: 2` or a number alone can mean no other. */
function readLoneScore(
  { ascii: text, verbatim }: CleanReply,
  scale: Scale,
  wholes: readonly number[],
): Verdict | undefined {
  const lines = [...text.matchAll(lone)];
  const read = lines.map((line) => ({ line, ...readNumber(text, line.index + line[0].length, scale, wholes) }));
  const scored = read.filter(({ line, end }) => line[0].trim() !== '' || /^[ \t*_.]*$/.test(restOfLine(text, end)));
  const last = scored.at(-1);
  if (!last) return undefined;
  const rest = verbatim.slice(0, last.line.index) + verbatim.slice(last.end);
  return { scores: [last.score], rationale: tidy(rest), notes: [] };
}

const unit = new RegExp(`[ \\t]*${unitWord}`, 'iuy');

function sameLineText(text: string, one: NamedScore, found: readonly NamedScore[]): string | null {
  const next = found.find((f) => f.start >= one.end)?.start ?? text.length;
  unit.lastIndex = one.end;
  const start = unit.test(text) ? unit.lastIndex : one.end;
  const tail = tidy(text.slice(start, Math.min(next, start + restOfLine(text, start).length)));
  return tail === '' ? null : tail;
}

/** What the judge says besides the scores and the sentences that follow them. */
function textAround(text: string, found: readonly NamedScore[]): string {
  let rest = '';
  let from = 0;
  for (const one of found) {
    rest += text.slice(from, one.start);
    from = one.end + restOfLine(text, one.end).length;
  }
  return tidy(rest + text.slice(from));
}

const tidy = (text: string) =>
  text
    .replace(/^[\s*_:;,.)|\]"'>–—\-：；，。）－]+/, '')
    .replace(/[\s*_|]+$/, '')
    .replace(/\n{3,}/g, '\n\n');
