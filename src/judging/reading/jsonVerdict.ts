import type { Scale } from '../../models/model.ts';
import type { Score, Verdict } from '../task.ts';
import type { CleanReply } from './clean.ts';
import { readNumber, unreadable } from './number.ts';

/** A verdict found as a JSON object in a reply, and where the object stands. */
export interface JsonVerdict extends Verdict {
  start: number;
  end: number;
}

/** Braces that close nothing; with more of them a reply is code, not a verdict, and each costs a look at all that follows. */
const maxMisses = 32;

/**
 * The last object of a reply that has `scores` for n texts: `{"scores": [3, 1, 2]}`, or by index `{"scores": {"1": 3}}`,
 * bare, fenced or with text around it. One with another number of scores is no verdict: nobody knows whose they are.
 */
export function readJsonVerdict(
  { verbatim, ascii: text }: CleanReply,
  n: number,
  scale: Scale,
  wholes: readonly number[],
): JsonVerdict | undefined {
  let found: JsonVerdict | undefined;
  for (const [start, end] of outermostObjects(text)) {
    // Full-width quotes and commas make it JSON only in ASCII; else its texts are wanted as they are.
    const object = parseObject(verbatim.slice(start, end)) ?? parseObject(text.slice(start, end));
    const values = object && scoresOf(object['scores'], n);
    if (!object || !values) continue;
    const scores = values.map((value) => toScore(value, scale, wholes));
    const around = `${verbatim.slice(0, start)}\n${verbatim.slice(end)}`.trim();
    found = { scores, start, end, ...textsOf(object, n, around), notes: [] };
  }
  return found;
}

/** Where objects that are in no other begin and end; what looks like one and does not close is passed over. */
function* outermostObjects(text: string): Generator<[start: number, end: number]> {
  let misses = 0;
  for (let start = text.indexOf('{'); start >= 0 && misses < maxMisses; ) {
    const end = endOfObject(text, start);
    if (end < 0) misses++;
    else yield [start, end];
    start = text.indexOf('{', end < 0 ? start + 1 : end);
  }
}

function scoresOf(scores: unknown, n: number): unknown[] | undefined {
  if (Array.isArray(scores)) return scores.length === n ? scores : undefined;
  if (typeof scores !== 'object' || scores === null) return undefined;
  const byIndex = new Map<number, unknown>();
  for (const [name, value] of Object.entries(scores)) {
    const index = /^\D*(\d{1,4})\D*$/.exec(name)?.[1];
    if (index === undefined || byIndex.has(Number(index))) return undefined;
    byIndex.set(Number(index), value);
  }
  const values = Array.from({ length: n }, (_, i) => byIndex.get(i + 1));
  return byIndex.size === n && !values.includes(undefined) ? values : undefined;
}

function toScore(value: unknown, scale: Scale, wholes: readonly number[]): Score {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return unreadable;
  const { score, end } = readNumber(text, 0, scale, wholes);
  return text.slice(end).trim() === '' ? score : unreadable;
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

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The end of the object that opens at `start`, braces in strings aside; -1 when it does not close. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return i + 1;
  }
  return -1;
}
