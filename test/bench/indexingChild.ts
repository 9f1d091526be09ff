// Run by indexing.ts in a process of its own: `node indexingChild.ts bare|index FILE`. Prints what it measured.
import { createReadStream } from 'node:fs';
import { fileChunks } from '../../src/node/fileChunks.ts';
import { openDataset } from '../../src/runs/rows/dataset.ts';
import { indexRows } from '../../src/runs/rows/rowIndex.ts';

/** One scan of a file. */
export interface Scan {
  ms: number;
  rows: number;
  /** Of the process. */
  peakBytes: number;
}

const [what, file = ''] = process.argv.slice(2);
const scan = what === 'bare' ? await countNewlines() : await openAndIndex();
console.log(JSON.stringify({ ...scan, peakBytes: process.resourceUsage().maxRSS * 1024 } satisfies Scan));

/** As little as a scan can do: reading the file with the same chunks, and looking for the next newline. */
async function countNewlines(): Promise<Omit<Scan, 'peakBytes'>> {
  const started = performance.now();
  let rows = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>)
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, end + 1)) rows++;
  return { ms: performance.now() - started, rows };
}

/** What happens before a run: the shape is told from the first rows, and all rows are found. The time is the index's. */
async function openAndIndex(): Promise<Omit<Scan, 'peakBytes'>> {
  const dataset = await openDataset(() => fileChunks(file));
  if ('reason' in dataset) throw new Error(dataset.message);
  const started = performance.now();
  const index = await indexRows(fileChunks(file));
  if (!index || 'reason' in index) throw new Error('There is no index.');
  return { ms: performance.now() - started, rows: index.length };
}
