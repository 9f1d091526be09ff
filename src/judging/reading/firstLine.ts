import type { Scale } from '../../models/model.ts';
import type { Score, Verdict } from '../task.ts';
import { clean } from './clean.ts';
import { readJsonVerdict } from './jsonVerdict.ts';
import { missing, readNumber, unreadable } from './number.ts';

const heading =
  /^(?:(?:final|overall|my)\s+)?(?:scores?|ratings?|verdict|分数|评分|得分)(?:\s+(?:for|of)\s+[^:=]*)?\s*[:=]?\s*/i;
const finality = /\b(?:final|corrected|revised)\b|最终|修正/i;

function isFinal(text: string | undefined): boolean {
  return text !== undefined && finality.test(text);
}

const label =
  /(?:the\s+)?(?:assistant|answer|response|model|助手|回答|模型)\s*#?(\d{1,4})(?:'s)?(?:\s*(?:answer|score|rating|分数|评分|得分))*\s*[:=-]\s*/iy;

/** A line that can only be a verdict: n numbers, perhaps under a heading, or numbers that are labelled. */
interface VerdictLine {
  scores: Score[];
  /** Named "Scores:" or "Assistant i:", so not a line of numbers that the judge quotes. */
  labelled: boolean;
  /** Said to be the last word: "Final scores:". */
  isFinal: boolean;
  /** Index of the first and of the last line it takes. */
  from: number;
  to: number;
}

/**
 * Reads JudgeLM's reply: the scores on the first line, the rest the rationale; also under a heading, labelled by
 * assistant on one line or several, or as a JSON object. A first line with another number of scores is no verdict.
 */
export function readFirstLine(reply: string, n: number, scale: Scale): Verdict {
  const cleaned = clean(reply);
  const lines = cleaned.ascii.split('\n');
  const said = cleaned.verbatim.split('\n');
  const json = readJsonVerdict(cleaned, n, scale, [scale.max]);
  const found = findVerdicts(lines, n, scale);
  const lastLine = found.at(-1)?.to ?? -1;
  if (json && (found.length === 0 || lineOf(cleaned.ascii, json.start) > lastLine)) {
    return found.length > 0 ? { ...json, notes: ['The reply has two verdicts; the last one counts.'] } : json;
  }
  const first = lines.findIndex((line) => line.trim() !== '');
  const opening = found.find((v) => v.from === first);
  const last = found.filter((v) => v.labelled).at(-1);
  const bare = found.filter((v) => !v.labelled);
  const startsWithNumbers = isNumbers(bareText(lines[first] ?? ''));

  // A first line of numbers that is no verdict (too many, too few, nan) is what the judge said: look no further.
  const final = found.findLast((v) => v.isFinal);
  if (startsWithNumbers && !opening && !final) return unscored(lines[first] ?? '', cleaned.verbatim, n);
  // After a first line of scores, numbers at the assistants' names are mostly counts of mistakes, or answers quoted.
  const chosen = final ?? opening ?? last ?? soleVerdict(bare);
  if (!chosen) return unscored(lines[first] ?? '', cleaned.verbatim, n);
  const changed = opening && !sameScores(opening, chosen);
  const rationale = [...said.slice(0, chosen.from), ...said.slice(chosen.to + 1)].join('\n').trim();
  return {
    scores: chosen.scores,
    rationale,
    notes: changed ? ['The reply has two verdicts; the last one counts.'] : [],
  };
}

function findVerdicts(lines: readonly string[], n: number, scale: Scale): VerdictLine[] {
  const found: VerdictLine[] = [];
  /** The last line that was nothing but a heading. */
  let above: string | undefined;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (/^\s*>/.test(line)) continue;
    const text = bareText(line);
    if (text === '') continue;
    const body = text.replace(heading, '');
    const list = readList(body, n, scale);
    if (list) {
      const under = body === text ? above : text;
      found.push({
        scores: list,
        labelled: under !== undefined && heading.test(under),
        isFinal: isFinal(under),
        from: i,
        to: i,
      });
      above = undefined;
      continue;
    }
    const labelled = readLabelled(lines, i, n, scale);
    if (labelled) {
      found.push({ ...labelled, isFinal: isFinal(body === text ? above : text) });
      i = labelled.to;
    }
    above = body === '' ? text : undefined;
  }
  return found;
}

