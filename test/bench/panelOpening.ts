import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { results, showRuns, treeEntry } from '../e2e/gavelSurfaces.ts';
import { Workbench } from '../e2e/harness.ts';
import { recordOf, runOf } from './panelRun.ts';
import { median } from './statistics.ts';

/** What opening a finished run takes in VS Code, in milliseconds from the click in the sidebar. */
export interface OpeningTimes {
  /** Until VS Code lets the page begin: an empty page would take as long. */
  pageMs: number;
  /** Until something of the page is painted. */
  paintMs: number;
  /** Until its first rows can be read. */
  firstRowMs: number;
  /** Until its file has been read whole. */
  wholeMs: number;
}

/** Opens the results of a run of so many rows by a click in the sidebar, in a fresh VS Code each time. Medians. */
export async function measureOpening(rows: number, times: number): Promise<OpeningTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  try {
    const file = join(folder, 'run');
    await writeRunFile(file, rows);
    const opened: OpeningTimes[] = [];
    for (let time = 0; time < times; time++) opened.push(await openOnce(file, rows));
    const medianOf = (key: keyof OpeningTimes) => median(opened.map((one) => one[key]));
    return {
      ...{ pageMs: medianOf('pageMs'), paintMs: medianOf('paintMs') },
      ...{ firstRowMs: medianOf('firstRowMs'), wholeMs: medianOf('wholeMs') },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openOnce(file: string, rows: number): Promise<OpeningTimes> {
  const workspace = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  await writeFile(join(workspace, 'answers.jsonl'), '{"instruction": "Why?", "responses": ["Because."]}\n');
  const workbench = await Workbench.open('bench-panel', { workspace });
  try {
    // Only now: the harness copies the workspace, and a run file of a gigabyte is not to be copied.
    await link(file, join(workbench.folder, 'answers.gavel.jsonl'));
    await workbench.reload();
    const { page } = workbench;
    await showRuns(page);
    const entry = treeEntry(page, /answers\.jsonl/);
    await entry.hover();
    const button = entry.getByRole('button', { name: 'Open Results' });
    await button.waitFor();
    const since = Date.now();
    await button.click();
    const panel = results(page);
    const chip = panel.row(0).locator('.chip').first();
    await chip.waitFor();
    const firstRowMs = Date.now() - since;
    const { began, painted } = await chip.evaluate(() => ({
      began: performance.timeOrigin,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    }));
    const all = rows.toLocaleString('en');
    await panel.shown.getByText(`${all} of ${all} rows`).waitFor({ timeout: 120_000 });
    const pageMs = began - since;
    return { pageMs, paintMs: pageMs + painted, firstRowMs, wholeMs: Date.now() - since };
  } finally {
    await workbench.stop();
    await rm(workspace, { recursive: true, force: true });
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
