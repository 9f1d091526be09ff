import { l10n, type QuickPickItem, window } from 'vscode';
import type { Judge } from '../../judging/judge.ts';
import type { RunEstimate } from '../../runs/plan/estimate.ts';
import type { SpendCaps } from '../../runs/spending.ts';
import type { Services } from '../services.ts';
import { FileMemory } from './fileMemory.ts';
import { tryRows } from './planRun.ts';
import { capWords, planWords, scaled, spendWords } from './planWords.ts';
import { number } from './progressWords.ts';
import { mappingWords, type Source } from './source.ts';

/** Rows told from usual names of fields only (the last family of the table of row shapes). */
const genericShape = 28;

/** What is about to be asked, for the question. */
export interface RunPlan {
  source: Source;
  judge: Judge;
  estimate: RunEstimate;
  caps: SpendCaps;
  /** Rows that the user picked: nothing else is offered, and a mapping that is no guess needs no question. */
  picked: boolean;
}

/** `try`: a random sample first. `all again`: also what is known, into a new run. */
export type RunAnswer = 'score' | 'try' | 'all again' | 'change fields';

/**
 * Shows what will be asked, by which judge, and how rows are read, and asks whether to. A run no larger than a try over
 * a file whose mapping was agreed to is not asked about.
 */
export async function confirmRun({ context }: Services, plan: RunPlan): Promise<RunAnswer | undefined> {
  const { source, estimate, picked } = plan;
  const memory = new FileMemory(context.workspaceState);
  const mapping = mappingWords(source.dataset);
  const isGuess = source.dataset.shape.number === genericShape;
  const isAgreed = memory.of(source.uri).agreed === mapping || (picked && !isGuess);
  if (isAgreed && estimate.requests <= tryRows) return 'score';

  const answers = answersTo(plan, mapping);
  const chosen = await window.showQuickPick([...answers.keys()], {
    title: l10n.t('How the rows of {0} are read, and what is asked', source.name),
    placeHolder: mapping,
    ignoreFocusOut: true,
  });
  const answer = chosen && answers.get(chosen);
  if (answer && answer !== 'change fields') await memory.update(source.uri, { agreed: mapping });
  return answer;
}

function answersTo({ judge, estimate, caps, picked }: RunPlan, mapping: string) {
  const { ask, rows, malformed, known, canary } = estimate;
  const answers = new Map<QuickPickItem, RunAnswer | undefined>();
  const description = `${judge.task.title} · ${judge.model.name}`;
  const detail = [planWords(estimate, l10n.t), capWords(estimate, caps, l10n.t)].filter(Boolean).join(' · ');
  const label = ask === 0 && canary?.due ? l10n.t('Judge the canaries') : scoreLabel(ask);
  answers.set({ label: `$(play) ${label}`, description, detail }, 'score');
  if (!picked && ask > tryRows) {
    const few = spendWords(scaled(estimate, tryRows, canary?.due), l10n.t);
    const tryLabel = `$(beaker) ${l10n.t('Try {0} rows first', tryRows)}`;
    answers.set({ label: tryLabel, description: l10n.t('a random sample'), detail: few }, 'try');
  }
  if (!picked && known > 0 && ask > 0) {
    const all = spendWords(scaled(estimate, rows - malformed, canary?.anew), l10n.t);
    const allLabel = `$(refresh) ${l10n.t('Score all {0} rows again', number(rows - malformed))}`;
    answers.set({ label: allLabel, description: l10n.t('a new run'), detail: all }, 'all again');
  }
  answers.set({ label: `$(list-selection) ${l10n.t('Choose other fields…')}`, description: mapping }, 'change fields');
  answers.set({ label: `$(close) ${l10n.t('Cancel')}` }, undefined);
  return answers;
}

function scoreLabel(rows: number): string {
  return rows === 1 ? l10n.t('Score 1 row') : l10n.t('Score {0} rows', number(rows));
}
