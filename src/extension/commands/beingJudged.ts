import { l10n, type Uri } from 'vscode';
import { execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { nameOf } from '../runs/source.ts';
import { sayInfo } from '../say.ts';
import type { Services } from '../services.ts';

/** Says so, too: one run at a time over a file, so that its scores have one meaning. */
export function isBeingJudged({ runs }: Services, uri: Uri): boolean {
  const running = runs.runningOver(uri);
  if (!running) return false;
  sayInfo(l10n.t('Gavel is judging {0} already. Wait until it is done, or cancel it.', nameOf(uri)), {
    title: l10n.t('Cancel the run'),
    run: () => execute(commands.cancelRun, { runId: running.id }),
  });
  return true;
}
