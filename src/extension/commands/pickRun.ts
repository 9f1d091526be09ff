import { l10n, window } from 'vscode';
import { taskTitles } from '../judgeInForce.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import { sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { runTarget } from './target.ts';

/** The run that a command is about: the one it was called for, the only one there is, or the one that the user picks. */
export async function pickRun(
  { runs }: Services,
  argument: unknown,
  title: string,
  isMeant: (run: RunEntry) => boolean = () => true,
): Promise<RunEntry | undefined> {
  await runs.load();
  const target = runTarget(argument);
  if (target) {
    const run = runs.get(target.runId);
    if (!run) sayInfo(l10n.t('This run is gone: its file was deleted or moved.'));
    return run;
  }
  const candidates = runs.runs.filter(isMeant);
  if (candidates.length === 0) sayInfo(l10n.t('There is no such run. Score a selection or a file first.'));
  if (candidates.length < 2) return candidates[0];
  const items = candidates.map((run) => ({ run, ...runLabel(run) }));
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.run;
}

/** A run in a quick pick. */
export function runLabel({ header, state }: RunEntry) {
  const when = new Date(header.startedAt).toLocaleString();
  return {
    label: `${taskTitles[header.task]} · ${header.source.name}`,
    description: [header.model.name, when, state === 'finished' ? '' : state].filter(Boolean).join(' · '),
  };
}
