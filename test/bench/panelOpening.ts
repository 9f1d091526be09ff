import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { results, showRuns, treeEntry } from '../e2e/gavelSurfaces.ts';
import { Workbench } from '../e2e/harness.ts';
import { recordOf, runOf } from './panelRun.ts';

/** What opening a finished run takes in VS Code, in milliseconds from the click in the sidebar. */
export interface OpeningTimes {
  /** Until its first rows can be read. */
  firstRowMs: number;
  /** Until its file has been read whole. */
  wholeMs: number;
}

/** Opens the results of a run of so many rows, whose file is written for it, by a click in the sidebar. */
export async function measureOpening(rows: number): Promise<OpeningTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  let workbench: Workbench | undefined;
  try {
    await writeFile(join(folder, 'answers.jsonl'), '{"instruction": "Why?", "responses": ["Because."]}\n');
    workbench = await Workbench.open('bench-panel', { workspace: folder });
    // Only now: the harness copies the workspace, and a run file of a gigabyte is not to be copied.
    await writeRunFile(join(workbench.folder, 'answers.gavel.jsonl'), rows);
    await workbench.reload();
    const { page } = workbench;
    await showRuns(page);
    const entry = treeEntry(page, /answers\.jsonl/);
    await entry.hover();
    const button = entry.getByRole('button', { name: 'Open Results' });
    await button.waitFor();
    const since = performance.now();
    await button.click();
    const panel = results(page);
    await panel.row(0).locator('.chip').first().waitFor();
    const firstRowMs = performance.now() - since;
    const all = rows.toLocaleString('en');
    await panel.shown.getByText(`${all} of ${all} rows`).waitFor({ timeout: 120_000 });
    return { firstRowMs, wholeMs: performance.now() - since };
  } finally {
    await workbench?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the file of a finished run. */
async function writeRunFile(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  const { header } = runOf(0);
  file.write(`${JSON.stringify({ ...header, source: { name: 'answers.jsonl', uri: 'answers.jsonl' } })}\n`);
  for (let index = 0; index < rows; index += 1000) {
    const records = Array.from({ length: Math.min(1000, rows - index) }, (_, i) => recordOf(index + i));
    if (!file.write(records.map((record) => `${JSON.stringify(record)}\n`).join(''))) await once(file, 'drain');
  }
  file.end(`${JSON.stringify({ end: { cancelled: false, endedAt: '2025-11-21T20:24:00Z', rows } })}\n`);
  await once(file, 'close');
}
