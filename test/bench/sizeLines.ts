import { loadedBytes } from './bundles.ts';
import type { Measured } from './report.ts';
import { vsixBytes } from './vsix.ts';

/** What is loaded and shipped, as lines of the page. */
export async function sizeLines(): Promise<Measured[]> {
  const main = await loadedBytes('dist/extension.js');
  const cli = await loadedBytes('dist/gavel.js');
  const page = await loadedBytes('dist/webview/panel.js');
  const vsix = await vsixBytes();
  return [
    {
      what: 'Main bundle',
      target: '< 200 KB',
      measured: kilobytes(main.own + main.chunks),
      how: '`dist/extension.js`, minified, and every chunk that it loads at once',
      met: main.own + main.chunks < 200_000,
    },
    { what: 'Results page', target: '', measured: kilobytes(page.own + page.chunks), how: '`dist/webview/panel.js`' },
    {
      what: 'Terminal program',
      target: '',
      measured: kilobytes(cli.own + cli.chunks),
      how: '`dist/gavel.js` as it starts',
    },
    { what: 'VSIX', target: '< 1 MB', measured: kilobytes(vsix), how: '`npm run package`', met: vsix < 1_000_000 },
  ];
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} KB`;
}
