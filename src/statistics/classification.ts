import { assertPaired, type Measured, why } from './estimate.ts';

/** How often people gave one label and the judge another. Rows are what people said, columns what the judge said. */
export interface ConfusionMatrix {
  readonly names: readonly string[];
  /** `counts[people][judge]`, by the places of the labels in `names`. */
  readonly counts: readonly (readonly number[])[];
  /** Rows counted. Unscored rows aren't in it: they are no label. */
  readonly n: number;
}

/** How well the judge finds one label. */
export interface LabelMeasures {
  readonly name: string;
  readonly precision: Measured;
  readonly recall: Measured;
  readonly f1: Measured;
  /** How often people gave the label, and how often the judge did. */
  readonly byPeople: number;
  readonly byJudge: number;
}

/**
 * Confusion matrix of labels given as places in `names`, row by row: over all rows, or over those of `indexes` (a row
 * as often as it stands there, for the bootstrap). Throws a RangeError for a place outside `names`.
 */
export function confusionMatrix(
  judge: ArrayLike<number>,
  people: ArrayLike<number>,
  names: readonly string[],
  indexes?: ArrayLike<number>,
): ConfusionMatrix {
  assertPaired(judge, people);
  const counts = names.map(() => new Array<number>(names.length).fill(0));
  const n = indexes?.length ?? judge.length;
  for (let i = 0; i < n; i++) {
    const row = indexes ? (indexes[i] as number) : i;
    const line = counts[people[row] as number];
    const cell = line?.[judge[row] as number];
    if (!line || cell === undefined) throw new RangeError(`row ${row} has a label that is not among the names`);
    line[judge[row] as number] = cell + 1;
  }
  return { names, counts, n };
}

/** Accuracy, also called agreement: the share of rows to which judge and people give the same label. */
export function accuracy({ counts, n }: ConfusionMatrix): Measured {
  if (n === 0) return { notDefined: why.noRows };
  return counts.reduce((same, line, label) => same + (line[label] as number), 0) / n;
}

/**
 * Precision (of the judge's uses of a label, the share that people agree with), recall (of the people's uses, the share
 * that the judge finds) and F1, their harmonic mean, 2·TP / (2·TP + FP + FN), label by label. van Rijsbergen 1979,
 * "Information Retrieval", chapter 7.
 */
export function labelMeasures({ names, counts }: ConfusionMatrix): LabelMeasures[] {
  const byPeople = counts.map((line) => line.reduce((sum, count) => sum + count, 0));
  const byJudge = names.map((_, label) => counts.reduce((sum, line) => sum + (line[label] as number), 0));
  return names.map((name, label) => {
    const right = counts[label]?.[label] as number;
    const given = byJudge[label] as number;
    const wanted = byPeople[label] as number;
    return {
      name,
      precision: given > 0 ? right / given : { notDefined: why.neverGiven },
      recall: wanted > 0 ? right / wanted : { notDefined: why.neverWanted },
      f1: given + wanted > 0 ? (2 * right) / (given + wanted) : { notDefined: why.neverUsed },
      byPeople: wanted,
      byJudge: given,
    };
  });
}

/**
 * Macro averages: every label weighs the same, however often it occurs. As JudgeLM reports them for win, lose and tie
 * (Zhu, Wang and Wang 2023, arXiv 2310.17631; scikit-learn's `average="macro"`): over the labels that judge or people
 * give at all, a precision or recall that is not defined counting as 0. Macro F1 is the mean of the labels' F1, not the
 * F1 of the means (Opitz and Burst 2019, "Macro F1 and Macro F1", arXiv 1911.03347).
 */
export function macro(matrix: ConfusionMatrix, measure: 'precision' | 'recall' | 'f1'): Measured {
  const given = labelMeasures(matrix).filter(({ byPeople, byJudge }) => byPeople + byJudge > 0);
  if (given.length === 0) return { notDefined: why.noRows };
  const sum = given.reduce((total, { [measure]: value }) => total + (typeof value === 'number' ? value : 0), 0);
  return sum / given.length;
}
