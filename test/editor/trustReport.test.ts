import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { restoredTrust, trustRequest } from '../../src/extension/commands/trustRequest.ts';
import { writeLabel } from '../../src/extension/runs/writeLabel.ts';
import type { Services } from '../../src/extension/services.ts';
import { openRunFile } from '../../src/node/runFileSink.ts';
import type { Figure, ReportDocument } from '../../src/runs/report/document.ts';
import { header, judged, judgement } from '../unit/editor/records.ts';
import { User } from './answers.ts';
import { FedRun } from './fedRun.ts';
import { file, gavel, reset, until, write } from './gavel.ts';

const rows = [
  '{"instruction":"Why?","responses":["So.","No."],"winner":"model_a"}',
  '{"instruction":"Where?","responses":["Here.","There."],"winner":"model_b"}',
];

describe('how far a judge can be trusted', () => {
  let services: Services;
  let user: User;
  let run: FedRun;

  beforeEach(async () => {
    services = await gavel();
    user = new User();
    await write('trusted.jsonl', rows.join('\n'));
    const source = { name: 'trusted.jsonl', uri: file('trusted.jsonl').toString() };
    run = await FedRun.begin(services, header({ id: 'trust-1', source, shape: 'distilabel' }), rows.length);
    await run.append(judged(1, rows[0] ?? '', judgement([9, 2])), judged(2, rows[1] ?? '', judgement([8, 3])));
    await run.finish();
  });
  afterEach(async () => {
    user.restore();
    await run.drop();
    await reset();
  });

  async function measured(columns: readonly string[] = []): Promise<ReportDocument> {
    const made = await trustRequest(services, run.entry, columns).make(new AbortController().signal, () => {});
    assert.ok('sections' in made, JSON.stringify(made));
    return made;
  }

  function figureOf({ sections }: ReportDocument, label: string): Figure | undefined {
    const blocks = sections.flatMap((section) => section.blocks);
    return blocks
      .flatMap((block) => (block.kind === 'figures' ? block.figures : []))
      .find((one) => one.label === label);
  }

  const label = (row: number, more: object) => {
    const hash = run.entry.columns.hashOf(row - 1);
    return writeLabel(services, run.entry, { hash, at: '2026-11-22T10:00:00.000Z', ...more });
  };

  /** What is offered as people's labels. The column `winner` is taken. */
  async function offered(): Promise<string[]> {
    let labels: string[] = [];
    user.answers = {
      pick: (items) => {
        labels = items.map((item) => item.label);
        return items.find((item) => item.label === 'winner');
      },
    };
    await vscode.commands.executeCommand('gavel.trustReport', { runId: 'trust-1' });
    return labels;
  }

  it('opens in a tab, with the column that the user picks: the likeliest is the first', async () => {
    assert.deepEqual(await offered(), [
      'winner',
      'No column: a report without people’s labels',
      'instruction',
      'Several columns, one a person…',
    ]);
    const tab = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ label: name }) => name === 'Trust: trusted.jsonl');
    await until('the report is in a tab', tab, vscode.window.tabGroups.onDidChangeTabs);
  });

  it('offers the labels that the run has of its own, where it has some', async () => {
    assert.equal(await label(1, { choice: 0 }), undefined);
    assert.deepEqual((await offered()).slice(0, 2), ['winner', 'Labels given in Gavel']);
  });

  it('offers what the rows’ shape tells before any column', async () => {
    await write('trusted.jsonl', rows.map((row) => row.replace('}', ',"ratings":[9,2]}')).join('\n'));
    assert.deepEqual((await offered()).slice(0, 2), ['Labels that the rows’ shape tells', 'winner']);
  });

  it('compares the judge with a column, and links rows', async () => {
    const document = await measured(['winner']);
    assert.equal(figureOf(document, 'Accuracy')?.value, '50.0 %');
    assert.match(JSON.stringify(document), /"row":1\b/, 'the row on which they differ');
  });

  it('comes back after a reload, with its columns', async () => {
    const { viewId } = trustRequest(services, run.entry, ['a:b', 'winner']);
    assert.equal((await restoredTrust(services, viewId))?.viewId, viewId);
    assert.equal(await restoredTrust(services, 'trust:gone'), undefined);
    assert.equal(await restoredTrust(services, 'compare:trust-1'), undefined);
  });

  it('says so when the dataset is gone', async () => {
    await vscode.workspace.fs.delete(file('trusted.jsonl'));
    const made = await trustRequest(services, run.entry, []).make(new AbortController().signal, () => {});
    assert.ok('reason' in made);
    assert.match(made.message, /trusted\.jsonl is gone/);
  });

  it('takes labels that are given in Gavel, which are kept in the run file', async () => {
    assert.deepEqual(await Promise.all([label(1, { choice: 0 }), label(2, { choice: 1 })]), [undefined, undefined]);
    assert.equal(figureOf(await measured(), 'Accuracy')?.value, '50.0 %');
    const lines = (await readFile(run.entry.uri.fsPath, 'utf8')).trimEnd().split('\n');
    assert.equal(lines.filter((line) => line.startsWith('{"label":')).length, 2);
    assert.match(lines.at(-1) ?? '', /^\{"end":/);
    await label(2, { choice: 0 });
    assert.equal(figureOf(await measured(), 'Accuracy')?.value, '100.0 %');
    assert.equal(run.entry.state, 'finished');
  });

  it('refuses a label while the run is judged elsewhere, and says why', async () => {
    const sink = await openRunFile(run.entry.uri.fsPath, 'go on');
    assert.ok('close' in sink);
    try {
      assert.match((await label(1, { choice: 0 }))?.message ?? '', /being judged, here or in another window/);
    } finally {
      await sink.close();
    }
    assert.equal(await label(1, { choice: 0 }), undefined);
  });
});
