import { l10n, type Uri, window } from 'vscode';
import type { Sample } from '../../dataset/sample.ts';
import type { ChatMessage } from '../../models/model.ts';
import type { OpenedDataset } from '../../runs/rows/dataset.ts';
import type { RunItem, RunRecord } from '../../runs/run.ts';
import { isDataset } from '../editor/datasetScores.ts';
import { type Asking, askingInForce } from '../judgeSetup.ts';
import type { LiveRun } from '../liveRun.ts';
import { pickRows } from '../runs/pickRows.ts';
import { nameOf, openSource, rowProblemWords } from '../runs/source.ts';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';
import { readSelected, selectedTexts } from './selectedTexts.ts';
import { fileTarget, rowTarget } from './target.ts';

/** `gavel.previewPrompt`: the exact messages for the selection, the row at the cursor, or a row of a run. */
export async function previewPrompt(services: Services, argument?: unknown): Promise<void> {
  const target = rowTarget(argument);
  if (target) {
    const run = await services.runs.open(target.runId);
    const record = await run?.recordOf(target.rowIndex);
    if (run && record) await showPromptOf(services, run, record);
    return;
  }
  const file = fileTarget(argument);
  if (!file) {
    sayError(l10n.t('No file is open. Select an instruction and its responses, or put the cursor on a row.'));
    return;
  }
  const asking = await askingInForce(file);
  const found = asking && (await sampleInFront(services, file, asking));
  const { firstRequest } = await import('../../judging/judge.ts');
  if (found)
    await show(
      services,
      `${asking.task.title} · ${found.name}`,
      () => firstRequest(asking.task, found.sample, asking.options).messages,
    );
}

/** The messages that a run asked about a row. Undefined when the row has changed or is gone. */
async function promptOf(
  services: Services,
  run: LiveRun,
  record: RunRecord,
): Promise<readonly ChatMessage[] | undefined> {
  const sample = await services.sourceRows.asked(run, record);
  if (!sample) return undefined;
  const { firstRequest } = await import('../../judging/judge.ts');
  const { tasks } = await import('../../judging/tasks.ts');
  return firstRequest(tasks[run.header.task], sample, run.header.options).messages;
}

/** Shows the messages that a run asked about a row. */
export async function showPromptOf(services: Services, run: LiveRun, record: RunRecord): Promise<void> {
  const messages = await promptOf(services, run, record);
  const name = l10n.t('{0}, line {1}', run.header.source.name, record.row.line);
  if (messages) await show(services, name, () => messages);
  else sayError(l10n.t('This row has changed since it was judged, so its prompt can’t be shown. Score it again.'));
}

async function show({ prompts }: Services, title: string, messages: () => readonly ChatMessage[]): Promise<void> {
  try {
    await prompts.show(title, messages());
  } catch (error) {
    sayError(l10n.t('The prompt can’t be made: {0}', error instanceof Error ? error.message : String(error)));
  }
}

async function sampleInFront(
  services: Services,
  file: Uri,
  { task, settings }: Asking,
): Promise<{ sample: Sample; name: string } | undefined> {
  const editor =
    window.activeTextEditor?.document.uri.toString() === file.toString() ? window.activeTextEditor : undefined;
  const hasSelection = editor?.selections.some(({ isEmpty }) => !isEmpty);
  if (editor && !isDataset(editor.document) && (hasSelection || !/\.json$/i.test(file.path))) {
    const selected = selectedTexts(editor);
    const read = selected && (await readSelected(selected, task.name, settings.fields ?? undefined));
    return read && { sample: read.sample, name: nameOf(file) };
  }
  const source = await openSource(services, file);
  if (!source) return undefined;
  const item = await itemAt(source.dataset, editor && editor.selection.active.line + 1);
  if (item && 'sample' in item)
    return { sample: item.sample, name: l10n.t('{0}, line {1}', source.name, item.row.line) };
  sayError(item ? rowProblemWords(item.problem) : l10n.t('There is no row on this line. Put the cursor on a row.'));
  return undefined;
}

/** The row on a line, or without one the first row. */
async function itemAt({ items }: OpenedDataset, line: number | undefined): Promise<RunItem | undefined> {
  if (line === undefined) for await (const first of items()) return first;
  else return (await pickRows(items(), [{ from: line, to: line }]))[0];
}
