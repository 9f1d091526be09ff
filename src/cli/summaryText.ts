import { rowStatuses } from '../runs/columns/recordCells.ts';
import type { RunTotals } from '../runs/columns/runTotals.ts';
import { slotsInOrder } from '../runs/columns/slotOrder.ts';
import type { RecordedRun } from '../runs/file/recordedRun.ts';
import { isJudged, type RunOutcome, type RunRecord } from '../runs/run.ts';
import { count, counted, money } from './numberWords.ts';
import { plain } from './plainText.ts';
import { reasonText } from './reasonText.ts';
import { inFlags } from './settingFlags.ts';

/** Lines that are named of rows that have something in common. */
const namedLines = 5;

/** A run that came to its end, one way or another. */
export interface FinishedRun extends RecordedRun {
  outcome: RunOutcome;
  /** Rows of the file, judged or not. */
  total: number;
  /** Milliseconds, and requests sent, since it was begun or gone on with. */
  ms: number;
  requests: number;
  /** Of the whole run; absent where nobody knows the price. */
  cost?: number;
}

/** The run in words: counts, mean, what went wrong and what to do about it, cost. */
export async function summaryLines(run: FinishedRun): Promise<string[]> {
  const { totals } = run.columns;
  return [
    counts(run),
    ...scoreWords(totals),
    ...voteWords(totals),
    ...suspiciousWords(run),
    ...(await groups(run)).map(groupWords),
    costWords(run),
  ];
}

/** Rows of the file that the run says nothing of. */
export function notJudged({ columns, total }: Pick<FinishedRun, 'columns' | 'total'>): number {
  return Math.max(0, total - columns.totals.rows);
}

function counts(run: FinishedRun): string {
  const { scored, partlyScored, unscored, malformed } = run.columns.totals;
  const parts = [`${count(scored)} scored`];
  if (partlyScored > 0) parts.push(`${count(partlyScored)} partly scored`);
  parts.push(`${count(unscored)} unscored`);
  if (malformed > 0) parts.push(`${count(malformed)} malformed`);
  const left = notJudged(run);
  if (left > 0) parts.push(`${count(left)} not judged`);
  return `${run.outcome.cancelled ? 'Cancelled. ' : ''}${counted(run.total, 'row')}: ${parts.join(', ')}.`;
}

function scoreWords({ mean, scores, offScale }: RunTotals): string[] {
  const lines: string[] = [];
  if (mean !== null) lines.push(`Mean ${(100 * mean).toFixed(1)} % of the scale, from ${counted(scores, 'score')}.`);
  if (offScale > 0) lines.push(`Off scale: ${counted(offScale, 'score')}, marked ! and left out of the mean.`);
  return lines;
}

/** How far a row's score is the chance of one order, one reply or one model. */
function voteWords({ sameWinner, otherWinner, disagreement }: RunTotals): string[] {
  const lines: string[] = [];
  const rows = sameWinner + otherWinner;
  if (rows > 0)
    lines.push(`The winner stayed the same in ${count(sameWinner)} of ${counted(rows, 'row')} judged more than once.`);
  if (disagreement !== null)
    lines.push(
      `Disagreement ${(100 * disagreement).toFixed(1)} % of the scale: the standard deviation of a response's votes, on average; 50 % at most.`,
    );
  return lines;
}

/** Rows whose texts look as if they were made to sway the judge: their scores deserve a look. */
function suspiciousWords({ columns }: RecordedRun): string[] {
  const slots = slotsInOrder(columns).filter((slot) => columns.suspicious[slot] === 1);
  if (slots.length === 0) return [];
  const lines = [...slots.subarray(0, namedLines + 1)].map((slot) => columns.line[slot] ?? 0);
  return [
    `Suspicious: ${counted(slots.length, 'row')} (${lineList(lines)}), for what may sway or confuse a judge. Look at them before you trust their scores.`,
  ];
}

/** Rows that ended alike: how many, the first lines, and what the record of the first says. */
interface Group {
  name: string;
  rows: number;
  lines: number[];
  slot: number;
  record?: RunRecord;
}

async function groups({ columns, records }: RecordedRun): Promise<Group[]> {
  const found = new Map<number, Group>();
  for (const slot of slotsInOrder(columns)) {
    const [status = 0, reason = 0] = [columns.status[slot], columns.reason[slot]];
    if (reason === 0) continue;
    const id = reason * rowStatuses.length + status;
    let group = found.get(id);
    if (!group) {
      group = { name: `${columns.statusOf(slot)}, ${columns.reasons[reason]}`, rows: 0, lines: [], slot };
      found.set(id, group);
    }
    group.rows++;
    if (group.lines.length <= namedLines) group.lines.push(columns.line[slot] ?? 0);
  }
  const inOrder = [...found.values()];
  const first = await records(inOrder.map(({ slot }) => slot));
  return inOrder.map((group, i) => ({ ...group, record: first[i] }));
}

function groupWords({ name, rows, lines, record }: Group): string {
  return `${capital(name)}: ${counted(rows, 'row')} (${lineList(lines)}). ${recordWords(record)}`.trimEnd();
}

function recordWords(record: RunRecord | undefined): string {
  if (!record) return '';
  if (!isJudged(record)) return `${plain(record.problem.message)} ${inFlags(record.problem.next)}`;
  const { reason, detail = '' } = record.judgement;
  return reason ? reasonText(reason, detail) : '';
}

/** `line 4`, `lines 1, 2, 3, 4, 5, …` */
export function lineList(lines: readonly number[]): string {
  const named = lines.slice(0, namedLines).join(', ');
  return `line${lines.length > 1 ? 's' : ''} ${named}${lines.length > namedLines ? ', …' : ''}`;
}

function costWords({ columns, ms, requests, cost }: FinishedRun): string {
  const { input, output } = columns.totals.tokens;
  const seconds = `${(ms / 1000).toFixed(1)} s${requests > 0 ? `, ${counted(requests, 'request')}` : ''}.`;
  if (input + output === 0) return seconds;
  const paid = cost === undefined ? '' : `, at a cost of ${money(cost)}`;
  return `${counted(input, 'token')} in, ${count(output)} out${paid}. ${seconds}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
