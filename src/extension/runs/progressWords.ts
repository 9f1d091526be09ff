import type { ProgressView } from '../../runs/progress.ts';
import type { Translate } from '../translate.ts';

/** How far a run is, in one line: `120 of 1,000 · 12 rows/s · 2 min left · 3 not scored`. */
export function progressWords(view: ProgressView, t: Translate): string {
  const notScored = view.unscored.reduce((sum, { rows }) => sum + rows, 0);
  return [doneWords(view, t), ...paceWords(view, t), notScored > 0 && t('{0} not scored', number(notScored))]
    .filter(Boolean)
    .join(' · ');
}

/** How far a run is, in full: a line each of rows and pace, of what is not scored and why, of what it took. */
export function progressLines(view: ProgressView, t: Translate): string[] {
  const reasons = view.unscored.map(({ reason, rows }) => `${number(rows)} ${reason}`).join(', ');
  return [
    [doneWords(view, t), ...paceWords(view, t)].join(' · '),
    reasons && t('Not scored: {0}', reasons),
    spentWords(view, t),
  ].filter(Boolean);
}

/** `34 requests · 12,000 tokens · cost 0.12`; empty when nothing was spent. */
export function spentWords(
  { requests, tokens, cost }: Pick<ProgressView, 'requests' | 'tokens' | 'cost'>,
  t: Translate,
) {
  const inAll = tokens.input + tokens.output;
  return [
    requests > 0 && oneOrMany(requests, t('1 request'), t('{0} requests', number(requests))),
    inAll > 0 && t('{0} tokens', number(inAll)),
    cost !== undefined && cost > 0 && t('cost {0}', costWords(cost)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Two digits that count, or cents where there are more: 0.0012, 0.12, 12.34. The currency is the user's own. */
export function costWords(cost: number): string {
  return cost >= 0.1
    ? cost.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    : cost.toLocaleString('en', { maximumSignificantDigits: 2 });
}

/** A count as people write it: 12,345. */
export function number(count: number): string {
  return count.toLocaleString('en');
}

/** The words for one, or for another number. */
export function oneOrMany(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

function doneWords({ done, total }: ProgressView, t: Translate): string {
  return total === undefined ? t('{0} judged', number(done)) : t('{0} of {1}', number(done), number(total));
}

function paceWords({ rate, leftMs }: ProgressView, t: Translate): string[] {
  return [...(rate === null ? [] : [rateWords(rate, t)]), ...(leftMs ? [t('{0} left', durationWords(leftMs, t))] : [])];
}

function rateWords(rate: number, t: Translate): string {
  if (rate >= 10) return t('{0} rows/s', number(Math.round(rate)));
  return rate >= 1 ? t('{0} rows/s', rate.toFixed(1)) : t('{0} rows/min', (60 * rate).toFixed(rate >= 0.2 ? 0 : 1));
}

/** `40 s`, `3 min`, `2 h 5 min`. */
export function durationWords(ms: number, t: Translate): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return t('{0} s', seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? t('{0} min', minutes) : t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
