import { l10n, Range, type Selection, type TextDocument, type TextEditor, window } from 'vscode';
import type { ReadSelection } from '../../dataset/readSelection.ts';
import { isJudged } from '../../runs/run.ts';
import { execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { isDataset } from '../editor/datasetScores.ts';
import { type JudgeSetup, judgeInForce } from '../judgeSetup.ts';
import { reportRun, reportSelection } from '../runs/reportRun.ts';
import { nameOf } from '../runs/source.ts';
import { startRun } from '../runs/startRun.ts';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';
import { readSelected, type SelectedTexts, selectedTexts } from './selectedTexts.ts';

/** `gavel.scoreSelection`: an instruction and its responses, selected in any editor. */
export async function scoreSelection(services: Services): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) {
    sayError(l10n.t('No text editor is active. Select an instruction and its responses in one.'));
    return;
  }
  // In a dataset a selection means the rows that it holds, unless it takes one apart.
  if (isDataset(editor.document) && editor.selections.every((selection) => holdsLines(editor.document, selection))) {
    await execute(commands.scoreRows);
    return;
  }
  const selected = selectedTexts(editor);
  const setup = selected && (await judgeInForce(services, editor.document.uri));
  const read = setup && (await readSelected(selected, setup.judge.task.name, setup.settings.fields ?? undefined));
  if (setup && read) await scoreSample(services, editor, selected, read, setup);
}

/** Whether a selection is whole lines, or just a cursor. */
function holdsLines(document: TextDocument, { start, end, isEmpty }: Selection): boolean {
  const before = document.lineAt(start).text.slice(0, start.character);
  const after = document.lineAt(end).text.slice(end.character);
  return isEmpty || (before.trim() === '' && (after.trim() === '' || end.character === 0));
}

async function scoreSample(
  services: Services,
  { document }: TextEditor,
  selected: SelectedTexts,
  { sample, spans }: ReadSelection,
  { judge, settings, spending }: JudgeSetup,
): Promise<void> {
  const { contentHash } = await import('../../dataset/hash.ts');
  const ranges = spans.map(({ text, start, end }) =>
    rangeIn(document, (selected.starts[text] ?? 0) + start, end - start),
  );
  const { version, uri } = document;
  const text = selected.texts.join('\n');
  const line = document.positionAt(selected.starts[0] ?? 0).line + 1;
  const row = { index: 0, line, offset: 0, length: new TextEncoder().encode(text).length, hash: contentHash(text) };

  const again = () => execute(commands.scoreSelection);
  const run = await startRun(services, {
    ...{ judge, spending, items: [{ row, sample }], total: 1, concurrency: 1, keepSamples: true, again },
    run: { source: { name: l10n.t('Selection in {0}', nameOf(uri)) } },
  });
  if (!run) return;
  const record = await run.recordOf(0);
  if (!record || !isJudged(record)) {
    await reportRun(services, run, { again });
    return;
  }
  services.selectionScores.add({ runId: run.id, uri, version, ranges, record });
  reportSelection(run, record, settings['inlineScores.enabled']);
}

function rangeIn(document: TextDocument, start: number, length: number): Range {
  return new Range(document.positionAt(start), document.positionAt(start + length));
}
