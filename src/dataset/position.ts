/** The line and column, both 1-based, of a UTF-16 offset into a row's text. */
export function positionAt(
  row: { line: number; column?: number },
  text: string,
  offset: number,
): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  if (lastBreak < 0) return { line: row.line, column: (row.column ?? 1) + before.length };
  return { line: row.line + before.split('\n').length - 1, column: before.length - lastBreak };
}
