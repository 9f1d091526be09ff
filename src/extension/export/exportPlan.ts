import { l10n, type QuickPickItem, window } from 'vscode';
import { ratesInstructions } from '../../judging/task.ts';
import type { BestExport } from '../../runs/select/exportBest.ts';
import type { PreferenceExport } from '../../runs/select/exportPreferences.ts';
import type { DemonstrationShape, PreferenceShape } from '../../runs/select/trainingShapes.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import type { Services } from '../services.ts';
import { askNumber } from './askNumber.ts';
import { pickSelection, type SelectionPlan } from './selectionPlan.ts';

/** What to make of a run, as the user wants it. */
export type ExportPlan =
  | { as: 'rows' }
  | { as: 'labels' }
  | ({ as: 'preferences' } & PreferenceExport)
  | ({ as: 'best' } & BestExport)
  | ({ as: 'selection' } & SelectionPlan);

interface KindItem extends QuickPickItem {
  as: ExportPlan['as'];
}

/** Asks what to make of a run. Undefined when it was given up, or when it can't be had; the user knows. */
export async function pickPlan(services: Services, run: RunEntry): Promise<ExportPlan | undefined> {
  const item = (as: ExportPlan['as'], label: string, detail: string): KindItem => ({ as, label, detail });
  const kinds = [
    item('rows', l10n.t('Rows with their scores'), l10n.t('As new columns (JSON Lines), or for spreadsheets (CSV).')),
  ];
  if (!ratesInstructions(run.header.task)) {
    kinds.push(
      item(
        'preferences',
        l10n.t('Preference pairs'),
        l10n.t('A better and a worse response of each row, for DPO and reward models.'),
      ),
      item(
        'best',
        l10n.t('Best responses'),
        l10n.t('The best response of each row that is good enough, for fine-tuning (SFT).'),
      ),
    );
    kinds.push(
      item(
        'labels',
        l10n.t('Labelled rows'),
        l10n.t('Rows that people labelled, with their labels and the judge’s scores, for calibrating a judge.'),
      ),
    );
    if (run.source) {
      kinds.push(
        item(
          'selection',
          l10n.t('Best rows'),
          l10n.t('Selected DEITA’s way (arXiv 2312.15685): the highest scores, without near-duplicates.'),
        ),
      );
    }
  }
  const title = l10n.t('Export {0}', run.header.source.name);
  const kind = kinds.length > 1 ? await window.showQuickPick(kinds, { title, matchOnDetail: true }) : kinds[0];
  if (kind?.as === 'preferences') return pickPreferences();
  if (kind?.as === 'best') return pickBest();
  if (kind?.as === 'selection') return pickSelection(services, run);
  return kind && { as: kind.as };
}

async function pickPreferences(): Promise<ExportPlan | undefined> {
  const shapes: (QuickPickItem & { shape: PreferenceShape })[] = [
    { shape: 'trl', label: l10n.t('TRL, messages'), detail: 'prompt, chosen, rejected, score_chosen, score_rejected' },
    { shape: 'trl text', label: l10n.t('TRL, text'), detail: 'prompt, chosen, rejected, score_chosen, score_rejected' },
    { shape: 'openai', label: l10n.t('OpenAI DPO'), detail: 'input, preferred_output, non_preferred_output' },
    { shape: 'plain', label: l10n.t('Plain'), detail: 'instruction, chosen, rejected, margin' },
  ];
  const shape = await window.showQuickPick(shapes, { title: l10n.t('Preference pairs (1/3): shape') });
  if (!shape) return undefined;
  const which: (QuickPickItem & Pick<PreferenceExport, 'pairs'>)[] = [
    {
      pairs: 'best and worst',
      label: l10n.t('The best response with the worst'),
      detail: l10n.t('One pair a row at most.'),
    },
    { pairs: 'best and others', label: l10n.t('The best response with each other one') },
  ];
  const pairs = await window.showQuickPick(which, { title: l10n.t('Preference pairs (2/3): which responses') });
  if (!pairs) return undefined;
  const leastMargin = await askNumber({
    title: l10n.t('Preference pairs (3/3): least margin'),
    prompt: l10n.t(
      'How much better a response must be, as a share of the scale: 0 to 1. A tie makes no pair in any case.',
    ),
    value: 0,
  });
  if (leastMargin === undefined) return undefined;
  return { as: 'preferences', shape: shape.shape, pairs: pairs.pairs, leastMargin, whole: false, system: true };
}

/** In the middle of the scale. */
const defaultLeastScore = 0.5;

async function pickBest(): Promise<ExportPlan | undefined> {
  const shape = await pickDemonstration(l10n.t('Best responses (1/2): shape'));
  if (!shape) return undefined;
  const leastScore = await askNumber({
    title: l10n.t('Best responses (2/2): least score'),
    prompt: l10n.t(
      'As a share of the scale, 0 to 1: 0 is its lowest score, 1 its highest. Of equal ones the first is taken.',
    ),
    value: defaultLeastScore,
  });
  if (leastScore === undefined) return undefined;
  return { as: 'best', shape, leastScore, ties: 'first', whole: false, system: true };
}

async function pickDemonstration(title: string): Promise<DemonstrationShape | undefined> {
  const shapes: (QuickPickItem & { shape: DemonstrationShape })[] = [
    { shape: 'messages', label: l10n.t('Chat messages'), detail: 'messages' },
    { shape: 'plain', label: l10n.t('Plain'), detail: 'instruction, output, score' },
  ];
  return (await window.showQuickPick(shapes, { title }))?.shape;
}
