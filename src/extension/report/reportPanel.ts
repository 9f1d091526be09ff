import { type Disposable, env, type LogOutputChannel, l10n, type WebviewPanel } from 'vscode';
import type { ReportDocument } from '../../runs/report/document.ts';
import type { PageFrame } from '../../runs/report/page/page.ts';
import type { ReportRequest, ReportTrouble } from './reportRequest.ts';

/** One tab and the report it shows. */
export class ReportPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #log: LogOutputChannel;
  readonly #listening: Disposable;
  #request: ReportRequest;
  #making = new AbortController();
  #report: ReportDocument | undefined;

  constructor(panel: WebviewPanel, request: ReportRequest, log: LogOutputChannel) {
    this.#panel = panel;
    this.#request = request;
    this.#log = log;
    this.#listening = panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    void this.#make();
  }

  /** Brings the tab to the front, with the report made anew. */
  show(request: ReportRequest): void {
    this.#request = request;
    this.#panel.reveal();
    void this.#make();
  }

  dispose(): void {
    this.#making.abort();
    this.#listening.dispose();
  }

  async #make(): Promise<void> {
    this.#making.abort();
    this.#making = new AbortController();
    const { signal } = this.#making;
    const { title } = this.#request;
    this.#panel.title = title;
    this.#report = undefined;
    const [{ reportHtml }, { openingPage, troublePage }] = await Promise.all([
      import('../../runs/report/reportHtml.ts'),
      import('./openingPage.ts'),
    ]);
    if (signal.aborted) return;
    this.#show(openingPage(title, l10n.t('Measuring…'), this.#frame));
    const made = await this.#made(signal);
    // Closed, or asked for anew.
    if (signal.aborted) return;
    if ('reason' in made) {
      this.#show(troublePage(title, made, [{ id: 'again', label: l10n.t('Try again') }], this.#frame));
      return;
    }
    this.#report = made;
    const actions = [
      { id: 'again', label: l10n.t('Refresh'), hint: l10n.t('Measure again, with what has been judged since') },
      { id: 'save', label: l10n.t('Save…'), hint: l10n.t('Save as one HTML file, or as Markdown') },
    ];
    this.#show(reportHtml(made, { ...this.#frame, actions, linked: this.#request.onRow !== undefined }));
  }

  async #made(signal: AbortSignal): Promise<ReportDocument | ReportTrouble> {
    try {
      return await this.#request.make(signal, (words) => {
        if (!signal.aborted) void this.#panel.webview.postMessage({ type: 'progress', words });
      });
    } catch (error) {
      if (!signal.aborted) this.#log.error(error instanceof Error ? error : String(error));
      return {
        reason: 'failed',
        message: l10n.t('The report can’t be made: {0}', error instanceof Error ? error.message : String(error)),
        next: l10n.t('Try again. If it fails again, please report it with what the log says (Gavel: Show Log).'),
      };
    }
  }

  /** Nothing of a page is believed: its texts are hostile, and so might be a script that came with them. */
  #receive(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('type' in message)) return;
    if (message.type === 'row' && 'row' in message && Number.isSafeInteger(message.row) && this.#report) {
      this.#request.onRow?.(message.row as number);
    } else if (message.type === 'action' && 'action' in message) {
      if (message.action === 'again') void this.#make();
      else if (message.action === 'save') void this.#save();
    }
  }

  async #save(): Promise<void> {
    const report = this.#report;
    if (report) await (await import('./saveReport.ts')).saveReport(report, this.#request.fileName);
  }

  #show(html: string): void {
    this.#panel.webview.html = html;
  }

  get #frame(): PageFrame {
    return { theme: 'vscode', language: env.language, view: this.#request.viewId };
  }
}
