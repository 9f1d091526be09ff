import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunStore } from '../../src/extension/liveRun.ts';
import type { RunEntry } from '../../src/extension/runs/runEntry.ts';
import type { Services } from '../../src/extension/services.ts';
import { RunTree } from '../../src/extension/sidebar/runTree.ts';
import type { RowNode, TreeNode } from '../../src/extension/sidebar/treeNodes.ts';
import type { RunRecord } from '../../src/runs/run.ts';
import { header, judged, judgement, malformed } from '../unit/editor/records.ts';
import { FedRun } from './fedRun.ts';
import { file, gavel, reset, show, until, write } from './gavel.ts';

const name = 'tree.jsonl';
const rows = ['{"instruction":"Why?","responses":["So."]}', '{"instruction":"Where?","responses":["Here."]}', '{"x"'];
const records: RunRecord[] = [
  judged(1, rows[0] ?? '', judgement([10], { rationale: '[x](command:workbench.action.quit)' })),
  judged(2, rows[1] ?? '', judgement([null], { status: 'unscored', reason: 'timed out' })),
  malformed(3, rows[2] ?? ''),
];

describe('the tree of runs', () => {
  let services: Services;
  let tree: RunTree;
  let run: FedRun;
  let fed: FedRun[];

  beforeEach(async () => {
    services = await gavel();
    await write(name, rows.join('\n'));
    tree = new RunTree(services.runs, services.datasetScores);
    fed = [];
    run = await begin('tree-1', records);
    await run.finish();
  });
  afterEach(async () => {
    tree.dispose();
    for (const known of fed) await known.drop();
    await reset();
  });

  async function begin(id: string, all: readonly RunRecord[]): Promise<FedRun> {
    const source = { name, uri: file(name).toString() };
    const startedAt = new Date().toISOString();
    const begun = await FedRun.begin(services, header({ id, source, shape: 'distilabel', startedAt }), 3);
    fed.push(begun);
    await begun.append(...all);
    return begun;
  }

  async function nodeOf(id: string): Promise<TreeNode> {
    const node = (await tree.getChildren()).find(({ runId }) => runId === id);
    assert.ok(node, `the tree has no run ${id}`);
    return node;
  }

  const written = (nodes: readonly TreeNode[]) =>
    nodes.map((node) => {
      const { label, description } = tree.getTreeItem(node);
      return `${label} | ${description}`;
    });

  it('lists the newest run first, with its state', async () => {
    const next = await begin('tree-2', records.slice(0, 1));
    const [first] = await tree.getChildren();
    assert.equal(first?.runId, 'tree-2');
    const going = tree.getTreeItem(first as TreeNode);
    assert.equal(going.label, 'JudgeLM · tree.jsonl');
    assert.match(String(going.description), /^1 of 3 · gpt-4o · /);
    assert.equal(going.contextValue, 'gavelRunRunning');
    await next.finish({ cancelled: true });
    const stopped = tree.getTreeItem(first as TreeNode);
    assert.match(String(stopped.description), /^cancelled, 1 scored · /);
    assert.equal(stopped.contextValue, 'gavelRun');
  });

  it('says why a run is paused, and lets it be resumed', async () => {
    const next = await begin('tree-2', records.slice(0, 1));
    await next.finish({ cancelled: false, paused: { reason: 'wrong key', detail: '401 Unauthorized' } });
    const item = tree.getTreeItem(await nodeOf('tree-2'));
    assert.match(String(item.description), /^paused: wrong key, 1 scored · gpt-4o · /);
    assert.match(String(item.tooltip), /does not accept the API key\. 401 Unauthorized Set the API key/);
    assert.equal(item.contextValue, 'gavelRunPaused');
  });

  it('tells a run that was interrupted, and one that is being read', async () => {
    const next = await begin('tree-2', records.slice(0, 2));
    services.runs.finish(next.entry, undefined);
    const described = async () => String(tree.getTreeItem(await nodeOf('tree-2')).description);
    assert.match(await described(), /^interrupted, 1 scored, 1 unscored · /);
    assert.equal(tree.getTreeItem(await nodeOf('tree-2')).contextValue, 'gavelRunPaused');
    next.entry.reading = 0.408;
    assert.match(await described(), /^interrupted, reading 40 % · /);
  });

  it('groups rows by what they came to', async () => {
    const groups = await tree.getChildren(await nodeOf('tree-1'));
    assert.deepEqual(written(groups), ['Not scored: timed out | 1', 'Malformed | 1', 'Scored 80–100 % | 1']);
    const tips = groups.map((group) => String(tree.getTreeItem(group).tooltip));
    assert.match(tips[0] ?? '', /^Not scored: timed out, 1 row$/);
    assert.match(tips[2] ?? '', /^Scored 80–100 %, 1 row\nBy the mean of a row’s scores: 0 % is the lowest/);
  });

  it('lists the rows of a group, and shows one when it is clicked', async () => {
    const groups = await tree.getChildren(await nodeOf('tree-1'));
    const leaves = (await Promise.all(groups.map((group) => tree.getChildren(group)))).flat();
    assert.deepEqual(written(leaves), ['Line 2 | ', 'Line 3 | Not JSON.', 'Line 1 | 10/10']);
    const { command, contextValue } = tree.getTreeItem(leaves[2] as TreeNode);
    assert.deepEqual([command?.command, command?.arguments], ['gavel.revealRow', [{ runId: 'tree-1', rowIndex: 0 }]]);
    assert.equal(contextValue, 'gavelRow');
  });

  it('gives a row the first words of its instruction while its file is open', async () => {
    await show(name);
    await until(
      'the document is followed',
      () => services.datasetScores.of(file(name))?.lineOf('tree-1', records[0] as RunRecord) === 0,
    );
    const groups = await tree.getChildren(await nodeOf('tree-1'));
    const [row] = await tree.getChildren(groups.at(-1));
    assert.deepEqual(written([row as TreeNode]), ['Line 1 | 10/10 · Why?']);
  });

  it('tells about a row without any link', async () => {
    const groups = await tree.getChildren(await nodeOf('tree-1'));
    const [row] = (await tree.getChildren(groups.at(-1))) as RowNode[];
    assert.ok(row);
    const { tooltip } = await tree.resolveTreeItem(tree.getTreeItem(row), row);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.ok(!tooltip.isTrusted);
    assert.doesNotMatch(tooltip.value, /\]\(/);
  });

  it('stops at as many rows as a tree can show', async () => {
    const many = Array.from({ length: 620 }, (_, i) => judged(i + 1, `row ${i}`, judgement([10])));
    await begin('tree-3', many);
    const [group] = await tree.getChildren(await nodeOf('tree-3'));
    const leaves = await tree.getChildren(group);
    assert.equal(leaves.length, 501);
    assert.deepEqual(written(leaves.slice(-1)), ['120 more: open the results for all | undefined']);
  });

  it('draws anew only the run that grows', async () => {
    const changed = new vscode.EventEmitter<RunEntry | undefined>();
    const store = { ...storeOf([run.entry]), onDidChange: changed.event };
    const own = new RunTree(store, services.datasetScores);
    const [node] = await own.getChildren();
    assert.ok(node);
    const drawn: (TreeNode | undefined)[] = [];
    own.onDidChangeTreeData((what) => drawn.push(what));
    await run.append(malformed(4, '{'));
    changed.fire(run.entry);
    assert.deepEqual(
      drawn.map((what) => what?.runId),
      ['tree-1'],
    );
    assert.deepEqual(written(await own.getChildren(drawn[0])).slice(1, 2), ['Malformed | 2']);
    changed.fire(run.entry);
    changed.fire(undefined);
    await until('the list is drawn', () => drawn.length > 1, own.onDidChangeTreeData);
    assert.deepEqual(drawn.slice(1), [undefined]);
    own.dispose();
  });
});

function storeOf(runs: readonly RunEntry[]): Omit<RunStore, 'onDidChange'> {
  const latest = () => runs[0];
  return {
    runs,
    load: async () => {},
    open: async () => latest(),
    latestFor: latest,
    openLatestFor: async () => latest(),
  };
}
