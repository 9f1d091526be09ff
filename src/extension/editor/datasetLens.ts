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
import { commands } from '../contributions.ts';
import type { JudgeInForce } from '../judgeInForce.ts';
import { Throttle } from '../throttle.ts';
import { type DatasetScores, isDataset } from './datasetScores.ts';
import type { DocumentScores } from './documentScores.ts';
import { lensTitle } from './lensTitle.ts';
import { plainLabel } from './plainLabel.ts';

/** Counts are told anew at most so often while a run goes on. */
const tellEveryMs = 500;

/** Offers scoring, and says how far the newest run is or what it came to, at the top of a dataset. */
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
  const lens = (title: string, command: string, argument: unknown = { runId: newest.id }) =>
    new CodeLens(top, { title, command, arguments: [argument] });
  const says = lens(lensTitle(newest, l10n.t), commands.openResults);
  if (says.command)
    says.command.tooltip = l10n.t('Rows of the newest run, by what they came to. Click for the results.');
  const cancel = lens(l10n.t('Cancel'), commands.cancelRun);
  if (newest.state === 'running') return [says, lens(l10n.t('Pause'), commands.pauseRun), cancel];
  if (newest.state === 'pausing') return [says, cancel];
  return [
    says,
    ...(newest.state === 'paused' || newest.state === 'interrupted'
      ? [lens(l10n.t('Resume'), commands.resumeRun)]
      : []),
    lens(l10n.t('Open results'), commands.openResults),
    lens(l10n.t('Clear'), commands.clearInlineScores, uri),
  ];
}
