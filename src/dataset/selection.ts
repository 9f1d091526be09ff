import type { ReadSelection, SelectionProblem } from './readSelection.ts';
import type { FieldMapping } from './rowShape.ts';
import { readBrokenJson, readJson } from './selectionJson.ts';
import { type Span, spansOf, textOf, trimmed } from './selectionSpan.ts';
import { labelledInstructions, paragraphs, readLabelled } from './selectionText.ts';

/**
 * Reads a sample from what is selected. Several texts: the first is the instruction, the others are responses. One text:
 * a JSON row (by `fields`, where given), or headings and speaker labels in English or Chinese. Anything else is a
 * problem, never a guess.
 */
export function parseSelection(texts: readonly string[], fields?: FieldMapping): ReadSelection | SelectionProblem {
  const [first, ...others] = spansOf(texts);
  if (first === undefined) return nothingSelected;
  if (others.length > 0) return sampleOf(texts, textOf(texts, first), others);
  return readJson(texts, first, fields) ?? readLabelled(texts, first) ?? readBrokenJson(texts, first) ?? notUnderstood;
}

/** Reads what is selected as instructions to rate (ComplexityScorer): each text, or each paragraph of the only one. */
export function parseInstructions(texts: readonly string[], fields?: FieldMapping): ReadSelection | SelectionProblem {
  const [first, ...others] = spansOf(texts);
  if (first === undefined) return nothingSelected;
  const row = others.length === 0 ? readJson(texts, first, fields) : undefined;
  if (row && isSelectionProblem(row)) return row;
  if (row) return { sample: row.sample, spans: (row.sample.instructions ?? ['']).map(() => first) };
  const single = () => labelledInstructions(texts, first) ?? paragraphs(texts, first);
  const spans = others.length === 0 ? single() : [first, ...others];
  const instructions = spans.map((span) => textOf(texts, span));
  return { sample: { instruction: instructions.join('\n\n'), responses: [], instructions }, spans };
}

/** First line the instruction, each paragraph after it a response; undefined when nothing comes after it. */
export function readFirstLine(text: string): ReadSelection | undefined {
  const [whole] = spansOf([text]);
  const end = whole ? text.indexOf('\n', whole.start) : -1;
  if (whole === undefined || end === -1 || end >= whole.end) return undefined;
  const rest = { text: 0, ...trimmed(text, end, whole.end) };
  return sampleOf([text], text.slice(whole.start, end).trim(), paragraphs([text], rest));
}

/** The whole selection as the one response to an instruction that the user gives. */
export function readAsResponse(text: string, instruction: string): ReadSelection {
  return sampleOf([text], instruction, spansOf([text]));
}

/** Whether a selection could not be read. */
export function isSelectionProblem(answer: ReadSelection | SelectionProblem): answer is SelectionProblem {
  return 'reason' in answer;
}

function sampleOf(texts: readonly string[], instruction: string, spans: Span[]): ReadSelection {
  return { sample: { instruction, responses: spans.map((span) => textOf(texts, span)) }, spans };
}

const nothingSelected: SelectionProblem = {
  reason: 'nothing selected',
  message: 'Nothing is selected.',
  next: 'Select an instruction and its responses: with several cursors (the first is the instruction), as a JSON row, or as text with headings such as "Question:" and "Answer 1:".',
};
const notUnderstood: SelectionProblem = {
  reason: 'not understood',
  message: 'The selection has no headings or labels that tell the instruction from the responses.',
  next: 'Say how to read it, or put "Question:" and "Answer 1:" before its parts.',
};
