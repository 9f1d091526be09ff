import { Diagnostic, DiagnosticSeverity, l10n, Position, Range, type TextDocument } from 'vscode';
import type { UnscoredReason } from '../judging/judgement.ts';
import { reasonWords } from '../judging/reasonWords.ts';
import { breather } from '../runs/breathe.ts';
import type { RecordCells, RowStatus } from '../runs/columns/recordCells.ts';
import { isJudged, type MalformedRecord } from '../runs/run.ts';
import type { DocumentScores, RowScore } from './editor/documentScores.ts';
import type { LiveRun } from './liveRun.ts';
import { rowProblemWords } from './runs/source.ts';

/** More problems of one file than these are for nobody: the results panel lists them all. */
const mostProblems = 500;

/** So many rows are looked at for them, where most were changed since and are no problems any more. */
const mostLooks = 5000;

const problematic: ReadonlySet<RowStatus> = new Set(['unscored', 'malformed']);

type Found = Pick<RowScore, 'run' | 'slot' | 'cells'>;

/** Puts together the problems of a file's rows. What a malformed row's problem is, is read back from the run file once. */
export class Problems {
  private readonly texts = new WeakMap<LiveRun, Map<number, MalformedRecord>>();

  /** The problems of an open dataset, where its rows stand now; undefined when it changed meanwhile. */
  async inDocument(scores: DocumentScores, isOvertaken: () => boolean): Promise<Diagnostic[] | undefined> {
    const { document } = scores;
    const { version } = document;
    const breathe = breather();
    const found: RowScore[] = [];
    let looks = 0;
    let more = false;
    for (const score of scores.standing(problematic)) {
      more = found.length === mostProblems || ++looks > mostLooks;
      if (more) break;
      if (score) found.push(score);
      const breath = breathe();
      if (!breath) continue;
      await breath;
      if (isOvertaken() || document.version !== version) return undefined;
    }
    const texts = await this.textsOf(found);
    // A look at what it is now is on its way.
    if (document.version !== version) return undefined;
    const diagnostics = found.map((score, i) => toDiagnostic(score, texts[i], rangeIn(document, score, texts[i])));
    return more ? withMore(diagnostics) : diagnostics;
  }

  /** The problems of a run over a file that nobody has open. */
  async inRun(run: LiveRun): Promise<Diagnostic[]> {
    const { columns } = run;
    const found: Found[] = [];
    let more = false;
    for (let slot = 0; slot < columns.length && !more; slot++) {
      if (columns.gone[slot] === 1 || !problematic.has(columns.statusOf(slot))) continue;
      more = found.length === mostProblems;
      if (!more) found.push({ run, slot, cells: columns.cells(slot) });
    }
    const texts = await this.textsOf(found);
    const diagnostics = found.map((one, i) => {
      const { line = one.cells.row.line, column = 1 } = texts[i]?.problem ?? {};
      return toDiagnostic(one, texts[i], new Range(line - 1, column - 1, line - 1, column));
    });
    return more ? withMore(diagnostics) : diagnostics;
  }

  /** The records of those that are malformed. */
  private async textsOf(found: readonly Found[]): Promise<(MalformedRecord | undefined)[]> {
    const malformed = found.filter(({ cells }) => cells.status === 'malformed');
    for (const run of new Set(malformed.map((one) => one.run)))
      await this.read(
        run,
        malformed.flatMap((one) => (one.run === run ? [one.slot] : [])),
      );
    return found.map(({ run, slot }) => this.texts.get(run)?.get(placeOf(run, slot)));
  }

  private async read(run: LiveRun, slots: readonly number[]): Promise<void> {
    const known = this.texts.get(run);
    const missing = slots.filter((slot) => !known?.has(placeOf(run, slot)));
    const places = slots.map((slot) => placeOf(run, slot));
    const read = new Map(missing.map((slot, i) => [slot, i]));
    const records = missing.length > 0 ? await run.records(missing) : [];
    const texts = new Map<number, MalformedRecord>();
    for (const [i, slot] of slots.entries()) {
      const place = places[i] ?? 0;
      const record = known?.get(place) ?? records[read.get(slot) ?? -1];
      if (record && !isJudged(record)) texts.set(place, record);
    }
    this.texts.set(run, texts);
  }
}

/** Where a record is written tells it from the one that was in its slot before. */
function placeOf({ columns }: LiveRun, slot: number): number {
  return columns.place(slot).offset;
}

/** From where a malformed row goes wrong to the end of that line. An unscored row is not wrong: only its start is marked. */
function rangeIn(document: TextDocument, { row }: RowScore, malformed: MalformedRecord | undefined): Range {
  if (!malformed) return new Range(row.line, row.character, row.line, row.character + 1);
  const { line, column } = malformed.problem;
  const at = document.validatePosition(new Position(row.line + line - malformed.row.line, column - 1));
  return document.lineAt(at).range.with({ start: at });
}

function toDiagnostic({ cells }: Found, malformed: MalformedRecord | undefined, range: Range): Diagnostic {
  const isMalformed = cells.status === 'malformed';
  const words = isMalformed ? malformedWords(cells, malformed) : unscoredWords(cells);
  const severity = isMalformed ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  return gavelDiagnostic(range, words, severity, cells.reason);
}

function malformedWords({ reason }: RecordCells, malformed: MalformedRecord | undefined): string {
  return malformed ? rowProblemWords(malformed.problem) : l10n.t('This row can’t be judged: {0}.', reason);
}

function unscoredWords({ reason }: RecordCells): string {
  const { what, next } = reasonWords[reason as UnscoredReason] ?? reasonWords.unreadable;
  return [l10n.t('Not scored: {0}.', reason), l10n.t(what), l10n.t(next)].join(' ');
}

/** Says behind the last problem that it is not the last. */
function withMore(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const last = diagnostics.at(-1)?.range ?? new Range(0, 0, 0, 0);
  const words = l10n.t('More rows than these have problems: open the results for all.');
  return [...diagnostics, gavelDiagnostic(last, words, DiagnosticSeverity.Information, 'more')];
}

function gavelDiagnostic(range: Range, words: string, severity: DiagnosticSeverity, code: string): Diagnostic {
  const diagnostic = new Diagnostic(range, words, severity);
  diagnostic.source = 'Gavel';
  diagnostic.code = code;
  return diagnostic;
}
