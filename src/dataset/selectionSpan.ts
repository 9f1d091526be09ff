/** A part of one of the selected texts: `text` is the text's position, the offsets are in UTF-16 units. */
export interface Span {
  text: number;
  start: number;
  end: number;
}

/** The part of a text between two offsets, without the white space around it. */
export function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  const part = text.slice(start, end);
  const from = start + (part.length - part.trimStart().length);
  return { start: from, end: Math.max(from, start + part.trimEnd().length) };
}

/** Each text that holds more than white space, without the white space around it. */
export function spansOf(texts: readonly string[]): Span[] {
  return texts
    .map((text, i) => ({ text: i, ...trimmed(text, 0, text.length) }))
    .filter(({ start, end }) => end > start);
}

export function textOf(texts: readonly string[], { text, start, end }: Span): string {
  return texts[text]?.slice(start, end) ?? '';
}

/** A part of a span's text, as a span. */
export function within(span: Span, { start, end }: { start: number; end: number }): Span {
  return { text: span.text, start: span.start + start, end: span.start + end };
}

/** A text's lines, and which of them are in a code fence: there, nothing is a label or a paragraph's end. */
export function* linesOf(text: string): Generator<{ line: string; start: number; fenced: boolean }> {
  let fence: string | undefined;
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '');
    const { mark, info } = /^ {0,3}(?<mark>`{3,}|~{3,})(?<info>.*)$/.exec(line)?.groups ?? {};
    yield { line, start, fenced: fence !== undefined || mark !== undefined };
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence) && info?.trim() === '') fence = undefined;
    start += raw.length + 1;
  }
}
