import type { Judgement, Vote } from '../../judging/judgement.ts';
import { winners } from '../../judging/votes.ts';
import { sampleStandardDeviation } from '../../statistics/describe.ts';
import { type Estimate, isDefined } from '../../statistics/estimate.ts';
import type { Breathe } from '../breathe.ts';
import { meanEstimate } from './estimates.ts';
import { grouped } from './grouped.ts';
import type { Tally, TrustRow } from './trustRow.ts';

/** Whether a judge that is asked the same again says the same again. */
export interface Repeatability {
  /** Rows that were asked several times in the same order of the same model. */
  rows: number;
  /** How likely two replies to the same question name the same winner; absent where rows have one response. */
  sameWinner?: Estimate;
  /** Standard deviation of a response's scores (0..1) over replies to the same question: the noise of one reply. */
  spread: Estimate;
}

/** Adds up how far replies to the same question are apart. */
export class RepeatabilityTally implements Tally {
  readonly #sameWinner: number[] = [];
  readonly #spread: number[] = [];

  add({ judgement, texts }: TrustRow): void {
    const groups = [...grouped(judgement.votes ?? [], ({ order, model }) => `${order.join()} ${model}`).values()];
    const repeated = groups.filter(({ length }) => length > 1);
    const spreads = repeated.flatMap((votes) => spreadsOf(votes, judgement.scale, texts.length));
    if (spreads.length > 0) this.#spread.push(mean(spreads));
    const same = repeated.flatMap((votes) => pairsAlike(votes) ?? []);
    if (same.length > 0) this.#sameWinner.push(mean(same));
  }

  /** Undefined where nothing was asked twice. */
  async result(breathe: Breathe): Promise<Repeatability | undefined> {
    if (this.#spread.length === 0) return undefined;
    await breathe();
    return {
      rows: this.#spread.length,
      ...(this.#sameWinner.length > 0 && { sameWinner: meanEstimate(this.#sameWinner) }),
      spread: meanEstimate(this.#spread),
    };
  }
}

/** Of all pairs of replies that name a winner, the share that names the same; undefined without such a pair. */
function pairsAlike(votes: readonly Vote[]): number | undefined {
  const named = votes.flatMap(({ scores }) => winners(scores)?.join() ?? []);
  if (named.length < 2) return undefined;
  const counts = [...grouped(named, (one) => one).values()].map(({ length }) => length);
  const pairs = (n: number) => (n * (n - 1)) / 2;
  return counts.reduce((sum, count) => sum + pairs(count), 0) / pairs(named.length);
}

function spreadsOf(votes: readonly Vote[], { min, max }: Judgement['scale'], texts: number): number[] {
  return Array.from({ length: texts }, (_, i) => {
    const known = votes.flatMap(({ scores }) => scores[i] ?? []).filter((score) => score >= min && score <= max);
    return sampleStandardDeviation(known.map((score) => (score - min) / (max - min)));
  }).filter((spread) => isDefined(spread));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
