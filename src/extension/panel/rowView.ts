import type { Judgement } from '../../judging/judgement.ts';
import type { RecordCells } from '../../runs/columns/recordCells.ts';
import type { RunColumns } from '../../runs/columns/runColumns.ts';
import { isJudged, type RunRecord } from '../../runs/run.ts';
import type { RowFlag, RowView, ScoreCell } from '../../shared/protocol.ts';
import { shorten } from '../editor/plainMarkdown.ts';
import type { Translate } from '../translate.ts';

/** Characters of a text that a table row may show. */
const excerptLength = 300;

/** A row of the table as far as the columns go: what its texts are is read from files. */
export function rowView(columns: RunColumns, slot: number, translate: Translate): RowView {
  const { row, status, reason, scores, scale, disagreement, ...cells } = columns.cells(slot);
  const mean = columns.mean[slot] ?? Number.NaN;
  return {
    row: row.index,
    line: row.line,
    status,
    ...(reason === '' ? {} : { reason: translate(reason) }),
    scores: scores.map((score) => scoreCell(score, scale, translate(reason))),
    mean: Number.isNaN(mean) ? null : mean,
    ...(disagreement === undefined ? {} : { disagreement }),
    flags: [...flagsOf(cells, columns.offScale[slot] === 1), ...labelFlag(columns, row.hash)],
    judged: columns.place(slot).offset,
  };
}

function labelFlag({ labels }: RunColumns, hash: string): RowFlag[] {
  return labels.size > 0 && labels.of(hash) ? ['labelled'] : [];
}

/** Each response's score, with the reason in words where there is none. */
export function scoreCells(judgement: Judgement, translate: Translate): ScoreCell[] {
  const { scores, scale, gaps, reason, status, mass } = judgement;
  return scores.map((value, i) => {
    // Where nothing was scored, the row's reason says why; "missing" would not.
    const why = (status === 'unscored' ? reason : gaps[i]) ?? reason ?? '';
    const rests = mass?.[i];
    return { ...scoreCell(value, scale, translate(why)), ...(rests === undefined ? {} : { mass: rests }) };
  });
}

/** What is odd about a judgement. */
export function flagsOf(
  { noted, sameWinner, suspicious }: Pick<RecordCells, 'noted' | 'sameWinner' | 'suspicious'>,
  isOffScale: boolean,
): RowFlag[] {
  const flags: [RowFlag, boolean][] = [
    ['off scale', isOffScale],
    ['notes', noted],
    ['winner changes', sameWinner === false],
    ['suspicious', suspicious],
  ];
  return flags.flatMap(([flag, isOn]) => (isOn ? [flag] : []));
}

/** The beginning of what the judge said of a row, or of what is wrong with it. */
export function rationaleExcerpt(record: RunRecord): string {
  if (!isJudged(record)) return excerpt(record.problem.message);
  const { rationale, rationales } = record.judgement;
  // Markdown's strongest marks are only noise where it is not shown as Markdown.
  return excerpt((rationale || (rationales ?? []).filter(Boolean).join(' ')).replace(/\*\*|`/g, ''));
}

/** The beginning of a text, on one line. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, excerptLength * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return shorten(line, excerptLength);
}

function scoreCell(value: number | null, { min, max }: { min: number; max: number }, gap: string): ScoreCell {
  if (value === null) return { value, normalised: null, offScale: false, ...(gap && { gap }) };
  const offScale = value < min || value > max;
  return { value, normalised: offScale ? null : (value - min) / (max - min), offScale };
}
