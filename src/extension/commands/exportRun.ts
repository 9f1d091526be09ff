import { commands, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import type { RowProblem } from '../../dataset/problem.ts';
import { ExportTally } from '../../runs/select/leftOut.ts';
import type { SelectableDataset } from '../../runs/select/selectRows.ts';
import { exportedWords } from '../export/exportedWords.ts';
import { ExportProblem, exportParts } from '../export/exportParts.ts';
import { type ExportPlan, pickPlan } from '../export/exportPlan.ts';
import { isSameFile, writeFile } from '../export/writeFile.ts';
import { chunksOf } from '../runs/fileBytes.ts';
import { withLateProgress } from '../runs/lateProgress.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import { nameOf } from '../runs/source.ts';
import { sayError, sayInfo, sayWarning } from '../say.ts';
import type { Services } from '../services.ts';
import { pickRun } from './pickRun.ts';

/** `gavel.exportRun`: a run's rows with their scores, or what its scores are good for: pairs, best responses, best rows. */
export async function exportRun(services: Services, argument?: unknown): Promise<void> {
  const run = await pickRun(services, argument, l10n.t('Export a run'));
  const plan = run && (await pickPlan(services, run));
  if (!run || !plan) return;
  const to = await pickPlace(run, plan);
  if (!to) return;
  const title = l10n.t('Gavel: reading the run over {0}', run.header.source.name);
  if (!(await withLateProgress(title, () => services.runs.openWhole(run.id)))) {
    sayError(l10n.t('This run is gone: its file was deleted or moved.'));
    return;
  }
  const dataset = await datasetOf(services, run);
  if (run.source && !dataset) {
    sayError(l10n.t('{0} is gone or can’t be read any more, so there are no rows to export.', run.header.source.name));
    return;
  }
  await write(services, run, plan, dataset, to);
}

async function write(
  services: Services,
  run: RunEntry,
  plan: ExportPlan,
  dataset: SelectableDataset | undefined,
  to: Uri,
): Promise<void> {
  const tally = new ExportTally();
  const problems: RowProblem[] = [];
  const givenUp = new AbortController();
  const { signal } = givenUp;
  const title = l10n.t('Gavel: exporting {0}', nameOf(to));
  try {
    await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (_notice, token) => {
        token.onCancellationRequested(() => givenUp.abort());
        const leftOut = (problem: RowProblem) => problems.push(problem);
        const parts = await exportParts(services, plan, { run, dataset, to, tally, leftOut, signal });
        await writeFile(to, parts, signal);
      },
    );
  } catch (error) {
    if (signal.aborted) return;
    const words = error instanceof Error ? error.message : String(error);
    sayError(error instanceof ExportProblem ? words : l10n.t('{0} can’t be written: {1}', nameOf(to), words));
    return;
  }
  const open = { title: l10n.t('Open'), run: () => commands.executeCommand('vscode.open', to) };
  const isEmpty = plan.as !== 'rows' && tally.written === 0;
  const say = isEmpty || problems.length > 0 ? sayWarning : sayInfo;
  say(exportedWords(nameOf(to), plan, tally, problems), open);
}

async function datasetOf({ sourceRows }: Services, run: RunEntry): Promise<SelectableDataset | undefined> {
  const dataset = await sourceRows.dataset(run);
  return run.source && dataset && { chunks: chunksOf(run.source), shape: dataset.shape };
}

/** Asks where to. Undefined when it was given up, or would write over the dataset; the user knows. */
async function pickPlace(run: RunEntry, plan: ExportPlan): Promise<Uri | undefined> {
  const isTable = plan.as === 'rows';
  const to = await window.showSaveDialog({
    defaultUri: suggestion(run, plan),
    filters: { [l10n.t('JSON Lines')]: ['jsonl'], ...(isTable && { [l10n.t('CSV for spreadsheets')]: ['csv'] }) },
    title: isTable ? l10n.t('Export the rows with their scores') : l10n.t('Export'),
  });
  if (!to || !run.source || !(await isSameFile(to, run.source))) return to;
  sayError(l10n.t('The dataset itself is not overwritten. Choose another name.'));
  return undefined;
}

const endings: Readonly<Record<ExportPlan['as'], string>> = {
  rows: 'scored',
  labels: 'labelled',
  preferences: 'pairs',
  best: 'best',
  selection: 'selected',
};

/** Beside the source: `quality.scored.jsonl`. */
function suggestion({ source, header }: RunEntry, { as }: ExportPlan): Uri {
  const folder = source ? Uri.joinPath(source, '..') : (workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'));
  return Uri.joinPath(folder, `${header.source.name.replace(/\.[^.]*$/, '')}.${endings[as]}.jsonl`);
}
