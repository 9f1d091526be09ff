/** What keeps criteria from being used, and what to do next. */
export interface CriteriaProblem {
  message: string;
  next: string;
}

/** Longer ones leave a judge no room for what it is to judge. */
const maxLength = 20_000;

/** The user's criteria as Markdown: the text of a file, or a list of criteria with a point for each; '' for none. */
export function criteriaMarkdown(given: string | readonly string[]): string {
  if (typeof given === 'string')
    return given
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n')
      .trim();
  const points = given.map(criteriaMarkdown).filter((text) => text !== '');
  return points.map((text) => `- ${text.replace(/\n/g, '\n  ')}`).join('\n');
}

/** Why criteria can't be used; undefined when they can. */
export function criteriaProblem(markdown: string): CriteriaProblem | undefined {
  if (markdown.length > maxLength) {
    const message = `The criteria have ${markdown.length} characters; at most ${maxLength} are allowed.`;
    return { message, next: 'Shorten them.' };
  }
  // Not text at all, or text in another encoding.
  if (/[\0\ufffd]/.test(markdown))
    return { message: 'The criteria are no readable text.', next: 'Save them as UTF-8.' };
  return undefined;
}
