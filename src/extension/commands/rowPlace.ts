import { l10n, Selection, TextEditorRevealType, window } from 'vscode';
import type { RunRecord } from '../../runs/run.ts';
import type { LiveRun } from '../liveRun.ts';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';
import { rowTarget } from './target.ts';

/**
 * The 1-based line on which a judged row is now. An open editor has followed its edits, so a changed row is found there
 * too; otherwise a row is found by its content. Undefined when it is nowhere.
 */
export async function currentLine(services: Services, run: LiveRun, record: RunRecord): Promise<number | undefined> {
  const followed = run.source && services.datasetScores.of(run.source)?.lineOf(run.id, record);
  return followed === undefined ? services.sourceRows.line(run, record) : followed + 1;
}

/** Shows a judged row in its file. */
export async function revealRecord(services: Services, run: LiveRun, record: RunRecord): Promise<void> {
  if (!run.source) {
    sayError(l10n.t('This was a selection: its text is kept with the run, not where it stood in its file.'));
    return;
  }
  const line = await currentLine(services, run, record);
  const at = (line ?? record.row.line) - 1;
  try {
    const editor = await window.showTextDocument(run.source, { selection: new Selection(at, 0, at, 0) });
    editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
  } catch (error) {
    sayError(
      l10n.t('{0} can’t be shown: {1}', run.header.source.name, error instanceof Error ? error.message : String(error)),
    );
    return;
  }
  if (line === undefined)
    window.setStatusBarMessage(l10n.t('Gavel: the row has changed; this is the line it was on.'), 5000);
}

/** `gavel.revealRow`: shows a row of a run in its file. */
export async function revealRow(services: Services, argument?: unknown): Promise<void> {
  const target = rowTarget(argument);
  const run = target && (await services.runs.open(target.runId));
  const record = target && (await run?.recordOf(target.rowIndex));
  if (run && record) await revealRecord(services, run, record);
  else sayError(l10n.t('This row is not part of a run any more. Choose it in the Gavel view.'));
}
