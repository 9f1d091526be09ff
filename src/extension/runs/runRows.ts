import { l10n } from 'vscode';
import { isJudged, type RunItem } from '../../runs/run.ts';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';
import { withLateProgress } from './lateProgress.ts';
import type { RunEntry } from './runEntry.ts';
import { countRows, nameOf } from './source.ts';

/** Which rows a run goes on with: those it is about, all of its source, or those that it has no whole judgement of. */
export type RowsMeant = 'its rows' | 'all rows' | 'unscored rows';

/** The rows that a run goes on with. */
export interface RunRows {
  items: AsyncIterable<RunItem> | Iterable<RunItem>;
  total: number;
  /** They are all rows of the source. */
  whole: boolean;
}

/** Reads the rows of a run again. Undefined when that can't be done any more; the user has been told. */
export async function runRows({ sourceRows }: Services, run: RunEntry, meant: RowsMeant): Promise<RunRows | undefined> {
  const { source, header, columns } = run;
  if (!source) return selectedRow(run);
  const dataset = await sourceRows.dataset(run);
  if (!dataset) {
    sayError(l10n.t('{0} is gone or can’t be read any more, so its run can’t go on.', header.source.name));
    return undefined;
  }
  const { part } = header;
  // A run that has come beyond its sample was told to.
  const isPart = part && (part.kind === 'picked' || columns.totals.rows <= part.rows.length);
  if (isPart && meant === 'its rows')
    return { items: dataset.itemsAt(part.rows), total: part.rows.length, whole: false };
  const title = l10n.t('Gavel: looking at {0}', nameOf(source));
  const total = await withLateProgress(title, (signal) => countRows({ uri: source }, signal));
  return total === undefined ? undefined : { items: dataset.items(), total, whole: true };
}

/** A selection is kept with its judgement, and nowhere else. */
async function selectedRow(run: RunEntry): Promise<RunRows | undefined> {
  const record = await run.recordOf(0);
  if (record && isJudged(record) && record.sample) {
    const { row, sample } = record;
    return { items: [{ row, sample }], total: 1, whole: false };
  }
  sayError(l10n.t('This was a selection that was not judged. Select it again, and score it.'));
  return undefined;
}
