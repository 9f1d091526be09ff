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
  const rows = measured.map(({ what, target, measured, how, met }) => {
    const verdict = met === undefined ? '' : met ? ' ✓' : ' ✗';
    return `| ${what} | ${target} | ${measured}${verdict} | ${how} |`;
  });
  return `# Benchmarks

Written by \`npm run bench\`; never by hand. Times are medians; ratios are of runs that took turns.

| what | target | measured | how |
|---|---|---|---|
${rows.join('\n')}

Machine: ${cores.length} cores (${cores[0]?.model.trim()}), ${process.platform} ${process.arch}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.
`;
}
