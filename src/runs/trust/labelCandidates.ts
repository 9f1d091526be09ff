import type { JsonValue } from '../../dataset/json.ts';
import { parseRow } from '../../dataset/parseRow.ts';
import { isProblem, type RowProblem } from '../../dataset/problem.ts';
import type { Row } from '../../dataset/rows.ts';

/** A column that may hold what people said, and one of its values. */
export interface LabelCandidate {
  name: string;
  example: string;
}

/** Rows that are looked at, and columns that are offered. */
const looked = 20;
const mostColumns = 50;

/** A label is a number or a word; longer text is what was judged. */
const longestLabel = 40;

/** The columns of a dataset's first rows that may hold labels: numbers, short words, yes and no, and lists of numbers. */
export async function labelCandidates(rows: AsyncIterable<Row | RowProblem>): Promise<LabelCandidate[]> {
  const found = new Map<string, string>();
  const others = new Set<string>();
  let left = looked;
  for await (const row of rows) {
    if (left-- === 0) break;
    const parsed = isProblem(row) ? undefined : parseRow(row.text);
    if (!parsed || 'trouble' in parsed) continue;
    for (const [name, value] of Object.entries(parsed.object)) {
      if (value === null) continue;
      if (isLabel(value)) found.set(name, found.get(name) ?? JSON.stringify(value));
      else others.add(name);
    }
  }
  return [...found]
    .filter(([name]) => !others.has(name))
    .slice(0, mostColumns)
    .map(([name, example]) => ({ name, example }));
}

function isLabel(value: JsonValue): boolean {
  if (typeof value === 'string') return value.length <= longestLabel;
  if (Array.isArray(value))
    return value.length > 0 && value.length <= 100 && value.every((one) => typeof one === 'number');
  return typeof value === 'number' || typeof value === 'boolean';
}
