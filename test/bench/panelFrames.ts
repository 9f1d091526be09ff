import type { Page } from 'playwright-core';
import type { LiveRun } from '../../src/extension/liveRun.ts';
import { PanelPage } from '../e2e/panelPage.ts';
import { servicesOf } from './panelRun.ts';

/** What frames take while a table is scrolled, in milliseconds. */
export interface FrameTimes {
  medianMs: number;
  p99Ms: number;
  /** Of the page's main thread a frame, in processor time. */
  workMs: number;
}

/** Pixels a frame: a wheel turned fast, and the scroll bar dragged. */
const strides = { wheel: 120, bar: 20_000 } as const;

const frameCount = 300;

/** Scrolls through a run in a real browser that draws as often as it can, and looks at every frame. */
export async function measureFrames(run: LiveRun, how: keyof typeof strides): Promise<FrameTimes> {
  const panel = await PanelPage.open(run, servicesOf(), {
    browserArgs: ['--disable-frame-rate-limit', '--disable-gpu-vsync'],
  });
  try {
    const { page } = panel;
    await page.locator('gavel-table .rows .row .chip').first().waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const work = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    const before = await work();
    const frames = (await scroll(page, strides[how])).sort((a, b) => a - b);
    return {
      medianMs: frames[Math.floor(frames.length / 2)] ?? Number.NaN,
      p99Ms: frames[Math.floor(frames.length * 0.99)] ?? Number.NaN,
      workMs: (1000 * ((await work()) - before)) / frames.length,
    };
  } finally {
    await panel.stop();
  }
}

/** The times between frames. Runs in the page. */
function scroll(page: Page, stride: number): Promise<number[]> {
  return page.locator('gavel-table .grid').evaluate(
    (grid, { stride, count }) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let last = 0;
        const frame = (now: number) => {
          if (last > 0) times.push(now - last);
          last = now;
          if (times.length >= count) return resolve(times);
          grid.scrollTop += stride;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    { stride, count: frameCount },
  );
}
