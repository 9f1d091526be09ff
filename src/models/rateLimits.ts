import type { RateLimits, RateWindow } from './model.ts';

/** Headers of an answer: hostile until looked at. */
interface AnswerHeaders {
  get(name: string): string | null;
}

/** Nothing that a header says counts for longer than this, in milliseconds. */
const longestMs = 24 * 60 * 60 * 1000;

/** No limit is larger than this. */
const most = 1e12;

/** What an answer tells of the endpoint's limits; undefined when it tells nothing. */
export function readRateLimits(headers: AnswerHeaders): RateLimits | undefined {
  const requests = readWindow(headers, 'requests');
  const tokens = readWindow(headers, 'tokens');
  return requests || tokens ? { ...(requests && { requests }), ...(tokens && { tokens }) } : undefined;
}

function readWindow(headers: AnswerHeaders, of: 'requests' | 'tokens'): RateWindow | undefined {
  const remaining = readCount(headers.get(`x-ratelimit-remaining-${of}`));
  if (remaining === undefined) return undefined;
  const limit = readCount(headers.get(`x-ratelimit-limit-${of}`));
  const resetMs = readDuration(headers.get(`x-ratelimit-reset-${of}`));
  return { remaining, ...(limit !== undefined && { limit }), ...(resetMs !== undefined && { resetMs }) };
}

/** Milliseconds to wait as the answer asks (`retry-after-ms`, or `Retry-After` in seconds or as a date: RFC 9110, 10.2.3). */
export function readRetryAfter(headers: AnswerHeaders, now: number): number | undefined {
  const ms = readNumber(headers.get('retry-after-ms'));
  if (ms !== undefined) return Math.min(ms, longestMs);
  const after = headers.get('retry-after');
  const seconds = readNumber(after);
  if (seconds !== undefined) return Math.min(1000 * seconds, longestMs);
  const date = after !== null && httpDate.test(after) ? Date.parse(after) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - now), longestMs);
}

/** Enough of one, in any of its three forms, for `Date.parse`, which takes `-5` for a date, too. */
const httpDate = /^[A-Z][a-z]{2,8},? .{6,20}\d\d:\d\d:\d\d/;

const unitMs: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `1s`, `6m0s`, `120ms`, `1h2m3.5s`, or plain seconds; in milliseconds. */
export function readDuration(text: string | null): number | undefined {
  const seconds = readNumber(text);
  if (seconds !== undefined) return Math.min(1000 * seconds, longestMs);
  if (text === null || text.length > 40 || !/^(?:\d+(?:\.\d+)?(?:ms|[dhms]))+$/.test(text)) return undefined;
  let ms = 0;
  for (const [, number, unit = ''] of text.matchAll(/([\d.]+)(ms|[dhms])/g)) ms += Number(number) * (unitMs[unit] ?? 0);
  return Math.min(ms, longestMs);
}

/** How many requests or tokens; a balance below nothing is nothing. */
function readCount(text: string | null): number | undefined {
  const count = readNumber(text?.replace(/^-/, '') ?? null);
  if (count === undefined) return undefined;
  return text?.startsWith('-') ? 0 : Math.min(count, most);
}

function readNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}