const valuePattern = /^[-+]?\d+(?:\.\d+)?(?:\s*\/\s*10(?:\.0+)?)?$/;

/** Exactly n values, separated alike: `8 7`, `8, 7`, `8/10 7/10`. `8,5 7,5` is neither two numbers nor surely four. */
function readList(text: string, n: number, scale: Scale): Score[] | undefined {
  const joined = text.replace(/\s*\/\s*(?=10\b)/g, '/').trim();
  const byComma = joined.split(/\s*[,;、|]\s*/);
  const parts = byComma.length > 1 ? byComma : joined.split(/\s+/);
  if (parts.length !== n || !parts.every((part) => valuePattern.test(part))) return undefined;
  return parts.map((part) => readNumber(part, 0, scale, [scale.max]).score);
}

/** `Assistant 1: 8, Assistant 2: 7`, on one line or on lines that follow each other, each of 1..n once. */
function readLabelled(lines: readonly string[], from: number, n: number, scale: Scale): VerdictLine | undefined {
  const scores = new Map<number, Score>();
  let to = from;
  for (let i = from; i < lines.length && scores.size < n; i++) {
    const text = bareText(lines[i] ?? '').replace(heading, '');
    if (text === '') {
      if (i - to > 3) break;
      continue;
    }
    if (!readLabels(text, scale, scores)) break;
    to = i;
  }
  const all = Array.from({ length: n }, (_, i) => scores.get(i + 1));
  if (scores.size !== n || !all.every((s) => s !== undefined)) return undefined;
  return { scores: all, labelled: true, isFinal: false, from, to };
}

function readLabels(text: string, scale: Scale, scores: Map<number, Score>): boolean {
  let at = 0;
  while (at < text.length) {
    label.lastIndex = at;
    const match = label.exec(text);
    if (!match) return at > 0 && /^[\s.]*$|^\s*[-–—(:]/.test(text.slice(at));
    const { score, end } = readNumber(text, label.lastIndex, scale, [scale.max]);
    if (end === label.lastIndex) return false;
    // The same name again begins another verdict.
    if (scores.has(Number(match[1]))) return false;
    scores.set(Number(match[1]), score);
    at = end + (/^[\s,;|]*(?:and\s+)?/.exec(text.slice(end))?.[0].length ?? 0);
  }
  return at > 0;
}

/** Lines of bare numbers after some preamble: a verdict if there is one only, for others may be quoted. */
function soleVerdict(bare: readonly VerdictLine[]): VerdictLine | undefined {
  const [first, ...rest] = bare;
  return first && rest.every((other) => sameScores(first, other)) ? first : undefined;
}

function sameScores(a: VerdictLine, b: VerdictLine): boolean {
  return a.scores.every((score, i) => score.value === b.scores[i]?.value);
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length - 1;
}

function isNumbers(text: string): boolean {
  return /\d|nan|inf/i.test(text) && /^[-+\d.,;/\s]*$/.test(text.replace(/nan|inf(?:inity)?/gi, ''));
}

/** Longer lines are prose, or a model that ran away. */
const longestLine = 2000;

/** A line without its Markdown: bold, headings, bullets, code ticks. */
function bareText(line: string): string {
  if (line.length > longestLine) return '';
  return line
    .replace(/[*_`#]+/g, '')
    .replace(/^\s*[-•]\s+/, '')
    .trim();
}

function unscored(firstLine: string, verbatim: string, n: number): Verdict {
  const text = bareText(firstLine);
  const numbers = text.split(/[\s,;]+/).filter(Boolean);
  const said = isNumbers(text);
  const notes = said && numbers.length !== n ? [`The first line has ${numbers.length} scores for ${n} responses.`] : [];
  const gap = said ? unreadable : missing;
  return { scores: Array.from({ length: n }, () => gap), rationale: verbatim.trim(), notes };
}
