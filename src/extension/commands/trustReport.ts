import { l10n, type QuickPickItem, window } from 'vscode';
import type { RunEntry } from '../runs/runEntry.ts';
import { sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { pickRun } from './pickRun.ts';
import { trustRequest } from './trustRequest.ts';

interface ColumnsItem extends QuickPickItem {
  columns: string[];
}

/** `gavel.trustReport`: how far the judge of a run can be trusted, in a tab. */
export async function trustReport(services: Services, argument?: unknown): Promise<void> {
  const run = await pickRun(services, argument, l10n.t('How far a judge can be trusted: pick its run'));
  const columns = run && (await pickLabelColumns(services, run));
  if (run && columns) services.reports.open(trustRequest(services, run, columns));
}

/** Asks which columns hold what people said; none are the labels that the rows' shape tells. Undefined: given up. */
async function pickLabelColumns({ sourceRows }: Services, run: RunEntry): Promise<string[] | undefined> {
  const dataset = await sourceRows.dataset(run);
  if (!run.source || !dataset) return [];
  const [{ labelCandidates }, { readRows }, { chunksOf }] = await Promise.all([
    import('../../runs/trust/labelCandidates.ts'),
    import('../../dataset/rows.ts'),
    import('../runs/fileBytes.ts'),
  ]);
  const candidates = await labelCandidates(readRows(chunksOf(run.source)()));
  if (candidates.length === 0) return [];
  const own = { label: l10n.t('Labels that the rows’ shape tells, and those given in Gavel'), columns: [] };
  const named = candidates.map(({ name, example }) => ({ label: name, description: example, columns: [name] }));
  const several: ColumnsItem = { label: l10n.t('Several columns, one a person…'), columns: [] };
  const items: ColumnsItem[] = [own, ...named, ...(candidates.length > 1 ? [several] : [])];
  const title = l10n.t('What people said, to compare the judge with');
  const picked = await window.showQuickPick(items, { title });
  if (picked === several) return pickSeveral(named, title);
  return picked?.columns;
}

async function pickSeveral(named: readonly ColumnsItem[], title: string): Promise<string[] | undefined> {
  const picked = await window.showQuickPick([...named], { title, canPickMany: true });
  if (picked?.length === 0) sayInfo(l10n.t('No column was picked: the labels are those that the rows’ shape tells.'));
  return picked?.flatMap(({ columns }) => columns);
}
