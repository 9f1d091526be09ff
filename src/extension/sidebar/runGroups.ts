import { meanNormalised, type UnscoredReason } from '../../judging/judgement.ts';
import { isJudged, type RunRecord } from '../../runs/run.ts';
import { levelOf, type ScoreLevel, scoreLevels } from '../editor/scoreLevel.ts';

/** What a group's rows have in common. Each row is in one group. */
export type GroupKey = `unscored: ${UnscoredReason}` | 'malformed' | 'partly scored' | 'off scale' | ScoreLevel;

/** Rows of a run that came to the same. */
export interface RunGroup {
  key: GroupKey;
  /** Positions in the run's records, in order of completion. */
  members: readonly number[];
}

/** How many rows of a run came to what. */
export interface RunCounts {
  scored: number;
  partlyScored: number;
  unscored: number;
  malformed: number;
}

/** Sorts a run's records into groups as they come: what was sorted is not looked at again. */
export class RunGroups {
  readonly counts: RunCounts = { scored: 0, partlyScored: 0, unscored: 0, malformed: 0 };
  private readonly members = new Map<GroupKey, number[]>();
  private sorted = 0;

  /** Takes in the records that have come since. */
  follow(records: readonly RunRecord[]): void {
    for (; this.sorted < records.length; this.sorted++) {
      const record = records[this.sorted];
      if (!record) continue;
      const key = groupOf(record);
      const members = this.members.get(key);
      if (members) members.push(this.sorted);
      else this.members.set(key, [this.sorted]);
      this.count(record);
    }
  }

  /** The groups that have rows: what needs looking at first, then the scores from the best down. */
  get groups(): RunGroup[] {
    return [...this.members]
      .map(([key, members]) => ({ key, members }))
      .sort((a, b) => rank(a.key) - rank(b.key) || b.members.length - a.members.length);
  }

  /** The members of one group. */
  of(key: GroupKey): readonly number[] {
    return this.members.get(key) ?? [];
  }

  private count(record: RunRecord): void {
    if (!isJudged(record)) this.counts.malformed++;
    else if (record.judgement.status === 'unscored') this.counts.unscored++;
    else if (record.judgement.status === 'partly scored') this.counts.partlyScored++;
    else this.counts.scored++;
  }
}

/** The group of a record. Scores off the scale keep a row out of the bands: its mean is not the mean of its scores. */
export function groupOf(record: RunRecord): GroupKey {
  if (!isJudged(record)) return 'malformed';
  const { judgement } = record;
  if (judgement.status === 'unscored') return `unscored: ${judgement.reason ?? 'unreadable'}`;
  if (judgement.status === 'partly scored') return 'partly scored';
  const mean = meanNormalised(judgement);
  return judgement.offScale.length > 0 || mean === null ? 'off scale' : levelOf(mean);
}

function rank(key: GroupKey): number {
  const order: readonly string[] = ['malformed', 'partly scored', 'off scale', ...scoreLevels.toReversed()];
  return order.indexOf(key);
}

/** Lower and upper end of a band of normalised scores, in per cent. */
export function bandOf(level: ScoreLevel): { from: number; to: number } {
  const width = 100 / scoreLevels.length;
  const band = scoreLevels.indexOf(level);
  return { from: band * width, to: (band + 1) * width };
}
