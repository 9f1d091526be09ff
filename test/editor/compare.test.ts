import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { comparisonRequest, restoredComparison } from '../../src/extension/commands/comparisonRequest.ts';
import type { ReportRequest, ReportTrouble } from '../../src/extension/report/reportRequest.ts';
import type { Services } from '../../src/extension/services.ts';
import type { ReportDocument } from '../../src/runs/report/document.ts';
import type { RunRecord } from '../../src/runs/run.ts';
import { header, judged, judgement } from '../unit/editor/records.ts';
import { User } from './answers.ts';
import { FedRun } from './fedRun.ts';
import { file, gavel, reset, until, write } from './gavel.ts';

const rows = ['{"instruction":"Why?","responses":["So.","No."]}', '{"instruction":"Where?","responses":["Here."]}'];

describe('comparing runs', () => {
  let services: Services;
  let user: User;
  let runs: FedRun[];

  beforeEach(async () => {
    services = await gavel();
    user = new User();
    await write('compared.jsonl', rows.join('\n'));
    runs = [
      await begin('compare-1', '2026-01-01T00:00:00.000Z', [
        judged(1, rows[0] ?? '', judgement([10, 1])),
        judged(2, rows[1] ?? '', judgement([5])),
      ]),
      // The same rows, which stood in another order then.
      await begin('compare-2', '2026-01-02T00:00:00.000Z', [
        judged(1, rows[1] ?? '', judgement([9])),
        judged(2, rows[0] ?? '', judgement([10, 1])),
      ]),
    ];
  });
  afterEach(async () => {
    user.restore();
    for (const run of runs) await run.drop();
    await reset();
  });

  async function begin(id: string, startedAt: string, records: readonly RunRecord[]): Promise<FedRun> {
    const source = { name: 'compared.jsonl', uri: file('compared.jsonl').toString() };
    const run = await FedRun.begin(services, header({ id, source, shape: 'distilabel', startedAt }), records.length);
    await run.append(...records);
    await run.finish();
    return run;
  }

  const entries = () => runs.map(({ entry }) => entry);
  const tab = () =>
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === 'Compare: compared.jsonl');

  /** What the command would open a tab for. It is the extension's own: this file has other classes of the same names. */
  async function requestFor(...compared: readonly FedRun[]): Promise<ReportRequest> {
    const { open } = services.reports;
    const opened: ReportRequest[] = [];
    services.reports.open = (request) => void opened.push(request);
    try {
      const targets = compared.map(({ entry: { id } }) => ({ runId: id }));
      await vscode.commands.executeCommand('gavel.compareRuns', targets[0], targets);
    } finally {
      services.reports.open = open;
    }
    const [request] = opened;
    assert.ok(request);
    return request;
  }

  async function made(signal = new AbortController().signal): Promise<ReportDocument | ReportTrouble> {
    return (await requestFor(...runs)).make(signal, () => {});
  }

  it('opens one tab for the runs that are selected in the sidebar', async () => {
    const nodes = entries().map((run) => ({ kind: 'run', runId: run.id, run }));
    for (let twice = 0; twice < 2; twice++) {
      await vscode.commands.executeCommand('gavel.compareRuns', nodes[0], nodes);
      await until('the comparison is in a tab', tab, vscode.window.tabGroups.onDidChangeTabs);
    }
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.equal(tabs.filter(({ label }) => label.startsWith('Compare: ')).length, 1);
  });

  it('asks which runs where none is selected, and those over the same dataset come first', async () => {
    const asked: string[] = [];
    user.answers = {
      pick: (items, title) => {
        asked.push(title);
        return items.slice(0, 2);
      },
    };
    await vscode.commands.executeCommand('gavel.compareRuns');
    await until('the comparison is in a tab', tab, vscode.window.tabGroups.onDidChangeTabs);
    // They are the newest, so the tab could not have this name otherwise.
    assert.deepEqual(asked, ['Compare runs over the same rows: pick two or more']);
  });

  it('says so when only one is picked', async () => {
    user.answers = { pick: (items) => items.slice(0, 1) };
    await vscode.commands.executeCommand('gavel.compareRuns', { runId: 'compare-1' });
    assert.match(user.lastWords, /^It takes two runs to compare/);
    assert.equal(tab(), undefined);
  });

  it('lists a run once whose file was found before it began', async () => {
    const [found] = entries();
    assert.ok(found);
    services.runs.drop(found);
    await services.runs.adopt(found.uri);
    runs[0] = await begin('compare-1', '2026-01-01T00:00:00.000Z', []);
    assert.equal(services.runs.runs.filter(({ id }) => id === 'compare-1').length, 1);
  });

  it('compares by content, with the words of the dataset and rows that open in the first run', async () => {
    const document = await made();
    assert.ok('sections' in document);
    const rowsTable = document.sections.at(-1)?.blocks[0];
    assert.ok(rowsTable?.kind === 'table');
    assert.deepEqual(
      rowsTable.rows.map(({ cells, tags }) => [cells[0]?.row, cells[3]?.text, cells.at(-1)?.text, tags?.[0]]),
      [
        [1, '+0.44', 'Where?', 'higher'],
        [0, '0.00', 'Why?', 'same'],
      ],
    );
  });

  it('stops once the tab is closed', async () => {
    await assert.rejects(made(AbortSignal.abort()), { name: 'AbortError' });
  });

  it('says what keeps runs from being compared', async () => {
    runs.push(await begin('compare-3', '2026-01-03T00:00:00.000Z', [judged(1, 'something else', judgement([3]))]));
    const [first, , other] = runs;
    assert.ok(first && other);
    const request = await requestFor(first, other);
    const trouble = await request.make(new AbortController().signal, () => {});
    assert.ok('reason' in trouble && trouble.reason === 'nothing in common');
  });

  it('comes back after a reload, unless a run is gone', async () => {
    const { viewId, title } = comparisonRequest(services, entries());
    assert.equal((await restoredComparison(services, viewId))?.title, title);
    assert.equal(await restoredComparison(services, 'compare:compare-1:gone'), undefined);
    assert.equal(await restoredComparison(services, 'trust:compare-1'), undefined);
  });
});
