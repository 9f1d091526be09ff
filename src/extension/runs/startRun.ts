import { type CancellationToken, l10n, type Progress, ProgressLocation, window } from 'vscode';
import type { Judge } from '../../judging/judge.ts';
import { isJudged, type RunEnd, type RunHeader, type RunItem } from '../../runs/run.ts';
import { showLog } from '../actions.ts';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';
import { Throttle } from '../throttle.ts';
import { newFileSink } from './fileBytes.ts';
import type { Judging, RunEntry } from './runEntry.ts';

/** What to judge, and how. */
export interface RunRequest {
  judge: Judge;
  items: AsyncIterable<RunItem> | Iterable<RunItem>;
  source: RunHeader['source'];
  /** How samples are read from the source's rows. */
  shape?: string;
  fields?: RunHeader['fields'];
  /** Rows in all; undefined while nobody has counted them. */
  total?: number;
  concurrency: number;
  /** Keep the samples in the run file: there is no source to read them from again. */
  keepSamples?: boolean;
}

/** Judges, with a progress notification, and resolves with the run when it has ended. Never rejects. */
export async function startRun(services: Services, request: RunRequest): Promise<RunEntry> {
  const { judge, source, shape, fields } = request;
  const header: RunHeader = {
    gavel: 'run',
    version: 1,
    id: newRunId(),
    startedAt: new Date().toISOString(),
    task: judge.task.name,
    model: { id: judge.model.id, name: judge.model.name },
    options: judge.options,
    source,
    ...(shape !== undefined && { shape }),
    ...(fields !== undefined && { fields }),
  };
  const { log, runs } = services;
  const entry = runs.begin(header, request.total);
  log.info(`Run ${header.id}: ${judge.task.title} with ${judge.model.id} over ${source.name}`);
  const title = l10n.t('Gavel: {0} with {1}', judge.task.title, judge.model.name);
  let end: RunEnd | undefined;
  try {
    end = await window.withProgress(
      { location: ProgressLocation.Notification, cancellable: true, title },
      (progress, token) => judgeInto(services, entry, request, progress, token),
    );
  } catch (error) {
    log.error(`Run ${header.id}`, error instanceof Error ? error : String(error));
    sayError(l10n.t('The run stopped: {0} What was judged is kept.', sentence(error)), showLog());
  } finally {
    runs.finish(entry, end);
  }
  log.info(`Run ${header.id}: ${entry.records.length} rows, ${entry.state}`);
  return entry;
}

async function judgeInto(
  { runs }: Services,
  entry: RunEntry & { judging: Judging },
  { judge, items, concurrency, keepSamples, total }: RunRequest,
  progress: Progress<{ message?: string; increment?: number }>,
  token: CancellationToken,
): Promise<RunEnd> {
  const [{ judgeItems }, { recordRun }] = await Promise.all([
    import('../../runs/runner.ts'),
    import('../../runs/runFile.ts'),
  ]);
  const { judging } = entry;
  token.onCancellationRequested(() => judging.cancel());
  const records = judgeItems(items, judge, {
    concurrency,
    signal: judging.signal,
    ...(keepSamples && { keepSamples }),
  });
  const recorded = recordRun(entry.header, records, await newFileSink(entry.uri));
  let unscored = 0;
  let shown = 0;
  const reports = new Throttle<RunEntry>(progressEveryMs, () => {
    const done = entry.records.length;
    progress.report({
      message: progressWords(done, total, unscored),
      ...(total && { increment: (100 * (done - shown)) / total }),
    });
    shown = done;
  });
  try {
    for (;;) {
      const next = await recorded.next();
      if (next.done) return next.value;
      runs.append(entry, next.value);
      if (!isJudged(next.value) || next.value.judgement.status === 'unscored') unscored++;
      reports.add(entry);
    }
  } finally {
    reports.dispose();
  }
}

const progressEveryMs = 100;

function progressWords(done: number, total: number | undefined, unscored: number): string {
  const judged = total === undefined ? l10n.t('{0} judged', done) : l10n.t('{0} of {1}', done, total);
  return unscored === 0 ? judged : `${judged} · ${l10n.t('{0} unscored', unscored)}`;
}

/** Sorts by time and is fit for a file name: `2026-03-01T12-30-05-123-1f3a5c7e`. */
function newRunId(): string {
  return `${new Date().toISOString().replace(/[:.]/g, '-').replace('Z', '')}-${crypto.randomUUID().slice(0, 8)}`;
}

function sentence(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
