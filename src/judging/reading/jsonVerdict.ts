import type { Scale } from '../../models/model.ts';
import type { Score, Verdict } from '../task.ts';
import { toAscii } from './ascii.ts';
import type { CleanReply } from './clean.ts';
import { readJson } from './lenientJson.ts';
import { missing, readNumber, unreadable } from './number.ts';
import { itemWord, scoreWord, wholeWord } from './words.ts';

/** A verdict found as JSON in a reply, and where it stands. */
export interface JsonVerdict extends Verdict {
  start: number;
  end: number;
}

/** Braces that open nothing; with more of them a reply is code, not a verdict, and each costs a look at all that follows. */
const maxMisses = 32;

/** Where JSON with a verdict may begin: an object, a list of objects, a list under a name, a text. */
const opening = new RegExp(
  `\\{|\\[(?=\\s*\\{)|(?<=(?<![\\p{L}\\p{N}])${scoreWord}["'*\`]{0,4}\\s{0,4}[:=]\\s{0,4})\\[|(?<=^\\s{0,99})"(?=\\s*\\\\?[{\\\\])`,
  'giu',
);
const scoreName = new RegExp(`^(?:${wholeWord}[_ ]?)?${scoreWord}$`, 'iu');
/** Between two verdicts, makes neither of them the last word. */
const either = /^[\s*_,;.-]*(?:or|alternatively)\b/i;
/** What an item says its score is out of. */
const mostName = /^(?:max|out[_ ]?of)(?:[_ ]?score)?$/i;
const scoreLabel = new RegExp(`^\\s*${scoreWord}\\s*[:=]`, 'iu');
const itemName = new RegExp(
  `^\\[?(?:(?:${itemWord}|${scoreWord})s?)?[\\s_#-]*\\[?(\\d{1,4})\\]?(?:[\\s_-]*(?:${itemWord}|${scoreWord}))?$`,
  'iu',
);
const wrapperName =
  /^(?:results?|responses?|evaluations?|verdicts?|judge?ments?|assessments?|answers?|outputs?|data|function|arguments|parameters|input)$/i;
const indexName = new RegExp(
  `^(?:#|no|number|id|index|idx|item|(?:${itemWord})(?:[_ ]?(?:id|index|number|no))?)$`,
  'iu',
);

/**
 * The last JSON of a reply that says the scores of n texts: `{"scores": [3, 1, 2]}`, by index or name, or as objects with an
 * index each; under other names, nested, quoted, or cut off behind the scores. A plain list of another length is no verdict:
 * nobody knows whose its numbers are.
 */
export function readJsonVerdict(
  { verbatim, ascii: text }: CleanReply,
  n: number,
  scale: Scale,
  wholes: readonly number[],
): JsonVerdict | undefined {
  let found: JsonVerdict | undefined;
  /** Objects that follow each other, an item each. */
  let row: { start: number; items: unknown[] } | undefined;
  let from = 0;
  for (let misses = 0; misses < maxMisses; ) {
    opening.lastIndex = from;
    const start = opening.exec(text)?.index;
    if (start === undefined) break;
    const json = readJson(verbatim, verbatim, start) ?? readJson(text, verbatim, start);
    if (!json) {
      misses++;
      from = start + 1;
      continue;
    }
    row = row && /^[\s,;]*$/.test(text.slice(from, start)) ? row : { start, items: [] };
    row.items.push(json.value);
    const own = saidIn(json.value, n);
    const said = own ?? (row.items.length > 1 && row.items.every(isObject) ? saidIn(row.items, n) : undefined);
    const begins = own ? start : row.start;
    if (said) {
      const isEither = found !== undefined && either.test(text.slice(found.end, begins));
      const scores = said.values.map((value) => (isEither ? unreadable : toScore(value, scale, wholes)));
      const around = `${verbatim.slice(0, begins)}\n${verbatim.slice(json.end)}`.trim();
      found = { scores, start: begins, end: json.end, ...textsOf(said.object, n, around), notes: [] };
    }
    // A quotation mark that is not closed takes all that follows with it.
    const isSwallowed = json.end >= text.length && isObject(json.value) && Object.keys(json.value).length === 0;
    if (isSwallowed) misses++;
    from = isSwallowed ? start + 1 : json.end;
  }
  return found;
}

/** What a piece of JSON says of each of n texts (undefined where nothing), and the object that its other texts are in. */
interface Said {
  values: unknown[];
  object: Record<string, unknown>;
}

