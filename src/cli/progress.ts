import { SingleBar } from 'cli-progress';
import { isJudged, type RunRecord } from '../runs/run.ts';
import type { Output } from './terminal.ts';

/** Shows how far a run is. */
export interface Progress {
  update(record: RunRecord): void;
  stop(): void;
}

/** A bar on a terminal, a plain line now and then in a log. */
export function showProgress(total: number, stream: Output): Progress {
  return stream.isTTY ? progressBar(total, stream) : progressLog(total, stream);
}

function progressBar(total: number, stream: Output): Progress {
  const bar = new SingleBar({
    stream,
    format: '{bar} {value} of {total} · {without} without a score · {eta_formatted} left',
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
  let without = 0;
  bar.start(total, 0, { without });
  return {
    update(record) {
      without += lacksScores(record) ? 1 : 0;
      bar.increment(1, { without });
    },
    stop: () => bar.stop(),
  };
}

/** At each tenth of the run, but not more than once a second; and every five seconds while tenths take longer. */
export function progressLog(total: number, stream: Output, clock: () => number = () => performance.now()): Progress {
  let done = 0;
  let without = 0;
  let tenth = 0;
  let last = clock();
  return {
    update(record) {
      done++;
      without += lacksScores(record) ? 1 : 0;
      const now = clock();
      const tenthNow = Math.floor((10 * done) / total);
      if (now - last < (tenthNow > tenth ? 1000 : 5000)) return;
      stream.write(`${done} of ${total} · ${without} without a score\n`);
      [last, tenth] = [now, tenthNow];
    },
    stop: () => {},
  };
}

function lacksScores(record: RunRecord): boolean {
  return !isJudged(record) || record.judgement.status !== 'scored';
}
