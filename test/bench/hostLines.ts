import { measureInEditor } from './editorHost.ts';
import { measureEditorRows, type Times } from './editorRows.ts';
import type { Measured } from './report.ts';
import { median } from './statistics.ts';

/** What the extension costs VS Code at its start and in an open dataset, as lines of the page. */
export async function hostLines(rounds: number): Promise<Measured[]> {
  return [...(await startLines(rounds)), ...(await editorLines())];
}

async function startLines(rounds: number): Promise<Measured[]> {
  const times = await measureInEditor(rounds);
  const load = median(times.map(({ loadMs }) => loadMs));
  const own = median(times.map(({ ownMs }) => ownMs));
  const activate = median(times.map(({ activateMs }) => activateMs));
  const first = median(times.map(({ firstJudgementMs }) => firstJudgementMs));
  const hosts = `in the extension host; ${rounds} fresh hosts`;
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

async function editorLines(): Promise<Measured[]> {
  const { rows, bytes, openMs, openStretchMs, ...times } = await measureEditorRows();
  const dataset = `${rows.toLocaleString('en-US')} rows, ${(bytes / 1e6).toFixed(0)} MB`;
  const line = (what: string, { median, p99 }: Times): Measured => ({
    what: `Inline scores: recomputing what is visible ${what}`,
    target: '< 5 ms',
    measured: `${median.toFixed(1)} ms`,
    how: `${dataset}; p99 ${p99.toFixed(1)} ms`,
    met: median < 5,
  });
  return [
    line('after an edit', times.afterEdit),
    line('after a new line', times.afterNewLine),
    line('after scrolling', times.afterScroll),
    line('while 5,000 rows a second are judged', times.whileArriving),
    line('while 5,000 rows a second are judged again', times.whileRetrying),
    {
      what: 'Inline scores: a dataset with a finished run opens',
      target: '',
      measured: `${openMs.toFixed(0)} ms`,
      how: `${dataset}, until changed rows are known, in slices; the longest stretch ${openStretchMs.toFixed(0)} ms`,
    },
  ];
}
