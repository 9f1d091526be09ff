import { l10n } from 'vscode';
import type { FileTrouble } from '../../node/fileTrouble.ts';
import type { RunEnd } from '../../runs/run.ts';
import type { Services } from '../services.ts';
import { Throttle } from '../throttle.ts';
import { progressWords } from './progressWords.ts';
import type { RunEntry } from './runEntry.ts';
import type { RunRequest } from './startRun.ts';
import type { BegunRun, Notice } from './whileJudging.ts';
import { type Records, writeRun } from './writeRun.ts';

/** The progress notification is brought up to date at most so often. */
const noticeEveryMs = 200;

/** Judges into a run, and tells how far it is. Ends as `writeRun` does. */
export async function judgeInto(
  services: Services,
  entry: BegunRun,
  request: RunRequest,
  notice: Notice,
): Promise<RunEnd | FileTrouble> {
  const [{ judgeItems }, { Progress }] = await Promise.all([
    import('../../runs/runner.ts'),
    import('../../runs/progress.ts'),
  ]);
  const { judge, run, items, concurrency, spending, total, whole = false, only, keepSamples = false } = request;
  const { judging, columns } = entry;
  let known = 0;
  let judged = 0;
  let shown = 0;
  const reports = new Throttle<RunEntry>(noticeEveryMs, () => {
    const view = judging.progress?.view();
    if (!view) return;
    const increment = total ? (100 * (view.done - shown)) / total : undefined;
    const words = progressWords(view, l10n.t);
    const message = judging.isPausing ? l10n.t('Pausing. {0}', words) : words;
    notice.report({ message, ...(increment !== undefined && { increment }) });
    shown = view.done;
  });
  // Time goes by, and the rate falls, while nothing comes.
  const clock = setInterval(() => {
    services.runs.touch(entry);
    reports.add(entry);
  }, 1000);

  async function* records(): Records {
    const before = request.aside ? (entry.end ?? asPaused) : undefined;
    if (!only) known = columns.totals.scored + columns.totals.malformed;
    judging.progress = new Progress({
      ...{ columns, spending, done: () => Math.min(known + judged, total ?? Number.POSITIVE_INFINITY) },
      ...(total !== undefined && { total }),
      ...(spending.price && { price: spending.price }),
    });
    const outcome = yield* judgeItems(items, judge, {
      ...{ concurrency, columns, spending, whole, keepSamples, signal: judging.signal, pause: judging.pauseSignal },
      ...(only && { only }),
    });
    return before && !outcome.cancelled && !outcome.paused ? before : outcome;
  }

  const onBatch = (rows: number) => {
    judged += rows;
    reports.add(entry);
  };
  try {
    return await writeRun(services, entry, { isNew: run !== entry, records, onBatch });
  } finally {
    clearInterval(clock);
    reports.dispose();
  }
}

/** How an interrupted run stands when only some of its rows were looked after. */
const asPaused = { cancelled: false, paused: { reason: 'asked to', detail: '' } } as const;
