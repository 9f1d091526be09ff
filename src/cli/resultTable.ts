import { type Judgement, meanNormalised, normalisedScores } from '../judging/judgement.ts';
import { disagreement } from '../judging/votes.ts';
import { isJudged, type RunRecord } from '../runs/run.ts';
import { count } from './numberWords.ts';
import { type Paint, plain } from './plainText.ts';
import { type Cell, type Column, leftOver, tableLines } from './textTable.ts';

/** Rows that a table shows at most; more would scroll away unread. */
export const shownRows = 30;

/** What a table needs besides the records. */
export interface TableLook {
  /** Columns of the terminal. */
  width: number;
  paint: Paint;
  /** Rows of the run, of which the records are the first. */
  rows: number;
  /** The first words of a row's instruction, by its index; shown where they are known. */
  instructions: ReadonlyMap<number, string>;
}

const columns: readonly Column[] = [
  { title: 'line', align: 'right', max: 12 },
  { title: 'scores', align: 'left', max: 36 },
  { title: 'scale', align: 'left', max: 10 },
  { title: 'mean', align: 'right', max: 5 },
  { title: 'status', align: 'left', max: 32 },
];

/** How far several votes on one text are apart; there only where some row has several. */
const apart: Column = { title: 'apart', align: 'right', max: 5 };

/** The first records of a run, in source order, as lines; the last one says how many more there are. */
export function resultTable(records: readonly RunRecord[], look: TableLook): string[] {
  if (records.length === 0) return [];
  const { width, paint, instructions } = look;
  const spreads = records.map(spreadOf);
  const isSeveral = spreads.some((spread) => spread !== undefined);
  const shown = isSeveral ? columns.toSpliced(4, 0, apart) : columns;
  const rows = records.map((record, i) => {
    const all = cells(record, paint, instructions.get(record.row.index) ?? '');
    return isSeveral ? all.toSpliced(4, 0, { text: percent(spreads[i] ?? null) }) : all;
  });
  const last: Column = { title: 'instruction', align: 'left', max: Math.max(20, leftOver(width, shown, rows)) };
  const [titles = '', ...lines] = tableLines([...shown, last], rows);
  const more = look.rows - records.length;
  return [paint('dim', titles), ...lines, ...(more > 0 ? [paint('dim', `… and ${count(more)} more`)] : [])];
}

function cells(record: RunRecord, paint: Paint, instruction: string): Cell[] {
  if (!isJudged(record)) {
    const { line, reason, message } = record.problem;
    const status = { text: `malformed: ${reason}`, paint: (text: string) => paint('red', text) };
    return [{ text: String(line) }, { text: '' }, { text: '' }, { text: '' }, status, { text: plain(message) }];
  }
  const { judgement, row } = record;
  const { status, reason, scale } = judgement;
  const colour = status === 'scored' ? 'green' : status === 'unscored' ? 'red' : 'yellow';
  return [
    { text: String(row.line) },
    { text: scoresText(judgement) },
    { text: `${scale.min}–${scale.max}` },
    { text: percent(meanNormalised(judgement)) },
    { text: reason === undefined ? status : `${status}: ${reason}`, paint: (text) => paint(colour, text) },
    { text: plain(instruction) },
  ];
}

function spreadOf(record: RunRecord): number | undefined {
  return isJudged(record) ? disagreement(record.judgement) : undefined;
}

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(100 * share)} %`;
}

/** `3 5! –`: a mark on what is off its scale, and a dash, never a number, where there is no score. */
function scoresText(judgement: Judgement): string {
  const normalised = normalisedScores(judgement);
  const texts = judgement.scores.map((score, i) =>
    score === null ? '–' : `${Number(score.toFixed(2))}${normalised[i] === null ? '!' : ''}`,
  );
  return texts.join(' ');
}
