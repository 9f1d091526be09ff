import { Disposable, type LogOutputChannel, ViewColumn, type WebviewPanel, window } from 'vscode';
import { ReportPanel } from './reportPanel.ts';
import type { ReportRequest, ReportRestorer } from './reportRequest.ts';

/** What VS Code knows a report's tab by; `onWebviewPanel:gavel.report` activates the extension. */
const reportViewType = 'gavel.report';

/** A page is one document with its own script: it loads nothing from anywhere. */
const options = { enableScripts: true, localResourceRoots: [] };

/** The reports that are open, one tab each. */
export class ReportPanels implements Disposable {
  readonly #log: LogOutputChannel;
  readonly #panels = new Map<string, ReportPanel>();
  readonly #registration: Disposable;

  /** @param restore brings back what a tab showed before the window was reloaded */
  constructor(log: LogOutputChannel, restore: ReportRestorer) {
    this.#log = log;
    this.#registration = window.registerWebviewPanelSerializer(reportViewType, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => {
        const viewId = typeof state === 'object' && state !== null && 'view' in state ? state.view : undefined;
        const request = typeof viewId === 'string' ? await restore(viewId) : undefined;
        // The user may have opened it by now.
        if (request === undefined || this.#panels.has(request.viewId)) {
          panel.dispose();
          return;
        }
        panel.webview.options = options;
        this.#adopt(panel, request);
      },
    });
  }

  /** Shows a report, making it anew where its tab is open already. */
  open(request: ReportRequest): void {
    const known = this.#panels.get(request.viewId);
    if (known) known.show(request);
    else this.#adopt(window.createWebviewPanel(reportViewType, request.title, ViewColumn.Active, options), request);
  }

  dispose(): void {
    this.#registration.dispose();
    Disposable.from(...this.#panels.values()).dispose();
  }

  #adopt(webviewPanel: WebviewPanel, request: ReportRequest): void {
    const panel = new ReportPanel(webviewPanel, request, this.#log);
    this.#panels.set(request.viewId, panel);
    webviewPanel.onDidDispose(() => {
      panel.dispose();
      this.#panels.delete(request.viewId);
    });
  }
}
