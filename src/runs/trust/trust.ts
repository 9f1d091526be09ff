import type { Breathe } from '../breathe.ts';
import type { RowSource } from '../export/exportRows.ts';
import type { RecordedRun } from '../file/recordedRun.ts';
import type { RunHeader } from '../run.ts';
import { type Agreement, AgreementTally } from './agreement.ts';
import { type Bias, BiasTally } from './bias.ts';
import { type CanaryFinding, canaryFindings } from './canaryFindings.ts';
import { type LabelColumn, lookAtColumns } from './labelColumn.ts';
import { trustRows } from './trustRow.ts';

/** How far a run's judge can be trusted. */
export interface Trust {
  header: RunHeader;
  /** Rows that were judged and are in the source as they were; of the run's others, those whose record is damaged, and
   * those that are not in the source. */
  rows: number;
  damaged: number;
  elsewhere: number;
  /** Rows without a verdict, or not a whole one, by reason. */
  unscored: { reason: string; rows: number }[];
  /** The columns that were taken for people's labels, and labels given in Gavel. */
  columns: LabelColumn[];
  ownLabels: number;
  agreement: Agreement;
  bias: Bias;
  /** Empty where none were judged. */
  canaries: CanaryFinding[];
}

/** What trust is measured on. */
export interface TrustWanted {
  run: RecordedRun;
  /** Opens the rows that were judged, anew each time; absent for a selection, whose samples are in the run. */
  source?: () => RowSource;
  /** Columns that hold what people said, one an annotator. None: what the rows' shape tells. */
  labelColumns: readonly string[];
}

/**
 * Measures a judge on the rows of its run, which are read once, or twice where columns are named. Takes seconds for long
 * runs: `breathe` gives others a turn. Rejects when a file can't be read, or by `signal`.
 */
export async function measureTrust(
  { run, source, labelColumns }: TrustWanted,
  breathe: Breathe,
  signal?: AbortSignal,
): Promise<Trust> {
  const columns = await lookAtColumns(labelColumns, source);
  const agreement = new AgreementTally();
  const bias = new BiasTally();
  let rows = 0;
  let unread = 0;
  for await (const row of trustRows(run, source?.(), columns, () => unread++)) {
    signal?.throwIfAborted();
    rows++;
    agreement.add(row);
    bias.add(row);
    const waiting = breathe();
    if (waiting) await waiting;
  }
  const { totals, labels } = run.columns;
  const others = Math.max(0, totals.rows - totals.malformed - rows);
  // A selection is in its record and nowhere else.
  const damaged = source ? Math.min(others, unread) : others;
  return {
    header: run.header,
    ...{ rows, damaged, elsewhere: others - damaged },
    unscored: [...totals.byReason].map(([reason, count]) => ({ reason, rows: count })).sort((a, b) => b.rows - a.rows),
    ...{ columns, ownLabels: labels.size },
    agreement: await agreement.result(breathe),
    bias: await bias.result(breathe),
    canaries: canaryFindings(run.columns),
  };
}
