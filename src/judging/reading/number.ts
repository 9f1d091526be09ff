import type { Scale } from '../../models/model.ts';
import type { Score } from '../task.ts';

/** A score read at a place in the text, and where it ends. */
export interface NumberAt {
  score: Score;
  end: number;
}

export const unreadable: Score = { value: null, gap: 'unreadable' };
export const missing: Score = { value: null, gap: 'missing' };

/** A finite number as a score, flagged when it is off the scale. */
function toScore(value: unknown, scale: Scale): Score {
  if (typeof value !== 'number' || !Number.isFinite(value)) return unreadable;
  return { value, offScale: value < scale.min || value > scale.max };
}

const opening = /[ \t*_`"'(]*/y;
const number = /[-+]?\d+(?:\.\d+)?/y;
const outOf = /[\s*_]*(?:\/|\bout of\b|\bof\b)[\s*_]*(\d+(?:\.\d+)?)/iy;
/** What makes the number before it something else: a longer number, a range, a per cent, a word. */
const notTheEnd =
  /\.\d|[\p{N}%‰A-Za-z]|[ \t]*,?[ \t]*(?:[-–—~][ \t]*|(?:to|or|then)[ \t]+)?\d|[ \t]*(?:→|->|=>)|[ \t]+of[ \t]+the\b|[ \t]+(?:points?[ \t]+)?(?:higher|lower|less|more|better|worse|responses?)\b/iuy;

/**
 * Reads `3`, `3.7`, `**3**`, `3/4` or `3 out of 4` at `start`; anything else there (a word, `nan`, a range, a fraction
 * of another scale) is unreadable rather than guessed at. `wholes` are the denominators that mean this scale.
 */
export function readNumber(text: string, start: number, scale: Scale, wholes: readonly number[]): NumberAt {
  const from = endOf(opening, text, start);
  const end = endOf(number, text, from);
  if (end === from) return { score: unreadable, end: start };
  const value = Number(text.slice(from, end));
  outOf.lastIndex = end;
  const whole = outOf.exec(text);
  if (whole) {
    const isThisScale = wholes.includes(Number(whole[1])) && !matches(notTheEnd, text, outOf.lastIndex);
    return { score: isThisScale ? toScore(value, scale) : unreadable, end: end + whole[0].length };
  }
  if (matches(notTheEnd, text, end)) return { score: unreadable, end };
  return { score: toScore(value, scale), end };
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
