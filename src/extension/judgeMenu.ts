import { l10n, type QuickPickItem, window } from 'vscode';
import { execute } from './actions.ts';
import { commands as ids } from './contributions.ts';
import { plainLabel } from './editor/plainLabel.ts';
import type { JudgeLabel } from './judgeInForce.ts';
import type { LiveRun, RunStore } from './liveRun.ts';
import { stalledRuns } from './runs/stalledRuns.ts';

interface MenuItem extends QuickPickItem {
  run(): unknown;
}

/** What a click on the status bar offers: first what concerns runs, then the judge. */
export async function openJudgeMenu(store: RunStore, { taskTitle, model }: JudgeLabel): Promise<void> {
  const items: MenuItem[] = [
    ...store.runs.filter(({ state }) => state === 'running').map(pauseItem),
    ...store.runs.filter(({ state }) => state === 'running' || state === 'pausing').map(cancelItem),
    ...stalledRuns(store.runs).map(resumeItem),
    { label: `$(law) ${l10n.t('Choose task')}`, run: () => execute(ids.chooseTask) },
    { label: `$(edit) ${l10n.t('Edit the template')}`, run: () => execute(ids.editTemplate) },
    { label: `$(chip) ${l10n.t('Choose model')}`, run: () => execute(ids.chooseModel) },
    { label: `$(key) ${l10n.t('Set API key')}`, run: () => execute(ids.setApiKey) },
    { label: `$(table) ${l10n.t('Open results')}`, run: () => execute(ids.openResults) },
  ];
  const chosen = await window.showQuickPick(items, { title: l10n.t('Gavel judges with {0} by {1}', taskTitle, model) });
  await chosen?.run();
}

function pauseItem({ id, header }: LiveRun): MenuItem {
  const label = l10n.t('Pause the run over {0}', plainLabel(header.source.name));
  return { label: `$(debug-pause) ${label}`, run: () => execute(ids.pauseRun, { runId: id }) };
}

function cancelItem({ id, header }: LiveRun): MenuItem {
  const label = l10n.t('Cancel the run over {0}', plainLabel(header.source.name));
  return { label: `$(stop-circle) ${label}`, run: () => execute(ids.cancelRun, { runId: id }) };
}

function resumeItem({ id, header }: LiveRun): MenuItem {
  const label = l10n.t('Resume the run over {0}', plainLabel(header.source.name));
  return { label: `$(debug-continue) ${label}`, run: () => execute(ids.resumeRun, { runId: id }) };
}
