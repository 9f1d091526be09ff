import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { QuickPickItem } from 'vscode';
import { trustRequest } from '../../src/extension/commands/trustRequest.ts';
import type { RunEntry } from '../../src/extension/runs/runEntry.ts';
import { JudgeServer } from '../host/judgeServer.ts';
import { set, until, write } from './gavel.ts';
import { run, score, scoring } from './scoring.ts';

const rows = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `${JSON.stringify({ instruction: `Question ${n}?`, responses: [`So ${n}.`, `Because of ${n}.`] })}\n`,
  ).join('');

const linesOf = async ({ uri }: RunEntry) => (await readFile(uri.fsPath, 'utf8')).trimEnd().split('\n');

/** The canaries that a run's file holds: their kinds, sorted. */
const canariesOf = async (entry: RunEntry) =>
  (await linesOf(entry)).flatMap((line) => JSON.parse(line).canary?.kind ?? []).sort();

const three = (kind: string) => Array<string>(3).fill(kind);
const all = ['constant', 'empty', 'off topic'].flatMap(three);

describe('canaries', () => {
  const shared = scoring(
    new JudgeServer(),
    ...['judge.canary', 'judge.reasks', 'judge.samples', 'run.concurrency', 'run.maxRequests'],
  );
  const { server, latest } = shared;

  beforeEach(async () => {
    await set('judge.canary', true);
    server.behaviour = () => undefined;
    server.requests.length = 0;
  });

  it('are judged after the rows; the trust report tells of them, and a warning if the judge likes one', async () => {
    server.behaviour = ({ body }) =>
      JSON.stringify(body.messages).includes('there are several sides to it.')
        ? '[1] Score: 1\n[2] Score: 3'
        : '[1] Score: 2\n[2] Score: 1';
    await write('canaries.jsonl', rows(4));
    await score('canaries.jsonl');
    const entry = latest('canaries.jsonl');
    assert.deepEqual([entry.state, entry.columns.totals.rows, server.chats.length], ['finished', 4, 4 + 9]);
    assert.deepEqual(await canariesOf(entry), all);
    assert.match(String((await linesOf(entry)).at(-1)), /^\{"end":/);
    assert.ok(
      shared.user.told.includes(
        'Take care: this judge scores bad responses (constant) above a quarter of the real ones.',
      ),
      shared.user.told.join('\n'),
    );
    assert.match(shared.user.lastWords, /: 4 scored$/);
    const report = await trustRequest(shared.services, entry, []).make(new AbortController().signal, () => {});
    assert.ok('sections' in report, JSON.stringify(report));
    const section = report.sections.find(({ title }) => title === 'Canary');
    assert.match(JSON.stringify(section), /Likes responses that nobody should like: constant\./);
  });

  it('are in what is said before a run, which is the most that it can come to where a row takes several replies', async () => {
    let details: string[] = [];
    shared.user.answers.pick = (items) => {
      details = items.map(({ detail = '' }) => detail);
      return undefined;
    };
    await write('canaries-planned.jsonl', rows(30));
    await score('canaries-planned.jsonl');
    assert.match(details[0] ?? '', /^39 requests, 9 of them for canaries · about [\d,]+ tokens$/);
    await set('judge.samples', 3);
    await score('canaries-planned.jsonl');
    assert.match(details[0] ?? '', /^at most 117 requests, 27 of them for canaries · at most about [\d,]+ tokens$/);
    assert.match(details[1] ?? '', /^at most about [\d,]+ tokens$/);
    assert.equal(server.chats.length, 0);
  });

  it('are asked once: not when the unscored rows are, nor when the file is scored again', async () => {
    await set('judge.reasks', 0);
    server.behaviour = ({ body }) => (JSON.stringify(body).includes('Question 1?') ? 'I like both.' : undefined);
    await write('canaries-once.jsonl', rows(4));
    await score('canaries-once.jsonl');
    const entry = latest('canaries-once.jsonl');
    assert.deepEqual([entry.columns.totals.unscored, await canariesOf(entry)], [1, all]);
    server.behaviour = () => undefined;
    server.requests.length = 0;
    await run('retryUnscored', { runId: entry.id });
    assert.deepEqual([entry.columns.totals.scored, server.chats.length], [4, 1]);
    await score('canaries-once.jsonl');
    assert.match(shared.user.lastWords, /^Nothing to ask/);
    assert.deepEqual([await canariesOf(entry), server.chats.length], [all, 1]);
  });

  it('are asked by Resume where the run was cut before them, and not by a retry', async () => {
    await set('judge.reasks', 0);
    await set('run.concurrency', 1);
    await set('run.maxRequests', 2);
    server.behaviour = () => (server.chats.length === 1 ? 'I like both.' : undefined);
    await write('canaries-cut.jsonl', rows(4));
    await score('canaries-cut.jsonl');
    const entry = latest('canaries-cut.jsonl');
    assert.deepEqual([entry.state, await canariesOf(entry)], ['paused', []]);
    await set('run.maxRequests', undefined);
    server.behaviour = () => undefined;
    await run('retryUnscored', { runId: entry.id });
    assert.deepEqual([entry.state, entry.columns.totals.scored, await canariesOf(entry)], ['paused', 2, []]);
    server.requests.length = 0;
    await run('resumeRun', { runId: entry.id });
    assert.deepEqual([entry.state, server.chats.length, await canariesOf(entry)], ['finished', 2 + 9, all]);
  });

  it('that are cut go on where they were', async () => {
    const never = new Promise<undefined>(() => {});
    await set('run.concurrency', 1);
    server.behaviour = () => (server.chats.length === 4 + 3 ? never : undefined);
    await write('canaries-cancelled.jsonl', rows(4));
    const scoring = score('canaries-cancelled.jsonl');
    await until('a canary is asked about', () => server.chats.length === 4 + 3);
    await run('cancelRun');
    await scoring;
    const entry = latest('canaries-cancelled.jsonl');
    assert.deepEqual([entry.state, (await canariesOf(entry)).length], ['cancelled', 2]);
    server.behaviour = () => undefined;
    server.requests.length = 0;
    await run('resumeRun', { runId: entry.id });
    assert.deepEqual([entry.state, server.chats.length, await canariesOf(entry)], ['finished', 7, all]);
  });

  it('can be had afterwards, and what they come to is told first', async () => {
    let offered: readonly QuickPickItem[] = [];
    shared.user.answers.pick = (items) => {
      offered = items;
      return items[0];
    };
    await set('judge.canary', false);
    await set('judge.samples', 5);
    await write('canaries-later.jsonl', rows(3));
    await score('canaries-later.jsonl');
    const entry = latest('canaries-later.jsonl');
    assert.deepEqual([entry.state, await canariesOf(entry)], ['finished', []]);
    await set('judge.canary', true);
    await score('canaries-later.jsonl');
    assert.match(offered[0]?.label ?? '', /Judge the canaries$/);
    assert.match(offered[0]?.detail ?? '', /^3 known · at most 45 requests, 45 of them for canaries · /);
    assert.deepEqual([latest('canaries-later.jsonl'), await canariesOf(entry)], [entry, all]);
  });
});
