import { Disposable, env, l10n, Uri, ViewColumn, type Webview, type WebviewPanel, window } from 'vscode';
import type { HostMessage, PageData, PageMessage, Problem } from '../../shared/protocol.ts';
import type { RunStore } from '../liveRun.ts';
import type { PanelAnswers } from './panelAnswers.ts';
import { panelHtml } from './panelHtml.ts';
import type { PanelServices } from './panelServices.ts';

/** What VS Code knows a results panel by; `onWebviewPanel:gavel.results` activates the extension. */
const resultsViewType = 'gavel.results';

/** The results panels, one a run. They survive a reload of the window: the page keeps its state, VS Code the page. */
export class ResultsPanels implements Disposable {
  readonly #extension: Uri;
  readonly #store: RunStore;
  readonly #services: PanelServices;
  readonly #panels = new Map<string, ResultsPanel>();
  readonly #registrations: Disposable;

  /** @param extension the folder that the extension is installed in */
  constructor(extension: Uri, store: RunStore, services: PanelServices) {
    this.#extension = extension;
    this.#store = store;
    this.#services = services;
    this.#registrations = Disposable.from(
      window.registerWebviewPanelSerializer(resultsViewType, {
        deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => this.#restore(panel, state),
      }),
      store.onDidChange((run) => {
        for (const [id, panel] of this.#panels) if (run === undefined || run.id === id) panel.tellChanged();
      }),
    );
  }

  /** Shows the results of a run, and one row of it where `rowIndex` (RowRef.index) says so. */
  show(runId: string, rowIndex?: number): void {
    let panel = this.#panels.get(runId);
    if (panel === undefined) {
      const options = { enableScripts: true, localResourceRoots: this.#resourceRoots };
      const place = { viewColumn: ViewColumn.Active, preserveFocus: false };
      panel = this.#adopt(window.createWebviewPanel(resultsViewType, l10n.t('Results'), place, options), runId);
    }
    panel.show(rowIndex);
  }

  dispose(): void {
    this.#registrations.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #restore(panel: WebviewPanel, state: unknown): void {
    const run = typeof state === 'object' && state !== null && 'run' in state ? state.run : undefined;
    if (typeof run !== 'string') {
      // A page that never got so far as to keep its state has nothing to restore.
      panel.dispose();
      return;
    }
    panel.webview.options = { enableScripts: true, localResourceRoots: this.#resourceRoots };
    this.#adopt(panel, run);
  }

  #adopt(webviewPanel: WebviewPanel, runId: string): ResultsPanel {
    const panel = new ResultsPanel(webviewPanel, runId, this.#extension, this.#store, this.#services);
    this.#panels.set(runId, panel);
    webviewPanel.onDidDispose(() => {
      panel.dispose();
      if (this.#panels.get(runId) === panel) this.#panels.delete(runId);
    });
    return panel;
  }

  get #resourceRoots(): Uri[] {
    return ['dist', 'media'].map((folder) => Uri.joinPath(this.#extension, folder));
  }
}

/** One panel and the run it shows. */
class ResultsPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #runId: string;
  readonly #store: RunStore;
  readonly #services: PanelServices;
  readonly #listening: Disposable;
  #answers: Promise<PanelAnswers | undefined> | undefined;
  /** The row to show, until the page has been told. */
  #rowToShow: number | undefined;

  constructor(panel: WebviewPanel, runId: string, extension: Uri, store: RunStore, services: PanelServices) {
    this.#panel = panel;
    this.#runId = runId;
    this.#store = store;
    this.#services = services;
    this.#listening = panel.webview.onDidReceiveMessage((message: PageMessage) => this.#receive(message));
    const isJury = store.runs.some(({ id, header }) => id === runId && header.jury !== undefined);
    panel.webview.html = html(panel.webview, extension, { run: runId, isJury, translations: pageTranslations() });
  }

  /** Brings the panel to the front. */
  show(rowIndex: number | undefined): void {
    this.#rowToShow = rowIndex;
    this.#panel.reveal();
    // While the page is being loaded, for it will ask at once. It also hears what went wrong.
    this.#answers ??= this.#open();
    this.#answers.catch(() => {});
    this.tellChanged();
  }

  /** Says that there is something new to pull. */
  tellChanged(): void {
    this.#post({ type: 'changed' });
  }

  dispose(): void {
    this.#listening.dispose();
    void this.#answers?.then(
      (answers) => answers?.dispose(),
      () => {},
    );
  }

  async #receive({ id, ask }: PageMessage): Promise<void> {
    this.#answers ??= this.#open();
    const answers = await this.#answers.catch(() => undefined);
    if (answers === undefined) {
      // Asked anew the next time: the file may be back.
      this.#answers = undefined;
      this.#post({ type: 'refusal', id, problem: runGone() });
      return;
    }
    const outcome = await answers.answer(ask);
    this.#post('problem' in outcome ? { type: 'refusal', id, ...outcome } : { type: 'answer', id, ...outcome });
  }

  /** What answers is loaded when it is needed, so that restoring a panel costs the start-up nothing. */
  async #open(): Promise<PanelAnswers | undefined> {
    await this.#store.load();
    const [run, { PanelAnswers }] = await Promise.all([this.#store.open(this.#runId), import('./panelAnswers.ts')]);
    if (run === undefined) return undefined;
    this.#panel.title = l10n.t('Results: {0}', run.header.source.name);
    return new PanelAnswers(run, this.#services, l10n.t, {
      changed: () => this.tellChanged(),
      takeRowToShow: () => this.#takeRowToShow(),
    });
  }

  #takeRowToShow(): number | undefined {
    const row = this.#rowToShow;
    this.#rowToShow = undefined;
    return row;
  }

  #post(message: HostMessage): void {
    void this.#panel.webview.postMessage(message);
  }
}

function runGone(): Problem {
  const message = l10n.t('The file of this run is gone or can’t be read. Judge the source again, or open another run.');
  return { reason: 'no run', message };
}

function html(webview: Webview, extension: Uri, data: PageData): string {
  const address = (...path: string[]) =>
    webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'webview', ...path)).toString();
  return panelHtml({
    cspSource: webview.cspSource,
    nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url'),
    language: env.language,
    title: l10n.t('Results'),
    opening: l10n.t('Reading the run…'),
    script: address('panel.js'),
    styles: address('panel.css'),
    data,
  });
}

/** VS Code's translations for us: the page looks its own words up by their English. */
function pageTranslations(): Record<string, string> {
  return { ...l10n.bundle };
}
