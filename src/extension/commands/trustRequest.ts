import { l10n } from 'vscode';
import type { RowSource } from '../../runs/export/exportRows.ts';
import type { ReportDocument } from '../../runs/report/document.ts';
import type { ReportRequest, ReportTrouble } from '../report/reportRequest.ts';
import { chunksOf } from '../runs/fileBytes.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import { nameOf } from '../runs/source.ts';
import type { Services } from '../services.ts';

/** What the tabs of trust reports are named by: `trust:RUN:COLUMN`. */
const prefix = 'trust:';

/** What is known of a run's judge, as a report in a tab. `columns` hold what people said, one a person. */
export function trustRequest(services: Services, run: RunEntry, columns: readonly string[]): ReportRequest {
  const { name } = run.header.source;
  return {
    viewId: prefix + [run.id, ...columns].map(encodeURIComponent).join(':'),
    title: l10n.t('Trust: {0}', name),
    make: (signal, say) => measure(services, run.id, columns, signal, say),
    onRow: (row) => services.panels.show(run.id, row),
    fileName: `${name}.trust`,
  };
}

/** The request behind a tab of an earlier session; undefined when it was about something else, or the run is gone. */
export async function restoredTrust(services: Services, viewId: string): Promise<ReportRequest | undefined> {
  if (!viewId.startsWith(prefix)) return undefined;
  const [id, ...columns] = viewId.slice(prefix.length).split(':').map(decodeURIComponent);
  await services.runs.load();
  const run = services.runs.runs.find((one) => one.id === id);
  return run && trustRequest(services, run, columns);
}

async function measure(
  services: Services,
  id: string,
  labelColumns: readonly string[],
  signal: AbortSignal,
  say: (words: string) => void,
): Promise<ReportDocument | ReportTrouble> {
  say(l10n.t('Reading the run…'));
  const run = await services.runs.openWhole(id);
  if (!run) return runGone();
  const source = await rowSource(services, run);
  if (run.source && !source) return sourceGone(nameOf(run.source));
  const [{ measureTrust }, { trustReport }, { breather }] = await Promise.all([
    import('../../runs/trust/trust.ts'),
    import('../../runs/trust/trustReport.ts'),
    import('../../runs/breathe.ts'),
  ]);
  say(l10n.t('Comparing judge and people…'));
  return trustReport(await measureTrust({ run, ...(source && { source }), labelColumns }, breather(), signal));
}

/** The rows of a run's file, as they are now. Undefined for a selection, and when they can't be read any more. */
export async function rowSource({ sourceRows }: Services, run: RunEntry): Promise<(() => RowSource) | undefined> {
  const dataset = await sourceRows.dataset(run);
  const file = run.source;
  if (!file || !dataset) return undefined;
  const [{ readRows }, { readSample }] = await Promise.all([
    import('../../dataset/rows.ts'),
    import('../../dataset/shapes.ts'),
  ]);
  return () => ({ rows: readRows(chunksOf(file)()), read: (row) => readSample(row, dataset.shape) });
}

function runGone(): ReportTrouble {
  return {
    reason: 'no run',
    message: l10n.t('The file of this run is gone or can’t be read.'),
    next: l10n.t('Judge its source again, or pick another run.'),
  };
}

function sourceGone(name: string): ReportTrouble {
  return {
    reason: 'no source',
    message: l10n.t('{0} is gone or can’t be read any more, and the rows with their labels are in it.', name),
    next: l10n.t('Put it back where it was, and try again.'),
  };
}
