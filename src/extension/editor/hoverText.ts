import { type Judgement, normalisedScores } from '../../judging/judgement.ts';
import { reasonWords } from '../../judging/reasonWords.ts';
import { ratesInstructions } from '../../judging/task.ts';
import { agreesOnWinner, disagreement } from '../../judging/votes.ts';
import { isJudged, type MalformedRecord, type RunHeader, type RunRecord } from '../../runs/run.ts';
import { commands, type RowTarget } from '../contributions.ts';
import { suspicionNotes } from '../suspicionNotes.ts';
import type { Translate } from '../translate.ts';
import { formatScore } from './badgeLabel.ts';
import { plainInline, plainMarkdown, shorten } from './plainMarkdown.ts';

/** What a hover tells about. */
export interface HoverSubject {
  /** The task's published name. */
  taskTitle: string;
  header: RunHeader;
  /** Absent when the run file does not hold it any more. */
  record: RunRecord | undefined;
  /** The text has changed since it was judged. */
  stale?: boolean;
  /** The response under the pointer, to be marked. */
  response?: number;
}

/** The commands that `hoverLinks` runs: all that a hover may. */
export const hoverCommands: readonly string[] = [commands.openResults, commands.scoreRows, commands.copyRationale];

/** Longest rationale in a hover; the results panel has it whole. */
const longestRationale = 1500;

