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

/** 62 %, from 0.62 */
export function percent(share: number): string {
  return share.toLocaleString(language(), { style: 'percent' });
}

/** 340 ms, 2.1 s, 3 min 5 s */
export function duration(ms: number): string {
  if (ms < 1000) return unit(Math.round(ms), 'millisecond');
  if (ms < 60_000) return unit(Math.round(ms / 100) / 10, 'second');
  const seconds = Math.round(ms / 1000);
  return `${unit(Math.floor(seconds / 60), 'minute')} ${unit(seconds % 60, 'second')}`;
}

/** 21 Nov 2025, 19:24 */
export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleString(language(), { dateStyle: 'medium', timeStyle: 'short' });
}

function unit(value: number, name: 'millisecond' | 'second' | 'minute'): string {
  return value.toLocaleString(language(), { style: 'unit', unit: name, unitDisplay: 'short' });
}
