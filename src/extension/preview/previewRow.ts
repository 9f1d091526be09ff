import { l10n } from 'vscode';
import type { Sample } from '../../dataset/sample.ts';
import type { RunItem } from '../../runs/run.ts';
import { readSource, rowProblemWords } from '../runs/source.ts';
import type { Services } from '../services.ts';
import type { DatasetPlace } from './lastDataset.ts';

/** What a template is previewed with: a sample, or why its row has none. `place` is absent for the example. */
export interface PreviewRow {
  name: string;
  sample: Sample | undefined;
  problem?: string;
  place?: DatasetPlace;
}

/** The row at a place; with `after` the first readable one behind its line, from the beginning again behind the last. */
export async function rowAt(services: Services, place: DatasetPlace | undefined, after = false): Promise<PreviewRow> {
  if (!place) return { name: l10n.t('an example (no dataset is open)'), sample: example };
  const name = place.uri.path.slice(place.uri.path.lastIndexOf('/') + 1);
  try {
    const source = await readSource(services, place.uri);
    if ('reason' in source) return { name, sample: undefined, problem: rowProblemWords(source), place };
    const item = await (after
      ? nextItem(source.dataset.items(), place.line)
      : itemOn(source.dataset.items(), place.line));
    if (!item) return { name, sample: undefined, problem: l10n.t('There is no row on this line.'), place };
    const { line } = item.row;
    const found = { name: l10n.t('{0}, line {1}', name, line), place: { ...place, line } };
    return 'sample' in item
      ? { ...found, sample: item.sample }
      : { ...found, sample: undefined, problem: rowProblemWords(item.problem) };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { name, sample: undefined, problem: l10n.t('{0} can’t be read: {1}', name, words), place };
  }
}

/** The row that a line is in: the last one that begins there or before; the first for what stands before all rows. */
async function itemOn(items: AsyncIterable<RunItem>, line: number): Promise<RunItem | undefined> {
  let found: RunItem | undefined;
  for await (const item of items) {
    if (found && item.row.line > line) break;
    found = item;
  }
  return found;
}

async function nextItem(items: AsyncIterable<RunItem>, line: number): Promise<RunItem | undefined> {
  let first: RunItem | undefined;
  for await (const item of items) {
    if (!('sample' in item)) continue;
    if (item.row.line > line) return item;
    first ??= item;
  }
  return first;
}

const example: Sample = {
  instruction: 'Why is the sky blue?',
  responses: [
    'Air scatters short waves of light more than long ones, so blue light reaches us from all over the sky.',
    'Because it mirrors the sea.',
  ],
  reference: 'Air molecules scatter blue light more strongly than red light (Rayleigh scattering).',
};
