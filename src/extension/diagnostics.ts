import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  Position,
  Range,
  type TextDocument,
  Uri,
} from 'vscode';
import { reasonWords } from '../judging/reasonWords.ts';
import { isJudged, type JudgedRecord, type MalformedRecord, type RunRecord } from '../runs/run.ts';
import type { DatasetScores } from './editor/datasetScores.ts';
import type { DocumentScores, RowScore } from './editor/documentScores.ts';
import type { LiveRun, RunStore } from './liveRun.ts';
import { rowProblemWords } from './runs/source.ts';
import { Throttle } from './throttle.ts';

/** As many problems as VS Code shows of a file. */
const mostProblems = 1000;

/** Problems are put together anew at most so often. */
const lookEveryMs = 500;

/**
 * Problems for rows that are malformed (errors, at the place) and rows that the judge could not score (warnings). In an
 * open dataset one goes away when its row is changed or judged again; a file that is not open shows those of a run of this
 * session.
 */
export function registerDiagnostics(scores: DatasetScores, store: RunStore): Disposable {
  const collection = languages.createDiagnosticCollection('gavel');
  const since = new Date().toISOString();
  /** The run whose problems a file showed while it was open: they stay as they are when it is closed. */
  const settled = new Map<string, string | undefined>();
  const looking = new Throttle<string>(lookEveryMs, (due) => {
    for (const uri of due) show(Uri.parse(uri));
  });

  function show(uri: Uri): void {
    const open = scores.of(uri);
    if (open) {
      settled.set(uri.toString(), open.runs[0]?.id);
      collection.set(uri, problemsIn(open));
      return;
    }
    const run = store.latestFor(uri);
    if (!run) collection.delete(uri);
    else if (run.header.startedAt >= since && settled.get(uri.toString()) !== run.id)
      collection.set(uri, problemsOf(run));
  }

  return Disposable.from(
    collection,
    looking,
    scores.onDidChange((uri) => looking.add(uri.toString())),
    store.onDidChange((run) => {
      for (const uri of run ? [run.source] : [...collection].map(([shown]) => shown))
        if (uri) looking.add(uri.toString());
    }),
  );
}

/** The problems of an open dataset, where its rows stand now. */
function problemsIn(scores: DocumentScores): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const score of scores.standing(isProblem)) {
    if (found.push(toDiagnostic(score.record, rangeIn(scores.document, score))) === mostProblems) break;
  }
  return found;
}

/** The problems of a run over a file that nobody has open. */
function problemsOf({ records }: LiveRun): Diagnostic[] {
  return records
    .filter(isProblem)
    .slice(0, mostProblems)
    .map((record) => {
      const { line, column } = isJudged(record) ? { line: record.row.line, column: 1 } : record.problem;
      return toDiagnostic(record, new Range(line - 1, column - 1, line - 1, column));
    });
}

function isProblem(record: RunRecord): boolean {
  return !isJudged(record) || record.judgement.status === 'unscored';
}

/** From where a malformed row goes wrong to the end of that line. An unscored row is not wrong: only its start is marked. */
function rangeIn(document: TextDocument, { record, row }: RowScore): Range {
  if (isJudged(record)) return new Range(row.line, row.character, row.line, row.character + 1);
  const { line, column } = record.problem;
  const at = document.validatePosition(new Position(row.line + line - record.row.line, column - 1));
  return document.lineAt(at).range.with({ start: at });
}

function toDiagnostic(record: RunRecord, range: Range): Diagnostic {
  const { words, reason, severity } = isJudged(record) ? unscored(record) : malformed(record);
  const diagnostic = new Diagnostic(range, words, severity);
  diagnostic.source = 'Gavel';
  diagnostic.code = reason;
  return diagnostic;
}

function malformed({ problem: { message, next, reason } }: MalformedRecord) {
  return { words: rowProblemWords({ message, next }), reason, severity: DiagnosticSeverity.Error };
}

function unscored({ judgement: { reason = 'unreadable', detail } }: JudgedRecord) {
  const { what, next } = reasonWords[reason];
  const words = [l10n.t('Not scored: {0}.', reason), l10n.t(what), detail, l10n.t(next)].filter(Boolean).join(' ');
  return { words, reason, severity: DiagnosticSeverity.Warning };
}
