import { l10n } from 'vscode';
import type { RowProblem } from '../../dataset/problem.ts';
import { type ExportTally, leftOutWords } from '../../runs/select/leftOut.ts';
import type { ExportPlan } from './exportPlan.ts';

/** What an export came to: how much is in the file, and how many rows are not, and why. */
export function exportedWords(
  name: string,
  plan: ExportPlan,
  tally: ExportTally,
  problems: readonly RowProblem[],
): string {
  return plan.as === 'rows' ? rowsWords(name, problems) : tallyWords(name, plan.as, tally);
}

function rowsWords(name: string, problems: readonly RowProblem[]): string {
  const done = l10n.t('The rows and their scores are in {0}.', name);
  const lines = problems.slice(0, 10).map(({ line }) => line);
  if (lines.length === 0) return done;
  const some = lines.length < problems.length ? `${lines.join(', ')}, …` : lines.join(', ');
  const leftOut =
    problems.length === 1
      ? l10n.t('1 malformed row is left out (line {0}).', some)
      : l10n.t('{0} malformed rows are left out (lines {1}).', problems.length, some);
  return `${done} ${leftOut}`;
}

function tallyWords(
  name: string,
  as: Exclude<ExportPlan['as'], 'rows'>,
  { written, used, rows, reasons }: ExportTally,
): string {
  const done = {
    preferences: l10n.t('{0} pairs from {1} of {2} rows are in {3}.', written, used, rows, name),
    labels: l10n.t('{0} labelled rows are in {1}.', written, name),
    best: l10n.t('{0} responses of {1} rows are in {2}.', written, rows, name),
    selection: l10n.t('{0} of {1} rows are in {2}.', written, rows, name),
  }[as];
  if (reasons.length === 0) return done;
  const why = reasons.map(([reason, left]) => `${l10n.t(leftOutWords[reason])} (${left.rows})`);
  return `${done} ${l10n.t('Left out: {0}.', why.join(', '))}`;
}
