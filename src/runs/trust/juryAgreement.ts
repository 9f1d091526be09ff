import type { Judgement } from '../../judging/judgement.ts';
import { combined, winners } from '../../judging/votes.ts';
import { pick } from '../../statistics/bootstrap.ts';
import { spearman } from '../../statistics/correlation.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { denseRanks } from '../../statistics/ranks.ts';
import type { Breathe } from '../breathe.ts';
import { ByRow, meanEstimate } from './estimates.ts';
import { grouped } from './grouped.ts';
import type { Tally, TrustRow } from './trustRow.ts';

/** How far two members of a jury agree. */
export interface MemberPair {
  models: [string, string];
  rows: number;
  /** The share of rows in which both prefer the same; absent where rows have one response. */
  sameWinner?: Estimate;
  /** Rank correlation of their scores. */
  order: Estimate;
}

/** More members are not paired: nobody reads a table of a hundred pairs. */
const mostMembers = 8;

class PairTally {
  readonly models: [string, string];
  readonly #same: number[] = [];
  readonly #one: number[] = [];
  readonly #other: number[] = [];
  readonly #drawn = new ByRow();

  constructor(one: string, other: string) {
    this.models = [one, other];
  }

  add(one: readonly (number | null)[], other: readonly (number | null)[]): void {
    const [mine, theirs] = [winners(one), winners(other)];
    if (mine && theirs) this.#same.push(mine.join() === theirs.join() ? 1 : 0);
    let width = 0;
    for (const [i, score] of one.entries()) {
      const second = other[i] ?? null;
      if (score === null || second === null) continue;
      this.#one.push(score);
      this.#other.push(second);
      width++;
    }
    if (width > 0) this.#drawn.add(width);
  }

  result(): MemberPair {
    // Rank correlation sees only the order, which is found once: ranks that are drawn again need no sorting.
    const [one, other] = [denseRanks(this.#one)?.ranks ?? this.#one, denseRanks(this.#other)?.ranks ?? this.#other];
    const order = this.#drawn.estimate((places) => spearman(pick(one, places), pick(other, places)));
    const same = this.#same.length > 0 && { sameWinner: meanEstimate(this.#same) };
    return { models: this.models, rows: this.#drawn.rows, ...same, order };
  }
}

/** Adds up what the members of a jury say of the same rows. */
export class JuryTally implements Tally {
  readonly #pairs = new Map<string, PairTally>();
  readonly #members = new Set<string>();

  add({ judgement, texts }: TrustRow): void {
    const scores = scoresByMember(judgement, texts.length);
    const known = [...scores].filter(([model]) => {
      if (this.#members.size < mostMembers) this.#members.add(model);
      return this.#members.has(model);
    });
    for (const [i, [one, mine]] of known.entries())
      for (const [other, theirs] of known.slice(i + 1)) this.#pair(one, other).add(mine, theirs);
  }

  /** Empty where one model judged. */
  async result(breathe: Breathe): Promise<MemberPair[]> {
    const pairs: MemberPair[] = [];
    for (const pair of this.#pairs.values()) {
      await breathe();
      pairs.push(pair.result());
    }
    return pairs;
  }

  #pair(one: string, other: string): PairTally {
    const key = JSON.stringify([one, other]);
    const known = this.#pairs.get(key) ?? new PairTally(one, other);
    this.#pairs.set(key, known);
    return known;
  }
}

/** Of each model, by name, the mean normalised score of each text; null where it gave none on the scale. */
function scoresByMember({ votes = [], scale }: Judgement, n: number): Map<string, (number | null)[]> {
  const byModel = [...grouped(votes, ({ model }) => model)].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    byModel.map(([model, given]) => [
      model,
      Array.from({ length: n }, (_, i) => {
        const known = given.flatMap(({ scores }) => scores[i] ?? []).filter((s) => s >= scale.min && s <= scale.max);
        const mean = combined(known, 'mean');
        return mean === null ? null : (mean - scale.min) / (scale.max - scale.min);
      }),
    ]),
  );
}
