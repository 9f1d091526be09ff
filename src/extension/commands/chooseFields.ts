import { l10n, type QuickPickItem, QuickPickItemKind, type Uri, window } from 'vscode';
import type { JsonObject } from '../../dataset/json.ts';
import { isProblem } from '../../dataset/problem.ts';
import type { FieldMapping } from '../../dataset/rowShape.ts';
import { execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { chunksOf } from '../runs/fileBytes.ts';
import { FileMemory } from '../runs/fileMemory.ts';
import { nameOf, rowProblemWords } from '../runs/source.ts';
import { sayError, sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { type FieldCandidate, fieldCandidates } from './fieldCandidates.ts';
import { fileTarget } from './target.ts';

/** `gavel.chooseFields`: asks where the rows of a file have their instruction and responses, and remembers it. */
export async function chooseFieldsCommand(services: Services, argument?: unknown): Promise<void> {
  const file = fileTarget(argument);
  if (!file) {
    sayError(l10n.t('No file is open. Open a .jsonl file, or right-click one in the Explorer.'));
    return;
  }
  if (!(await chooseFields(services, file))) return;
  sayInfo(l10n.t('Gavel remembers these fields for {0}.', nameOf(file)), {
    title: l10n.t('Score file'),
    run: () => execute(commands.scoreFile, file),
  });
}

/** Asks and remembers. False when it was given up, or when there is nothing to choose from; the user knows. */
export async function chooseFields({ context }: Services, file: Uri): Promise<boolean> {
  const rows = await firstRows(file);
  const candidates = fieldCandidates(rows);
  if (candidates.length === 0) {
    sayError(l10n.t('{0} has no row with text in it. Each line must be a JSON object.', nameOf(file)));
    return false;
  }
  const memory = new FileMemory(context.workspaceState);
  const chosen = await askForMapping(candidates, nameOf(file));
  if (chosen === undefined) return false;
  if (chosen === 'detect') {
    await memory.update(file, { fields: undefined, agreed: undefined });
    return true;
  }
  const { detectShape } = await import('../../dataset/shapes.ts');
  const detected = detectShape(rows, chosen);
  if (isProblem(detected)) {
    sayError(rowProblemWords(detected));
    return false;
  }
  await memory.update(file, { fields: chosen, agreed: undefined });
  return true;
}

async function askForMapping(
  candidates: readonly FieldCandidate[],
  name: string,
): Promise<FieldMapping | 'detect' | undefined> {
  const items: QuickPickItem[] = candidates.map(({ path, example, isList }) => ({
    label: path,
    description: isList ? l10n.t('a list') : '',
    detail: example,
  }));
  const separator: QuickPickItem = { label: '', kind: QuickPickItemKind.Separator };
  const detect: QuickPickItem = { label: `$(search) ${l10n.t('Let Gavel find the fields')}` };
  const none: QuickPickItem = { label: `$(circle-slash) ${l10n.t('No reference')}` };
  const options = { matchOnDetail: true, ignoreFocusOut: true };

  const instruction = await window.showQuickPick([...items, separator, detect], {
    ...options,
    title: l10n.t('Fields of {0} (1/3): the instruction', name),
  });
  if (instruction === undefined || instruction === detect) return instruction && 'detect';
  const responses = await window.showQuickPick(
    items.filter((item) => item !== instruction),
    { ...options, canPickMany: true, title: l10n.t('Fields of {0} (2/3): the responses', name) },
  );
  if (!responses || responses.length === 0) return undefined;
  const rest = items.filter((item) => item !== instruction && !responses.includes(item));
  const reference = await window.showQuickPick([none, ...rest], {
    ...options,
    title: l10n.t('Fields of {0} (3/3): a reference answer', name),
  });
  if (reference === undefined) return undefined;
  const paths = responses.map(({ label }) => label);
  const [only = '', ...others] = paths;
  return {
    instruction: instruction.label,
    responses: others.length === 0 ? only : paths,
    ...(reference !== none && { reference: reference.label }),
  };
}

const looked = 20;

async function firstRows(file: Uri): Promise<JsonObject[]> {
  const [{ readRows }, { parseRow }] = await Promise.all([
    import('../../dataset/rows.ts'),
    import('../../dataset/parseRow.ts'),
  ]);
  const rows: JsonObject[] = [];
  try {
    for await (const row of readRows(chunksOf(file)())) {
      const parsed = 'reason' in row ? undefined : parseRow(row.text);
      if (parsed && 'object' in parsed && rows.push(parsed.object) === looked) break;
    }
  } catch {
    return [];
  }
  return rows;
}
