import type { TaskName } from '../judging/task.ts';
import type { RowSource } from '../runs/export/exportRows.ts';
import { labelPlaces } from '../runs/trust/labelCandidates.ts';
import { plain } from './plainText.ts';

/** Columns that are named; a row may have dozens. */
const most = 8;

/**
 * What to do where no labels were found, neither in columns that were `named` nor, without any, by the rows' shape.
 * Undefined where nothing was named and no column looks like labels.
 */
export async function labelHint(
  source: RowSource,
  task: TaskName,
  named: readonly string[],
): Promise<string | undefined> {
  const { columns } = await labelPlaces(source, task);
  const likely = columns.filter(({ name, readable }) => readable > 0 && !named.includes(name));
  const where = named.length === 0 ? '' : ` in ${plain(named.join(', '))}`;
  const found = `No labels of people were found${where}.`;
  if (likely.length === 0)
    return named.length === 0 ? undefined : `${found} Check the name, and what the column holds.`;
  const names = likely.slice(0, most).map(({ name }) => plain(name));
  const list = `${names.join(', ')}${likely.length > most ? ', …' : ''}`;
  return `${found} These columns look like labels: ${list}. Name one with --label-column.`;
}
