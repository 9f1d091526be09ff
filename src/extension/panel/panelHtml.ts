import type { PageData } from '../../shared/protocol.ts';

/** What the page's HTML is made of; addresses as the webview can load them. */
export interface PageParts {
  cspSource: string;
  /** Fresh random characters for every page. */
  nonce: string;
  language: string;
  title: string;
  /** What the page says until the run has said something. */
  opening: string;
  /** dist/webview/panel.js */
  script: string;
  /** dist/webview/panel.css */
  styles: string;
  data: PageData;
}

/**
 * The page. It may load our own script, styles and font, and nothing else from anywhere.
 *
 * VS Code keeps a page hidden until everything that its HTML names has been loaded, so this one names nothing: it is
 * shown with its first words, and only then asks for its script and styles.
 */
export function panelHtml({ cspSource, nonce, language, title, opening, script, styles, data }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
  ];
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escaped(policy.join('; '))}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)}</title>
  <style nonce="${nonce}">
    body { padding: 0; }
    #opening { margin: 0; padding: 12px; color: var(--vscode-descriptionForeground); }
  </style>
</head>
<body>
  <p id="opening">${escaped(opening)}</p>
  <script id="data" type="application/json" nonce="${nonce}">${json(data)}</script>
  <script nonce="${nonce}">
    addEventListener('load', () => {
      const styles = { id: 'vscode-codicon-stylesheet', rel: 'stylesheet', href: ${json(styles)} };
      document.head.append(Object.assign(document.createElement('link'), styles));
      import(${json(script)});
    });
  </script>
</body>
</html>`;
}

/** JSON that can't close the script element it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
