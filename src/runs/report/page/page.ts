import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { html, Markup } from '../html/markup.ts';
import { blockStyles } from './blockStyles.ts';
import { pageScript } from './pageScript.ts';
import { pageStyles } from './pageStyles.ts';
import { type PageTheme, themeStyles } from './pageThemes.ts';

/** Something that the page can ask to be done, as a button. */
export interface PageAction {
  id: string;
  label: string;
  hint?: string;
}

/** What is around a page's content. */
export interface PageFrame {
  theme: PageTheme;
  /** BCP 47; English where nobody says otherwise. */
  language?: string;
  /** Names what the page shows, so that VS Code can bring it back after a reload. */
  view?: string;
}

/**
 * A page in one file. Its policy allows our styles and our script, by their hashes, and nothing from anywhere else: a text
 * that got past the escaping could still not run or load anything.
 */
export function page(title: string, content: Markup, { theme, language = 'en', view }: PageFrame): string {
  const styles = themeStyles[theme] + pageStyles + blockStyles;
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(styles)}`,
    `script-src ${hashOf(pageScript)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${Markup.of(styles)}</style>
</head>
<body${view !== undefined && html` data-view="${view}"`}>
${content}
<script>${Markup.of(pageScript)}</script>
</body>
</html>
`.source;
}

const hashes = new Map<string, string>();

/** As a policy names it. */
function hashOf(text: string): string {
  const known = hashes.get(text) ?? `'sha256-${base64(sha256(utf8ToBytes(text)))}'`;
  hashes.set(text, known);
  return known;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
