import type { ConfusionMatrix } from './classification.ts';
import { type Measured, why } from './estimate.ts';

/**
 * Cohen's kappa, −1..1: agreement beyond what two raters with these shares of labels reach by chance,
 * (observed − expected) / (1 − expected); 0 is chance. Cohen 1960, "A Coefficient of Agreement for Nominal Scales".
 */
export function cohenKappa(matrix: ConfusionMatrix): Measured {
  return weightedKappa(matrix, (people, judge) => (people === judge ? 0 : 1));
}

/**
 * Quadratic-weighted kappa, −1..1: a disagreement costs the square of the distance between the labels' places,
 * 1 − Σw·observed / Σw·expected. The labels must be in order and evenly spaced: for scores 1..10 all ten, also those
 * that nobody gave. Cohen 1968, "Weighted Kappa"; Fleiss and Cohen 1973 for the weights.
 */
export function quadraticKappa(matrix: ConfusionMatrix): Measured {
  return weightedKappa(matrix, (people, judge) => (people - judge) ** 2);
}

function weightedKappa({ counts, n }: ConfusionMatrix, cost: (people: number, judge: number) => number): Measured {
  if (n < 2) return { notDefined: n === 0 ? why.noRows : why.tooFew };
  const byPeople = counts.map((line) => line.reduce((sum, count) => sum + count, 0));
  const byJudge = counts.map((_, label) => counts.reduce((sum, line) => sum + (line[label] as number), 0));
  let observed = 0;
  let expected = 0;
  for (const [people, line] of counts.entries()) {
    for (const [judge, count] of line.entries()) {
      const weight = cost(people, judge);
      observed += weight * count;
      expected += weight * (byPeople[people] as number) * (byJudge[judge] as number);
    }
  }
  // Only when judge and people all gave one and the same label: any judge would agree then.
  if (expected === 0) return { notDefined: why.sameLabels };
  return 1 - (observed * n) / expected;
}
