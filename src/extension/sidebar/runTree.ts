import { Disposable, EventEmitter, l10n, MarkdownString, type TreeDataProvider, type TreeItem, window } from 'vscode';
import { views } from '../contributions.ts';
import type { DatasetScores } from '../editor/datasetScores.ts';
import { RowReader } from '../editor/rowReader.ts';
import { taskTitles } from '../judgeInForce.ts';
import type { LiveRun, RunStore } from '../liveRun.ts';
import { Throttle } from '../throttle.ts';
import { RunGroups } from './runGroups.ts';
import { groupItem, moreItem, rowItem, runItem } from './treeItems.ts';
import type { GroupNode, MoreNode, RowNode, RunNode, TreeNode } from './treeNodes.ts';

/** A tree of more rows than this is for nobody: the results panel is. */
const mostRows = 500;

/** A growing run is drawn anew at most so often. */
const drawEveryMs = 500;

/** Shows the runs, and below each its rows by what they came to. Nothing is read before the view shows. */
export function registerRunTree(store: RunStore, scores: DatasetScores): Disposable {
  const provider = new RunTree(store, scores);
  const options = { treeDataProvider: provider, showCollapseAll: true, canSelectMany: true };
  const view = window.createTreeView(views.runs, options);
  return Disposable.from(view, provider);
}

/** The tree of the runs view. */
export class RunTree implements TreeDataProvider<TreeNode>, Disposable {
  private readonly store: RunStore;
  private readonly scores: DatasetScores;
  private readonly reader = new RowReader();
  /** One node a run, so that a change redraws the run and not the whole tree. */
  private readonly nodes = new WeakMap<LiveRun, RunNode>();
  private readonly groups = new WeakMap<LiveRun, RunGroups>();
  private readonly changed = new EventEmitter<TreeNode | undefined>();
  private readonly drawing = new Throttle<LiveRun | undefined>(drawEveryMs, (runs) => {
    if (runs.has(undefined)) this.changed.fire(undefined);
    else for (const run of runs) if (run) this.changed.fire(this.nodeOf(run));
  });
  private readonly listener: Disposable;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(store: RunStore, scores: DatasetScores) {
    this.store = store;
    this.scores = scores;
    this.listener = store.onDidChange((run) => this.drawing.add(run));
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) {
      await this.store.load();
      return this.store.runs.map((run) => this.nodeOf(run));
    }
    if (node.kind === 'run') {
      await this.store.open(node.runId);
      return this.groupsOf(node.run).groups.map(({ key }): GroupNode => ({ ...node, kind: 'group', key }));
    }
    if (node.kind !== 'group') return [];
    await this.reader.load();
    return this.rowsOf(node);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === 'run' ? undefined : this.nodeOf(node.run);
  }

  getTreeItem(node: TreeNode): TreeItem {
    if (node.kind === 'run') return runItem(node);
    if (node.kind === 'group') return groupItem(node, this.groupsOf(node.run).countOf(node.key));
    if (node.kind === 'more') return moreItem(node);
    return rowItem(node, this.instructionOf(node));
  }

  async resolveTreeItem(item: TreeItem, node: TreeNode): Promise<TreeItem> {
    if (node.kind !== 'row') return item;
    const { slot, run } = node;
    const [[record], { hoverText }] = await Promise.all([run.records([slot]), import('../editor/hoverText.ts')]);
    const subject = { taskTitle: taskTitles[run.header.task], header: run.header, record };
    item.tooltip = new MarkdownString(hoverText(subject, l10n.t));
    return item;
  }

  dispose(): void {
    this.listener.dispose();
    this.drawing.dispose();
    this.changed.dispose();
  }

  private nodeOf(run: LiveRun): RunNode {
    const node = this.nodes.get(run) ?? { kind: 'run', runId: run.id, run };
    this.nodes.set(run, node);
    return node;
  }

  private groupsOf(run: LiveRun): RunGroups {
    const groups = this.groups.get(run) ?? new RunGroups(run.columns);
    this.groups.set(run, groups);
    return groups;
  }

  private async rowsOf({ run, runId, key }: GroupNode): Promise<(RowNode | MoreNode)[]> {
    const groups = this.groupsOf(run);
    const slots = groups.firstOf(key, mostRows);
    const count = groups.countOf(key) - slots.length;
    const rowIndexes = slots.map((slot) => run.columns.indexOf(slot));
    const isTold = key === 'malformed' || !run.source;
    const records = isTold ? await run.records(slots) : [];
    const rows = slots.map(
      (slot, i): RowNode => ({ kind: 'row', runId, rowIndex: rowIndexes[i] ?? 0, run, key, slot, record: records[i] }),
    );
    return count > 0 ? [...rows, { kind: 'more', runId, run, key, count }] : rows;
  }

  /** Known without reading the file: the run keeps it, or the file is open in an editor. */
  private instructionOf({ run, slot, record }: RowNode): string | undefined {
    if (record && 'sample' in record) return record.sample?.instruction;
    const open = run.source && this.scores.of(run.source);
    const line = open?.lineOf(run.id, { row: run.columns.rowOf(slot) });
    const found = line === undefined ? undefined : open?.at(line);
    return found?.run === run && found.slot === slot ? this.reader.instruction(run.header, found.row.text) : undefined;
  }
}