function saidIn(json: unknown, n: number): Said | undefined {
  if (typeof json === 'string') {
    const text = json.trim();
    return /^[[{]/.test(text) ? saidIn(readJson(text, text, 0)?.value, n) : undefined;
  }
  if (Array.isArray(json)) {
    const values = fromList(json, n);
    if (values) return { values, object: {} };
    const [only] = json;
    return json.length === 1 && isObject(only) && indexOf(only) === undefined ? saidIn(only, n) : undefined;
  }
  // Scores of one item are by criterion.
  if (!isObject(json) || (n > 1 && indexOf(json) !== undefined)) return undefined;
  const named = Object.entries(json).filter(([name]) => scoreName.test(name));
  for (const [, said] of named) {
    const value = typeof said === 'string' && said.trimStart().startsWith('[') ? readJson(said, said, 0)?.value : said;
    const values = Array.isArray(value) ? fromList(value, n) : isObject(value) ? fromNames(value, n) : undefined;
    if (values) return { values, object: json };
  }
  const [lone] = named;
  if (lone && n === 1 && named.length === 1 && isScalar(lone[1])) return { values: [lone[1]], object: json };
  if (named.length > 0) return undefined;
  const values = fromNames(json, n);
  if (values) return { values, object: json };
  // A wrapper: `{"result": {...}}`. Two verdicts in one are none.
  const inner = Object.entries(json).flatMap(([name, value]) => {
    if (!wrapperName.test(name)) return [];
    const said = isObject(value) || typeof value === 'string' || isItems(value) ? saidIn(value, n) : undefined;
    return said ? [said] : [];
  });
  return inner.length === 1 ? inner[0] : undefined;
}

function fromList(list: readonly unknown[], n: number): unknown[] | undefined {
  if (list.some((item) => isObject(item) && indexOf(item) !== undefined)) {
    return byIndex(
      list.flatMap((item) => (isObject(item) ? [[indexOf(item), scoreOf(item)] as const] : [])),
      n,
    );
  }
  if (list.length !== n || list.includes(undefined)) return undefined;
  if (list.every(isScalar)) return [...list];
  const scores = list.map((item) => (isObject(item) ? scoreOf(item) : undefined));
  return scores.every((score) => score !== undefined && isScalar(score)) ? scores : undefined;
}

/** `{"response_1": 3, "response_2": {"score": 1}, "rationale": "..."}` */
function fromNames(object: Record<string, unknown>, n: number): unknown[] | undefined {
  const pairs = Object.entries(object).flatMap(([name, value]) => {
    const index = itemName.exec(name)?.[1];
    return index === undefined ? [] : [[Number(index), isObject(value) ? scoreOf(value) : value] as const];
  });
  return byIndex(pairs, n);
}

function byIndex(pairs: readonly (readonly [index: number | undefined, value: unknown])[], n: number) {
  // Counted from 0? Nobody knows which is meant.
  if (pairs.some(([index]) => index === undefined || index === 0)) return undefined;
  const said = pairs.filter(([, value]) => value !== undefined);
  if (!said.some(([index]) => index !== undefined && index <= n) || !said.every(([, value]) => isScalar(value)))
    return undefined;
  return Array.from({ length: n }, (_, i) => {
    const own = said.filter(([index]) => index === i + 1);
    return own.length > 1 ? null : own[0]?.[1];
  });
}

const isItems = (value: unknown) =>
  Array.isArray(value) && value.some((item) => isObject(item) && indexOf(item) !== undefined);

function indexOf(item: Record<string, unknown>): number | undefined {
  for (const [name, value] of Object.entries(item)) {
    const index = indexName.test(name) && isScalar(value) ? itemName.exec(String(value))?.[1] : undefined;
    if (index !== undefined) return Number(index);
  }
  return undefined;
}

function scoreOf(item: Record<string, unknown>): unknown {
  const [score, ...others] = Object.entries(item).flatMap(([name, value]) => (scoreName.test(name) ? [value] : []));
  if (others.length > 0) return undefined;
  const most = Object.entries(item).find(([name]) => mostName.test(name))?.[1];
  return typeof score === 'number' && typeof most === 'number' ? `${score}/${most}` : score;
}

function toScore(value: unknown, scale: Scale, wholes: readonly number[]): Score {
  if (value === undefined) return missing;
  if (typeof value !== 'number' && typeof value !== 'string') return unreadable;
  const ascii = toAscii(String(value)).replace(scoreLabel, '');
  const { score, end } = readNumber(ascii, 0, scale, wholes);
  return ascii.slice(end).trim() === '' ? score : unreadable;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function textsOf(object: Record<string, unknown>, n: number, around: string) {
  const { rationale, rationales } = object;
  const each =
    Array.isArray(rationales) && rationales.length === n
      ? rationales.map((r) => (typeof r === 'string' && r.trim() !== '' ? r.trim() : null))
      : undefined;
  const said = typeof rationale === 'string' ? rationale.trim() : '';
  return { rationale: [said, around].filter(Boolean).join('\n\n'), ...(each && { rationales: each }) };
}
