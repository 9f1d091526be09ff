import { SingleBar } from 'cli-progress';
import type { ProgressView } from '../runs/progress.ts';
import { progressText } from './progressText.ts';
import type { Output } from './terminal.ts';

/** Shows how far a run is. */
export interface ShownProgress {
  /** To be called as often as there is something new: a view is only made when it is shown. */
  update(view: () => ProgressView): void;
  stop(): void;
}

type Clock = () => number;

/** A bar on a terminal, a plain line now and then in a log. */
export function showProgress(total: number, stream: Output): ShownProgress {
  return stream.isTTY ? progressBar(total, stream) : progressLog(total, stream);
}

function progressBar(total: number, stream: Output): ShownProgress {
  const bar = new SingleBar({
    stream,
    format: '{bar} {words}',
    barsize: 16,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
  let last = Number.NEGATIVE_INFINITY;
  bar.start(total, 0, { words: '' });
  return {
    update(view) {
      if (performance.now() - last < 100) return;
      last = performance.now();
      const shown = view();
      bar.update(shown.done, { words: progressText(shown) });
    },
    stop: () => bar.stop(),
  };
}

/** At each tenth of the run, but not more than once a second; and every five seconds while tenths take longer. */
export function progressLog(total: number, stream: Output, clock: Clock = () => performance.now()): ShownProgress {
  let tenth = 0;
  let last = clock();
  return {
    update(view) {
      const now = clock();
      if (now - last < 1000) return;
      const shown = view();
      const tenthNow = Math.floor((10 * shown.done) / total);
      if (tenthNow === tenth && now - last < 5000) return;
      stream.write(`${progressText(shown)}\n`);
      [last, tenth] = [now, tenthNow];
    },
    stop: () => {},
  };
}
