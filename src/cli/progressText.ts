import type { ProgressView } from '../runs/progress.ts';
import { count, duration, money, roughly } from './numberWords.ts';

/** Reasons that are named one by one; the others come as a sum. */
const namedReasons = 2;

/** `1,234 of 5,000 · 51/s · 75 s left · 12 unreadable, 3 timed out · 1.2M tokens in, 35k out · 0.84` */
export function progressText({ done, total, rate, leftMs, unscored, tokens, cost }: ProgressView): string {
  const parts = [total === undefined ? count(done) : `${count(done)} of ${count(total)}`];
  if (rate !== null) parts.push(`${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`);
  if (leftMs !== null) parts.push(`${duration(leftMs)} left`);
  const named = unscored.slice(0, namedReasons).map(({ reason, rows }) => `${count(rows)} ${reason}`);
  const others = unscored.slice(namedReasons).reduce((sum, { rows }) => sum + rows, 0);
  if (others > 0) named.push(`${count(others)} others without a score`);
  if (named.length > 0) parts.push(named.join(', '));
  if (tokens.input + tokens.output > 0) parts.push(`${roughly(tokens.input)} tokens in, ${roughly(tokens.output)} out`);
  if (cost !== undefined) parts.push(money(cost));
  return parts.join(' · ');
}
