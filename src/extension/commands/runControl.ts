import { l10n } from 'vscode';
import type { Services } from '../services.ts';
import { pickRun } from './pickRun.ts';

/** `gavel.cancelRun`: gives up what is under way; what is judged is kept. */
export async function cancelRun(services: Services, argument?: unknown): Promise<void> {
  const run = await pickRun(services, argument, l10n.t('Cancel a run'), ({ judging }) => judging !== undefined);
  run?.judging?.cancel();
}

/** `gavel.pauseRun`: finishes what is under way and asks nothing more. */
export async function pauseRun(services: Services, argument?: unknown): Promise<void> {
  const run = await pickRun(services, argument, l10n.t('Pause a run'), ({ state }) => state === 'running');
  if (!run?.judging) return;
  run.judging.pause();
  services.runs.touch(run);
}
