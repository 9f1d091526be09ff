/** `1,234`. */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** `1 row`, `1,234 rows`. */
export function counted(n: number, word: string): string {
  return `${count(n)} ${word}${n === 1 ? '' : 's'}`;
}

/** A number that changes while one looks at it: `1.2M`, `35k`, `980`. */
export function roughly(n: number): string {
  if (n >= 1e6) return `${(n / 1e6).toFixed(1)}M`;
  return n >= 1e4 ? `${Math.round(n / 1e3)}k` : String(Math.round(n));
}

/** `45 s`, `12 min`, `3 h 20 min`. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A sum in whatever currency the price was given: `0.0012`, `3.40`. */
export function money(sum: number): string {
  return sum > 0 && sum < 0.1 ? sum.toPrecision(2) : sum.toFixed(2);
}
