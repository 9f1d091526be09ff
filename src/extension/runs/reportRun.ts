import { l10n, window } from 'vscode';
import type { UnscoredReason } from '../../judging/judgement.ts';
import { reasonWords } from '../../judging/reasonWords.ts';
import type { RunTotals } from '../../runs/columns/runTotals.ts';
import { isJudged, type JudgedRecord, type RunOutcome } from '../../runs/run.ts';
import { chooseModel, collectBatch, execute, openSetting, setApiKey, showLog } from '../actions.ts';
import { commands } from '../contributions.ts';
import { taskTitles } from '../judgeInForce.ts';
import { type Action, sayError, sayInfo, sayWarning } from '../say.ts';
import type { Services } from '../services.ts';
import { pauseWords } from './pauseWords.ts';
import { number, oneOrMany } from './progressWords.ts';
import type { RunEntry } from './runEntry.ts';
import { rowProblemWords } from './source.ts';

/** What may be done next, beside looking at the results. */
export interface Further {
  /** When nothing came of the run. */
  again(): unknown;
  /** When it paused; without one it goes on with all that it is about. */
  resume?: (() => unknown) | undefined;
  /** After a sample. */
  rest?: Action | undefined;
}

/** Says how a run over a file ended, without taking the focus; a run of which nothing came leaves no file behind. */
export async function reportRun({ log, runs }: Services, run: RunEntry, further: Further): Promise<void> {
  const { columns, end } = run;
  const { totals, batches } = columns;
  // A run that waits for its batches is all that knows of them.
  const isEmpty = totals.rows === 0 && batches.open.length === 0;
  if (isEmpty) await runs.delete(run).catch((error: unknown) => log.debug(String(error)));
  if (end?.paused) {
    sayPaused(run, end.paused, further);
    return;
  }
  if (isEmpty) return;
  if (totals.rows === 1 && totals.malformed === 1 && (await sayMalformed(run))) return;
  const say = totals.scored + totals.partlyScored === 0 ? sayWarning : sayInfo;
  const cancelled = end?.cancelled ? `${l10n.t('Cancelled.')} ` : '';
  const rest = further.rest ? [further.rest] : [];
  say(`${cancelled}${runWords(run)}: ${countWords(totals)}`, ...rest, openResults(run));
}

/** Says that a run has all there is to ask already. */
export function reportKnown(run: RunEntry, again: () => unknown): void {
  const words = l10n.t(
    'Nothing to ask: every row is judged already. {0}: {1}',
    runWords(run),
    countWords(run.columns.totals),
  );
  sayInfo(words, openResults(run), { title: l10n.t('Score all again'), run: again });
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

/** A run of one row that is none: says what is wrong with it. */
async function sayMalformed(run: RunEntry): Promise<boolean> {
  const [record] = await run.records([0]);
  if (!record || isJudged(record)) return false;
  sayError(`${l10n.t('Line {0}', record.problem.line)}: ${rowProblemWords(record.problem)}`, {
    title: l10n.t('Show row'),
    run: () => execute(commands.revealRow, { runId: run.id, rowIndex: record.row.index }),
  });
  return true;
}

/** By itself: that is an error, or a warning that something was spent. As asked to: that is news to nobody. */
function sayPaused(run: RunEntry, paused: NonNullable<RunOutcome['paused']>, { again, resume }: Further): void {
  const { rows } = run.columns.totals;
  const { reason } = paused;
  const words = pauseWords(paused, l10n.t);
  const keptRows = oneOrMany(
    rows,
    l10n.t('1 row is judged and kept.'),
    l10n.t('{0} rows are judged and kept.', number(rows)),
  );
  const kept = rows > 0 ? ` ${keptRows}` : '';
  const next =
    rows > 0
      ? { title: l10n.t('Resume'), run: resume ?? (() => execute(commands.resumeRun, { runId: run.id })) }
      : { title: l10n.t('Try again'), run: again };
  const collect = run.columns.batches.open.length > 0 ? [collectBatch(run)] : [];
  if (reason === 'asked to') sayInfo(`${words}${kept}`, ...collect, next, openResults(run));
  else if (reason === 'most requests') sayWarning(words + kept, next, openSetting('gavel.run.maxRequests'));
  else if (reason === 'most cost') sayWarning(words + kept, next, openSetting('gavel.run.maxCost'));
  else if (reason === 'not written') sayError(words + kept, next, showLog());
  else if (rows > 0) sayError(words + kept, next, ...actionsFor(reason));
  // Nothing waits to go on: it never began.
  else sayError(reasonSentence(reason, paused.detail), ...actionsFor(reason), next);
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

function countWords({ scored, partlyScored, unscored, malformed, offScale }: RunTotals): string {
  return [
    l10n.t('{0} scored', number(scored)),
    partlyScored > 0 && l10n.t('{0} partly scored', number(partlyScored)),
    unscored > 0 && l10n.t('{0} unscored', number(unscored)),
    malformed > 0 && l10n.t('{0} malformed', number(malformed)),
    offScale > 0 && l10n.t('{0} off the scale', number(offScale)),
  ]
    .filter(Boolean)
    .join(', ');
}
