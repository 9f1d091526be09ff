import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ReportDocument } from '../../src/runs/report/document.ts';
import type { ReportPage as Look, reportHtml } from '../../src/runs/report/reportHtml.ts';
import { openBrowser } from '../host/browser.ts';
import { root } from '../host/paths.ts';
import { type PageTheme, themeStyles } from './panelThemes.ts';
import { vscodeApi } from './vscodeApi.ts';

/** Reports as pages in a browser, made by the code as it is delivered: bundled and minified. */
export class ReportPages {
  readonly #browser: Browser;
  readonly #folder: string;
  readonly #html: typeof reportHtml;
  #pages = 0;

  private constructor(browser: Browser, folder: string, html: typeof reportHtml) {
    this.#browser = browser;
    this.#folder = folder;
    this.#html = html;
  }

  /** @param env environment variables of the browser: fonts, for pictures */
  static async start(env: Record<string, string> = {}): Promise<ReportPages> {
    const folder = await mkdtemp(join(tmpdir(), 'gavel-report-'));
    const outfile = join(folder, 'reportHtml.mjs');
    const entryPoints = [join(root, 'src/runs/report/reportHtml.ts')];
    await build({
      entryPoints,
      outfile,
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
    });
    const made = (await import(pathToFileURL(outfile).href)) as { reportHtml: typeof reportHtml };
    return new ReportPages(await openBrowser(env), folder, made.reportHtml);
  }

  /** Opens a report as a file, as a user would. With `vscode` the page finds VS Code's colours and its API. */
  async open(
    report: ReportDocument,
    { look, vscode, ...context }: { look?: Look; vscode?: PageTheme } & BrowserContextOptions = {},
  ): Promise<OpenReport> {
    const file = join(this.#folder, `${this.#pages++}.html`);
    await writeFile(file, this.#html(report, look));
    const page = await (await this.#browser.newContext(context)).newPage();
    const opened: OpenReport = { page, told: [], troubles: [] };
    page.on('console', (message) => opened.troubles.push(message.text()));
    page.on('pageerror', (error) => opened.troubles.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) opened.troubles.push(request.url());
    });
    if (vscode) {
      await page.exposeFunction('postToHost', (message: unknown) => opened.told.push(message));
      await page.addInitScript(vscodeApi, themeStyles(vscode));
    }
    await page.goto(pathToFileURL(file).href);
    return opened;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A page, what it told VS Code, and what it should not have done: errors, and requests to anywhere. */
export interface OpenReport {
  page: Page;
  told: unknown[];
  troubles: string[];
}
