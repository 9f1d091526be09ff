import { commands, Disposable, l10n, StatusBarAlignment, window } from 'vscode';
import { plainLabel } from './editor/plainLabel.ts';
import type { JudgeInForce, JudgeLabel } from './judgeInForce.ts';
import { openJudgeMenu } from './judgeMenu.ts';
import type { LiveRun, RunStore } from './liveRun.ts';
import { durationWords, number, progressLines } from './runs/progressWords.ts';
import { stalledRuns } from './runs/stalledRuns.ts';

/** The item's own command: not for the palette, which has its parts. */
const menuCommand = '_gavel.judgeMenu';

/**
 * Shows the judge in force, how far the runs under way are, and that some wait to go on; a click offers what can be
 * changed, paused, resumed or cancelled.
 */
export function registerStatusBar(store: RunStore, judge: JudgeInForce): Disposable {
  const item = window.createStatusBarItem('gavel.judge', StatusBarAlignment.Right, 100);
  item.name = l10n.t('Gavel: judge in force');
  item.command = menuCommand;

  function show(): void {
    const running = runningIn(store);
    const shown = running.length > 0 ? progressItem(running) : judgeItem(judge.label, stalledRuns(store.runs).length);
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
    commands.registerCommand(menuCommand, () => openJudgeMenu(store, judge.label)),
  );
}

/** Runs that this window is judging, pausing ones among them. */
function runningIn({ runs }: RunStore): LiveRun[] {
  return runs.filter(({ state }) => state === 'running' || state === 'pausing');
}

function judgeItem({ taskTitle, model, offline }: JudgeLabel, stalled: number) {
  const name = offline ? l10n.t('Offline preview') : model;
  const waiting = stalled === 1 ? l10n.t('A run can go on.') : l10n.t('{0} runs can go on.', stalled);
  return {
    text: `$(law) ${taskTitle} · ${plainLabel(name)}${stalled > 0 ? ` $(debug-pause) ${stalled}` : ''}`,
    tooltip: [
      l10n.t('Gavel judges with {0} by {1}. Click to change.', taskTitle, model),
      ...(stalled > 0 ? [waiting] : []),
    ].join('\n'),
  };
}

function progressItem(running: readonly LiveRun[]) {
  const views = running.map((run) => ({ run, view: run.progress }));
  const done = views.reduce((sum, { run, view }) => sum + (view?.done ?? run.columns.totals.rows), 0);
  const totals = running.map(({ total }) => total);
  const isKnown = totals.every((total) => total !== undefined);
  const all = isKnown ? totals.reduce((sum: number, total) => sum + (total ?? 0), 0) : undefined;
  const left = Math.max(...views.map(({ view }) => view?.leftMs ?? 0));
  const lines = views.flatMap(({ run, view }) => [
    plainLabel(run.header.source.name),
    ...(view ? progressLines(view, l10n.t) : []),
  ]);
  const counts = all === undefined ? number(done) : `${number(done)}/${number(all)}`;
  return {
    text: `$(loading~spin) ${[counts, left > 0 && durationWords(left, l10n.t)].filter(Boolean).join(' · ')}`,
    tooltip: [...lines, l10n.t('Click to pause or cancel.')].join('\n'),
  };
}
