import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../host/paths.ts';
import type { Scan } from './indexingChild.ts';
import { median, medianRatio } from './statistics.ts';

/** Finding the rows of a large file, against looking for its newlines and nothing else. */
export interface Indexing {
  rows: number;
  fileBytes: number;
  /** Megabytes (10⁶) a second. */
  speed: number;
  bareSpeed: number;
  /** Median of index / bare, pair by pair: 1 is as fast. */
  ratio: number;
  /** Of a process that opens the file as a dataset and indexes it, the highest of all. */
  peakBytes: number;
}

/** Measures on a file of so many rows of about 1 KB, which is written before and removed afterwards. */
export async function measureIndexing(pairs: number, rows = 1_000_000): Promise<Indexing> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  try {
    const file = join(folder, 'rows.jsonl');
    await writeRows(file, rows);
    const bare: Scan[] = [];
    const index: Scan[] = [];
    // Once for nothing: the file comes from the disk's cache from then on.
    await scan('bare', file);
    for (let pair = 0; pair < pairs; pair++) {
      if (pair % 2 === 0) bare.push(await scan('bare', file));
      index.push(await scan('index', file));
      if (pair % 2 === 1) bare.push(await scan('bare', file));
    }
    const wrong = [...bare, ...index].find((one) => one.rows !== rows);
    if (wrong) throw new Error(`${wrong.rows} rows were found of ${rows}.`);
    const { size: fileBytes } = await stat(file);
    const speedOf = (scans: Scan[]) => fileBytes / 1000 / median(scans.map(({ ms }) => ms));
    return {
      rows,
      fileBytes,
      speed: speedOf(index),
      bareSpeed: speedOf(bare),
      ratio: medianRatio(
        bare.map(({ ms }) => ms),
        index.map(({ ms }) => ms),
      ),
      peakBytes: Math.max(...index.map((one) => one.peakBytes)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function scan(what: 'bare' | 'index', file: string): Promise<Scan> {
  const script = join(root, 'test', 'bench', 'indexingChild.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, what, file]);
  return JSON.parse(stdout);
}

/** Rows as preference datasets have them, no two alike, some with other scripts. */
async function writeRows(path: string, rows: number): Promise<void> {
  const file = await open(path, 'wx');
  try {
    const sentence = 'Light bends as it enters a drop of water, and each colour bends a little differently. ';
    for (let first = 0; first < rows; first += 1000) {
      const lines = Array.from({ length: Math.min(1000, rows - first) }, (_, i) => {
        const instruction = `Question ${first + i}: how do rainbows come about? 彩虹是怎样形成的？`;
        return `${JSON.stringify({ instruction, responses: [sentence.repeat(7), sentence.repeat(3)] })}\n`;
      });
      await file.appendFile(lines.join(''));
    }
  } finally {
    await file.close();
  }
}
