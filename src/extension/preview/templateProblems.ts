import { Diagnostic, DiagnosticSeverity, l10n, Position, Range, type TextDocument } from 'vscode';
import type { Asking } from '../judgeSetup.ts';
import type { PreviewHint, PreviewProblem } from './renderPreview.ts';

/** What is wrong with a template, at its place. */
export function problemAt(document: TextDocument, { line, column, message, next }: PreviewProblem): Diagnostic {
  const start = document.validatePosition(new Position(line - 1, column - 1));
  const range = document.getWordRangeAtPosition(start) ?? new Range(start, start.translate(0, 1));
  return gavelDiagnostic(range, `${l10n.t(message)} ${l10n.t(next)}`, DiagnosticSeverity.Error);
}

/** What the template leaves to chance, at its beginning. */
export function hintFor(hint: PreviewHint, asking: Asking | undefined): Diagnostic {
  const form = asking?.task.name === 'custom' ? asking.options.custom.form : '';
  const words = {
    'reply form': l10n
      .t(
        'The template does not say {{ reply_form }}. Make sure that it says how to write the scores. {0}',
        form && l10n.t('They are read by gavel.custom.reply: {0}.', form),
      )
      .trim(),
    criteria: l10n.t('Your criteria (gavel.judge.criteria) end the prompt. Place them with {{ criteria }}.'),
  };
  return gavelDiagnostic(new Range(0, 0, 0, 0), words[hint], DiagnosticSeverity.Information);
}

function gavelDiagnostic(range: Range, message: string, severity: DiagnosticSeverity): Diagnostic {
  const diagnostic = new Diagnostic(range, message, severity);
  diagnostic.source = 'Gavel';
  return diagnostic;
}
