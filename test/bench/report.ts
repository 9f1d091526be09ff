import { cpus } from 'node:os';

/** One line of the table. `met` is undefined where there is no target. */
export interface Measured {
  what: string;
  target: string;
  measured: string;
  how: string;
  met?: boolean;
}

/** docs/benchmarks.md: what was measured, against what target, how, and on what machine. */
export function benchmarksPage(measured: readonly Measured[]): string {
  const cores = cpus();
  return `# Benchmarks

Written by \`npm run bench\`; never by hand. Times are medians; ratios are of runs that took turns.

| what | target | measured | how |
|---|---|---|---|
${measured.map(rowOf).join('\n')}

Machine: ${cores.length} cores (${cores[0]?.model.trim()}), ${process.platform} ${process.arch}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.
`;
}

/** The page with the lines that were measured again; what it does not have stays away. */
export function renewedPage(page: string, measured: readonly Measured[]): string {
  const rows = new Map(measured.map((one) => [one.what, rowOf(one)]));
  return page.replace(/^\| (.+?) \|.*$/gm, (row, what: string) => rows.get(what) ?? row);
}

function rowOf({ what, target, measured, how, met }: Measured): string {
  const verdict = met === undefined ? '' : met ? ' ✓' : ' ✗';
  return `| ${what} | ${target} | ${measured}${verdict} | ${how} |`;
}
