import type { LiveRun } from '../liveRun.ts';
import { number } from '../runs/progressWords.ts';
import { stateWords } from '../stateWords.ts';
import type { Translate } from '../translate.ts';

/** How far a run is ("12 of 100 judged"), or what it came to ("paused · 92 scored · 3 unscored · 1 malformed"). */
export function lensTitle(run: LiveRun, t: Translate): string {
  const { state, reading, columns, total } = run;
  const { rows, scored, partlyScored, unscored, malformed } = columns.totals;
  if (reading !== undefined) return t('Reading the run: {0} %', Math.floor(100 * reading));
  const isUnderWay = state === 'running' || state === 'pausing';
  const judged =
    total === undefined ? t('{0} judged', number(rows)) : t('{0} of {1} judged', number(rows), number(total));
  return [
    state !== 'running' && state !== 'finished' && stateWords(run, t),
    isUnderWay ? judged : t('{0} scored', number(scored + partlyScored)),
    !isUnderWay && unscored > 0 && t('{0} unscored', number(unscored)),
    !isUnderWay && malformed > 0 && t('{0} malformed', number(malformed)),
  ]
    .filter(Boolean)
    .join(' · ');
}
