import type { RunEstimate } from '../../runs/plan/estimate.ts';
import type { SpendCaps } from '../../runs/spending.ts';
import type { Translate } from '../translate.ts';
import { costWords, number } from './progressWords.ts';

/** What a plan comes to. */
type Spend = Pick<RunEstimate, 'atMost' | 'tokens' | 'cost'>;

/** What would be asked, in one line: `40 known, 3 to ask again · 63 requests · about 12,000 tokens · cost about 0.12`. */
export function planWords(estimate: RunEstimate, t: Translate): string {
  const { known, underWay, again, malformed } = estimate;
  const rows = [
    known > 0 && t('{0} known', number(known)),
    underWay > 0 && t('{0} under way in a batch', number(underWay)),
    again > 0 && t('{0} to ask again', number(again)),
    malformed > 0 && t('{0} malformed', number(malformed)),
  ].filter(Boolean);
  return [rows.join(', '), requestWords(estimate, t), spendWords(estimate, t)].filter(Boolean).join(' · ');
}

/** `63 requests, 9 of them for canaries`. */
function requestWords({ requests, canary: { due } = { anew: 0, due: 0 }, atMost }: RunEstimate, t: Translate): string {
  const exactly = requests === 1 ? t('1 request') : t('{0} requests', number(requests));
  const words = atMost ? t('at most {0}', exactly) : exactly;
  return due === 0 ? words : t('{0}, {1} of them for canaries', words, number(due));
}

/** About what a run comes to: tokens, and cost where the price is known. */
export function spendWords({ atMost, tokens, cost }: Spend, t: Translate): string {
  const count = number(twoDigits(tokens.input + tokens.output));
  const words = atMost ? t('at most about {0} tokens', count) : t('about {0} tokens', count);
  if (cost === undefined) return words;
  const price = costWords(cost);
  return `${words} · ${atMost ? t('cost at most about {0}', price) : t('cost about {0}', price)}`;
}

/** What the caps in the settings will do to a run; empty when they will not be reached. */
export function capWords({ requests, cost, atMost }: RunEstimate, caps: SpendCaps, t: Translate): string {
  if (caps.cost !== undefined && cost === undefined)
    return t('gavel.run.maxCost can’t be kept: gavel.models has no price for this model');
  if (caps.cost !== undefined && cost !== undefined && cost > caps.cost)
    return atMost
      ? t('may pause at the cost of {0} (gavel.run.maxCost)', costWords(caps.cost))
      : t('pauses at the cost of {0} (gavel.run.maxCost)', costWords(caps.cost));
  if (caps.requests !== undefined && requests > caps.requests)
    return atMost
      ? t('may pause after {0} requests (gavel.run.maxRequests)', number(caps.requests))
      : t('pauses after {0} requests (gavel.run.maxRequests)', number(caps.requests));
  return '';
}

/** The estimate for more or fewer rows of the same kind, and this many requests for canaries. */
export function scaled(
  { ask, requests, canary, atMost, tokens, cost }: RunEstimate,
  rows: number,
  canaries = 0,
): Spend {
  const by = (((requests - (canary?.due ?? 0)) * rows) / ask + canaries) / requests;
  return {
    atMost,
    tokens: { input: Math.round(tokens.input * by), output: Math.round(tokens.output * by) },
    ...(cost !== undefined && { cost: cost * by }),
  };
}

/** An estimate is not exact, and should not look so. */
function twoDigits(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / unit) * unit;
}
