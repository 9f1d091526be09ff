import { isObject, type JsonObject, own } from './json.ts';
import { parseRow } from './parseRow.ts';
import { isProblem } from './problem.ts';
import type { ReadSelection, SelectionProblem } from './readSelection.ts';
import { responseOffsets } from './responseOffsets.ts';
import type { FieldMapping } from './rowShape.ts';
import { type Span, textOf, within } from './selectionSpan.ts';
import { detectShape, readSample } from './shapes.ts';

/** A JSON row, or a list of chat messages; undefined when the text is no JSON. */
export function readJson(
  texts: readonly string[],
  span: Span,
  fields: FieldMapping | undefined,
): ReadSelection | SelectionProblem | undefined {
  const text = textOf(texts, span);
  const row = rowIn(text);
  if (row !== undefined) return readRow(text, row, 0, span, fields);
  if (isSeveralRows(text)) return severalRows;
  // A list of messages is what `messages` of an OpenAI chat row holds.
  const before = '{"messages":';
  const chat = `${before}${text}}`;
  const messages = text.startsWith('[') ? own(rowIn(chat) ?? {}, 'messages') : undefined;
  if (!Array.isArray(messages) || !messages.every(isObject)) return undefined;
  const isChat = messages.some((message) => 'role' in message);
  return isChat ? readRow(chat, { messages }, before.length, span, fields) : severalRows;
}

/** JSON that does not parse, told apart from prose in brackets by how it begins. */
export function readBrokenJson(texts: readonly string[], span: Span): SelectionProblem | undefined {
  if (!/^(?:\{\s*"|\[\s*\{)/.test(textOf(texts, span))) return undefined;
  return {
    reason: 'not JSON',
    message: 'The selection looks like JSON, but it is not whole or has an error in it.',
    next: 'Select the whole object, from its first to its last bracket.',
  };
}

/** `before` is how much of the row's text precedes what the span covers. */
function readRow(text: string, row: JsonObject, before: number, span: Span, fields: FieldMapping | undefined) {
  const detected = detectShape([row], fields);
  if (isProblem(detected)) return detected;
  const { shape } = detected;
  const sample = readSample({ index: 0, line: 1, offset: 0, length: text.length, text }, shape);
  if (isProblem(sample)) return sample;
  const places = responseOffsets(text, shape) ?? sample.responses.map(() => ({ start: before, end: text.length }));
  return { sample, spans: places.map(({ start, end }) => within(span, { start: start - before, end: end - before })) };
}

function rowIn(text: string): JsonObject | undefined {
  const parsed = text.startsWith('{') ? parseRow(text) : undefined;
  return parsed && 'object' in parsed ? parsed.object : undefined;
}

function isSeveralRows(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => rowIn(line.trim()) !== undefined);
}

const severalRows: SelectionProblem = {
  reason: 'several rows',
  message: 'The selection holds several JSON rows.',
  next: 'Score them as rows, or select one.',
};
