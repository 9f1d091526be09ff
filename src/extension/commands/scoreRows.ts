import { l10n, type TextEditor, type Uri, window } from 'vscode';
import type { RunItem } from '../../runs/run.ts';
import { execute } from '../actions.ts';
import { commands, type RowTarget } from '../contributions.ts';
import { judgeInForce } from '../judgeSetup.ts';
import { confirmRun } from '../runs/confirmRun.ts';
import { type LineRange, pickRows } from '../runs/pickRows.ts';
import { reportRun } from '../runs/reportRun.ts';
import { openSource, type Source } from '../runs/source.ts';
import { startRun } from '../runs/startRun.ts';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';
import { isBeingJudged } from './beingJudged.ts';
import { chooseFields } from './chooseFields.ts';
import { currentLine } from './rowPlace.ts';
import { fileInFront, rowTarget } from './target.ts';

/** Rows to judge, by their lines in a file. */
interface Rows {
  uri: Uri;
  lines: readonly LineRange[];
}

/** `gavel.scoreRows`: the rows that the cursors are on, or a row of a run, again. */
export async function scoreRows(services: Services, argument?: unknown): Promise<void> {
  const target = rowTarget(argument);
  const rows = target ? await rowsOfRun(services, target) : rowsAtCursors(window.activeTextEditor);
  if (rows) await scoreThem(services, rows);
}

async function scoreThem(services: Services, rows: Rows): Promise<void> {
  const { uri, lines } = rows;
  if (isBeingJudged(services, uri)) return;
  const source = await openSource(services, uri);
  const items = source && (await pickedItems(source, lines));
  const setup = items && (await judgeInForce(services, uri));
  if (!source || !items || !setup) return;
  const { judge, settings, spending } = setup;
  const { estimateRun } = await import('../../runs/plan/estimate.ts');
  const estimate = await estimateRun({ items, judge, price: spending.price, canary: settings['judge.canary'] });
  if (!estimate) return;
  const answer = await confirmRun(services, { source, judge, estimate, caps: spending.caps, picked: true });
  if (answer === 'change fields' && (await chooseFields(services, uri))) return scoreThem(services, rows);
  if (answer !== 'score' || isBeingJudged(services, uri)) return;

  const again = () => scoreThem(services, rows);
  const run = await startRun(services, {
    ...{ judge, spending, items, total: items.length, concurrency: settings['run.concurrency'], again },
    run: {
      source: { name: source.name, uri: uri.toString(), size: source.size },
      shape: source.dataset.shape.name,
      ...(source.fields && { fields: source.fields }),
      part: { kind: 'picked', rows: items.map(({ row }) => row.index) },
    },
  });
  if (run) await reportRun(services, run, { again });
}

async function pickedItems({ dataset }: Source, lines: readonly LineRange[]): Promise<RunItem[] | undefined> {
  const items = await pickRows(dataset.items(), lines);
  if (items.length > 0) return items;
  sayError(l10n.t('There is no row on this line. Put the cursor on a row, or select some.'));
  return undefined;
}

function rowsAtCursors(editor: TextEditor | undefined): Rows | undefined {
  if (editor) {
    const lines = editor.selections.map(({ start, end, isEmpty }) => ({
      from: start.line + 1,
      // A selection that ends before the first character of a line does not mean that line.
      to: isEmpty || end.character > 0 ? end.line + 1 : end.line,
    }));
    return { uri: editor.document.uri, lines };
  }
  const file = fileInFront();
  if (file) {
    sayError(
      l10n.t(
        'VS Code does not tell extensions where the cursor is in this file: it is too large, or shown by another extension. Score the whole file instead.',
      ),
      { title: l10n.t('Score file'), run: () => execute(commands.scoreFile, file) },
    );
  } else sayError(l10n.t('No file is open. Open a .jsonl file and put the cursor on a row.'));
  return undefined;
}

async function rowsOfRun(services: Services, { runId, rowIndex }: RowTarget): Promise<Rows | undefined> {
  const run = await services.runs.open(runId);
  const record = await run?.recordOf(rowIndex);
  const line = run && record && (await currentLine(services, run, record));
  if (run?.source && line !== undefined) return { uri: run.source, lines: [{ from: line, to: line }] };
  sayError(l10n.t('This row can’t be found any more: its file is gone, or was changed while it was not open.'));
  return undefined;
}
