import type { Judgement, Vote } from '../../judging/judgement.ts';
import { combined, winners } from '../../judging/votes.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import type { Breathe } from '../breathe.ts';
import { meanEstimate } from './estimates.ts';
import { grouped } from './grouped.ts';
import type { Tally, TrustRow } from './trustRow.ts';

/** How often the response at one place wins. */
export interface PlaceShare {
  /** From 1: the one shown first. */
  place: number;
  rows: number;
  /** Shares of wins, 0..1, and what the first is beyond the second. A win that several share counts in parts. */
  wins: number;
  expected: number;
  advantage: Estimate;
}

/** What the place of a response does to its score. */
export interface PositionBias {
  /** Whether rows were judged in several orders, or their responses always came in the dataset's own. */
  orders: 'several' | 'one';
  rows: number;
  places: PlaceShare[];
  /** Only of several orders: the share of rows whose winner stays the same in all of them. */
  consistency?: Estimate;
  /** Only of several orders: what a response's score (0..1) gains by being shown first. */
  firstGain?: Estimate;
}

/** Places that are looked at. */
const mostPlaces = 10;

/** One order in which one model was asked, and the mean scores that it gave there. */
interface Heard {
  order: readonly number[];
  scores: (number | null)[];
}

/** Per place and row: the share of wins, and the share that was to be expected. */
class Places {
  readonly #wins: number[][] = [];
  readonly #expected: number[][] = [];

  add(place: number, wins: number, expected: number): void {
    this.#wins[place] ??= [];
    this.#expected[place] ??= [];
    this.#wins[place].push(wins);
    this.#expected[place].push(expected);
  }

  result(): PlaceShare[] {
    return this.#wins.map((wins, i) => {
      const expected = this.#expected[i] ?? [];
      const advantage = meanEstimate(wins.map((share, row) => share - (expected[row] ?? 0)));
      return { place: i + 1, rows: wins.length, wins: mean(wins), expected: mean(expected), advantage };
    });
  }
}

/** Adds up who wins at which place. */
export class PositionTally implements Tally {
  readonly #several = new Places();
  readonly #one = new Places();
  readonly #consistent: number[] = [];
  readonly #gains: number[] = [];
  #severalRows = 0;
  #oneRows = 0;

  add({ judgement, texts, sample }: TrustRow): void {
    if (texts.length < 2 || texts !== sample.responses) return;
    // Of texts that were asked about one by one, none has a place.
    if (judgement.votes?.every(({ order }) => order.length < texts.length)) return;
    const byModel = ordersByModel(judgement, texts.length);
    if (byModel === undefined) this.#addOne(judgement.scores);
    else if (byModel.length > 0) this.#addSeveral(byModel, texts.length, judgement.scale);
  }

  #addOne(scores: readonly (number | null)[]): void {
    const shares = winShares(scores);
    if (!shares) return;
    this.#oneRows++;
    for (const [place, share] of shares.slice(0, mostPlaces).entries()) this.#one.add(place, share, 1 / shares.length);
  }

  #addSeveral(byModel: readonly Heard[][], n: number, scale: Judgement['scale']): void {
    this.#severalRows++;
    const kept = byModel.map((heard) => {
      const [first, ...others] = heard.map(({ scores }) => winners(scores)?.join());
      return others.every((other) => other === first) ? 1 : 0;
    });
    this.#consistent.push(mean(kept));
    for (let place = 0; place < Math.min(n, mostPlaces); place++) {
      const shares = byModel.map((heard) => shareAt(heard, place));
      this.#several.add(place, mean(shares.map(([wins]) => wins)), mean(shares.map(([, expected]) => expected)));
    }
    this.#gains.push(mean(byModel.map(firstGain)) / (scale.max - scale.min));
  }

  /** Undefined where no row has several responses that are shown together. */
  async result(breathe: Breathe): Promise<PositionBias | undefined> {
    await breathe();
    if (this.#severalRows > 0) {
      return {
        ...{ orders: 'several', rows: this.#severalRows, places: this.#several.result() },
        consistency: meanEstimate(this.#consistent),
        firstGain: meanEstimate(this.#gains),
      };
    }
    return this.#oneRows === 0 ? undefined : { orders: 'one', rows: this.#oneRows, places: this.#one.result() };
  }
}

/**
 * Of each model the orders in which it was asked about all texts, with the mean of the scores that it gave there, where it
 * scored all of them. Undefined where nobody was asked in several orders; without models that can't be told from.
 */
function ordersByModel({ votes = [] }: Judgement, n: number): Heard[][] | undefined {
  const whole = votes.filter(({ order }) => order.length === n && new Set(order).size === n);
  if (new Set(whole.map(({ order }) => order.join())).size < 2) return undefined;
  const models = grouped(whole, ({ model }) => model);
  return [...models.values()]
    .map((given) => [...grouped(given, ({ order }) => order.join()).values()].map((same) => together(same, n)))
    .filter((heard) => heard.length > 1 && heard.every(({ scores }) => !scores.includes(null)));
}

function together(votes: readonly Vote[], n: number): Heard {
  const scores = Array.from({ length: n }, (_, i) =>
    combined(
      votes.flatMap((vote) => vote.scores[i] ?? []),
      'mean',
    ),
  );
  return { order: votes[0]?.order ?? [], scores };
}

/** Each text's share of the win; undefined where some text has no score. */
function winShares(scores: readonly (number | null)[]): number[] | undefined {
  const best = winners(scores);
  return best && scores.map((_, i) => (best.includes(i) ? 1 / best.length : 0));
}

/**
 * How often the text at a place wins, and how often those that stood there win wherever they stand: what would be if
 * places did nothing, also where not every text stood at every place.
 */
function shareAt(heard: readonly Heard[], place: number): [wins: number, expected: number] {
  const shares = heard.map(({ scores }) => winShares(scores) ?? []);
  const wins = heard.map(({ order }, i) => shares[i]?.[order[place] ?? -1] ?? 0);
  const expected = heard.map(({ order }) => mean(shares.map((share) => share[order[place] ?? -1] ?? 0)));
  return [mean(wins), mean(expected)];
}

/** By how much a text's score is above its mean over all orders when it is shown first, on the judge's scale. */
function firstGain(heard: readonly Heard[]): number {
  return mean(
    heard.map(({ order, scores }) => {
      const first = order[0] ?? 0;
      const others = heard.filter((one) => one.order[0] !== first).map((one) => Number(one.scores[first] ?? 0));
      return others.length === 0 ? 0 : Number(scores[first] ?? 0) - mean(others);
    }),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
