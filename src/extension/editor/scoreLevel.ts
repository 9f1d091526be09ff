/** Colours of normalised scores, worst first: five equal bands of 0..1. */
export const scoreLevels = ['veryLow', 'low', 'middle', 'high', 'veryHigh'] as const;

export type ScoreLevel = (typeof scoreLevels)[number];

/** Theme colours that package.json contributes, one a level. */
export const levelColours = {
  veryLow: 'gavel.score.veryLow',
  low: 'gavel.score.low',
  middle: 'gavel.score.middle',
  high: 'gavel.score.high',
  veryHigh: 'gavel.score.veryHigh',
} as const satisfies Record<ScoreLevel, string>;

/** The band of a normalised score (0..1). */
export function levelOf(normalised: number): ScoreLevel {
  return scoreLevels[bandNumber(normalised)] ?? 'veryLow';
}

/** The band's place in `scoreLevels`. */
export function bandNumber(normalised: number): number {
  return Math.min(scoreLevels.length - 1, Math.max(0, Math.floor(normalised * scoreLevels.length)));
}
