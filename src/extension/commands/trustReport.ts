import { l10n, type QuickPickItem, window } from 'vscode';
import { withLateProgress } from '../runs/lateProgress.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import { sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { pickRun } from './pickRun.ts';
import { rowSource, trustRequest } from './trustRequest.ts';

interface ColumnsItem extends QuickPickItem {
  columns: string[];
}

/** `gavel.trustReport`: how far the judge of a run can be trusted, in a tab. */
export async function trustReport(services: Services, argument?: unknown): Promise<void> {
  const run = await pickRun(services, argument, l10n.t('How far a judge can be trusted: pick its run'));
  const columns = run && (await pickLabelColumns(services, run));
  if (run && columns) services.reports.open(trustRequest(services, run, columns));
}

/**
 * Asks which columns hold what people said, the likeliest first; none are the labels that the run has without one, which
 * come before them where the rows' shape tells labels. Undefined: given up.
 */
async function pickLabelColumns(services: Services, run: RunEntry): Promise<string[] | undefined> {
  const source = await rowSource(services, run);
  if (!source) return [];
  const reading = l10n.t('Gavel: reading the run over {0}', run.header.source.name);
  await withLateProgress(reading, () => services.runs.openWhole(run.id));
  const { labelPlaces } = await import('../../runs/trust/labelCandidates.ts');
  const { columns, ofShape } = await labelPlaces(source(), run.header.task);
  if (columns.length === 0) return [];
  const named = columns.map(({ name, example }) => ({ label: name, description: example, columns: [name] }));
  // A shape that is known says better what its labels are than a number that may be one by chance.
  const likely = ofShape ? 0 : columns.filter(({ readable }) => readable > 0).length;
  const several: ColumnsItem = { label: l10n.t('Several columns, one a person…'), columns: [] };
  const own: ColumnsItem = { label: ownLabelWords(ofShape, run.columns.labels.size > 0), columns: [] };
  const items = [...named.slice(0, likely), own, ...named.slice(likely), ...(named.length > 1 ? [several] : [])];
  const title = l10n.t('What people said, to compare the judge with');
  const picked = await window.showQuickPick(items, { title });
  if (picked === several) return pickSeveral(named, title);
  return picked?.columns;
}

/** What it is about without a column: the labels that the run has of its own, if any. */
function ownLabelWords(ofShape: boolean, given: boolean): string {
  if (ofShape && given) return l10n.t('Labels that the rows’ shape tells, and those given in Gavel');
  if (ofShape) return l10n.t('Labels that the rows’ shape tells');
  return given ? l10n.t('Labels given in Gavel') : l10n.t('No column: a report without people’s labels');
}

async function pickSeveral(named: readonly ColumnsItem[], title: string): Promise<string[] | undefined> {
  const picked = await window.showQuickPick([...named], { title, canPickMany: true });
  if (picked?.length === 0) sayInfo(l10n.t('No column was picked: the labels are those that the run has of its own.'));
  return picked?.flatMap(({ columns }) => columns);
}
