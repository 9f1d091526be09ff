import type { RunEstimate } from '../../runs/plan/estimate.ts';
import type { SpendCaps } from '../../runs/spending.ts';
import type { Translate } from '../translate.ts';
import { costWords, number } from './progressWords.ts';

/** What would be asked, in one line: `40 known, 3 to ask again · 63 requests · about 12,000 tokens · cost about 0.12`. */
export function planWords(estimate: RunEstimate, t: Translate): string {
  const { known, again, malformed, requests } = estimate;
  const rows = [
    known > 0 && t('{0} known', number(known)),
    again > 0 && t('{0} to ask again', number(again)),
    malformed > 0 && t('{0} malformed', number(malformed)),
  ].filter(Boolean);
  return [
    rows.join(', '),
    requests === 1 ? t('1 request') : t('{0} requests', number(requests)),
    spendWords(estimate, t),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** About what a run comes to: tokens, and cost where the price is known. */
export function spendWords({ tokens, cost }: Pick<RunEstimate, 'tokens' | 'cost'>, t: Translate): string {
  const words = t('about {0} tokens', number(twoDigits(tokens.input + tokens.output)));
  return cost === undefined ? words : `${words} · ${t('cost about {0}', costWords(cost))}`;
}

/** What the caps in the settings will do to a run; empty when they will not be reached. */
export function capWords({ requests, cost }: RunEstimate, caps: SpendCaps, t: Translate): string {
  if (caps.cost !== undefined && cost === undefined)
    return t('gavel.run.maxCost can’t be kept: gavel.models has no price for this model');
  if (caps.cost !== undefined && cost !== undefined && cost > caps.cost)
    return t('pauses at the cost of {0} (gavel.run.maxCost)', costWords(caps.cost));
  if (caps.requests !== undefined && requests > caps.requests)
    return t('pauses after {0} requests (gavel.run.maxRequests)', number(caps.requests));
  return '';
}

/** The estimate for more or fewer rows of the same kind. */
export function scaled({ tokens, cost }: Pick<RunEstimate, 'tokens' | 'cost'>, by: number) {
  return {
    tokens: { input: Math.round(tokens.input * by), output: Math.round(tokens.output * by) },
    ...(cost !== undefined && { cost: cost * by }),
  };
}

/** An estimate is not exact, and should not look so. */
function twoDigits(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / unit) * unit;
}
