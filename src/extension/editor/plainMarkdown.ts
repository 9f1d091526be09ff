/**
 * A text as Markdown that renders as just that text, whatever it says: a judge's rationale must not become a link, an
 * image or a command. `MarkdownString.appendText` is not enough: it leaves `<command:…>` and bare addresses to become links.
 * Every ASCII mark is written as a character reference, which no Markdown syntax is made of.
 */
export function plainMarkdown(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029]/g, ' ')
      .trim()
      .replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`)
      .replace(/\n[\s\n]*\n/g, '\n\n')
      .replace(/^[ \t]+/gm, (indent) => '&nbsp;'.repeat(indent.length))
      .replace(/([^\n])\n(?!\n)(?=.)/g, '$1  \n')
  );
}

/** The same on one line, for table cells and lists. */
export function plainInline(text: string): string {
  return plainMarkdown(text.replace(/\s+/g, ' '));
}

/** The first `length` characters of a text, with an ellipsis where there is more. Never cuts a character in two. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
