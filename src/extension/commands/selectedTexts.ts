import { l10n, type QuickPickItem, type TextEditor, window } from 'vscode';
import type { ReadSelection, SelectionProblem } from '../../dataset/readSelection.ts';
import type { FieldMapping } from '../../dataset/rowShape.ts';
import { ratesInstructions, type TaskName } from '../../judging/task.ts';
import { sayError } from '../say.ts';

/**
 * What is selected: what was selected first, then the others top to bottom; and where in the document (UTF-16 offsets)
 * each text starts.
 */
export interface SelectedTexts {
  texts: string[];
  starts: number[];
}

/** What is selected in an editor. Undefined when that is nothing; the user has been told. */
export function selectedTexts({ document, selections }: TextEditor): SelectedTexts | undefined {
  const [first, ...others] = selections.filter(({ isEmpty }) => !isEmpty);
  const ranges = first ? [first, ...others.sort((a, b) => a.start.compareTo(b.start))] : [];
  const texts = ranges.map((range) => document.getText(range));
  if (texts.some((text) => text.trim() !== ''))
    return { texts, starts: ranges.map(({ start }) => document.offsetAt(start)) };
  sayError(
    l10n.t(
      'Nothing is selected. Select an instruction and its responses: with several cursors (the first is the instruction), as a JSON row, or as text with headings such as "Question:" and "Answer 1:".',
    ),
  );
  return undefined;
}

/** Reads the sample from what is selected, and asks where that is not clear. Undefined: there is none; the user knows. */
export async function readSelected(
  { texts }: SelectedTexts,
  task: TaskName,
  fields: FieldMapping | undefined,
): Promise<ReadSelection | undefined> {
  const { isSelectionProblem, parseInstructions, parseSelection } = await import('../../dataset/selection.ts');
  const answer = ratesInstructions(task) ? parseInstructions(texts, fields) : parseSelection(texts, fields);
  if (!isSelectionProblem(answer)) return answer;
  const [only, ...others] = texts.filter((text) => text.trim() !== '');
  const canBeAsked = answer.reason === 'not understood' || answer.reason === 'no instruction';
  if (canBeAsked && only !== undefined && others.length === 0) return askHowToRead(texts, only, answer);
  sayError(`${l10n.t(answer.message)} ${l10n.t(answer.next)}`);
  return undefined;
}

interface Reading extends QuickPickItem {
  read(): Promise<ReadSelection | undefined> | ReadSelection;
}

async function askHowToRead(
  texts: readonly string[],
  only: string,
  problem: SelectionProblem,
): Promise<ReadSelection | undefined> {
  const { readAsResponse, readFirstLine } = await import('../../dataset/selection.ts');
  const text = texts.indexOf(only);
  const placed = (reading: ReadSelection) => ({ ...reading, spans: reading.spans.map((span) => ({ ...span, text })) });
  const firstLine = readFirstLine(only);
  const readings: Reading[] = [
    ...(firstLine ? [{ ...firstLineItem(firstLine), read: () => placed(firstLine) }] : []),
    {
      label: l10n.t('The selection is the one response; I type the instruction'),
      detail: l10n.t('Response: {0}', excerpt(only, 80)),
      read: async () => {
        const instruction = await window.showInputBox({
          title: l10n.t('The instruction that the selection answers'),
          ignoreFocusOut: true,
          validateInput: (typed) =>
            typed.trim() === '' ? l10n.t('The judge needs to know what was asked.') : undefined,
        });
        return instruction === undefined ? undefined : placed(readAsResponse(only, instruction.trim()));
      },
    },
  ];
  const chosen = await window.showQuickPick(readings, {
    title: l10n.t('How should Gavel read the selection?'),
    placeHolder: l10n.t(problem.message),
    ignoreFocusOut: true,
  });
  return chosen?.read();
}

function firstLineItem({ sample: { instruction, responses } }: ReadSelection): QuickPickItem {
  return {
    label: l10n.t('The first line is the instruction, the paragraphs after it are responses'),
    description: responses.length === 1 ? l10n.t('1 response') : l10n.t('{0} responses', responses.length),
    detail: [
      l10n.t('Instruction: {0}', excerpt(instruction)),
      ...responses.slice(0, 3).map((one, i) => `${i + 1}: ${excerpt(one)}`),
    ].join(' · '),
  };
}

function excerpt(text: string, length = 30): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
