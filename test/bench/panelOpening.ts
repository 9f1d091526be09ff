import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { results, showRuns, treeEntry } from '../e2e/gavelSurfaces.ts';
import { webview } from '../e2e/harnessWebview.ts';
import { openBrowser } from '../host/browser.ts';
import { root } from '../host/paths.ts';
import { testSettings } from '../host/testSettings.ts';
import { startVsCode } from '../host/vscodeHost.ts';
import { emptyWords, writeEmptyExtension } from './emptyExtension.ts';
import { recordOf, runOf } from './panelRun.ts';
import { median } from './statistics.ts';

/** What opening a finished run takes in VS Code, in milliseconds from the click in the sidebar. */
export interface OpeningTimes {
  /** Until VS Code lets the page begin. */
  pageMs: number;
  /** Until something of the page is painted. */
  paintMs: number;
  /** Until its first rows can be read. */
  firstRowMs: number;
  /** Until its file has been read whole. */
  wholeMs: number;
  /** Until the page of an extension that does nothing else is painted, after the same click: what VS Code itself takes. */
  emptyMs: number;
}

/** Opens the results of a run of so many rows by a click in the sidebar, in a fresh VS Code each time. Medians. */
export async function measureOpening(rows: number, times: number): Promise<OpeningTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  try {
    const file = join(folder, 'run');
    await writeRunFile(file, rows);
    const empty = join(folder, 'empty');
    await writeEmptyExtension(empty);
    const opened: OpeningTimes[] = [];
    // In turn, so that what else the machine does troubles both alike.
    for (let time = 0; time < times; time++) {
      const emptyMs = await inFreshVsCode(empty, file, openEmpty);
      opened.push({ ...(await inFreshVsCode(root, file, (page) => openResults(page, rows))), emptyMs });
    }
    const medianOf = (key: keyof OpeningTimes) => median(opened.map((one) => one[key]));
    return {
      ...{ pageMs: medianOf('pageMs'), paintMs: medianOf('paintMs') },
      ...{ firstRowMs: medianOf('firstRowMs'), wholeMs: medianOf('wholeMs'), emptyMs: medianOf('emptyMs') },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Shows the sidebar of a window of its own. `extension` is the folder of the only extension in it. */
async function inFreshVsCode<T>(extension: string, runFile: string, measure: (page: Page) => Promise<T>): Promise<T> {
  const workspace = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  await writeFile(join(workspace, 'answers.jsonl'), '{"instruction": "Why?", "responses": ["Because."]}\n');
  await link(runFile, join(workspace, 'answers.gavel.jsonl'));
  const host = await startVsCode({ workspace, extension, settings: testSettings, env: { EXTENSIONS_GALLERY: '{}' } });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    // The second window finds VS Code's own code cached, as a person's does.
    for (const _ of ['first', 'second']) {
      await page.goto(host.url);
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
      await showRuns(page);
      await treeEntry(page, /answers\.jsonl/).waitFor();
    }
    await page.locator('.statusbar-item', { hasText: 'Activating Extensions' }).waitFor({ state: 'detached' });
    return await measure(page);
  } finally {
    await browser.close();
    await host.stop();
    await rm(workspace, { recursive: true, force: true });
  }
}

async function openResults(page: Page, rows: number): Promise<Omit<OpeningTimes, 'emptyMs'>> {
  const since = await click(page);
  const panel = results(page);
  const chip = panel.row(0).locator('.chip').first();
  await chip.waitFor();
  const firstRowMs = Date.now() - since;
  const { began, painted } = await paintOf(chip);
  const all = rows.toLocaleString('en');
  await panel.shown.getByText(`${all} of ${all} rows`).waitFor({ timeout: 120_000 });
  return { pageMs: began - since, paintMs: painted - since, firstRowMs, wholeMs: Date.now() - since };
}

async function openEmpty(page: Page): Promise<number> {
  const since = await click(page);
  const words = webview(page).getByText(emptyWords);
  await words.waitFor();
  return (await paintOf(words)).painted - since;
}

/** Clicks the button that opens the run, and says when. */
async function click(page: Page): Promise<number> {
  const entry = treeEntry(page, /answers\.jsonl/);
  await entry.hover();
  const button = entry.getByRole('button', { name: 'Open Results' });
  await button.waitFor();
  const since = Date.now();
  await button.click();
  return since;
}

/** When the page that an element is in began, and when something of it was first painted. */
async function paintOf(element: Locator): Promise<{ began: number; painted: number }> {
  return element.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return { began: performance.timeOrigin, painted: performance.timeOrigin + (paint?.startTime ?? Number.NaN) };
  });
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
