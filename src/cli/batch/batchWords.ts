import type { CollectCounts } from '../../runs/batch/batchCollect.ts';
import type { RequestCounts } from '../../runs/batch/batchRequests.ts';
import type { BatchResults } from '../../runs/batch/batchResults.ts';
import type { RunTotals } from '../../runs/columns/runTotals.ts';
import { count, counted } from '../numberWords.ts';
import { plain } from '../plainText.ts';

/** What was collected, in words: a line each. */
export function collectWords({ counts, wanted }: BatchResults, { taken, missing }: CollectCounts, totals: RunTotals) {
  const { scored, unscored, partlyScored, malformed } = totals;
  const strangers = counts.replies - wanted;
  const lines = [`${counted(taken, 'reply', 'replies')} taken.`];
  if (wanted > taken) lines.push(`${counted(wanted - taken, 'reply', 'replies')} known before.`);
  if (strangers > 0) {
    const whose = 'asked about no row as it is now: it was edited or deleted, or the batch was another run’s';
    lines.push(`${counted(strangers, 'reply', 'replies')} left out: ${whose}.`);
  }
  if (counts.failed > 0) lines.push(`${counted(counts.failed, 'request')} without a reply:`);
  for (const [words, times] of counts.failures) lines.push(`  ${count(times)} × ${plain(words)}`);
  if (counts.unreadable > 0) lines.push(`${counted(counts.unreadable, 'line')} that hold no result.`);
  lines.push(
    `The run: ${count(scored)} scored, ${count(partlyScored)} partly scored, ${count(unscored)} unscored, ${count(malformed)} malformed.`,
  );
  if (missing > 0) {
    lines.push(`${counted(missing, 'row')} without a judgement: gavel score or gavel batch submit asks about them.`);
  }
  return lines;
}

/** What was asked for, in words. */
export function requestWords({ rows, requests, known, unaskable }: RequestCounts): string {
  const parts = [`${counted(requests, 'request')} for ${counted(rows, 'row')}`];
  if (known > 0) parts.push(`${count(known)} known, under way or identical to others`);
  if (unaskable > 0) parts.push(`${count(unaskable)} can't be asked about`);
  return `${parts.join('; ')}.`;
}
