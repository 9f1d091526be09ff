import { commands, Disposable, l10n, type QuickPickItem, StatusBarAlignment, window } from 'vscode';
import { execute } from './actions.ts';
import { commands as ids } from './contributions.ts';
import { plainLabel } from './editor/plainLabel.ts';
import type { JudgeInForce, JudgeLabel } from './judgeInForce.ts';
import type { LiveRun, RunStore } from './liveRun.ts';

/** The item's own command: not for the palette, which has its parts. */
const menuCommand = '_gavel.judgeMenu';

/** Shows the judge in force, and how far the runs under way are; a click offers what can be changed, or cancelled. */
export function registerStatusBar(store: RunStore, judge: JudgeInForce): Disposable {
  const item = window.createStatusBarItem('gavel.judge', StatusBarAlignment.Right, 100);
  item.name = l10n.t('Gavel: judge in force');
  item.command = menuCommand;

  function show(): void {
    const running = store.runs.filter(({ state }) => state === 'running');
    const shown = running.length > 0 ? progressItem(running) : judgeItem(judge.label);
    item.text = shown.text;
    item.tooltip = shown.tooltip;
    item.accessibilityInformation = { label: shown.tooltip, role: 'button' };
    item.show();
  }

  show();
  return Disposable.from(
    item,
    store.onDidChange(show),
    judge.onDidChange(show),
    commands.registerCommand(menuCommand, () => openMenu(store, judge.label)),
  );
}

function judgeItem({ taskTitle, model, offline }: JudgeLabel) {
  const name = offline ? l10n.t('Offline preview') : model;
  return {
    text: `$(law) ${taskTitle} · ${plainLabel(name)}`,
    tooltip: l10n.t('Gavel judges with {0} by {1}. Click to change.', taskTitle, model),
  };
}

function progressItem(running: readonly LiveRun[]) {
  const done = running.reduce((sum, { records }) => sum + records.length, 0);
  const totals = running.map(({ total }) => total);
  const known = totals.every((total) => total !== undefined);
  const of = known ? totals.reduce((sum: number, total) => sum + (total ?? 0), 0) : undefined;
  return {
    text: `$(loading~spin) ${of === undefined ? done : `${done}/${of}`}`,
    tooltip:
      of === undefined
        ? l10n.t('Gavel has judged {0} rows. Click to cancel.', done)
        : l10n.t('Gavel has judged {0} of {1} rows. Click to cancel.', done, of),
  };
}

interface MenuItem extends QuickPickItem {
  run(): unknown;
}

async function openMenu(store: RunStore, { taskTitle, model }: JudgeLabel): Promise<void> {
  const running = store.runs.filter(({ state }) => state === 'running');
  const items: MenuItem[] = [
    ...running.map(({ id, header }) => ({
      label: `$(stop-circle) ${l10n.t('Cancel the run over {0}', plainLabel(header.source.name))}`,
      run: () => execute(ids.cancelRun, { runId: id }),
    })),
    { label: `$(law) ${l10n.t('Choose task')}`, run: () => execute(ids.chooseTask) },
    { label: `$(chip) ${l10n.t('Choose model')}`, run: () => execute(ids.chooseModel) },
    { label: `$(key) ${l10n.t('Set API key')}`, run: () => execute(ids.setApiKey) },
    { label: `$(table) ${l10n.t('Open results')}`, run: () => execute(ids.openResults) },
  ];
  const chosen = await window.showQuickPick(items, { title: l10n.t('Gavel judges with {0} by {1}', taskTitle, model) });
  await chosen?.run();
}
