import { type Judgement, meanNormalised, normalisedScores } from '../../judging/judgement.ts';
import { isJudged, type RunRecord } from '../../runs/run.ts';
import type { RowFlag, RowView, ScoreCell } from '../../shared/protocol.ts';
import { shorten } from '../editor/plainMarkdown.ts';
import type { Translate } from '../translate.ts';

/** Characters of a text that a table row may show. */
const excerptLength = 300;

/** A record as a row of the table. `index` is its place in the run; `instruction` is null when the row has changed. */
export function rowView(record: RunRecord, index: number, instruction: string | null, translate: Translate): RowView {
  const { line } = record.row;
  if (!isJudged(record)) {
    const { reason, message } = record.problem;
    return {
      ...{ record: index, line, status: 'malformed', reason: translate(reason), scores: [], mean: null, flags: [] },
      instruction: '',
      rationale: excerpt(message),
    };
  }
  const { judgement } = record;
  return {
    record: index,
    line,
    status: judgement.status,
    ...(judgement.reason === undefined ? {} : { reason: translate(judgement.reason) }),
    scores: scoreCells(judgement, translate),
    mean: meanNormalised(judgement),
    flags: flagsOf(judgement),
    instruction: instruction === null ? null : excerpt(instruction),
    rationale: excerpt(unmarked(judgement.rationale || (judgement.rationales ?? []).filter(Boolean).join(' '))),
  };
}

/** Each response's score, with the reason in words where there is none. */
export function scoreCells(judgement: Judgement, translate: Translate): ScoreCell[] {
  const normalised = normalisedScores(judgement);
  return judgement.scores.map((value, i) => {
    // Where nothing was scored, the row's reason says why; "missing" would not.
    const why = judgement.status === 'unscored' ? judgement.reason : judgement.gaps[i];
    const gap = value === null ? (why ?? judgement.reason) : undefined;
    return {
      value,
      normalised: normalised[i] ?? null,
      offScale: judgement.offScale.includes(i),
      ...(gap ? { gap: translate(gap) } : {}),
    };
  });
}

/** What is odd about a judgement. */
export function flagsOf({ offScale, notes }: Judgement): RowFlag[] {
  return [...(offScale.length > 0 ? (['off scale'] as const) : []), ...(notes.length > 0 ? (['notes'] as const) : [])];
}

/** The beginning of a text, on one line. */
function excerpt(text: string): string {
  const line = text
    .slice(0, excerptLength * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return shorten(line, excerptLength);
}

/** Markdown's strongest marks are only noise where it is not shown as Markdown. */
function unmarked(text: string): string {
  return text.replace(/\*\*|`/g, '');
}
