import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { LiveRun } from '../../src/extension/liveRun.ts';
import { PanelAnswers } from '../../src/extension/panel/panelAnswers.ts';
import { panelHtml } from '../../src/extension/panel/panelHtml.ts';
import type { PanelServices } from '../../src/extension/panel/panelServices.ts';
import type { HostMessage, PageMessage } from '../../src/shared/protocol.ts';
import { openBrowser } from '../host/browser.ts';
import { root } from '../host/paths.ts';
import { type PageTheme, themeStyles } from './panelThemes.ts';
import { vscodeApi } from './vscodeApi.ts';

/** The results page alone in a browser, with the extension's own answers behind it and no VS Code around it. */
export class PanelPage {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #stopServer: () => Promise<void>;
  readonly #answers: PanelAnswers;
  /** A row to show, by its index. */
  rowToShow: number | undefined;
  /** Kinds of questions that the page has asked. */
  readonly asked: string[] = [];

  private constructor(
    browser: Browser,
    page: Page,
    stopServer: () => Promise<void>,
    run: LiveRun,
    services: PanelServices,
  ) {
    this.#browser = browser;
    this.page = page;
    this.#stopServer = stopServer;
    this.#answers = new PanelAnswers(run, services, english, {
      changed: () => this.tellChanged(),
      takeRowToShow: () => {
        const row = this.rowToShow;
        this.rowToShow = undefined;
        return row;
      },
    });
  }

  /** Resolves when the page is there; its rows come when they come. */
  static async open(
    run: LiveRun,
    services: PanelServices,
    {
      theme = 'dark',
      viewport = { width: 1300, height: 800 },
      language = 'en',
      translations = {},
      browserArgs = [],
    }: Partial<PageOptions> = {},
  ): Promise<PanelPage> {
    const files = await bundle();
    const parts = {
      title: 'Results',
      opening: 'Reading the run…',
      language,
      nonce: 'n0nce',
      data: { run: run.id, translations },
    };
    const { url, stop } = await serve((origin) => {
      const address = (name: string) => `${origin}/${name}`;
      const html = panelHtml({
        ...parts,
        cspSource: origin,
        script: address('panel.js'),
        styles: address('panel.css'),
      });
      return new Map<string, Uint8Array | string>(files).set('', html);
    });
    const browser = await openBrowser({}, browserArgs);
    const page = await browser.newPage({ viewport });
    const opened = new PanelPage(browser, page, stop, run, services);
    await page.exposeFunction('postToHost', (message: PageMessage) => opened.#receive(message));
    await page.addInitScript(vscodeApi, themeStyles(theme));
    await page.goto(url);
    return opened;
  }

  tellChanged(): void {
    void this.#send({ type: 'changed' });
  }

  async stop(): Promise<void> {
    this.#answers.dispose();
    await this.#browser.close();
    await this.#stopServer();
  }

  async #receive({ id, ask }: PageMessage): Promise<void> {
    this.asked.push(ask.kind);
    const outcome = await this.#answers.answer(ask);
    await this.#send('problem' in outcome ? { type: 'refusal', id, ...outcome } : { type: 'answer', id, ...outcome });
  }

  async #send(message: HostMessage): Promise<void> {
    // A page that is being closed or loaded anew hears nothing, as in VS Code.
    await this.page.evaluate((data) => window.postMessage(data, '*'), message).catch(() => {});
  }
}

export interface PageOptions {
  theme: PageTheme;
  viewport: { width: number; height: number };
  language: string;
  translations: Record<string, string>;
  /** Beside those that every browser of ours starts with. */
  browserArgs: readonly string[];
}

async function bundle(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'src/webview/main.ts', out: 'panel' },
      { in: 'src/webview/panel.css', out: 'panel' },
    ],
    outdir: 'nowhere',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    mainFields: ['browser', 'module', 'main'],
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
}

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };

async function serve(filesAt: (origin: string) => Map<string, Uint8Array | string>) {
  let files = new Map<string, Uint8Array | string>();
  const server = createServer((request, response) => {
    const name = (request.url ?? '').replace(/^\/|\?.*$/g, '');
    const body = files.get(name);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': types[name.split('.').at(-1) ?? ''] ?? 'text/html',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  files = filesAt(origin);
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `${origin}/`, stop };
}

function english(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));
}
