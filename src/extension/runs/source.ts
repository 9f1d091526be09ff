import { l10n, Selection, type Uri, window } from 'vscode';
import { isProblem, type RowProblem } from '../../dataset/problem.ts';
import type { FieldMapping } from '../../dataset/rowShape.ts';
import type { OpenedDataset } from '../../runs/rows/dataset.ts';
import { execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { type Action, sayError } from '../say.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings.ts';
import { chunksOf, sizeOf } from './fileBytes.ts';
import { FileMemory } from './fileMemory.ts';

/** A file whose rows can be judged. */
export interface Source {
  uri: Uri;
  name: string;
  size: number;
  dataset: OpenedDataset;
  /** The user's own fields, where they say some: for this file, or in the settings. */
  fields?: FieldMapping;
}

/** Looks at a file's first rows. Undefined when it holds nothing to judge; the user has been told why. */
export async function openSource(services: Services, uri: Uri): Promise<Source | undefined> {
  const name = nameOf(uri);
  try {
    const source = await readSource(services, uri);
    if (!('reason' in source)) return source;
    sayError(`${name}: ${rowProblemWords(source)}`, ...actionsFor(source, uri));
  } catch (error) {
    sayError(l10n.t('{0} can’t be read: {1}', name, error instanceof Error ? error.message : String(error)));
  }
  return undefined;
}

/** The same without a word to the user: what is wrong with the file is returned. Throws when it can't be read. */
export async function readSource({ context }: Services, uri: Uri): Promise<Source | RowProblem> {
  const { openDataset } = await import('../../runs/rows/dataset.ts');
  const size = await sizeOf(uri);
  const fields = new FileMemory(context.workspaceState).of(uri).fields ?? (await readSettings(uri)).fields ?? undefined;
  const dataset = await openDataset(chunksOf(uri), fields);
  return isProblem(dataset) ? dataset : { uri, name: nameOf(uri), size, dataset, ...(fields && { fields }) };
}

/** How many rows a file has, malformed ones among them; undefined when it was cancelled. */
export async function countRows({ uri }: Pick<Source, 'uri'>, signal?: AbortSignal): Promise<number | undefined> {
  const { indexRows } = await import('../../runs/rows/rowIndex.ts');
  const index = await indexRows(chunksOf(uri)(), { signal });
  if (index === undefined) return undefined;
  return 'reason' in index ? 0 : index.length + (index.damage ? 1 : 0);
}

/** The last part of a document's path. */
export function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** What is wrong with a row or a file, and what to do next. */
export function rowProblemWords({ message, next }: Pick<RowProblem, 'message' | 'next'>): string {
  return `${l10n.t(message)} ${l10n.t(next)}`;
}

/** How samples are read, for people: `instruction ← prompt, responses ← answers[*]`. */
export function mappingWords({ shape, mapping }: Pick<OpenedDataset, 'shape' | 'mapping'>): string {
  const { instruction, responses, reference } = mapping;
  const parts = [
    instruction && l10n.t('instruction ← {0}', instruction),
    l10n.t('responses ← {0}', [responses].flat().join(', ')),
    reference && l10n.t('reference ← {0}', reference),
  ];
  return `${shape.name}: ${parts.filter(Boolean).join(', ')}`;
}

function actionsFor({ reason, line, column }: RowProblem, uri: Uri): Action[] {
  if (reason === 'unknown shape') {
    return [{ title: l10n.t('Choose fields…'), run: () => execute(commands.chooseFields, uri) }];
  }
  if (reason !== 'not JSON' && reason !== 'not an object') return [];
  const selection = new Selection(line - 1, column - 1, line - 1, column - 1);
  return [{ title: l10n.t('Show row'), run: () => window.showTextDocument(uri, { selection }) }];
}
