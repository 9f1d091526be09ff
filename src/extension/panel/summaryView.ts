import type { Task } from '../../judging/task.ts';
import { isJudged } from '../../runs/run.ts';
import { summarise } from '../../runs/summary.ts';
import type { SummaryView } from '../../shared/protocol.ts';
import type { LiveRun } from '../liveRun.ts';
import type { Translate } from '../translate.ts';

/** The run as a whole, as the page's head shows it. */
export function summaryView(run: LiveRun, task: Task, translate: Translate): SummaryView {
  const { header, records, state, total } = run;
  const sums = summarise(records);
  return {
    task: task.title,
    model: header.model.name,
    source: header.source.name,
    revealable: run.source !== undefined,
    startedAt: header.startedAt,
    state,
    done: records.length,
    ...(total === undefined ? {} : { total }),
    counts: {
      scored: sums.scored,
      partly: sums.partlyScored,
      unscored: sums.unscored,
      malformed: sums.malformed,
      offScale: sums.offScale,
    },
    reasons: reasonsOf(run, sums.byReason, translate),
    mean: sums.mean,
    meanOf: sums.scores,
    histogram: sums.histogram,
    width: records.reduce((most, record) => Math.max(most, isJudged(record) ? record.judgement.scores.length : 0), 0),
    rationales: records.some((record) => isJudged(record) && record.judgement.rationale !== ''),
    judged: task.name === 'complexity' ? 'instructions' : 'responses',
  };
}

/** The most frequent first: that is the one to do something about. */
function reasonsOf({ records }: LiveRun, judged: Record<string, number>, translate: Translate): SummaryView['reasons'] {
  const all = new Map(Object.entries(judged));
  for (const record of records) {
    if (!isJudged(record)) all.set(record.problem.reason, (all.get(record.problem.reason) ?? 0) + 1);
  }
  return [...all].map(([reason, rows]) => ({ reason, label: translate(reason), rows })).sort((a, b) => b.rows - a.rows);
}
