import { type ExtensionContext, ExtensionMode, l10n, window } from 'vscode';
import { registerCommands } from './commands/register.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerDatasetLens } from './editor/datasetLens.ts';
import { DatasetScores } from './editor/datasetScores.ts';
import { registerRowBadges } from './editor/rowBadges.ts';
import { registerScoreHover } from './editor/scoreHover.ts';
import { registerSelectionBadges } from './editor/selectionBadges.ts';
import { SelectionSpans } from './editor/selectionSpans.ts';
import { JudgeInForce } from './judgeInForce.ts';
import { ApiKeys } from './models/apiKeys.ts';
import { ResultsPanels } from './panel/resultsPanel.ts';
import { panelServices } from './panelServices.ts';
import { Templates } from './preview/templates.ts';
import { PromptDocuments } from './promptDocuments.ts';
import { ReportPanels } from './report/reportPanels.ts';
import { runFolder } from './runs/runFiles.ts';
import { Runs } from './runs/runs.ts';
import { SourceRows } from './runs/sourceRows.ts';
import { SelectionScores } from './selectionScores.ts';
import type { Services } from './services.ts';
import { registerRunTree } from './sidebar/runTree.ts';
import { registerStatusBar } from './statusBar.ts';

let stop: (() => Promise<void>) | undefined;

/** Builds what lives as long as the window and registers it. What takes time is loaded when it is first needed. */
export function activate(context: ExtensionContext): Services | undefined {
  try {
    const services = build(context);
    stop = () => services.runs.stop();
    // Only the editor tests look inside; another extension is given nothing.
    return context.extensionMode === ExtensionMode.Test ? services : undefined;
  } catch (error) {
    void window.showErrorMessage(l10n.t('Gavel could not start: {0}', String(error)));
    throw error;
  }
}

/** VS Code waits for this: run files are closed whole. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

function build(context: ExtensionContext): Services {
  const log = window.createOutputChannel('Gavel', { log: true });
  const runs = new Runs(runFolder(context), log);
  const judge = new JudgeInForce();
  const selectionScores = new SelectionScores();
  const prompts = new PromptDocuments();
  const datasetScores = new DatasetScores(runs);
  const spans = new SelectionSpans(selectionScores);
  const panels: ResultsPanels = new ResultsPanels(
    context.extensionUri,
    runs,
    panelServices(() => services),
  );
  const reports: ReportPanels = new ReportPanels(log, async (viewId) =>
    (await import('./commands/restoredReport.ts')).restoredReport(services, viewId),
  );
  const keys = new ApiKeys(context);
  const sourceRows = new SourceRows(log);
  const templates: Templates = new Templates(() => services);
  const services: Services = {
    context,
    log,
    judge,
    keys,
    runs,
    selectionScores,
    prompts,
    templates,
    sourceRows,
    datasetScores,
    panels,
    reports,
  };

  context.subscriptions.push(
    ...[log, runs, judge, selectionScores, prompts, templates, datasetScores, spans, panels, reports],
    ...registerCommands(services),
    registerRowBadges(datasetScores),
    registerSelectionBadges(spans),
    registerScoreHover(datasetScores, spans, runs),
    registerDatasetLens(datasetScores, judge),
    registerDiagnostics(datasetScores, runs),
    registerRunTree(runs, datasetScores),
    registerStatusBar(runs, judge),
  );
  return services;
}
