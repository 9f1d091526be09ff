import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { isJudged, type RunRecord } from '../../runs/run.ts';
import { commands } from '../contributions.ts';
import { rowBadge } from '../editor/badgeLabel.ts';
import { shorten } from '../editor/plainMarkdown.ts';
import { levelColours, scoreLevels } from '../editor/scoreLevel.ts';
import { taskTitles } from '../judgeInForce.ts';
import type { LiveRun } from '../liveRun.ts';
import { bandOf, type GroupKey, groupOf, type RunCounts } from './runGroups.ts';
import type { GroupNode, MoreNode, RowNode, RunNode } from './treeNodes.ts';

/** A run: its judge's task and what was judged; state, counts and model beside it. */
export function runItem({ run }: RunNode, counts: RunCounts): TreeItem {
  const { header } = run;
  const item = new TreeItem(`${taskTitles[header.task]} · ${header.source.name}`, TreeItemCollapsibleState.Collapsed);
  const state = stateWords(run);
  item.id = run.id;
  item.contextValue = run.state === 'running' ? 'gavelRunRunning' : 'gavelRun';
  item.description = [...(run.opened ? [countWords(run, counts)] : []), header.model.name, when(run)].join(' · ');
  item.iconPath = runIcon(run, counts);
  item.tooltip = [item.label, header.model.name, state, when(run)].join('\n');
  // The description says the state of a run that did not finish; a running one's says how far it is.
  const said = run.opened && run.state !== 'running' && run.state !== 'finished' ? '' : `${state}, `;
  item.accessibilityInformation = { label: `${item.label}, ${said}${item.description}` };
  return item;
}

/** A group: what its rows came to, and how many they are. */
export function groupItem({ run, key }: GroupNode, count: number): TreeItem {
  const item = new TreeItem(groupLabel(key), TreeItemCollapsibleState.Collapsed);
  item.id = `${run.id}/${key}`;
  item.contextValue = 'gavelGroup';
  item.description = String(count);
  item.iconPath = groupIcon(key);
  item.accessibilityInformation = {
    label: `${item.label}, ${count === 1 ? l10n.t('1 row') : l10n.t('{0} rows', count)}`,
  };
  return item;
}

/** A row: its line and scores, and the first words of its instruction where they are known. */
export function rowItem(
  { run, record, runId, rowIndex, position }: RowNode,
  instruction: string | undefined,
): TreeItem {
  const where = run.source ? l10n.t('Line {0}', record.row.line) : l10n.t('Selection');
  const item = new TreeItem(where, TreeItemCollapsibleState.None);
  const words = instruction && shorten(instruction.replace(/\s+/g, ' ').trim(), 80);
  item.id = `${runId}/row ${position}`;
  item.contextValue = 'gavelRow';
  item.description = [verdict(record), words].filter(Boolean).join(' · ');
  item.iconPath = groupIcon(groupOf(record));
  item.command = {
    title: run.source ? l10n.t('Show the row') : l10n.t('Open results'),
    command: run.source ? commands.revealRow : commands.openResults,
    arguments: [{ runId, rowIndex }],
  };
  item.accessibilityInformation = { label: `${where}, ${groupLabel(groupOf(record))}, ${item.description}` };
  return item;
}

/** A row's scores, or what is wrong with it; its group says that it is unscored. */
function verdict(record: RunRecord): string {
  if (!isJudged(record)) return record.problem.message;
  return record.judgement.status === 'unscored' ? '' : rowBadge(record).text.trim();
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

function runIcon({ state }: LiveRun, { unscored, malformed }: RunCounts): ThemeIcon {
  if (state === 'running') return new ThemeIcon('loading~spin');
  if (state === 'cancelled') return new ThemeIcon('circle-slash');
  if (state === 'interrupted' || state === 'stopped') return new ThemeIcon('debug-disconnect');
  return new ThemeIcon(unscored + malformed > 0 ? 'warning' : 'pass');
}

function stateWords({ state }: LiveRun): string {
  switch (state) {
    case 'running':
      return l10n.t('being judged');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'stopped':
      return l10n.t('stopped early');
    case 'interrupted':
      return l10n.t('interrupted');
    case 'finished':
      return l10n.t('finished');
  }
}

/** "12 of 100", "cancelled, 40 scored, 3 unscored". */
function countWords(run: LiveRun, counts: RunCounts): string {
  const { state, records, total } = run;
  if (state === 'running')
    return total === undefined ? String(records.length) : l10n.t('{0} of {1}', records.length, total);
  return [
    state !== 'finished' && stateWords(run),
    l10n.t('{0} scored', counts.scored),
    counts.partlyScored > 0 && l10n.t('{0} partly', counts.partlyScored),
    counts.unscored > 0 && l10n.t('{0} unscored', counts.unscored),
    counts.malformed > 0 && l10n.t('{0} malformed', counts.malformed),
  ]
    .filter(Boolean)
    .join(', ');
}

/** The day and minute of a run's start, as the user's region writes them. */
function when({ header }: LiveRun): string {
  const started = new Date(header.startedAt);
  return Number.isNaN(started.valueOf())
    ? ''
    : started.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
