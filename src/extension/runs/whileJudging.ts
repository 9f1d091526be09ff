import { type CancellationToken, l10n, type Progress, ProgressLocation, window } from 'vscode';
import type { FileTrouble } from '../../node/fileTrouble.ts';
import type { RunEnd } from '../../runs/run.ts';
import { showLog } from '../actions.ts';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';
import type { Judging } from './judging.ts';
import type { RunEntry } from './runEntry.ts';

/** What a progress notification is told. */
export type Notice = Progress<{ message?: string; increment?: number }>;

/** A run that this window has begun, or goes on with. */
export type BegunRun = RunEntry & { judging: Judging };

/** How a run is written by this window. */
export interface RunWork {
  isNew: boolean;
  /** Of the progress notification. */
  title: string;
  /** Writes the run, and says how it ended or why its file can't be written. */
  write(notice: Notice): Promise<RunEnd | FileTrouble>;
  /** What "Try again" does when the file can't be written. */
  again(): unknown;
}

/**
 * Writes a run, with a progress notification, and resolves with the run when that has ended; undefined when it could not
 * begin, and the user has been told why. Never rejects.
 */
export async function whileJudging(
  { log, runs }: Services,
  entry: BegunRun,
  { isNew, title, write, again }: RunWork,
): Promise<RunEntry | undefined> {
  const { judging, end: before } = entry;
  const work = (notice: Notice, token: CancellationToken) => {
    token.onCancellationRequested(() => judging.cancel());
    return write(notice);
  };
  let end: RunEnd | FileTrouble | undefined;
  try {
    end = await window.withProgress({ location: ProgressLocation.Notification, cancellable: true, title }, work);
  } catch (error) {
    if (!judging.isLeft) {
      log.error(`Run ${entry.id}`, error instanceof Error ? error : String(error));
      sayError(l10n.t('The run stopped: {0} What was judged is kept.', sentence(error)), showLog());
    }
  }
  if (end && 'reason' in end) {
    sayError(`${end.message} ${end.next}`, { title: l10n.t('Try again'), run: again });
    runs.finish(entry, before);
    if (isNew) runs.drop(entry);
    return undefined;
  }
  runs.finish(entry, end);
  log.info(`Run ${entry.id}: ${entry.columns.totals.rows} rows, ${entry.state}`);
  return entry;
}

function sentence(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
