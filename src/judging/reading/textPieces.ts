/** The text from a place to the end of its line. */
export function restOfLine(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? text.length : end);
}

/** What is left of a text when the scores are cut out of it, without the marks that stood around them. */
export function tidy(text: string): string {
  return text
    .replace(/^[\s*_:;,.)|\]"'>–—\-：；，。）－]+/, '')
    .replace(/[\s*_|]+$/, '')
    .replace(/\n{3,}/g, '\n\n');
}
