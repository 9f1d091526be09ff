import type { LeftOutReason } from './leftOut.ts';
import { type RatedResponse, type RatedRow, rounded } from './ratedRow.ts';

/** Which pairs are made. Scores and margins are normalised, 0..1. */
export interface PairOptions {
  /** `best and worst`: one pair a row. `best and others`: the best with every other one. */
  pairs: 'best and worst' | 'best and others';
  /** The least difference of scores. Where it is 0 there must still be some: a tie makes no pair. */
  leastMargin: number;
  /** Only rows whose responses all have a score on the scale. */
  whole: boolean;
}

/** One response that is to be preferred to another. `margin` is the difference of their scores, above 0. */
export interface PreferencePair {
  chosen: RatedResponse;
  rejected: RatedResponse;
  margin: number;
}

/** The pairs of a row, at least one, or why there is none. Two equal texts teach nothing, whatever their scores. */
export function preferencePairs({ sample, rated }: RatedRow, options: PairOptions): PreferencePair[] | LeftOutReason {
  const { responses } = sample;
  if (responses.length < 2) return 'one response';
  const [chosen, ...others] = rated;
  const worst = others.at(-1);
  if (!worst) return 'too few scores';
  if (chosen.score === worst.score) return 'tie';

  const compared = options.pairs === 'best and worst' ? [worst] : others;
  const pairs = compared
    .map((rejected) => ({ chosen, rejected, margin: rounded(chosen.score - rejected.score) }))
    .filter(({ margin }) => margin > 0 && margin >= options.leastMargin);
  if (pairs.length === 0) return 'margin too small';

  const textOf = ({ position }: RatedResponse) => (responses[position] ?? '').trim();
  if (textOf(chosen) === '') return 'empty response';
  const different = pairs.filter(({ rejected }) => textOf(rejected) !== textOf(chosen));
  if (different.length === 0) return 'same text';
  const written = different.filter(({ rejected }) => textOf(rejected) !== '');
  return written.length > 0 ? written : 'empty response';
}
