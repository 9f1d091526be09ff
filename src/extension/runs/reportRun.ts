import { l10n, window } from 'vscode';
import type { UnscoredReason } from '../../judging/judgement.ts';
import { reasonWords } from '../../judging/reasonWords.ts';
import type { JudgedRecord, RunOutcome } from '../../runs/run.ts';
import { isJudged } from '../../runs/run.ts';
import { type RunSummary, summarise } from '../../runs/summary.ts';
import { chooseModel, execute, openSetting, setApiKey } from '../actions.ts';
import { commands } from '../contributions.ts';
import { taskTitles } from '../judgeInForce.ts';
import { type Action, sayError, sayInfo, sayWarning } from '../say.ts';
import type { Services } from '../services.ts';
import type { RunEntry } from './runEntry.ts';
import { rowProblemWords } from './source.ts';

/** Says how a run over a file ended, without taking the focus; a run of which nothing came leaves no file behind. */
export async function reportRun({ log, runs }: Services, run: RunEntry, again: () => unknown): Promise<void> {
  const { records, end } = run;
  if (records.length === 0) await runs.delete(run).catch((error: unknown) => log.debug(String(error)));
  if (end?.stopped) {
    sayStopped(run, end.stopped, again);
    return;
  }
  const [first] = records;
  if (first === undefined) return;
  if (records.length === 1 && !isJudged(first)) {
    sayError(`${l10n.t('Line {0}', first.problem.line)}: ${rowProblemWords(first.problem)}`, {
      title: l10n.t('Show row'),
      run: () => execute(commands.revealRow, { runId: run.id, rowIndex: first.row.index }),
    });
    return;
  }
  const summary = summarise(records);
  const say = summary.scored + summary.partlyScored === 0 ? sayWarning : sayInfo;
  const cancelled = end?.cancelled ? `${l10n.t('Cancelled.')} ` : '';
  say(`${cancelled}${runWords(run)}: ${countWords(summary)}`, openResults(run));
}

/** Says what the score of a selection is where it does not show beside the text, and why there is none. */
export function reportSelection(run: RunEntry, { judgement }: JudgedRecord, showsInline: boolean): void {
  const { status, reason, detail, scores, scale } = judgement;
  if (status === 'unscored' && reason) {
    sayWarning(reasonSentence(reason, detail), openResults(run), ...actionsFor(reason));
    return;
  }
  const list = scores.map((score) => score ?? '–').join(', ');
  const words = l10n.t('{0}: {1} (scale {2} to {3})', runWords(run), list, scale.min, scale.max);
  if (showsInline) window.setStatusBarMessage(words, 10_000);
  else sayInfo(words, openResults(run));
}

function sayStopped(run: RunEntry, { reason, detail }: NonNullable<RunOutcome['stopped']>, again: () => unknown): void {
  const kept = run.records.length > 0 ? ` ${l10n.t('{0} rows were judged before.', run.records.length)}` : '';
  sayError(reasonSentence(reason, detail) + kept, ...actionsFor(reason), { title: l10n.t('Try again'), run: again });
}

function reasonSentence(reason: UnscoredReason, detail: string | undefined): string {
  const { what, next } = reasonWords[reason];
  return [l10n.t(what), detail, l10n.t(next)].filter(Boolean).join(' ');
}

function actionsFor(reason: UnscoredReason): Action[] {
  if (reason === 'wrong key') return [setApiKey()];
  if (reason === 'template') return [openSetting('gavel.judge.template')];
  const isSettings = reason === 'unknown model' || reason === 'unreachable' || reason === 'not a chat reply';
  return isSettings ? [chooseModel(), openSetting('gavel.models')] : [];
}

const openResults = ({ id }: RunEntry): Action => ({
  title: l10n.t('Open results'),
  run: () => execute(commands.openResults, { runId: id }),
});

/** "QualityScorer with gpt-4o over quality.jsonl". */
function runWords({ header }: RunEntry): string {
  return l10n.t('{0} with {1} over {2}', taskTitles[header.task], header.model.name, header.source.name);
}

function countWords({ scored, partlyScored, unscored, malformed, offScale }: RunSummary): string {
  return [
    l10n.t('{0} scored', scored),
    partlyScored > 0 && l10n.t('{0} partly scored', partlyScored),
    unscored > 0 && l10n.t('{0} unscored', unscored),
    malformed > 0 && l10n.t('{0} malformed', malformed),
    offScale > 0 && l10n.t('{0} off the scale', offScale),
  ]
    .filter(Boolean)
    .join(', ');
}
