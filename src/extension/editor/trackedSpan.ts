/** A stretch of a document's text, in UTF-16 units from its start. */
export interface Span {
  start: number;
  end: number;
}

/** A replacement of text: `length` units from `offset` on by `inserted` others. */
export interface TextEdit {
  offset: number;
  length: number;
  inserted: number;
}

/**
 * Where a span is after an edit. Text put in at its very edges stays outside, and so does what an edit across an edge
 * puts in: a span never takes in what was not its own.
 */
export function shiftSpan({ start, end }: Span, { offset, length, inserted }: TextEdit): Span {
  const editEnd = offset + length;
  const by = inserted - length;
  if (editEnd <= start) return { start: start + by, end: end + by };
  if (offset >= end) return { start, end };
  if (offset >= start && editEnd <= end) return { start, end: end + by };
  if (offset < start) return { start: offset + inserted, end: Math.max(offset + inserted, end + by) };
  return { start, end: offset };
}
