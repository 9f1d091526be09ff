import { l10n, type QuickPickItem, window } from 'vscode';
import type { Services } from '../services.ts';
import { FileMemory } from './fileMemory.ts';
import { mappingWords, type Source } from './source.ts';

/** Rows told from usual names of fields only (the last family of the table of row shapes). */
const genericShape = 28;

/** What is about to be judged, for the question. */
export interface Plan {
  source: Source;
  /** Task and model, in words. */
  judge: string;
  /** Undefined while nobody has counted them. */
  rows: number | undefined;
  /** Some rows, chosen one by one: asks only when the mapping is a guess. */
  onlySome: boolean;
}

/**
 * Shows how the rows of a file will be read, and which model judges them, before the first run over it. A mapping that
 * was agreed to is not asked about again.
 */
export async function confirmMapping(
  { context }: Services,
  plan: Plan,
): Promise<'score' | 'change fields' | undefined> {
  const { source, judge, rows, onlySome } = plan;
  const memory = new FileMemory(context.workspaceState);
  const words = mappingWords(source.dataset);
  const isGuess = source.dataset.shape.number === genericShape;
  if (memory.of(source.uri).agreed === words || (onlySome && !isGuess)) return 'score';

  const label = rows === undefined ? l10n.t('Score all rows') : l10n.t('Score {0} rows', rows);
  const score: QuickPickItem = { label: `$(play) ${label}`, description: judge, detail: words };
  const change: QuickPickItem = { label: `$(list-selection) ${l10n.t('Choose other fields…')}` };
  const cancel: QuickPickItem = { label: `$(close) ${l10n.t('Cancel')}` };
  const answer = await window.showQuickPick([score, change, cancel], {
    title: l10n.t('How the rows of {0} are read', source.name),
    placeHolder: l10n.t('Asked once for a file, until its mapping is another.'),
    ignoreFocusOut: true,
  });
  if (answer === change) return 'change fields';
  if (answer !== score) return undefined;
  await memory.update(source.uri, { agreed: words });
  return 'score';
}
