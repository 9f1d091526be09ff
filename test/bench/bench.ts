// `npm run bench`: measures what docs/benchmarks.md promises, and writes that page. `npm run bench -- dataset panel`
// measures only these parts, and renews their lines.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from '../host/ensureBuilt.ts';
import { root } from '../host/paths.ts';
import { datasetLines } from './datasetLines.ts';
import { hostLines } from './hostLines.ts';
import { panelLines } from './panelLines.ts';
import { benchmarksPage, type Measured, renewedPage } from './report.ts';
import { sizeLines } from './sizeLines.ts';
import { throughputLines } from './throughputLines.ts';

const rounds = 5;

const parts: Readonly<Record<string, (rounds: number) => Promise<Measured[]>>> = {
  throughput: throughputLines,
  dataset: datasetLines,
  panel: panelLines,
  editor: hostLines,
  size: sizeLines,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) throw new Error(`There is no part "${unknown}": ${Object.keys(parts).join(', ')}.`);

await ensureBuilt();
const measured: Measured[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`${name} …`);
  const lines = await measure(rounds);
  measured.push(...lines);
  for (const { what, target, measured: value, met } of lines)
    console.log(`  ${met === false ? 'MISSED ' : ''}${what}: ${value}${target && ` (target ${target})`}`);
}
const page = join(root, 'docs', 'benchmarks.md');
await writeFile(
  page,
  wanted.length === 0 ? benchmarksPage(measured) : renewedPage(await readFile(page, 'utf8'), measured),
);
console.log('Written: docs/benchmarks.md');
if (measured.some(({ met }) => met === false)) process.exitCode = 1;
