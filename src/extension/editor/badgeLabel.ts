import type { RecordCells } from '../../runs/columns/recordCells.ts';
import { levelOf, type ScoreLevel } from './scoreLevel.ts';

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
export function rowBadge(cells: RecordCells): Badge {
  const { status, scores, scale } = cells;
  if (status === 'malformed') return { kind: 'malformed', text: '!' };
  if (status === 'unscored') return { kind: 'unscored', text: noScore };
  const mean = meanOf(normalisedCells(cells));
  const kind = mean === null ? 'offScale' : levelOf(mean);
  const ofTop = `/${formatScore(scale.max)}`;
  if (scores.length > spelledOut) return { kind, text: meanText(cells) + ofTop };
  return { kind, text: scores.length === 1 ? scoreText(cells, 0) + ofTop : eachText(cells) };
}

/** The badges of the texts judged, in the sample's order: what stands before each response inside its row. */
export function responseBadges(cells: RecordCells): Badge[] {
  const normalised = normalisedCells(cells);
  return cells.scores.map((score, i) => {
    if (score === null) return { kind: 'unscored', text: noScore };
    const known = normalised[i] ?? null;
    return { kind: known === null ? 'offScale' : levelOf(known), text: scoreText(cells, i) };
  });
}

/** `(s - min) / (max - min)`, 0..1, for each score on the scale and null for the others. */
function normalisedCells({ scores, scale }: RecordCells): (number | null)[] {
  return scores.map((score) =>
    score === null || isOff(score, scale) ? null : (score - scale.min) / (scale.max - scale.min),
  );
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
}

function isOff(score: number, { min, max }: RecordCells['scale']): boolean {
  return score < min || score > max;
}

/** A score with its flag: `5!` is off the scale. */
function scoreText({ scores, scale }: RecordCells, i: number): string {
  const score = scores[i] ?? null;
  return score === null ? noScore : formatScore(score) + (isOff(score, scale) ? '!' : '');
}

function eachText(cells: RecordCells): string {
  const width = formatScore(cells.scale.max).length;
  return cells.scores.map((_, i) => scoreText(cells, i).padStart(width)).join(' ');
}

/** `⌀3.2`, over the scores on the scale; `!` and `–` say that it is not the mean of all. */
function meanText({ scores, scale }: RecordCells): string {
  const given = scores.filter((score) => score !== null);
  const known = given.filter((score) => !isOff(score, scale));
  const mean = meanOf(known);
  const text = mean === null ? noScore : `⌀${formatScore(mean)}`;
  const isPartial = mean !== null && given.length < scores.length;
  return text + (known.length < given.length ? '!' : '') + (isPartial ? noScore : '');
}
