import { safeLine, safeText } from './safeText.ts';

/**
 * A text that Markdown shows as just that text, on one line. Marks are escaped where they could mean something, so that
 * numbers and prose stay readable in the source. What a renderer would make a link of by itself (addresses, names after
 * an `@`, issues after a `#`) is broken by a comment: an escape is no hindrance to renderers that look for them in the
 * text they made. It is to those that take `name.com` for an address.
 */
export function markdownLine(text: string): string {
  return safeLine(text)
    .replace(/[\\`*_{}[\]<>|~$&^!#]/g, '\\$&')
    .replace(/^[-+=:](?=[-+=:\s]|$)/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/(?<=[\p{L}\p{N}])\.(?=[\p{L}])/gu, '\\.')
    .replace(/[:/](?=\/)|@|#(?=\d)|(?<=(?:mailto|xmpp|command|ftp|https?|file|vscode)):/gi, '$&<!-- -->');
}

/** The same with its lines and paragraphs kept. */
export function markdownParagraphs(text: string): string {
  return safeText(text)
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').map(markdownLine).filter(Boolean).join('<br>\n'))
    .join('\n\n');
}