/** A record in Markdown. All words of the judge, the endpoint and the file are plain text in it. */
export function hoverText(subject: HoverSubject, t: Translate): string {
  const { taskTitle, header, stale } = subject;
  const title = `**${taskTitle}** · ${plainInline(header.model.name)}`;
  const parts = [
    title,
    stale && `*${t('Changed since it was judged: this is the verdict on its earlier text.')}*`,
    ...recordParts(subject, t),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function recordParts(subject: HoverSubject, t: Translate): (string | false)[] {
  const { record } = subject;
  if (!record) return [t('The run’s file can’t be read any more: only the scores are known.')];
  return isJudged(record) ? judgementParts(record.judgement, subject, t) : [malformedPart(record, t)];
}

function malformedPart({ problem }: MalformedRecord, t: Translate): string {
  const where = t('line {0}, column {1}', problem.line, problem.column);
  return `**${t('This row can’t be judged')}** (${where}): ${plainInline(problem.message)} ${plainInline(problem.next)}`;
}

function judgementParts(judgement: Judgement, subject: HoverSubject, t: Translate): (string | false)[] {
  const { rationale, rationales } = judgement;
  // JudgeLM's reasons may be in the table already, one a response.
  const whole = rationale !== '' && !rationales?.some((one) => one === rationale);
  return [
    reasonPart(judgement, t),
    judgement.status !== 'unscored' && scoreTable(judgement, subject, t),
    votesPart(judgement, t),
    whole && plainMarkdown(shorten(rationale, longestRationale)),
    notesPart(judgement, t),
    `*${measures(judgement, subject.header, t)}*`,
  ];
}

/** Why there is no verdict, or not a whole one, and what to do about it. */
function reasonPart({ status, reason, detail }: Judgement, t: Translate): string | false {
  if (!reason) return false;
  const { what, next } = reasonWords[reason];
  const how = status === 'unscored' ? t('Not scored') : t('Partly scored');
  return [`**${how}: ${reason}.**`, t(what), detail && plainInline(shorten(detail, 300)), t(next)]
    .filter(Boolean)
    .join(' ');
}

/** As many responses as a hover lists. */
const mostResponses = 20;

function scoreTable(judgement: Judgement, { header, response }: HoverSubject, t: Translate): string {
  const { scores, gaps, offScale, scale, rationales } = judgement;
  const normalised = normalisedScores(judgement);
  const rows = scores.slice(0, mostResponses).map((score, i) => {
    const mark = i === response ? '**' : '';
    const value =
      score === null ? `– ${gaps[i] ?? ''}` : formatScore(score) + (offScale.includes(i) ? ` ${t('off scale')}` : '');
    const share = normalised[i] ?? null;
    const why = rationales?.[i];
    const cells = [i + 1, value, share === null ? '–' : `${Math.round(share * 100)} %`].map(
      (cell) => `${mark}${cell}${mark}`,
    );
    return tableRow([...cells, ...(rationales ? [why ? plainInline(shorten(why, 300)) : ''] : [])]);
  });
  const first = ratesInstructions(header.task) ? t('Instruction') : t('Response');
  const columns = [
    first,
    t('Score ({0} to {1})', scale.min, scale.max),
    t('Of the scale'),
    ...(rationales ? [t('Why')] : []),
  ];
  const more = scores.length > mostResponses ? `\n\n${t('and {0} more', scores.length - mostResponses)}` : '';
  return [tableRow(columns), `|:--|--:|--:|${rationales ? ':--|' : ''}`, ...rows].join('\n') + more;
}

/** VS Code sets the cells of a table close to each other. */
function tableRow(cells: readonly string[]): string {
  return `| ${cells.join('&ensp; | ')} |`;
}

/** What several votes say of each other, and expected scores of themselves. */
function votesPart({ votes, mass, ...judgement }: Judgement, t: Translate): string | false {
  const apart = disagreement({ votes, scale: judgement.scale });
  const isSame = agreesOnWinner({ votes });
  const least = mass?.reduce((least, share) => (share === null || least === null ? null : Math.min(least, share)), 1);
  return [
    apart !== undefined && votes && t('{0} votes, {1} % of the scale apart.', votes.length, Math.round(100 * apart)),
    isSame !== undefined &&
      (isSame ? t('All put the same response first.') : t('Not all put the same response first.')),
    mass && typeof least === 'number' && t('Expected scores, on {0} % of the probability.', Math.round(100 * least)),
    mass && least === null && t('Plain scores where the probabilities were not told, or too low.'),
  ]
    .filter(Boolean)
    .join(' ');
}

function notesPart(judgement: Judgement, t: Translate): string | false {
  const notes = [...suspicionNotes(judgement, t), ...judgement.notes];
  if (notes.length === 0) return false;
  return `${t('Notes')}: ${notes
    .slice(0, 5)
    .map((note) => plainInline(shorten(note, 200)))
    .join('; ')}`;
}

/** What the judgement took: "gpt-4o-2024-08-06 · 512 + 20 tokens · 1.2 s · 2 requests". */
function measures({ model, tokens, ms, attempts }: Judgement, header: RunHeader, t: Translate): string {
  return [
    model !== header.model.name && model !== '' && plainInline(model),
    tokens && t('{0} + {1} tokens', tokens.input, tokens.output),
    t('{0} s', (ms / 1000).toFixed(ms < 10_000 ? 1 : 0)),
    attempts.length > 1 && t('{0} requests', attempts.length),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Links to what can be done about a record. A selection is in no file to be judged again from. */
export function hoverLinks({ header, record }: Pick<HoverSubject, 'header' | 'record'>, t: Translate): string {
  if (!record) return '';
  const saysWhy = isJudged(record) && (record.judgement.rationale !== '' || record.judgement.rationales !== undefined);
  const target: RowTarget = { runId: header.id, rowIndex: record.row.index };
  return [
    commandLink(t('Open results'), commands.openResults, target),
    header.source.uri !== undefined && commandLink(t('Score row again'), commands.scoreRows, target),
    saysWhy && commandLink(t('Copy rationale'), commands.copyRationale, target),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A link that runs a command. Its argument may hold anything: what ends a Markdown link is encoded. */
function commandLink(label: string, command: string, target: RowTarget): string {
  const query = encodeURIComponent(JSON.stringify([target])).replace(
    /[!'()*~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `[${label}](command:${command}?${query})`;
}
