// `npm run bench`: measures what docs/benchmarks.md promises, and writes that page.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from '../host/ensureBuilt.ts';
import { root } from '../host/paths.ts';
import { loadedBytes } from './bundles.ts';
import { measureInEditor } from './editorHost.ts';
import { benchmarksPage, type Measured } from './report.ts';
import { median } from './statistics.ts';
import { throughputLines } from './throughputLines.ts';
import { vsixBytes } from './vsix.ts';

const repetitions = 5;

await ensureBuilt();
console.log('Beside bare loops …');
const measured = [...(await throughputLines(repetitions)), ...(await editorLines()), ...(await sizeLines())];
for (const { what, target, measured: value, met } of measured) {
  console.log(`${met === false ? 'MISSED ' : ''}${what}: ${value} (target ${target})`);
}
await writeFile(join(root, 'docs', 'benchmarks.md'), benchmarksPage(measured));
console.log('Written: docs/benchmarks.md');
if (measured.some(({ met }) => met === false)) process.exitCode = 1;

async function editorLines(): Promise<Measured[]> {
  console.log(`Activation and first judgement, in ${repetitions} extension hosts …`);
  const times = await measureInEditor(repetitions);
  const load = median(times.map(({ loadMs }) => loadMs));
  const own = median(times.map(({ ownMs }) => ownMs));
  const activate = median(times.map(({ activateMs }) => activateMs));
  const first = median(times.map(({ firstJudgementMs }) => firstJudgementMs));
  const hosts = `in the extension host; ${repetitions} fresh hosts`;
  return [
    {
      what: 'Activation, own code',
      target: '< 30 ms',
      measured: `${(load + own).toFixed(0)} ms`,
      how: `loading the main bundle ${load.toFixed(1)} ms, our share of \`activate\` ${own.toFixed(1)} ms (VS Code waits ${activate.toFixed(0)} ms in all), ${hosts}`,
      met: load + own < 30,
    },
    {
      what: 'First judgement after the command',
      target: '< 500 ms',
      measured: `${first.toFixed(0)} ms`,
      how: `a selection scored by a local endpoint without latency, ${hosts}`,
      met: first < 500,
    },
  ];
}

async function sizeLines(): Promise<Measured[]> {
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
