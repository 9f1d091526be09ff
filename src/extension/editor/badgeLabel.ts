import { type Judgement, normalisedScores } from '../../judging/judgement.ts';
import { isJudged, type RunRecord } from '../../runs/run.ts';
import { judgementLevel, levelOf, type ScoreLevel } from './scoreLevel.ts';

/** What a badge looks like: the colour of a score, or a mark of its own. */
export type BadgeKind = ScoreLevel | 'offScale' | 'unscored' | 'malformed';

/** A badge's text, and the kind that draws it. */
export interface Badge {
  kind: BadgeKind;
  text: string;
}

/** As many scores as a row's badge spells out; longer lists show their mean. */
const spelledOut = 5;

/** What stands for a score that the judge did not give. Never a number. */
const noScore = '–';

/** A score as the judge gave it, in at most two decimals: 3, 3.5, 3.67; 1e+300 and 1e-9 where those are not enough. */
export function formatScore(score: number): string {
  const size = Math.abs(score);
  if (size >= 1e6 || (size < 0.01 && size > 0)) return score.toExponential(0);
  return String(Math.round(score * 100) / 100);
}

/**
 * The badge of a row: its score of the best possible (`8/10`); of several responses each score, in columns (` 8 10`), or
 * their mean when they are many (`⌀3.2/7`); or that there is none.
 */
export function rowBadge(record: RunRecord): Badge {
  if (!isJudged(record)) return { kind: 'malformed', text: '!' };
  const { judgement } = record;
  if (judgement.status === 'unscored') return { kind: 'unscored', text: noScore };
  const kind = judgementLevel(judgement) ?? 'offScale';
  const { scores, scale } = judgement;
  const ofTop = `/${formatScore(scale.max)}`;
  if (scores.length > spelledOut) return { kind, text: meanText(judgement) + ofTop };
  return { kind, text: scores.length === 1 ? scoreText(judgement, 0) + ofTop : eachText(judgement) };
}

/** The badges of the texts judged, in the sample's order: what stands before each response inside its row. */
export function responseBadges(judgement: Judgement): Badge[] {
  const normalised = normalisedScores(judgement);
  return judgement.scores.map((score, i) => {
    if (score === null) return { kind: 'unscored', text: noScore };
    const known = normalised[i] ?? null;
    return { kind: known === null ? 'offScale' : levelOf(known), text: scoreText(judgement, i) };
  });
}

/** A score with its flag: `5!` is off the scale. */
function scoreText({ scores, offScale }: Judgement, i: number): string {
  const score = scores[i] ?? null;
  return score === null ? noScore : formatScore(score) + (offScale.includes(i) ? '!' : '');
}

function eachText(judgement: Judgement): string {
  const width = formatScore(judgement.scale.max).length;
  return judgement.scores.map((_, i) => scoreText(judgement, i).padStart(width)).join(' ');
}

/** `⌀3.2`, over the scores on the scale; `!` and `–` say that it is not the mean of all. */
function meanText({ scores, offScale }: Judgement): string {
  const known = scores.filter((s, i) => s !== null && !offScale.includes(i)) as number[];
  const mean = known.length === 0 ? noScore : `⌀${formatScore(known.reduce((a, b) => a + b, 0) / known.length)}`;
  return mean + (offScale.length > 0 ? '!' : '') + (known.length > 0 && scores.includes(null) ? noScore : '');
}
