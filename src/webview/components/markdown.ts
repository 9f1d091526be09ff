import { css, html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import MarkdownIt from 'markdown-it';

// A judge's words are untrusted. HTML in them stays text; links and images stay the characters they are written with,
// so that nothing can be fetched and nobody can be led anywhere.
const renderer = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable([
  'image',
  'link',
  'autolink',
  'reference',
]);

/** A judge's words as HTML that holds no link, no image and no HTML of theirs. */
export function markdownHtml(text: string): string {
  return renderer.render(text);
}

/** A judge's words, with their Markdown shown. */
export function markdown(text: string): TemplateResult {
  return html`<div class="markdown" dir="auto">${unsafeHTML(markdownHtml(text))}</div>`;
}

/** The look of `markdown`, headings no larger than the text around it. */
export const markdownStyles = css`
  .markdown {
    overflow-wrap: anywhere;
    line-height: 1.5;
  }
  .markdown > :first-child {
    margin-top: 0;
  }
  .markdown > :last-child {
    margin-bottom: 0;
  }
  .markdown :is(h1, h2, h3, h4, h5, h6) {
    margin: 0.8em 0 0.3em;
    font-size: 1em;
    font-weight: 600;
  }
  .markdown :is(p, ul, ol, pre, blockquote, table) {
    margin: 0.4em 0;
  }
  .markdown :is(ul, ol) {
    padding-inline-start: 1.6em;
  }
  .markdown :is(pre, code) {
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.95em;
    background: var(--vscode-textCodeBlock-background);
  }
  .markdown code {
    padding: 0 3px;
    border-radius: 3px;
  }
  .markdown pre {
    padding: 6px 8px;
    overflow: auto;
    white-space: pre-wrap;
  }
  .markdown blockquote {
    padding-inline-start: 8px;
    margin-inline: 0;
    border-inline-start: 3px solid var(--vscode-textBlockQuote-border);
  }
  .markdown table {
    border-collapse: collapse;
  }
  .markdown :is(th, td) {
    padding: 2px 8px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
  }
`;
