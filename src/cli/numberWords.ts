/** `1,234`. */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** `1 row`, `1,234 rows`, `2 replies`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A number that changes while one looks at it: `1.2M`, `35k`, `980`. */
export function roughly(n: number): string {
  if (n >= 1e6) return `${(n / 1e6).toFixed(1)}M`;
  return n >= 1e4 ? `${Math.round(n / 1e3)}k` : count(Math.round(n));
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

/** `31 kB`, `1.2 MB`. */
export function fileSize(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
