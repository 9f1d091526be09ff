/** The language that numbers and dates are written in: VS Code's, which the extension writes into the page. */
function language(): string | undefined {
  return globalThis.document?.documentElement.lang || undefined;
}

/** 12,345 */
export function count(n: number): string {
  return n.toLocaleString(language());
}

/** 3.7; at most two decimals, and a score of 1e300 stays short. */
export function score(value: number): string {
  return Math.abs(value) < 1e6
    ? value.toLocaleString(language(), { maximumFractionDigits: 2 })
    : value.toExponential(1);
}

/** 62 %, from 0.62. English writes no space before the sign, the rest of Gavel does (SI Brochure, 5.4.7). */
export function percent(share: number): string {
  return share.toLocaleString(language(), { style: 'percent' }).replace(/(?<=\d)%/, '\u00a0%');
}

/** 340 ms, 2.1 s, 3 min 5 s, 2 hr 10 min */
export function duration(ms: number): string {
  if (ms < 1000) return unit(Math.round(ms), 'millisecond');
  if (ms < 60_000) return unit(Math.round(ms / 100) / 10, 'second');
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${unit(Math.floor(seconds / 60), 'minute')} ${unit(seconds % 60, 'second')}`;
  const minutes = Math.round(seconds / 60);
  return `${unit(Math.floor(minutes / 60), 'hour')} ${unit(minutes % 60, 'minute')}`;
}

/** 40 sec, 3 min, 2 hr 10 min: an estimate is no measurement, and one with decimals flickers. */
export function timeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return unit(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return unit(minutes, 'minute');
  return `${unit(Math.floor(minutes / 60), 'hour')} ${unit(minutes % 60, 'minute')}`;
}

/** 0.12, 12.34, 0.0012: two digits that count, or cents. The currency is the user's own. */
export function money(value: number): string {
  const digits =
    value >= 0.1 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumSignificantDigits: 2 };
  return value.toLocaleString(language(), digits);
}

/** 12,345; 1.2M: for numbers that grow as one looks. */
export function short(n: number): string {
  return n < 100_000 ? count(n) : n.toLocaleString(language(), { notation: 'compact', maximumFractionDigits: 1 });
}

/** 21 Nov 2025, 19:24 */
export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleString(language(), { dateStyle: 'medium', timeStyle: 'short' });
}

function unit(value: number, name: 'millisecond' | 'second' | 'minute' | 'hour'): string {
  return value.toLocaleString(language(), { style: 'unit', unit: name, unitDisplay: 'short' });
}
