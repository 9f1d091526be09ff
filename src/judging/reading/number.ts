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

const opening = /[ \t*_`"'(}]*/y;
const bracket = /[[<{]{1,2}[ \t]*/y;
const closing = /[ \t]*[\]>}]{1,2}/y;
const number = /[-+]?(?:\d+(?:\.\d+)?|\.\d+)/y;
const outOf = /[\s*_]*(?:\/|\bout of\b|\bof\b|\bvon\b|\bsur\b|\([ \t]*(?:\/|out of\b))[\s*_]*(\d+(?:\.\d+)?)|[ \t]?%/iy;
/** What makes the number before it something else: a longer number, a sum, a per cent, a word, another number, a cut. */
const notTheEnd =
  /[.:]\d|[ \t]+[x×*][ \t]+\d|[ \t]*\([^()\n]{1,20}\)[ \t]*,[ \t]*\d|[ \t]*[%‰+/~?]|[ \t]*(?:[-–—,]|[ \t][a-z]{1,2})$|[\p{N}A-Za-z]|[ \t]*(?:,?[ \t]*(?:(?:to|or|then|and)[ \t]+)?|~[ \t]*|[到至或][ \t]*)\d|[ \t]*(?:→|->|=>)|\[(?!\^)|[ \t]+(?:of[ \t]+the|over|above|below)\b|[ \t]+(?:points?[ \t]+)?(?:higher|lower|less|more|better|worse|responses?)\b/iuy;
/** Words that take the number before them back, or bind it to a condition, and another number. */
const takenBack =
  /[^\n\d[]{0,20}\b(?:no|if|sorry|wait|rather|actually|instead|make|changed|corrected|raised|lowered|revised)\b[^\n\d[]{0,20}\d/iy;
const range = /(?<before>[ \t]*),?[-–—](?<after>[ \t]*)(?<to>\d+(?:\.\d+)?)(?<reason>[ \t]*\p{L})?/uy;

/**
 * Reads `3`, `3.7`, `**3**`, `[3]`, `3/4` or `3 out of 4` at `start`; anything else there (a word, `nan`, a range, a
 * fraction of another scale) is unreadable rather than guessed at. `wholes` are the denominators that mean this scale.
 */
export function readNumber(text: string, start: number, scale: Scale, wholes: readonly number[]): NumberAt {
  const opened = endOf(opening, text, start);
  const from = endOf(bracket, text, opened);
  const digits = endOf(number, text, from);
  if (digits === from) return { score: unreadable, end: start };
  const value = Number(text.slice(from, digits));
  outOf.lastIndex = digits;
  const whole = outOf.exec(text);
  const read = whole ? outOf.lastIndex : digits;
  // A bracket that opens before the number closes behind it.
  const end = from > opened ? endOf(closing, text, read) : read;
  const isClosed = from === opened || end > read;
  const isThisScale = !whole || wholes.includes(Number(whole[1] ?? 100));
  const isOther = matches(notTheEnd, text, end) || matches(takenBack, text, end) || isRange(text, end, value, scale);
  return { score: isClosed && isThisScale && !isOther ? toScore(value, scale) : unreadable, end };
}

/** `3-4` is a range; `3 - 1 error` is a score and its reason, for no range of this scale goes from 3 to 1. */
function isRange(text: string, at: number, from: number, scale: Scale): boolean {
  range.lastIndex = at;
  const { before, after, to, reason } = range.exec(text)?.groups ?? {};
  if (to === undefined) return false;
  const isReason = before !== '' && after !== '' && reason !== undefined;
  return !isReason || (Number(to) > from && Number(to) <= scale.max);
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
