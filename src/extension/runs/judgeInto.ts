import { l10n } from 'vscode';
import type { FileTrouble } from '../../node/fileTrouble.ts';
import type { RunEnd } from '../../runs/run.ts';
import { execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { sayWarning } from '../say.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings.ts';
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
  const [{ judgeItems }, { Progress }, { withCanaries }, settings] = await Promise.all([
    import('../../runs/runner.ts'),
    import('../../runs/progress.ts'),
    import('../../runs/trust/judgeCanaries.ts'),
    readSettings(entry.source),
  ]);
  const { judge, run, items, concurrency, spending, total, whole = false, only, keepSamples = false } = request;
  const { judging, columns } = entry;
  const canary = settings['judge.canary'] && !only;
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
    const options = { columns, spending, signal: judging.signal, pause: judging.pauseSignal };
    const judgeAll = (some: typeof items) =>
      judgeItems(some, judge, { ...options, concurrency, whole, keepSamples, ...(only && { only }) });
    const outcome = yield* canary ? withCanaries(items, judge, options, judgeAll) : judgeAll(items);
    return before && !outcome.cancelled && !outcome.paused ? before : outcome;
  }

  const onBatch = (rows: number) => {
    judged += rows;
    reports.add(entry);
  };
  try {
    const ended = await writeRun(services, entry, { isNew: run !== entry, records, onBatch });
    if (canary) await warnOfCanaries(entry);
    return ended;
  } finally {
    clearInterval(clock);
    reports.dispose();
  }
}

/** Says so when the judge likes what nobody should like. */
async function warnOfCanaries({ id, columns }: RunEntry): Promise<void> {
  const { likedCanaries } = await import('../../runs/trust/canaryFindings.ts');
  const liked = likedCanaries(columns).map((kind) => l10n.t(kind));
  if (liked.length === 0) return;
  const message = l10n.t(
    'Take care: this judge scores bad responses ({0}) above a quarter of the real ones.',
    liked.join(', '),
  );
  sayWarning(message, {
    title: l10n.t('How far can it be trusted?'),
    run: () => execute(commands.trustReport, { runId: id }),
  });
}

/** How an interrupted run stands when only some of its rows were looked after. */
const asPaused = { cancelled: false, paused: { reason: 'asked to', detail: '' } } as const;
