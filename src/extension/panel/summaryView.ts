import { ratesInstructions, type Task } from '../../judging/task.ts';
import type { RunTotals } from '../../runs/columns/runTotals.ts';
import type { ProgressView, SummaryView } from '../../shared/protocol.ts';
import type { LiveRun } from '../liveRun.ts';
import { pauseWords } from '../runs/pauseWords.ts';
import type { Translate } from '../translate.ts';

/** The run as a whole, as the page's head shows it. Costs nothing: the totals are kept up to date as rows come. */
export function summaryView(run: LiveRun, task: Task, rationales: boolean, translate: Translate): SummaryView {
  const { header, state, total, reading, progress, end } = run;
  const { totals } = run.columns;
  const { rows, scored, partlyScored: partly, unscored, malformed, offScale, mean, scores, width } = totals;
  return {
    task: task.title,
    model: header.model.name,
    source: header.source.name,
    revealable: run.source !== undefined,
    startedAt: header.startedAt,
    state,
    ...(reading === undefined ? {} : { reading }),
    done: rows,
    ...(total === undefined ? {} : { total }),
    ...(progress === undefined ? {} : { progress: paceOf(progress) }),
    ...(state === 'paused' && end?.paused ? { paused: pauseWords(end.paused, translate) } : {}),
    tokens: { ...totals.tokens },
    counts: { scored, partly, unscored, malformed, offScale },
    reasons: [...totals.byReason]
      .map(([reason, rows]) => ({ reason, label: translate(reason), rows }))
      // The most frequent first: that is the one to do something about.
      .sort((a, b) => b.rows - a.rows),
    mean,
    meanOf: scores,
    histogram: [...totals.histogram],
    ...votesOf(totals),
    width,
    rationales,
    judged: ratesInstructions(task.name) ? 'instructions' : 'responses',
  };
}

function votesOf({ disagreement, sameWinner, otherWinner }: RunTotals): Pick<SummaryView, 'votes'> {
  return disagreement === null ? {} : { votes: { disagreement, sameWinner, otherWinner } };
}

function paceOf({ rate, leftMs, cost }: ProgressView): ProgressView {
  return { rate, leftMs, ...(cost === undefined ? {} : { cost }) };
}
