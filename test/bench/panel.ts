import { measureFirstRow, measureFrames } from './panelFrames.ts';
import { measureOpening } from './panelOpening.ts';
import { measureQueries } from './panelQueries.ts';
import { runOf } from './panelRun.ts';
import type { Measured } from './report.ts';
import { median } from './statistics.ts';

const rows = 1_000_000;

const browser = 'Chromium without a GPU';

/** The results panel over a run of a million rows: queries in the host, frames in a browser, opening in VS Code. */
export async function panelLines(repetitions: number): Promise<Measured[]> {
  console.log(`The panel over ${rows.toLocaleString('en')} rows …`);
  const run = runOf(rows);
  const { sortMs, filterMs, heldUpMs } = await measureQueries(run, repetitions);
  const wheel = await measureFrames(run, 'wheel');
  const bar = await measureFrames(run, 'bar');
  const firstRow = await repeated(repetitions, () => measureFirstRow(run));
  const openings = [];
  for (let i = 0; i < repetitions; i++) openings.push(await measureOpening(rows));
  const opening = median(openings.map(({ firstRowMs }) => firstRowMs));
  const whole = median(openings.map(({ wholeMs }) => wholeMs));
  const of = `1M rows; median of ${repetitions}`;
  return [
    line('Panel: slowest sort', '< 1 s', sortMs, 1000, `${of}; others waited at most ${ms(heldUpMs)} for their turn`),
    line('Panel: slowest filter', '< 300 ms', filterMs, 300, of),
    line('Panel: frame while scrolling', '< 16 ms', wheel.medianMs, 16, frames('120 pixels a frame', wheel.workMs)),
    line('Panel: 99th of 100 frames', '< 50 ms', wheel.p99Ms, 50, frames('120 pixels a frame', wheel.workMs)),
    line('Panel: frame while the bar is dragged', '< 16 ms', bar.medianMs, 16, frames('770 rows a frame', bar.workMs)),
    line('Panel: 99th of 100 frames, dragged', '< 50 ms', bar.p99Ms, 50, frames('770 rows a frame', bar.workMs)),
    line(
      'Panel: first row of an open run',
      '',
      firstRow,
      undefined,
      `from the page’s address on, in ${browser}; ${of}`,
    ),
    line(
      'Panel: first row of a finished run',
      '< 500 ms',
      opening,
      500,
      `from the click in the sidebar of VS Code; the whole file took ${ms(whole)}; ${of}`,
    ),
  ];
}

async function repeated(times: number, measure: () => Promise<number>): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) taken.push(await measure());
  return median(taken);
}

function line(what: string, target: string, value: number, most: number | undefined, how: string): Measured {
  return { what, target, measured: ms(value), how, ...(most !== undefined && { met: value < most }) };
}

function frames(stride: string, workMs: number): string {
  return `300 frames of 1M rows in ${browser}, drawn as fast as it can, ${stride}; ${workMs.toFixed(1)} ms of the page’s thread each`;
}

function ms(value: number): string {
  return value < 100 ? `${value.toFixed(1)} ms` : `${value.toFixed(0)} ms`;
}
