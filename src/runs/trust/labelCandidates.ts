import type { JsonValue } from '../../dataset/json.ts';
import { parseRow } from '../../dataset/parseRow.ts';
import { isProblem } from '../../dataset/problem.ts';
import type { Sample } from '../../dataset/sample.ts';
import type { TaskName } from '../../judging/task.ts';
import { tasks } from '../../judging/tasks.ts';
import { subjectOf } from '../compare/rowScores.ts';
import type { RowSource } from '../export/exportRows.ts';
import { labelOfColumns } from './labelColumn.ts';

/** A column that may hold what people said, and one of its values. */
export interface LabelCandidate {
  name: string;
  example: string;
  /** The share of its values that say something of the texts that were judged, 0..1. */
  readable: number;
}

/** Where a dataset may tell what people said. */
export interface LabelPlaces {
  /** The likeliest column first; those that say nothing of the judged texts last. */
  columns: LabelCandidate[];
  /** Whether the rows' shape tells labels by itself. */
  ofShape: boolean;
}

/** Rows that are looked at, and columns that are offered. */
const looked = 200;
const mostColumns = 50;

/** A label is a number or a word; longer text is what was judged. */
const longestLabel = 40;

/** What columns with labels are mostly called, those of people first: an `id` may look like a label by chance. */
const usualNames = [/winner|prefer|label|vote|gold|human|people|annotat|better|chosen/i, /score|rating|grade|verdict/i];

/** What was seen of a column: how many values, and how many of them can be read as labels. */
interface Seen {
  example: string;
  values: number;
  readable: number;
}

/**
 * Where the first rows of a dataset may tell what people said of what a task judges: the columns with numbers, short words,
 * yes and no, or lists of numbers, those first whose values name a response or score the texts.
 */
export async function labelPlaces({ rows, read }: RowSource, task: TaskName): Promise<LabelPlaces> {
  const found = new Map<string, Seen>();
  const others = new Set<string>();
  let ofShape = false;
  let left = looked;
  for await (const row of rows) {
    if (left-- === 0) break;
    const parsed = isProblem(row) ? undefined : parseRow(row.text);
    if (isProblem(row) || !parsed || 'trouble' in parsed) continue;
    const sample = read(row);
    ofShape ||= !isProblem(sample) && sample.labels !== undefined;
    for (const [name, value] of Object.entries(parsed.object)) {
      if (value === null || value === '') continue;
      if (!isLabel(value)) {
        others.add(name);
        continue;
      }
      const seen = found.get(name) ?? { example: JSON.stringify(value), values: 0, readable: 0 };
      seen.values++;
      if (!isProblem(sample) && isReadable(value, sample, tasks[task].items(sample).length)) seen.readable++;
      found.set(name, seen);
    }
  }
  const columns = [...found]
    .filter(([name]) => !others.has(name))
    .map(([name, { example, values, readable }]) => ({ name, example, readable: readable / values }))
    .sort((a, b) => likelihood(b) - likelihood(a));
  return { columns: columns.slice(0, mostColumns), ofShape: ofShape && subjectOf(task) === 'responses' };
}

function likelihood({ name, readable }: LabelCandidate): number {
  const place = usualNames.findIndex((usual) => usual.test(name));
  return readable * (place < 0 ? 1 : 3 - place);
}

/** However its column's numbers count the responses: nobody has looked at all of them yet. */
function isReadable(value: JsonValue, sample: Sample, texts: number): boolean {
  const text = JSON.stringify({ value });
  return (['from 0', '0 is a tie'] as const).some((counting) => {
    const label = labelOfColumns([{ name: 'value', counting }], text, sample, texts);
    // Of one text nobody prefers any.
    return typeof label === 'object' && (texts > 1 || label.scores !== undefined);
  });
}

function isLabel(value: JsonValue): boolean {
  if (typeof value === 'string') return value.length <= longestLabel;
  if (Array.isArray(value))
    return value.length > 0 && value.length <= 100 && value.every((one) => typeof one === 'number');
  return typeof value === 'number' || typeof value === 'boolean';
}
