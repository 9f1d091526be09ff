/** Responses that no judge should like: nothing at all, the same noncommittal words each time, another row's response. */
export const canaryKinds = ['empty', 'constant', 'off topic'] as const;

/**
 * What a judge made of a canary: a bad response put in the place of one of a row's own. It is kept in the run apart from
 * the rows, and is in none of their numbers.
 */
export interface Canary {
  kind: (typeof canaryKinds)[number];
  /** 0-based index and 1-based line of the row. */
  index: number;
  line: number;
  /** As the judge gave it; null when it gave none. */
  score: number | null;
  scale: { min: number; max: number };
  tokens?: { input: number; output: number };
}

/** The canary's score on 0..1; undefined without one, or off the scale. */
export function canaryScore({ score, scale: { min, max } }: Canary): number | undefined {
  return score === null || score < min || score > max ? undefined : (score - min) / (max - min);
}
