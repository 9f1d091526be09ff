import type { ReadSelection, SelectionProblem } from './readSelection.ts';
import { readSections, type Section, speakers } from './selectionLabels.ts';
import { linesOf, type Span, textOf, trimmed, within } from './selectionSpan.ts';

/** Text with headings or speaker labels; undefined when it has none, or when they leave room for doubt. */
export function readLabelled(texts: readonly string[], span: Span): ReadSelection | SelectionProblem | undefined {
  const { before, sections } = readSections(textOf(texts, span));
  const of = (kind: Section['kind']) => sections.filter((section) => section.kind === kind);
  const contentOf = (section: Section | undefined) => section && textOf(texts, within(span, section.content));
  const ahead = textOf(texts, within(span, before));
  const lastAsked = of('instruction').at(-1);
  const isDoubtful = of('reference').length > 1 || of('system').length > 1 || repeatsNumber(of('response'));
  if (sections.length === 0 || isDoubtful || (lastAsked && !isTitle(ahead))) return undefined;

  const asked = lastAsked ? sections.indexOf(lastAsked) + 1 : 0;
  const turns = sections.slice(0, asked).filter(({ kind }) => kind === 'instruction' || kind === 'response');
  if (turns.length > 1 && !turns.every(({ word }) => speakers.has(word))) return severalInstructions;
  const transcript = turns.map((turn) => `${speaker(turn)}: ${contentOf(turn)}`).join('\n\n');
  const instruction = turns.length > 1 ? transcript : (contentOf(lastAsked) ?? ahead);
  const judged = sections.slice(asked).filter(({ kind }) => kind === 'response');
  if (instruction === '') return noInstruction;
  if (judged.length === 0) return noResponses;

  const [reference, system] = [contentOf(of('reference')[0]), contentOf(of('system')[0])];
  const spans = judged.map(({ content }) => within(span, content));
  const responses = spans.map((response) => textOf(texts, response));
  return { sample: { instruction, responses, ...(reference && { reference }), ...(system && { system }) }, spans };
}

/** What is labelled as an instruction; undefined when nothing is. */
export function labelledInstructions(texts: readonly string[], span: Span): Span[] | undefined {
  const { before, sections } = readSections(textOf(texts, span));
  const instructions = sections.filter(({ kind }) => kind === 'instruction');
  const isClear = instructions.length > 0 && before.end === before.start;
  return isClear ? instructions.map(({ content }) => within(span, content)) : undefined;
}

/** The parts of a span between blank lines; a code fence is one part. */
export function paragraphs(texts: readonly string[], span: Span): Span[] {
  const text = textOf(texts, span);
  const blank = [...linesOf(text)].filter(({ line, fenced }) => !fenced && line.trim() === '');
  const starts = [0, ...blank.map(({ start }) => start)];
  return starts
    .map((start, i) => within(span, trimmed(text, start, starts[i + 1] ?? text.length)))
    .filter(({ start, end }) => end > start);
}

/** As the transcripts of chat rows name them. */
function speaker({ kind }: Section): string {
  return kind === 'instruction' ? 'User' : 'Assistant';
}

function repeatsNumber(sections: readonly Section[]): boolean {
  const numbers = sections.map(({ number }) => number).filter((number) => number !== undefined);
  return new Set(numbers).size < numbers.length;
}

/** Nothing, or headings and rules: what may precede the first label without being part of the sample. */
function isTitle(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#{1,6}\s.*|-{3,}|\*{3,})?\s*$/.test(line));
}

const severalInstructions: SelectionProblem = {
  reason: 'several instructions',
  message: 'The selection holds several instructions.',
  next: 'Select one instruction with its responses.',
};
const noInstruction: SelectionProblem = {
  reason: 'no instruction',
  message: 'The selection has responses, but no instruction.',
  next: 'Select the instruction too, or type it.',
};
const noResponses: SelectionProblem = {
  reason: 'no responses',
  message: 'The selection has an instruction, but no response to it.',
  next: 'Select at least one response too, below a heading such as "Response 1".',
};
