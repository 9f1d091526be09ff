import { l10n } from 'vscode';
import type { Judge } from '../../judging/judge.ts';
import { judgeNames, type RunHeader, type RunItem } from '../../runs/run.ts';
import type { Spending } from '../../runs/spending.ts';
import type { Services } from '../services.ts';
import { judgeInto } from './judgeInto.ts';
import { RunEntry } from './runEntry.ts';
import { type Notice, whileJudging } from './whileJudging.ts';

/** What to judge, and how. */
export interface RunRequest {
  judge: Judge;
  spending: Spending;
  items: AsyncIterable<RunItem> | Iterable<RunItem>;
  /** A run to go on with, of the same judge, or what the header of a new one says of its source. */
  run: RunEntry | Pick<RunHeader, 'source' | 'shape' | 'fields' | 'part'>;
  /** Rows in all, or the rows to ask again; undefined while nobody has counted them. */
  total?: number | undefined;
  concurrency: number;
  /** The items are all rows of the source. */
  whole?: boolean;
  /** Ask only rows that were asked before and have no whole judgement. */
  only?: 'unscored' | undefined;
  /** Keep the samples in the run file: there is no source to read them from again. */
  keepSamples?: boolean;
  /** It is about only some of the run's rows: where they all are judged, the run stands as it stood before. */
  aside?: boolean;
  /** What "Try again" does when the run could not begin. */
  again: () => unknown;
}

/**
 * Judges, with a progress notification, and resolves with the run when it has ended; undefined when it could not begin,
 * and the user has been told why. Never rejects.
 */
export async function startRun(services: Services, request: RunRequest): Promise<RunEntry | undefined> {
  const { judge, run, total, again } = request;
  const { log, runs } = services;
  const isNew = !(run instanceof RunEntry);
  const entry = isNew ? runs.begin(newHeader(judge, run), total) : runs.goOn(run, total);
  log.info(`Run ${entry.id}: ${judge.task.title} with ${judge.model.id} over ${entry.header.source.name}`);
  const title = l10n.t('Gavel: {0} with {1}', judge.task.title, judge.model.name);
  const write = (notice: Notice) => judgeInto(services, entry, request, notice);
  return whileJudging(services, entry, { isNew, title, write, again });
}

/** The header of a run that begins now. */
export function newHeader(
  judge: Judge,
  { source, shape, fields, part }: Pick<RunHeader, 'source' | 'shape' | 'fields' | 'part'>,
) {
  const header: RunHeader = {
    gavel: 'run',
    version: 1,
    id: newRunId(),
    startedAt: new Date().toISOString(),
    task: judge.task.name,
    ...judgeNames(judge),
    options: judge.options,
    source,
    ...(shape !== undefined && { shape }),
    ...(fields !== undefined && { fields }),
    ...(part !== undefined && { part }),
  };
  return header;
}

/** Sorts by time and is fit for a file name: `2026-03-01T12-30-05-123-1f3a5c7e`. */
function newRunId(): string {
  return `${new Date().toISOString().replace(/[:.]/g, '-').replace('Z', '')}-${crypto.randomUUID().slice(0, 8)}`;
}
