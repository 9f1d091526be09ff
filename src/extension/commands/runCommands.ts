import { env, l10n, Uri, window, workspace } from 'vscode';
import { isJudged } from '../../runs/run.ts';
import { runFileSuffix } from '../contributions.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import { nameOf } from '../runs/source.ts';
import { sayError, sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { pickRun } from './pickRun.ts';
import { fileTarget, rowTarget } from './target.ts';

/** `gavel.openResults`: the panel of a run; of a file's newest run; of the newest one. */
export async function openResults(services: Services, argument?: unknown): Promise<void> {
  const { panels } = services;
  const row = rowTarget(argument);
  const file = argument instanceof Uri || argument === undefined ? fileTarget(argument) : undefined;
  const run =
    (file && (await runOf(services, file))) ?? (await pickRun(services, argument, l10n.t('Open the results of')));
  // The run is read while VS Code makes the page, which says so where it can't be.
  if (run) panels.show(run.id, row?.rowIndex);
}

/** The run that a run file holds, or the newest one over a dataset. */
async function runOf({ runs }: Services, file: Uri): Promise<RunEntry | undefined> {
  await runs.load();
  return file.path.endsWith(runFileSuffix) ? runs.adopt(file) : runs.openLatestFor(file);
}

/** `gavel.saveRun`: from Gavel's storage into the workspace, where it can be read, diffed and committed. */
export async function saveRun(services: Services, argument?: unknown): Promise<void> {
  const { runs } = services;
  const run = await pickRun(
    services,
    argument,
    l10n.t('Save a run to the workspace'),
    (one) => runs.isStored(one) && !one.judging,
  );
  if (!run) return;
  if (run.judging) {
    sayInfo(l10n.t('This run is still going on. Save it when it is done.'));
    return;
  }
  const folder =
    run.source?.with({ path: run.source.path.replace(/\/[^/]*$/, '') }) ?? workspace.workspaceFolders?.[0]?.uri;
  const name = `${run.header.source.name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-')}${runFileSuffix}`;
  const to = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    filters: { [l10n.t('Gavel runs')]: ['gavel.jsonl'] },
    title: l10n.t('Save the run'),
  });
  if (!to) return;
  try {
    await runs.move(run, to);
    sayInfo(l10n.t('The run is saved as {0}.', nameOf(to)));
  } catch (error) {
    sayError(l10n.t('The run can’t be saved there: {0}', error instanceof Error ? error.message : String(error)));
  }
}

/** `gavel.deleteRun`: the run and its file. */
export async function deleteRun(services: Services, argument?: unknown): Promise<void> {
  const { runs, selectionScores } = services;
  const run = await pickRun(services, argument, l10n.t('Delete a run'));
  if (!run) return;
  const confirmed = l10n.t('Delete');
  const detail = runs.isStored(run)
    ? l10n.t('Its judgements are lost. To keep them, save the run or export it first.')
    : l10n.t('Its file is deleted, or moved to the trash where there is one.');
  const question = l10n.t('Delete the run over {0}?', run.header.source.name);
  if ((await window.showWarningMessage(question, { modal: true, detail }, confirmed)) !== confirmed) return;
  try {
    await runs.delete(run);
    selectionScores.forgetRun(run.id);
  } catch (error) {
    sayError(l10n.t('The run can’t be deleted: {0}', error instanceof Error ? error.message : String(error)));
  }
}

/** `gavel.copyRationale`. */
export async function copyRationale({ runs }: Services, argument?: unknown): Promise<void> {
  const target = rowTarget(argument);
  const run = target && (await runs.open(target.runId));
  const record = target && (await run?.recordOf(target.rowIndex));
  const rationale = record && isJudged(record) ? rationaleText(record.judgement) : '';
  if (rationale === '') {
    sayInfo(l10n.t('The judge gave no rationale for this row. Turn on gavel.judge.explain to ask for one.'));
    return;
  }
  await env.clipboard.writeText(rationale);
  window.setStatusBarMessage(l10n.t('Gavel: the rationale is on the clipboard.'), 3000);
}

function rationaleText({
  rationale,
  rationales,
}: {
  rationale: string;
  rationales?: readonly (string | null)[];
}): string {
  const each = (rationales ?? []).flatMap((text, i) => (text ? [`[${i + 1}] ${text}`] : []));
  return [rationale, ...each].filter((text) => text !== '').join('\n');
}

/** `gavel.clearInlineScores`: hides a document's scores until something in it is judged anew. */
export async function clearInlineScores(services: Services, argument?: unknown): Promise<void> {
  const file = fileTarget(argument);
  if (!file) return;
  services.datasetScores.clear(file);
  services.selectionScores.clear(file);
}

/** `gavel.showLog`. */
export async function showLog({ log }: Services): Promise<void> {
  log.show();
}
