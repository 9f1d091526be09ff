import {
  type Disposable,
  Hover,
  l10n,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
} from 'vscode';
import type { RunHeader } from '../../runs/run.ts';
import { taskTitles } from '../judgeInForce.ts';
import type { RunStore } from '../liveRun.ts';
import type { DatasetScores } from './datasetScores.ts';
import type { HoverSubject } from './hoverText.ts';
import { showsInlineScores } from './rowBadges.ts';
import { RowReader } from './rowReader.ts';
import type { SelectionSpans } from './selectionSpans.ts';

/** Tells about the score of the row, or the scored text, under the pointer. */
export function registerScoreHover(scores: DatasetScores, spans: SelectionSpans, store: RunStore): Disposable {
  const reader = new RowReader();

  /** A row of a dataset; the response in it, where the pointer is on one. */
  async function rowHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const found = scores.of(document.uri)?.at(position.line);
    if (!found) return undefined;
    const { run, slot, cells, stale, row } = found;
    await reader.load();
    const start = document.offsetAt(position.with(row.line, row.character));
    const offset = document.offsetAt(position) - start;
    const at = reader.responses(run.header, row.text, cells.scores.length);
    const response = at.findIndex(({ start, end }) => start <= offset && offset < end);
    const place = at[response];
    const range = place
      ? new Range(document.positionAt(start + place.start), document.positionAt(start + place.end))
      : document.lineAt(position.line).range;
    const [record] = await run.records([slot]);
    return hover(run.header, { record, stale, response }, range);
  }

  /** A text of a scored selection. */
  function selectionHover(document: TextDocument, position: Position): Promise<Hover> | undefined {
    const found = spans.of(document).find(({ range }) => range.contains(position));
    const header = found && store.runs.find(({ id }) => id === found.score.runId)?.header;
    if (!header) return undefined;
    const { score, stale, index, range } = found;
    return hover(header, { record: score.record, stale, response: index }, range);
  }

  return languages.registerHoverProvider('*', {
    provideHover(document, position) {
      if (!showsInlineScores()) return undefined;
      return selectionHover(document, position) ?? rowHover(document, position);
    },
  });
}

async function hover(
  header: RunHeader,
  about: Pick<HoverSubject, 'record' | 'stale' | 'response'>,
  range: Range,
): Promise<Hover> {
  const { hoverCommands, hoverLinks, hoverText } = await import('./hoverText.ts');
  const subject = { taskTitle: taskTitles[header.task], header, ...about };
  const text = new MarkdownString(`${hoverText(subject, l10n.t)}\n\n${hoverLinks(subject, l10n.t)}`);
  text.isTrusted = { enabledCommands: hoverCommands };
  text.supportHtml = false;
  return new Hover(text, range);
}
