import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as vscode from 'vscode';
import type { RunEntry } from '../../src/extension/runs/runEntry.ts';
import { HeldAnswers } from '../e2e/heldAnswers.ts';
import { serverError } from '../host/judgeBehaviours.ts';
import { JudgeServer } from '../host/judgeServer.ts';
import { file, recordsOf, reset, set, until, write } from './gavel.ts';
import { run, score, scoring, setJudge } from './scoring.ts';

const row = (n: number, words = 'So.') =>
  JSON.stringify({ instruction: `Question ${n}?`, responses: [words, 'Because.'] });
const rows = (count: number) => Array.from({ length: count }, (_, n) => `${row(n)}\n`).join('');

describe('a run that goes on', () => {
  const shared = scoring(new JudgeServer(), 'run.concurrency', 'run.maxRequests', 'run.maxCost');
  const { latest } = shared;
  const ended = (entry: RunEntry) => until('the run has ended', () => !entry.judging, shared.services.runs.onDidChange);

  before(() => set('run.maxRetries', 0));
  beforeEach(() => {
    shared.server.behaviour = () => undefined;
    shared.server.requests.length = 0;
  });
  after(() => reset('run.maxRetries'));

  it('asks only about the rows that were edited, and forgets those that are gone', async () => {
    await write('edited.jsonl', rows(12));
    await score('edited.jsonl');
    const first = latest('edited.jsonl');
    const edited = rows(11).replace(row(3), row(3, 'Otherwise.')).replace(row(7), row(7, 'Not at all.'));
    await write('edited.jsonl', edited);
    shared.server.requests.length = 0;
    await score('edited.jsonl');
    assert.equal(shared.server.chats.length, 2);
    assert.equal(latest('edited.jsonl'), first);
    assert.equal(first.columns.totals.rows, 11);
    assert.match(shared.user.lastWords, /over edited\.jsonl: 11 scored$/);
  });

  it('asks nothing about rows that only moved, and knows where they are', async () => {
    await write('moved.jsonl', rows(4));
    await score('moved.jsonl');
    await write('moved.jsonl', `${row(3)}\n${rows(3)}`);
    shared.server.requests.length = 0;
    await score('moved.jsonl');
    assert.equal(shared.server.chats.length, 0);
    const record = await latest('moved.jsonl').recordOf(0);
    assert.equal(record?.row.line, 1);
    assert.match(shared.user.lastWords, /^Nothing to ask/);
  });

  it('pauses when told to: what is under way is finished, the rest is asked after Resume', async () => {
    const held = new HeldAnswers();
    shared.server.behaviour = held.behaviour;
    await set('run.concurrency', 2);
    await write('paused.jsonl', rows(6));
    const scoring = score('paused.jsonl');
    await until('two rows are asked about', () => shared.server.chats.length === 2, shared.services.runs.onDidChange);
    await run('pauseRun');
    assert.equal(latest('paused.jsonl').state, 'pausing');
    held.release(6);
    await scoring;
    const entry = latest('paused.jsonl');
    assert.deepEqual([entry.state, entry.end?.paused?.reason, entry.columns.totals.rows], ['paused', 'asked to', 2]);
    assert.equal(shared.user.lastWords, 'The run is paused. 2 rows are judged and kept.');
    await run('resumeRun', { runId: entry.id });
    assert.deepEqual([entry.state, entry.columns.totals.scored, shared.server.chats.length], ['finished', 6, 6]);
  });

  it('pauses at a cap, says which, and goes on by the button', async () => {
    await set('run.concurrency', 1);
    await set('run.maxRequests', 2);
    await write('capped.jsonl', rows(4));
    await score('capped.jsonl');
    const entry = latest('capped.jsonl');
    assert.deepEqual([entry.state, shared.server.chats.length], ['paused', 2]);
    assert.match(shared.user.lastWords, /it has sent 2 requests \(gavel\.run\.maxRequests\)/);
    await run('resumeRun', { runId: entry.id });
    assert.deepEqual([entry.columns.totals.scored, shared.server.chats.length], [4, 4]);
  });

  it('pauses at a cost that is too much', async () => {
    await setJudge(shared.server.url, { price: { input: 0, output: 1e6 } });
    await set('run.concurrency', 1);
    await set('run.maxCost', 1);
    await write('dear.jsonl', rows(3));
    await score('dear.jsonl');
    await setJudge(shared.server.url);
    const entry = latest('dear.jsonl');
    assert.deepEqual([entry.end?.paused?.reason, entry.columns.totals.rows], ['most cost', 1]);
  });

  it('pauses when the endpoint goes down, marks nothing unscored, and goes on when it is back', async () => {
    await set('run.concurrency', 1);
    await write('down.jsonl', rows(5));
    const { port } = new URL(shared.server.url);
    shared.server.behaviour = async () => {
      if (shared.server.chats.length === 3) await shared.server.stop();
      return undefined;
    };
    await score('down.jsonl');
    const entry = latest('down.jsonl');
    assert.deepEqual([entry.state, entry.end?.paused?.reason], ['paused', 'unreachable']);
    assert.deepEqual([entry.columns.totals.scored, entry.columns.totals.unscored], [2, 0]);
    assert.match(shared.user.lastWords, /can’t be reached.*2 rows are judged and kept\.$/s);
    shared.server = new JudgeServer({ port: Number(port) });
    await shared.server.start();
    await run('resumeRun', { runId: entry.id });
    assert.deepEqual([entry.state, entry.columns.totals.scored, shared.server.chats.length], ['finished', 5, 3]);
  });

  it('retries the unscored rows and no others', async () => {
    shared.server.behaviour = ({ body }) => (JSON.stringify(body).includes('Question 1?') ? serverError() : undefined);
    await write('retried.jsonl', rows(4));
    await score('retried.jsonl');
    const entry = latest('retried.jsonl');
    assert.deepEqual([entry.columns.totals.scored, entry.columns.totals.unscored], [3, 1]);
    shared.server.behaviour = () => undefined;
    shared.server.requests.length = 0;
    await run('retryUnscored', { runId: entry.id });
    assert.deepEqual([entry.state, entry.columns.totals.scored, shared.server.chats.length], ['finished', 4, 1]);
    await run('retryUnscored', { runId: entry.id });
    assert.match(shared.user.lastWords, /^Every row of this run that can be judged is scored/);
  });

  it('reads the kept replies again without asking', async () => {
    await write('reread.jsonl', rows(3));
    await score('reread.jsonl');
    shared.server.requests.length = 0;
    await run('rereadReplies', { runId: latest('reread.jsonl').id });
    assert.equal(shared.user.lastWords, '3 rows were read again; changed: none.');
    assert.equal(shared.server.chats.length, 0);
    assert.equal(latest('reread.jsonl').state, 'finished');
  });

  it('tries a random sample first, and offers the rest', async () => {
    await write('tried.jsonl', rows(50));
    shared.user.answers.pick = (items) => items.find(({ label }) => label.includes('Try 20 rows first'));
    await score('tried.jsonl');
    const entry = latest('tried.jsonl');
    assert.deepEqual([entry.state, entry.columns.totals.scored, shared.server.chats.length], ['finished', 20, 20]);
    const lines = (await recordsOf(entry)).map((record) => record.row.line);
    assert.ok(Math.max(...lines) > 20, 'these are the first rows, not a sample');
    shared.user.answers = { pick: ([first]) => first, press: () => undefined };
    await score('tried.jsonl');
    assert.equal(latest('tried.jsonl'), entry);
    assert.deepEqual([entry.columns.totals.scored, shared.server.chats.length], [50, 50]);
  });

  it('goes on with the rest by the button, without another question', async () => {
    await write('rest.jsonl', rows(30));
    shared.user.answers.pick = (items) => items.find(({ label }) => label.includes('Try 20 rows first'));
    shared.user.answers.press = (words) => (words.endsWith('20 scored') ? 'Score the rest (10 rows)' : undefined);
    await score('rest.jsonl');
    const entry = latest('rest.jsonl');
    await until(
      'the rest is judged',
      () => shared.user.lastWords.endsWith('30 scored'),
      shared.services.runs.onDidChange,
    );
    assert.deepEqual([shared.user.asked.length, entry.columns.totals.scored, shared.server.chats.length], [1, 30, 30]);
  });

  it('says before it what will be asked', async () => {
    await write('planned.jsonl', `${rows(30)}{"torn\n`);
    let offered: readonly vscode.QuickPickItem[] = [];
    shared.user.answers.pick = (items) => {
      offered = items;
      return undefined;
    };
    await score('planned.jsonl');
    assert.deepEqual(
      offered.map(({ label }) => label.replace(/^\$\([\w-]+\) /, '')),
      ['Score 30 rows', 'Try 20 rows first', 'Choose other fields…', 'Cancel'],
    );
    assert.match(offered[0]?.detail ?? '', /^1 malformed · 30 requests · about [\d,]+ tokens$/);
    assert.equal(shared.server.chats.length, 0);
  });

  it('is not judged where somebody else is writing it, and says so', async () => {
    await write('locked.jsonl', rows(2));
    await score('locked.jsonl');
    const entry = latest('locked.jsonl');
    // What the lock file of another process says: this one's parent lives.
    const lock = vscode.Uri.file(`${entry.uri.fsPath}.lock`);
    const holder = { token: 'another', pid: process.ppid, host: hostname(), at: Date.now() };
    await vscode.workspace.fs.writeFile(lock, new TextEncoder().encode(`${JSON.stringify(holder)}\n`));
    await write('locked.jsonl', rows(3));
    await score('locked.jsonl');
    await vscode.workspace.fs.delete(lock);
    assert.match(shared.user.lastWords, /is being written by another Gavel/);
    assert.deepEqual([entry.state, entry.columns.totals.rows], ['finished', 2]);
    await score('locked.jsonl');
    assert.equal(entry.columns.totals.rows, 3);
  });

  it('takes in what another window has written', async () => {
    await write('other.jsonl', rows(2));
    await score('other.jsonl');
    const entry = latest('other.jsonl');
    const { Runs } = await import('../../src/extension/runs/runs.ts');
    const other = new Runs(vscode.Uri.joinPath(entry.uri, '..'), shared.services.log);
    await other.load();
    const seen = await other.openWhole(entry.id);
    assert.ok(seen);
    await write('other.jsonl', rows(5));
    await score('other.jsonl');
    await other.adopt(entry.uri);
    assert.deepEqual([seen.columns.totals.rows, seen.columns.totals.tokens], [5, entry.columns.totals.tokens]);
    assert.deepEqual(await recordsOf(seen), await recordsOf(entry));
    other.dispose();
  });

  it('shows as interrupted when the window closes, and then asks for what is missing only', async () => {
    const held = new HeldAnswers();
    shared.server.behaviour = held.behaviour;
    await set('run.concurrency', 1);
    await write('left.jsonl', rows(4));
    held.release(1);
    const scoring = score('left.jsonl');
    await until(
      'one row is judged',
      () => shared.services.runs.running[0]?.columns.length === 1 && shared.server.chats.length === 2,
    );
    await shared.services.runs.stop();
    await scoring;
    const entry = latest('left.jsonl');
    assert.equal(entry.state, 'interrupted');
    assert.ok(!(await readFile(entry.uri.fsPath, 'utf8')).includes('"end"'));
    shared.server.behaviour = () => undefined;
    await run('resumeRun', { runId: entry.id });
    await ended(entry);
    assert.deepEqual([entry.state, entry.columns.totals.scored], ['finished', 4]);
    assert.equal(shared.server.chats.length, 5, 'the one that was given up, and three');
  });

  it('goes on after a torn line, in a run file of the workspace', async () => {
    await write('cut.jsonl', rows(5));
    await score('cut.jsonl');
    const whole = latest('cut.jsonl');
    const text = await readFile(whole.uri.fsPath, 'utf8');
    await shared.services.runs.delete(whole);
    const lines = text.split('\n');
    await write('cut.gavel.jsonl', `${lines.slice(0, 3).join('\n')}\n${lines[3]?.slice(0, 40)}`);
    const entry = await shared.services.runs.adopt(file('cut.gavel.jsonl'));
    assert.equal(entry?.state, 'interrupted');
    shared.server.requests.length = 0;
    await run('resumeRun', { runId: entry.id });
    assert.deepEqual([entry.state, entry.columns.totals.scored, shared.server.chats.length], ['finished', 5, 3]);
    await shared.services.runs.delete(entry);
  });

  it('needs its own model, and says which', async () => {
    await write('model.jsonl', rows(2));
    await set('run.maxRequests', 1);
    await set('run.concurrency', 1);
    await score('model.jsonl');
    await setJudge(shared.server.url, { model: 'judge-large' });
    await run('resumeRun', { runId: latest('model.jsonl').id });
    await setJudge(shared.server.url);
    assert.match(
      shared.user.lastWords,
      /^This run was judged by judge-small @ http.*, which gavel\.models does not have/,
    );
  });

  it('opens a long run file in slices: first rows first, the rest while others work', async () => {
    await write('long.jsonl', rows(1));
    await score('long.jsonl');
    const short = latest('long.jsonl');
    const [header = '', record = ''] = (await readFile(short.uri.fsPath, 'utf8')).split('\n');
    const { row: known, ...rest } = JSON.parse(record);
    const many = Array.from({ length: 20_000 }, (_, index) => JSON.stringify({ row: { ...known, index }, ...rest }));
    await shared.services.runs.delete(short);
    const long = await shared.services.runs.adopt(await write('long.gavel.jsonl', `${header}\n${many.join('\n')}\n`));
    assert.ok(long);
    const opened = await shared.services.runs.open(long.id);
    assert.ok(opened?.reading !== undefined && opened.reading < 1, 'it was read in one go');
    assert.ok(opened.columns.length > 0 && opened.columns.length < 20_000);
    await shared.services.runs.openWhole(long.id);
    assert.deepEqual([opened.columns.length, opened.reading], [20_000, undefined]);
    await shared.services.runs.delete(long);
  });
});
