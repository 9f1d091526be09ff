import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { RecordCells } from '../../runs/columns/recordCells.ts';
import { isJudged, type RunRecord } from '../../runs/run.ts';
import { commands } from '../contributions.ts';
import { rowBadge } from '../editor/badgeLabel.ts';
import { shorten } from '../editor/plainMarkdown.ts';
import { levelColours, scoreLevels } from '../editor/scoreLevel.ts';
import { taskTitles } from '../judgeInForce.ts';
import type { LiveRun } from '../liveRun.ts';
import { pauseWords } from '../runs/pauseWords.ts';
import { number, progressLines } from '../runs/progressWords.ts';
import { stateWords } from '../stateWords.ts';
import { bandOf, type GroupKey, groupOf } from './runGroups.ts';
import type { GroupNode, MoreNode, RowNode, RunNode } from './treeNodes.ts';

/** A run: its judge's task and what was judged; state, counts and model beside it. */
export function runItem({ run }: RunNode): TreeItem {
  const { header } = run;
  const item = new TreeItem(`${taskTitles[header.task]} · ${header.source.name}`, TreeItemCollapsibleState.Collapsed);
  const state = stateWords(run, l10n.t);
  item.id = run.id;
  item.contextValue = contextValue(run);
  item.description = [countWords(run), header.model.name, when(run)].filter(Boolean).join(' · ');
  item.iconPath = runIcon(run);
  item.tooltip = [item.label, header.model.name, ...stateLines(run, state), when(run)].join('\n');
  // The description says the state of a run that did not finish; a running one's says how far it is.
  const unsaid = run.state === 'running' || run.state === 'finished' ? `${state}, ` : '';
  item.accessibilityInformation = { label: `${item.label}, ${unsaid}${item.description}` };
  return item;
}

/** What the menus of package.json go by. */
function contextValue({ state }: LiveRun): string {
  if (state === 'running' || state === 'pausing') return 'gavelRunRunning';
  return state === 'paused' || state === 'interrupted' ? 'gavelRunPaused' : 'gavelRun';
}

/** A group: what its rows came to, and how many they are. */
export function groupItem({ run, key }: GroupNode, count: number): TreeItem {
  const item = new TreeItem(groupLabel(key), TreeItemCollapsibleState.Collapsed);
  item.id = `${run.id}/${key}`;
  item.contextValue = 'gavelGroup';
  item.description = String(count);
  item.iconPath = groupIcon(key);
  const label = `${groupLabel(key)}, ${count === 1 ? l10n.t('1 row') : l10n.t('{0} rows', count)}`;
  item.accessibilityInformation = { label };
  item.tooltip = isLevel(key) ? `${label}\n${levelHint()}` : label;
  return item;
}

function levelHint(): string {
  return l10n.t('By the mean of a row’s scores: 0 % is the lowest of the scale that was asked for, 100 % the highest.');
}

/** A row: its line and scores, and the first words of its instruction where they are known. */
export function rowItem(
  { run, record, runId, rowIndex, slot, key }: RowNode,
  instruction: string | undefined,
): TreeItem {
  const cells = run.columns.cells(slot);
  const where = run.source ? l10n.t('Line {0}', cells.row.line) : l10n.t('Selection');
  const item = new TreeItem(where, TreeItemCollapsibleState.None);
  const words = instruction && shorten(instruction.replace(/\s+/g, ' ').trim(), 80);
  // A row that was judged again may be in another group, and still listed in this one.
  item.id = `${runId}/${key}/${slot}`;
  item.contextValue = 'gavelRow';
  item.description = [verdict(cells, record), words].filter(Boolean).join(' · ');
  const group = groupOf(run.columns, slot) ?? key;
  item.iconPath = groupIcon(group);
  item.command = {
    title: run.source ? l10n.t('Show the row') : l10n.t('Open results'),
    command: run.source ? commands.revealRow : commands.openResults,
    arguments: [{ runId, rowIndex }],
  };
  item.accessibilityInformation = { label: `${where}, ${groupLabel(group)}, ${item.description}` };
  return item;
}

