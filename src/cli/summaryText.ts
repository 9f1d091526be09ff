import type { UnscoredReason } from '../judging/judgement.ts';
import { reasonWords } from '../judging/reasonWords.ts';
import { isJudged, type RunOutcome, type RunRecord } from '../runs/run.ts';
import type { RunSummary } from '../runs/summary.ts';
import { plain } from './plainText.ts';
import { inFlags } from './settingFlags.ts';

/** A run that came to its end, one way or another. */
export interface FinishedRun {
  records: readonly RunRecord[];
  summary: RunSummary;
  outcome: RunOutcome;
  /** Rows of the file, judged or not. */
  total: number;
  ms: number;
}

/** The run in words: counts, mean, what went wrong and what to do about it, cost. */
export function summaryLines(run: FinishedRun): string[] {
  const { records, summary, outcome } = run;
  return [
    counts(run),
    ...scoreWords(summary),
    ...(outcome.stopped ? [`Stopped early. ${reasonText(outcome.stopped.reason, outcome.stopped.detail)}`] : []),
    ...groups(records).map(groupWords),
    costWords(run),
  ];
}

function counts({ summary, outcome, total }: FinishedRun): string {
  const { rows, scored, partlyScored, unscored, malformed } = summary;
  const parts = [`${scored} scored`];
  if (partlyScored > 0) parts.push(`${partlyScored} partly scored`);
  parts.push(`${unscored} unscored`);
  if (malformed > 0) parts.push(`${malformed} malformed`);
  if (total > rows) parts.push(`${total - rows} not judged`);
  return `${outcome.cancelled ? 'Cancelled. ' : ''}${rowsWord(total)}: ${parts.join(', ')}.`;
}

function scoreWords({ mean, scores, offScale }: RunSummary): string[] {
  const lines: string[] = [];
  if (mean !== null) lines.push(`Mean ${(100 * mean).toFixed(1)}% of the scale, from ${plural(scores, 'score')}.`);
  if (offScale > 0) lines.push(`Off scale: ${plural(offScale, 'score')}, marked ! and left out of the mean.`);
  return lines;
}

/** Rows that ended alike. */
interface Group {
  name: string;
  lines: number[];
  words: string;
}

function groups(records: readonly RunRecord[]): Group[] {
  const found = new Map<string, Group>();
  for (const record of [...records].sort((a, b) => a.row.index - b.row.index)) {
    const group = groupOf(record);
    if (!group) continue;
    const known = found.get(group.name) ?? { ...group, lines: [] };
    known.lines.push(record.row.line);
    found.set(group.name, known);
  }
  return [...found.values()];
}

function groupOf(record: RunRecord): Omit<Group, 'lines'> | undefined {
  if (!isJudged(record)) {
    const { reason, message, next } = record.problem;
    return { name: `malformed, ${reason}`, words: `${plain(message)} ${inFlags(next)}` };
  }
  const { reason, detail = '', status } = record.judgement;
  return reason && { name: `${status}, ${reason}`, words: reasonText(reason, detail) };
}

function reasonText(reason: UnscoredReason, detail: string): string {
  const { what, next } = reasonWords[reason];
  return [what, plain(detail), inFlags(next)].filter(Boolean).join(' ');
}

function groupWords({ name, lines, words }: Group): string {
  return `${capital(name)}: ${rowsWord(lines.length)} (${lineList(lines)}). ${words}`;
}

/** `line 4`, `lines 1, 2, 3, 4, 5, …` */
export function lineList(lines: readonly number[]): string {
  const named = lines.slice(0, 5).join(', ');
  return `line${lines.length > 1 ? 's' : ''} ${named}${lines.length > 5 ? ', …' : ''}`;
}

function costWords({ summary: { tokens }, ms }: FinishedRun): string {
  const seconds = `${(ms / 1000).toFixed(1)} s.`;
  if (tokens.input + tokens.output === 0) return seconds;
  return `${plural(tokens.input, 'token')} in, ${count(tokens.output)} out. ${seconds}`;
}

const rowsWord = (n: number) => plural(n, 'row');
const plural = (n: number, word: string) => `${count(n)} ${word}${n === 1 ? '' : 's'}`;
const count = (n: number) => n.toLocaleString('en-US');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
