import type { Scale } from '../models/model.ts';
import type { Judgement, Vote } from './judgement.ts';

/**
 * Which texts a list of scores puts first, by position: more than one when they share the highest score. Undefined
 * unless all of at least two texts have a score.
 */
export function winners(scores: readonly (number | null)[]): number[] | undefined {
  if (scores.length < 2 || scores.includes(null)) return undefined;
  // No spread: a list from a run file may be longer than a call takes arguments.
  const best = scores.reduce((most: number, score) => Math.max(most, Number(score)), Number.NEGATIVE_INFINITY);
  return scores.flatMap((score, i) => (score === best ? [i] : []));
}

/**
 * Which texts a judgement puts first: of several votes, those that most of them name. See `winners`. What was heard before
 * a failure is kept as votes, but a judgement without all scores names nobody.
 */
export function judgedWinners({ scores, votes }: Pick<Judgement, 'scores' | 'votes'>): number[] | undefined {
  const byScores = winners(scores);
  const counted = byScores && votes && majority(votes);
  return counted ? counted.winners : byScores;
}

/** The votes that are about the text at a position: a pointwise task's votes are about one text each. */
export function votesOn<V extends Pick<Vote, 'order'>>(votes: readonly V[], position: number): V[] {
  return votes.filter(({ order }) => order.includes(position));
}

/** The votes of a judgement where some text has more than one: what a text was given once, its score says already. */
export function severalVotes({ votes, scores }: Pick<Judgement, 'votes' | 'scores'>): Vote[] | undefined {
  return votes && scores.some((_, i) => votesOn(votes, i).length > 1) ? votes : undefined;
}

/** The winners that most votes name, and those votes. Undefined when none is named more often than every other. */
export function majority<V extends Pick<Vote, 'scores'>>(
  votes: readonly V[],
): { winners: number[]; votes: V[] } | undefined {
  const [most, second] = ranked(votes);
  const first = most?.[0];
  if (!most || !first || most.length === second?.length) return undefined;
  return { winners: winners(first.scores) ?? [], votes: most };
}

/**
 * Whether no further vote can change the winner that most name, whatever it says or leaves unsaid. `left`: how many votes
 * are to come at most.
 */
export function isWinnerSettled(votes: readonly Pick<Vote, 'scores'>[], left: number): boolean {
  const [most, second] = ranked(votes);
  return most !== undefined && most.length > (second?.length ?? 0) + left;
}

/** Whether no further vote can change the middle score of the text at a position. `left`: as for `isWinnerSettled`. */
export function isMedianSettled(
  votes: readonly Pick<Vote, 'scores'>[],
  position: number,
  left: number,
  { min, max }: Scale,
): boolean {
  const known = votes.flatMap(({ scores }) => scores[position] ?? []).filter((score) => score >= min && score <= max);
  // The furthest that it can be pulled either way: what lies between is all that can become of it.
  const pulledTo = (end: number) => combined([...known, ...Array.from({ length: left }, () => end)], 'median');
  return known.length > 0 && pulledTo(min) === pulledTo(max);
}

/** One text's score from several; null when there is none. */
export function combined(scores: readonly number[], combine: 'mean' | 'median'): number | null {
  if (scores.length === 0) return null;
  const sorted = scores.toSorted((a, b) => a - b);
  // Rounding must not carry a mean past what it is the mean of: it would be off the scale. And the same scores in another
  // order must come to the same mean: they are a tie.
  if (combine === 'mean') return between(sum(sorted) / sorted.length, sorted[0] ?? 0, sorted.at(-1) ?? 0);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

/**
 * How far the votes of a judgement are apart: the standard deviation of a text's scores (of all votes, n in the
 * denominator) as a share of the scale, and of the texts the mean; 0..0.5. Undefined without two votes on one text.
 */
export function disagreement({ votes, scale }: Pick<Judgement, 'votes' | 'scale'>): number | undefined {
  if (!votes) return undefined;
  const n = votes[0]?.scores.length ?? 0;
  const spreads = Array.from({ length: n }, (_, i) => {
    const known = votes.flatMap(({ scores }) => scores[i] ?? []).filter((s) => s >= scale.min && s <= scale.max);
    if (known.length < 2) return undefined;
    const mean = sum(known) / known.length;
    const variance = sum(known.map((s) => (s - mean) ** 2)) / known.length;
    return Math.sqrt(variance) / (scale.max - scale.min);
  }).filter((spread) => spread !== undefined);
  return spreads.length === 0 ? undefined : sum(spreads) / spreads.length;
}

/** Whether all votes put the same texts first; undefined without two votes that put any first. */
export function agreesOnWinner({ votes }: Pick<Judgement, 'votes'>): boolean | undefined {
  const groups = ranked(votes ?? []);
  const named = groups.reduce((sum, group) => sum + group.length, 0);
  return named < 2 ? undefined : groups.length === 1;
}

/** Votes by the winners that they name, the most named first; those that name none are left out. */
function ranked<V extends Pick<Vote, 'scores'>>(votes: readonly V[]): V[][] {
  const groups = new Map<string, V[]>();
  for (const vote of votes) {
    const named = winners(vote.scores)?.join();
    if (named === undefined) continue;
    const group = groups.get(named);
    if (group) group.push(vote);
    else groups.set(named, [vote]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** The number, or the nearer end of the range that it is outside of. */
export function between(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