/** A row's scores, or what is wrong with it; its group says that it is unscored. */
function verdict(cells: RecordCells, record: RunRecord | undefined): string {
  if (cells.status === 'malformed') return record && !isJudged(record) ? record.problem.message : cells.reason;
  return cells.status === 'unscored' ? '' : rowBadge(cells).text.trim();
}

/** Stands for the rows that are too many for a tree. */
export function moreItem({ run, runId, key, count }: MoreNode): TreeItem {
  const item = new TreeItem(l10n.t('{0} more: open the results for all', count), TreeItemCollapsibleState.None);
  item.id = `${run.id}/${key}/more`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = { title: l10n.t('Open results'), command: commands.openResults, arguments: [{ runId }] };
  return item;
}

function groupLabel(key: GroupKey): string {
  if (key === 'malformed') return l10n.t('Malformed');
  if (key === 'partly scored') return l10n.t('Partly scored');
  if (key === 'off scale') return l10n.t('Off scale');
  if (isLevel(key)) {
    const { from, to } = bandOf(key);
    return l10n.t('Scored {0}–{1} %', from, to);
  }
  return l10n.t('Not scored: {0}', key.slice('unscored: '.length));
}

function groupIcon(key: GroupKey): ThemeIcon {
  if (key === 'malformed') return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  if (key === 'partly scored') return new ThemeIcon('circle-large-outline');
  if (key === 'off scale') return new ThemeIcon('unverified');
  if (isLevel(key)) return new ThemeIcon('circle-filled', new ThemeColor(levelColours[key]));
  return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
}

function isLevel(key: GroupKey): key is (typeof scoreLevels)[number] {
  return (scoreLevels as readonly string[]).includes(key);
}

function runIcon({ state, reading, columns }: LiveRun): ThemeIcon {
  if (state === 'running' || state === 'pausing' || reading !== undefined) return new ThemeIcon('loading~spin');
  if (state === 'paused') return new ThemeIcon('debug-pause');
  if (state === 'cancelled') return new ThemeIcon('circle-slash');
  if (state === 'interrupted') return new ThemeIcon('debug-disconnect');
  const { unscored, malformed } = columns.totals;
  return new ThemeIcon(unscored + malformed > 0 ? 'warning' : 'pass');
}

/** "12 of 100", "cancelled, 40 scored, 3 unscored", "reading 40 %"; nothing of a run that was not opened. */
function countWords(run: LiveRun): string {
  const { state, columns, total, opened, reading } = run;
  const { rows, scored, partlyScored, unscored, malformed } = columns.totals;
  const isUnderWay = state === 'running' || state === 'pausing';
  // Rows that are asked again have a record already.
  const done = run.progress?.done ?? rows;
  const judged = total === undefined ? number(done) : l10n.t('{0} of {1}', number(done), number(total));
  const counts = [
    l10n.t('{0} scored', number(scored)),
    partlyScored > 0 && l10n.t('{0} partly', number(partlyScored)),
    unscored > 0 && l10n.t('{0} unscored', number(unscored)),
    malformed > 0 && l10n.t('{0} malformed', number(malformed)),
  ];
  return [
    state !== 'running' && state !== 'finished' && stateWords(run, l10n.t),
    reading !== undefined && l10n.t('reading {0} %', Math.floor(100 * reading)),
    ...(isUnderWay ? [judged] : opened && reading === undefined ? counts : []),
  ]
    .filter(Boolean)
    .join(', ');
}

/** The state in full: how a run under way does, why a paused one waits. */
function stateLines({ state, progress, end }: LiveRun, words: string): string[] {
  if (progress) return [words, ...progressLines(progress, l10n.t)];
  return [state === 'paused' && end?.paused ? pauseWords(end.paused, l10n.t) : words];
}

/** The day and minute of a run's start, as the user's region writes them. */
function when({ header }: LiveRun): string {
  const started = new Date(header.startedAt);
  return Number.isNaN(started.valueOf())
    ? ''
    : started.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
