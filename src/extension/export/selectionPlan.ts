import { l10n, type QuickPickItem, window } from 'vscode';
import { ratesInstructions } from '../../judging/task.ts';
import type { Endpoint } from '../../models/openai.ts';
import type { SelectionShape } from '../../runs/select/exportSelection.ts';
import { taskTitles } from '../judgeInForce.ts';
import { endpointOfId } from '../models/modelInForce.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings.ts';
import { askCount } from './askNumber.ts';

/** Which rows are to be selected. */
export interface SelectionPlan {
  shape: SelectionShape;
  /** The run that tells how complex the instructions are. */
  complexity?: RunEntry;
  budget?: number;
  /** What embeds texts, and how often it is asked again; absent: shared words are compared. */
  embeddings?: { endpoint: Endpoint; maxRetries: number };
}

/** Asks which rows of a run are to be selected. Undefined when it was given up, or when it can't be had; the user knows. */
export async function pickSelection(
  services: Services,
  run: RunEntry,
): Promise<({ as: 'selection' } & SelectionPlan) | undefined> {
  const complexity = await pickComplexity(services, run);
  if (!complexity) return undefined;
  const budget = await askCount(
    l10n.t('Best rows (2/4): how many'),
    l10n.t('Rows at most; nothing for all that are no near-duplicates.'),
  );
  if (budget === undefined) return undefined;
  const comparing = await pickComparing(services, run);
  if (!comparing) return undefined;
  const shapes: (QuickPickItem & { shape: SelectionShape })[] = [
    { shape: 'rows', label: l10n.t('The rows as they are'), detail: l10n.t('With a column deita_score.') },
    { shape: 'messages', label: l10n.t('The best response, chat messages'), detail: 'messages' },
    { shape: 'plain', label: l10n.t('The best response, plain'), detail: 'instruction, output, score' },
  ];
  const shape = await window.showQuickPick(shapes, { title: l10n.t('Best rows (4/4): shape') });
  if (!shape) return undefined;
  return {
    as: 'selection',
    shape: shape.shape,
    ...complexity,
    ...(budget !== 'all' && { budget }),
    ...comparing,
  };
}

async function pickComplexity(
  { runs }: Services,
  run: RunEntry,
): Promise<Pick<SelectionPlan, 'complexity'> | undefined> {
  const candidates = runs.runs.filter(({ header }) => ratesInstructions(header.task));
  if (candidates.length === 0) return {};
  const items: (QuickPickItem & { run?: RunEntry })[] = [
    { label: l10n.t('By quality alone') },
    ...candidates.map((candidate) => ({
      run: candidate,
      label: l10n.t('By quality times complexity'),
      description: `${taskTitles[candidate.header.task]} · ${candidate.header.source.name}`,
      detail: `${candidate.header.model.name} · ${new Date(candidate.header.startedAt).toLocaleString()}`,
      picked: candidate.header.source.name === run.header.source.name,
    })),
  ];
  const title = l10n.t('Best rows (1/4): what goes first');
  const chosen = await window.showQuickPick(items, { title, matchOnDescription: true });
  return chosen && (chosen.run ? { complexity: chosen.run } : {});
}

async function pickComparing(
  services: Services,
  run: RunEntry,
): Promise<Pick<SelectionPlan, 'embeddings'> | undefined> {
  const settings = await readSettings(run.source);
  const items: (QuickPickItem & { id?: string })[] = [
    {
      label: l10n.t('Shared words'),
      detail: l10n.t('MinHash over runs of five words, Jaccard similarity from 0.8. Nothing leaves this machine.'),
    },
    ...settings.models.map(({ name, model, baseUrl }) => ({
      id: `${model} @ ${baseUrl}`,
      label: l10n.t('Embeddings of {0}', name),
      description: new URL(baseUrl).host,
      detail: l10n.t('Instructions and responses are sent there. For embedding models; cosine similarity from 0.9.'),
    })),
  ];
  const title = l10n.t('Best rows (3/4): how near-duplicates are found');
  const chosen = await window.showQuickPick(items, { title });
  if (!chosen) return undefined;
  if (chosen.id === undefined) return {};
  const endpoint = await endpointOfId(services, settings, chosen.id);
  return endpoint && { embeddings: { endpoint, maxRetries: settings['run.maxRetries'] } };
}
