import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../host/browser.ts';
import { ensureBuilt } from '../host/ensureBuilt.ts';
import { resultsFolder, root } from '../host/paths.ts';
import { testSettings } from '../host/testSettings.ts';
import { startVsCode, type VsCodeHost } from '../host/vscodeHost.ts';
import { runAndChoose } from './harnessActions.ts';

export type WorkbenchOptions = {
  /** User settings beside those that keep a workbench quiet. */
  settings?: Record<string, unknown>;
  /** False opens the workspace in Restricted Mode. */
  trusted?: boolean;
  /** Seen by the extension host. */
  env?: Record<string, string>;
  /** The folder to open a copy of, absolute; by default test/fixtures/workspace. The copy keeps its name. */
  workspace?: string;
  /** The window's size in pixels. */
  viewport?: { width: number; height: number };
  /** Seen by the browser. */
  browserEnv?: Record<string, string>;
};

export type Theme = 'light' | 'dark' | 'contrast';

/** Where this run's screenshots and logs land. */
const keepFolder = join(resultsFolder, 'e2e');

/** A running VS Code with Gavel, open in a browser on a copy of a folder that the test may change. */
export class Workbench {
  readonly page: Page;
  /** The copied workspace, absolute. */
  readonly folder: string;
  readonly #browser: Browser;
  readonly #host: VsCodeHost;

  private constructor(page: Page, folder: string, browser: Browser, host: VsCodeHost) {
    this.page = page;
    this.folder = folder;
    this.#browser = browser;
    this.#host = host;
  }

  /** Resolves when the workbench shows the workspace's files and the extension host runs. `name` names its log. */
  static async open(name: string, options: WorkbenchOptions = {}): Promise<Workbench> {
    await ensureBuilt();
    await mkdir(keepFolder, { recursive: true });
    const original = options.workspace ?? join(root, 'test', 'fixtures', 'workspace');
    const folder = join(await mkdtemp(join(tmpdir(), 'gavel-e2e-')), basename(original));
    // Runs that `npm start` left in examples/ are not part of them.
    await cp(original, folder, { recursive: true, filter: (file) => !file.endsWith('.gavel.jsonl') });
    const host = await startVsCode({
      workspace: folder,
      extension: root,
      settings: { ...testSettings, ...options.settings },
      trusted: options.trusted ?? true,
      env: { EXTENSIONS_GALLERY: '{}', ...options.env },
      log: join(keepFolder, `${name}.server.log`),
    });
    const browser = await openBrowser(options.browserEnv);
    const page = await browser.newPage({ viewport: options.viewport ?? { width: 1400, height: 900 } });
    page.setDefaultTimeout(30_000);
    const workbench = new Workbench(page, folder, browser, host);
    try {
      await workbench.reload();
    } catch (error) {
      await workbench.screenshot(`${name}-did-not-open`);
      await workbench.stop();
      throw error;
    }
    return workbench;
  }

  /** Opens the page (again), as a person does who reloads the window. */
  async reload(): Promise<void> {
    await this.page.goto(this.#host.url);
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    await this.page.locator('.statusbar-item').first().waitFor();
  }

  /** Changes user settings and reloads: this host reads the file when a window opens, and doesn't watch it. */
  async set(settings: Record<string, unknown>): Promise<void> {
    const before = JSON.parse(await readFile(this.#host.settingsFile, 'utf8'));
    await writeFile(this.#host.settingsFile, JSON.stringify({ ...before, ...settings }, null, 2));
    await this.reload();
  }

  /** Switches the colour theme and waits until the workbench wears it. */
  async setTheme(theme: Theme): Promise<void> {
    const { label, wears } = themes[theme];
    await runAndChoose(this.page, 'Preferences: Color Theme', label);
    await this.page.locator(`.monaco-workbench.${wears}`).waitFor();
  }

  /** Writes test-results/e2e/NAME.png. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(keepFolder, `${name}.png`), animations: 'disabled' });
  }

  /** For `afterEach`: keeps a picture of the workbench when the test failed. */
  async keepEvidence(test: { name: string }): Promise<void> {
    // @types/node does not know a context's `passed` yet.
    const { name, passed } = test as { name: string; passed?: boolean };
    if (passed === false) await this.screenshot(`failed-${name.replace(/\W+/g, '-')}`);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#host.stop();
    await rm(join(this.folder, '..'), { recursive: true, force: true });
  }
}

const themes = {
  light: { label: 'Light Modern', wears: 'vs' },
  dark: { label: 'Dark Modern', wears: 'vs-dark' },
  contrast: { label: 'Dark High Contrast', wears: 'hc-black' },
} satisfies Record<Theme, { label: string; wears: string }>;
