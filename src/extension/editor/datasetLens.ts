import {
  CodeLens,
  type CodeLensProvider,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  Range,
  type TextDocument,
} from 'vscode';
import { isJudged } from '../../runs/run.ts';
import { commands } from '../contributions.ts';
import type { JudgeInForce } from '../judgeInForce.ts';
import type { LiveRun } from '../liveRun.ts';
import { Throttle } from '../throttle.ts';
import { type DatasetScores, isDataset } from './datasetScores.ts';
import type { DocumentScores } from './documentScores.ts';
import { plainLabel } from './plainLabel.ts';

/** Counts are told anew at most so often while a run goes on. */
const tellEveryMs = 500;

/** Offers scoring, and says what the newest run came to, at the top of a dataset. */
export function registerDatasetLens(scores: DatasetScores, judge: JudgeInForce): Disposable {
  const changed = new EventEmitter<void>();
  const telling = new Throttle<void>(tellEveryMs, () => changed.fire());
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const known = scores.of(document.uri);
      const judged = known && known.runs.length > 0 ? runLenses(document, known) : [];
      return judged.length > 0 || isDataset(document) ? [scoreLens(document, judge), ...judged] : [];
    },
  };
  const selector = [{ language: 'jsonl' }, { pattern: '**/*.{jsonl,ndjson,json}' }];
  return Disposable.from(
    changed,
    telling,
    languages.registerCodeLensProvider(selector, provider),
    scores.onDidChange(() => telling.add()),
    judge.onDidChange(() => telling.add()),
  );
}

const top = new Range(0, 0, 0, 0);

function scoreLens({ uri }: TextDocument, judge: JudgeInForce): CodeLens {
  const { taskTitle, model } = judge.label;
  const title = l10n.t('Score file with {0} · {1}', taskTitle, plainLabel(model));
  return new CodeLens(top, { title, command: commands.scoreFile, arguments: [uri] });
}

function runLenses({ uri }: TextDocument, scores: DocumentScores): CodeLens[] {
  const [newest] = scores.runs;
  if (!newest) return [];
  const target = { runId: newest.id };
  const lens = (title: string, command: string, argument: unknown) =>
    new CodeLens(top, { title, command, arguments: [argument] });
  const results = lens(l10n.t('Open results'), commands.openResults, target);
  if (newest.state === 'running')
    return [
      lens(progressTitle(newest), commands.openResults, target),
      lens(l10n.t('Cancel'), commands.cancelRun, target),
    ];
  return [
    lens(countsTitle(scores), commands.openResults, target),
    results,
    lens(l10n.t('Clear'), commands.clearInlineScores, uri),
  ];
}

function progressTitle({ records, total }: LiveRun): string {
  return total === undefined
    ? l10n.t('{0} judged', records.length)
    : l10n.t('{0} of {1} judged', records.length, total);
}

/** "92 scored · 3 unscored · 1 malformed", over all runs that show here. */
function countsTitle(scores: DocumentScores): string {
  const counts = { scored: 0, unscored: 0, malformed: 0 };
  for (const { record } of scores.latest()) {
    if (!isJudged(record)) counts.malformed++;
    else if (record.judgement.status === 'unscored') counts.unscored++;
    else counts.scored++;
  }
  return [
    l10n.t('{0} scored', counts.scored),
    counts.unscored > 0 && l10n.t('{0} unscored', counts.unscored),
    counts.malformed > 0 && l10n.t('{0} malformed', counts.malformed),
  ]
    .filter(Boolean)
    .join(' · ');
}
