import type { Choice, HumanLabels } from '../../dataset/sample.ts';
import { winners } from '../../judging/votes.ts';
import type { RowLabel } from '../columns/rowLabels.ts';

/** What people said of one row. */
export interface PeopleLabel {
  /** What each of them prefers: one where there is one label. Empty where they only gave scores to single responses. */
  choices: Choice[];
  /** One a response; null where there is none. Of several annotators the mean of those who scored it. */
  scores?: (number | null)[];
  /** What each of several annotators gave, one a response. */
  annotatorScores?: (readonly (number | null)[])[];
  /** The scores are thumbs, 1 up and 0 down: on no scale with any other. */
  isThumbs?: true;
}

/** What people said of a row, by its dataset. Scores tell a preference, too, where all responses have one. */
export function labelOfRow({ preferred, tie, scores, annotators }: HumanLabels): PeopleLabel {
  const said = tie ? 'tie' : (preferred ?? choiceOf(winners(scores ?? [])));
  return { choices: annotators ?? (said === undefined ? [] : [said]), ...(scores && { scores }) };
}

/**
 * What people said of a row in Gavel. Without scores of their own a thumb up is 1 and a thumb down 0; two thumbs up are no
 * tie, for nobody was asked which is better.
 */
export function labelOfGavel({ choice, thumbs = [], scores = [] }: RowLabel): PeopleLabel {
  const votes = thumbs.map((thumb) => (thumb === null ? null : thumb === 'up' ? 1 : 0));
  const best = winners(votes) ?? [];
  const said = choice ?? choiceOf(winners(scores)) ?? (best.length === 1 ? best[0] : undefined);
  const given = [scores, votes].find((numbers) => numbers.some((number) => number !== null));
  const isThumbs = given === votes && { isThumbs: true as const };
  return { choices: said === undefined ? [] : [said], ...(given && { scores: given }), ...isThumbs };
}

/** Several that are best are a tie. Undefined where nothing is known. */
export function choiceOf(best: readonly number[] | undefined): Choice | undefined {
  if (best === undefined || best.length === 0) return undefined;
  return best.length === 1 ? best[0] : 'tie';
}

/** What most people prefer; undefined when no choice has more of them than every other. */
export function commonChoice(choices: readonly Choice[]): Choice | undefined {
  const counts = new Map<Choice, number>();
  for (const choice of choices) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}
