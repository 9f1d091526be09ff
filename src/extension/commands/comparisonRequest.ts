import { l10n } from 'vscode';
import type { InstructionOf } from '../../runs/compare/rowTable.ts';
import type { ReportDocument } from '../../runs/report/document.ts';
import { isJudged } from '../../runs/run.ts';
import type { ReportRequest, ReportTrouble } from '../report/reportRequest.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import type { Services } from '../services.ts';

/** What the tabs of comparisons are named by: `compare:RUN:RUN`. */
const prefix = 'compare:';

/** A comparison of runs as a report in a tab. The others are compared with the first. */
export function comparisonRequest(services: Services, runs: readonly RunEntry[]): ReportRequest {
  const ids = runs.map(({ id }) => id);
  const names = [...new Set(runs.map(({ header }) => header.source.name))];
  return {
    viewId: prefix + ids.map(encodeURIComponent).join(':'),
    title: l10n.t('Compare: {0}', names.join(', ')),
    make: (signal, say) => compare(services, ids, signal, say),
    onRow: (row) => services.panels.show(ids[0] ?? '', row),
    fileName: `${names[0] ?? 'runs'}.compared`,
  };
}

/** The request behind a tab of an earlier session; undefined when it was about something else, or a run is gone. */
export async function restoredComparison(services: Services, viewId: string): Promise<ReportRequest | undefined> {
  if (!viewId.startsWith(prefix)) return undefined;
  const { runs } = services;
  await runs.load();
  const names = viewId.slice(prefix.length).split(':');
  const entries = names.flatMap((name) => runs.runs.find(({ id }) => encodeURIComponent(id) === name) ?? []);
  return entries.length === names.length ? comparisonRequest(services, entries) : undefined;
}

async function compare(
  services: Services,
  ids: readonly string[],
  signal: AbortSignal,
  say: (words: string) => void,
): Promise<ReportDocument | ReportTrouble> {
  const runs: RunEntry[] = [];
  for (const id of ids) {
    say(l10n.t('Reading run {0} of {1}…', runs.length + 1, ids.length));
    const run = await services.runs.openWhole(id);
    if (!run) return runGone();
    runs.push(run);
  }
  const [{ breather }, { compareRuns }, { comparisonReport }] = await Promise.all([
    import('../../runs/breathe.ts'),
    import('../../runs/compare/compareRuns.ts'),
    import('../../runs/compare/comparisonReport.ts'),
  ]);
  say(l10n.t('Comparing…'));
  const breathe = breather();
  const comparison = await compareRuns(runs, () => {
    // Whoever closed the tab waits for nothing.
    signal.throwIfAborted();
    return breathe();
  });
  if ('reason' in comparison) {
    return { ...comparison, message: l10n.t(comparison.message), next: l10n.t(comparison.next) };
  }
  say(l10n.t('Reading the rows that changed…'));
  const [first] = runs;
  return comparisonReport(comparison, first ? instructionsOf(services, first, signal) : async () => undefined);
}

/** Instructions as the source has them now; none any more once nobody waits for them. */
function instructionsOf({ sourceRows }: Services, run: RunEntry, signal: AbortSignal): InstructionOf {
  return async (slot) => {
    if (signal.aborted) return undefined;
    if (run.source) return (await sourceRows.sampleAt(run, run.columns.rowOf(slot)))?.instruction;
    const [record] = await run.records([slot]);
    return record && isJudged(record) ? record.sample?.instruction : undefined;
  };
}

function runGone(): ReportTrouble {
  return {
    reason: 'no run',
    message: l10n.t('The file of a run is gone or can’t be read.'),
    next: l10n.t('Judge its source again, or compare other runs.'),
  };
}
