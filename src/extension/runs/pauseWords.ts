import { reasonWords } from '../../judging/reasonWords.ts';
import type { PauseReason, RunOutcome } from '../../runs/run.ts';
import type { Translate } from '../translate.ts';

/** What to do about a pause where the words for a single row would not fit. */
const nextOfPause: { readonly [reason in PauseReason]?: string } = {
  'timed out': 'Raise gavel.run.timeoutSeconds or lower gavel.run.concurrency, then resume.',
  'rate limited': 'Lower gavel.run.concurrency, or resume later.',
  'server error': 'Resume later.',
};

/** Why a run does not go on by itself, and what to do about it. */
export function pauseWords({ reason, detail }: NonNullable<RunOutcome['paused']>, t: Translate): string {
  switch (reason) {
    case 'asked to':
      return [t('The run is paused.'), detail].filter(Boolean).join(' ');
    case 'most requests':
      return t(
        'The run is paused: it has sent {0} requests (gavel.run.maxRequests). Resume allows as many again.',
        detail,
      );
    case 'most cost':
      return t('The run is paused: it has cost {0} (gavel.run.maxCost). Resume allows as much again.', detail);
    case 'not written':
      return t('The run is paused: its file can’t be written. {0}', detail);
    default: {
      const { what, next } = reasonWords[reason];
      return [t('The run is paused.'), t(what), detail, t(nextOfPause[reason] ?? next)].filter(Boolean).join(' ');
    }
  }
}
