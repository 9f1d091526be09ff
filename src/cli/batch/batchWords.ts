import type { CollectCounts } from '../../runs/batch/batchCollect.ts';
import type { RequestCounts } from '../../runs/batch/batchRequests.ts';
import type { BatchResults } from '../../runs/batch/batchResults.ts';
import type { RunTotals } from '../../runs/columns/runTotals.ts';
import { plain } from '../plainText.ts';

/** What was collected, in words: a line each. */
export function collectWords({ counts, wanted }: BatchResults, { taken, missing }: CollectCounts, totals: RunTotals) {
  const { scored, unscored, partlyScored, malformed } = totals;
  const strangers = counts.replies - wanted;
  const lines = [`${plural(taken, 'reply', 'replies')} taken.`];
  if (wanted > taken) lines.push(`${plural(wanted - taken, 'reply', 'replies')} known before.`);
  if (strangers > 0) {
    const whose = 'asked about no row as it is now: it was edited or deleted, or the batch was another run’s';
    lines.push(`${plural(strangers, 'reply', 'replies')} left out: ${whose}.`);
  }
  if (counts.failed > 0) lines.push(`${plural(counts.failed, 'request', 'requests')} without a reply:`);
  for (const [words, times] of counts.failures) lines.push(`  ${times} × ${plain(words)}`);
  if (counts.unreadable > 0) lines.push(`${plural(counts.unreadable, 'line', 'lines')} that hold no result.`);
  lines.push(`The run: ${scored} scored, ${partlyScored} partly scored, ${unscored} unscored, ${malformed} malformed.`);
  if (missing > 0) {
    lines.push(
      `${plural(missing, 'row', 'rows')} without a judgement: gavel score or gavel batch submit asks about them.`,
    );
  }
  return lines;
}

/** What was asked for, in words. */
export function requestWords({ rows, requests, known, unaskable }: RequestCounts): string {
  const parts = [`${plural(requests, 'request', 'requests')} for ${plural(rows, 'row', 'rows')}`];
  if (known > 0) parts.push(`${known} known, under way or identical to others`);
  if (unaskable > 0) parts.push(`${unaskable} can't be asked about`);
  return `${parts.join('; ')}.`;
}

function plural(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
