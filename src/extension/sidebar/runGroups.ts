import type { UnscoredReason } from '../../judging/judgement.ts';
import { unscoredReasons } from '../../judging/unscoredReasons.ts';
import { grown } from '../../runs/columns/growingColumn.ts';
import type { RunColumns } from '../../runs/columns/runColumns.ts';
import { bandNumber, type ScoreLevel, scoreLevels } from '../editor/scoreLevel.ts';

/** What a group's rows have in common. Each row is in one group. */
export type GroupKey = `unscored: ${UnscoredReason}` | 'malformed' | 'partly scored' | 'off scale' | ScoreLevel;

/** Rows of a run that came to the same. */
export interface RunGroup {
  key: GroupKey;
  count: number;
}

/** All groups that there can be: what needs looking at first, then the scores from the best down. */
const keys: readonly GroupKey[] = [
  ...unscoredReasons.map((reason) => `unscored: ${reason}` as const),
  'malformed',
  'partly scored',
  'off scale',
  ...scoreLevels.toReversed(),
];

/** The groups by number, from 1 on: a row of group 0 is in none. */
const numbers = new Map(keys.map((key, i) => [key, i + 1]));
const numberOf = (key: GroupKey) => numbers.get(key) ?? 0;
const unscoredNumbers = new Map<string | undefined, number>(unscoredReasons.map((reason, i) => [reason, i + 1]));
const [unreadable, malformed, partlyScored, offScale, worst] = [
  numberOf('unscored: unreadable'),
  numberOf('malformed'),
  numberOf('partly scored'),
  numberOf('off scale'),
  numberOf('veryLow'),
];

/** Sorts a run's rows into groups as they come: a byte a row, and nothing is looked at again that has not changed. */
export class RunGroups {
  private readonly columns: RunColumns;
  /** The number of each slot's group; 0 for a row that the source has no more. */
  private group = new Uint8Array(0);
  private readonly counts = new Float64Array(keys.length + 1);
  private sorted = 0;
  private revision = 0;

  constructor(columns: RunColumns) {
    this.columns = columns;
  }

  /** The groups that have rows: what needs looking at first, the most frequent of it before all, then the best scores. */
  get groups(): RunGroup[] {
    this.follow();
    const groups = keys.map((key, i) => ({ key, count: this.counts[i + 1] ?? 0 }));
    const unscored = groups.slice(0, unscoredReasons.length).sort((a, b) => b.count - a.count);
    return [...unscored, ...groups.slice(unscoredReasons.length)].filter(({ count }) => count > 0);
  }

  /** How many rows a group has. */
  countOf(key: GroupKey): number {
    this.follow();
    return this.counts[numberOf(key)] ?? 0;
  }

  /** The slots of a group's first rows, in the order of the source. */
  firstOf(key: GroupKey, most: number): number[] {
    this.follow();
    const number = numberOf(key);
    const { columns, group } = this;
    const inOrder = (a: number, b: number) => columns.indexOf(a) - columns.indexOf(b);
    let first: number[] = [];
    let limit = Number.POSITIVE_INFINITY;
    for (let slot = 0; slot < this.sorted; slot++) {
      if (group[slot] !== number || columns.indexOf(slot) >= limit) continue;
      // Sorted out only now and then, so that a million rows are sorted a thousand at a time.
      if (first.push(slot) < 2 * most) continue;
      first = first.sort(inOrder).slice(0, most);
      limit = columns.indexOf(first.at(-1) ?? 0);
    }
    return first.sort(inOrder).slice(0, most);
  }

  private follow(): void {
    const { columns } = this;
    const from = this.revision === columns.revision ? this.sorted : 0;
    this.revision = columns.revision;
    this.group = grown(this.group, columns.length);
    for (let slot = from; slot < columns.length; slot++) {
      const before = slot < this.sorted ? (this.group[slot] ?? 0) : 0;
      const now = groupNumber(columns, slot);
      if (before === now) continue;
      this.counts[before] = (this.counts[before] ?? 0) - 1;
      this.counts[now] = (this.counts[now] ?? 0) + 1;
      this.group[slot] = now;
    }
    this.sorted = columns.length;
  }
}

/** The group of a row. Scores off the scale keep it out of the bands: its mean is not the mean of its scores. */
export function groupOf(columns: RunColumns, slot: number): GroupKey | undefined {
  return keys[groupNumber(columns, slot) - 1];
}

/** In numbers from end to end: after a change it is looked up for a million rows. */
function groupNumber(columns: RunColumns, slot: number): number {
  if (columns.gone[slot] === 1) return 0;
  const status = columns.statusOf(slot);
  if (status === 'malformed') return malformed;
  if (status === 'partly scored') return partlyScored;
  if (status === 'unscored') return unscoredNumbers.get(columns.reasons[columns.reason[slot] ?? 0]) ?? unreadable;
  const mean = columns.mean[slot] ?? Number.NaN;
  return columns.offScale[slot] === 1 || Number.isNaN(mean) ? offScale : worst - bandNumber(mean);
}

/** Lower and upper end of a band of normalised scores, in per cent. */
export function bandOf(level: ScoreLevel): { from: number; to: number } {
  const width = 100 / scoreLevels.length;
  const band = scoreLevels.indexOf(level);
  return { from: band * width, to: (band + 1) * width };
}
