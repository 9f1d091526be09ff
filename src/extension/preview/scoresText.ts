import { type Judgement, meanNormalised } from '../../judging/judgement.ts';
import { formatScore } from '../editor/badgeLabel.ts';
import type { Translate } from '../translate.ts';

/** A row that was judged with a version of a template. */
export interface ScoredRow {
  /** 1-based. */
  line: number;
  instruction: string;
  /** Undefined where the run ended before its turn. */
  judgement: Judgement | undefined;
}

/** Always the same: were it made to fit, one long score would change every line. */
const scoreWidth = 10;

/** So much of an instruction tells it from the others. */
const longestInstruction = 60;

/** Rows and their scores as a text, a line a row: two versions stand side by side in a diff, and only scores differ. */
export function scoresText(rows: readonly ScoredRow[], t: Translate): string {
  const lineWidth = Math.max(0, ...rows.map(({ line }) => String(line).length));
  const lines = rows.map(({ line, instruction, judgement }) => {
    const score = scoreWords(judgement, t).padEnd(scoreWidth);
    return `${String(line).padStart(lineWidth)} | ${score} | ${beginning(instruction)}`;
  });
  return `${[...lines, '', summary(rows, t)].join('\n')}\n`;
}

function scoreWords(judgement: Judgement | undefined, t: Translate): string {
  if (!judgement) return t('not judged');
  const { status, scores, offScale, reason } = judgement;
  if (status === 'unscored') return t('unscored: {0}', reason ?? '');
  return scores
    .map((score, i) => (score === null ? '–' : `${formatScore(score)}${offScale.includes(i) ? t(' (off scale)') : ''}`))
    .join('  ');
}

/** Shares of the scale, for scales may differ from row to row. */
function summary(rows: readonly ScoredRow[], t: Translate): string {
  const means = rows.flatMap(({ judgement }) => {
    const mean = judgement && meanNormalised(judgement);
    return typeof mean === 'number' ? [mean] : [];
  });
  if (means.length === 0) return t('No row has a score.');
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
  return [
    t('Mean of {0} of {1} rows: {2}', means.length, rows.length, mean.toFixed(2)),
    t('0 is the lowest score of the scale, 1 the highest.'),
    t('Scores off the scale are left out.'),
  ].join('\n');
}

function beginning(instruction: string): string {
  // Control and formatting characters could turn the line round.
  const line = instruction.replace(/[\s\p{C}]+/gu, ' ').trim();
  return line.length > longestInstruction ? `${line.slice(0, longestInstruction - 1)}…` : line;
}
