import type { Judgement, Vote } from './judgement.ts';
import type { JudgeOptions } from './task.ts';

/**
 * Which texts a list of scores puts first, by position: more than one when they share the highest score. Undefined
 * unless all of at least two texts have a score.
 */
export function winners(scores: readonly (number | null)[]): number[] | undefined {
  if (scores.length < 2 || scores.includes(null)) return undefined;
  const best = Math.max(...scores.map(Number));
  return scores.flatMap((score, i) => (score === best ? [i] : []));
}

/** Which texts a judgement puts first: of several votes, those that most of them name. See `winners`. */
export function judgedWinners({ scores, votes }: Pick<Judgement, 'scores' | 'votes'>): number[] | undefined {
  const counted = votes && majority(votes);
  return counted ? counted.winners : winners(scores);
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
 * Whether no further vote can change what several come to: the middle score of each text, or the winner. A mean always
 * can. `left`: how many votes are to come at most.
 */
export function isSettled(
  votes: readonly Pick<Vote, 'scores'>[],
  left: number,
  combine: JudgeOptions['combine'],
): boolean {
  if (combine === 'mean' || votes.length === 0) return false;
  if (combine === 'majority') {
    const [most, second] = ranked(votes);
    return (most?.length ?? 0) > (second?.length ?? 0) + left;
  }
  const n = votes[0]?.scores.length ?? 0;
  return Array.from({ length: n }, (_, i) => votes.map(({ scores }) => scores[i] ?? null)).every((given) => {
    const known = given.filter((score) => score !== null);
    // More than half of all there can be say the same.
    return known.some((score) => 2 * known.filter((other) => other === score).length > known.length + left);
  });
}

/** One text's score from several; null when there is none. */
export function combined(scores: readonly number[], combine: 'mean' | 'median'): number | null {
  if (scores.length === 0) return null;
  if (combine === 'mean') return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const sorted = scores.toSorted((a, b) => a - b);
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
    const mean = known.reduce((sum, s) => sum + s, 0) / known.length;
    const variance = known.reduce((sum, s) => sum + (s - mean) ** 2, 0) / known.length;
    return Math.sqrt(variance) / (scale.max - scale.min);
  }).filter((spread) => spread !== undefined);
  return spreads.length === 0 ? undefined : spreads.reduce((sum, s) => sum + s, 0) / spreads.length;
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
