import { l10n, window } from 'vscode';
import type { RunEntry } from '../runs/runEntry.ts';
import { sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { comparisonRequest } from './comparisonRequest.ts';
import { runLabel } from './pickRun.ts';
import { runTarget } from './target.ts';

/**
 * `gavel.compareRuns`: the runs that are selected in the sidebar, or those that the user picks, side by side in a tab.
 * The oldest is what the others are compared with.
 */
export async function compareRuns(services: Services, argument?: unknown, selected?: unknown): Promise<void> {
  await services.runs.load();
  const meant = runsMeant(services, argument, selected);
  const runs = meant.length > 1 ? meant : await pickRuns(services, meant[0]);
  if (runs.length > 1) services.reports.open(comparisonRequest(services, runs.toSorted(oldestFirst)));
}

/** The runs that a menu of the sidebar is about; the clicked one alone where only that is selected. */
function runsMeant({ runs }: Services, argument: unknown, selected: unknown): RunEntry[] {
  const targets = Array.isArray(selected) && selected.length > 0 ? selected : [argument];
  const ids = new Set(targets.map((target) => runTarget(target)?.runId));
  return runs.runs.filter(({ id }) => ids.has(id));
}

/** Asks for the runs; those over the dataset of the one that was clicked, or of the newest one, come first. */
async function pickRuns({ runs }: Services, clicked: RunEntry | undefined): Promise<RunEntry[]> {
  if (runs.runs.length < 2) {
    sayInfo(l10n.t('It takes two runs to compare. Score the same rows with another judge first.'));
    return [];
  }
  const near = (clicked ?? runs.runs[0])?.source?.toString();
  const isNear = (run: RunEntry) => run.source?.toString() === near;
  const inOrder = [...runs.runs.filter(isNear), ...runs.runs.filter((run) => !isNear(run))];
  const items = inOrder.map((run) => ({ run, ...runLabel(run), picked: run === clicked }));
  const title = l10n.t('Compare runs over the same rows: pick two or more');
  const picked = await window.showQuickPick(items, { title, canPickMany: true, matchOnDescription: true });
  if (picked?.length === 1) sayInfo(l10n.t('It takes two runs to compare. Pick another one, too.'));
  return picked?.map(({ run }) => run) ?? [];
}

function oldestFirst(a: RunEntry, b: RunEntry): number {
  return a.header.startedAt < b.header.startedAt ? -1 : 1;
}
