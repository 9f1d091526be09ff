import type { PauseReason } from '../runs/run.ts';
import type { LiveRun } from './liveRun.ts';
import type { Translate } from './translate.ts';

/** The state of a run in a word or a few: for a label beside others. `pauseWords` has the whole of it. */
export function stateWords({ state, end }: Pick<LiveRun, 'state' | 'end'>, t: Translate): string {
  switch (state) {
    case 'running':
      return t('being judged');
    case 'pausing':
      return t('pausing');
    case 'paused':
      return pausedWords(end?.paused?.reason ?? 'asked to', t);
    case 'cancelled':
      return t('cancelled');
    case 'interrupted':
      return t('interrupted');
    case 'finished':
      return t('finished');
  }
}

function pausedWords(reason: PauseReason, t: Translate): string {
  switch (reason) {
    case 'asked to':
      return t('paused');
    case 'most requests':
      return t('paused: enough requests');
    case 'most cost':
      return t('paused: enough spent');
    case 'not written':
      return t('paused: file not written');
    default:
      return t('paused: {0}', reason);
  }
}
