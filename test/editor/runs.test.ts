import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isJudged } from '../../src/runs/run.ts';
import { JudgeServer } from '../host/judgeServer.ts';
import { file, recordsOf, reset, set, show, until, write } from './gavel.ts';
import { score, scoring, setJudge } from './scoring.ts';

const rows = [
  { instruction: 'Why does bread rise?', responses: ['Yeast makes gas.', 'Because it is warm.', 'It does.'] },
  { instruction: 'Name a river.', responses: ['The Danube.', 'The Thames flows through London.'] },
  { instruction: 'Ask politely.', responses: ['Could you send me the file?', 'Send it.', 'File!', 'Now.'] },
];
const three = rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** What a JSONL file holds. */
const linesOf = async (uri: vscode.Uri) =>
  new TextDecoder()
    .decode(await vscode.workspace.fs.readFile(uri))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A file of the three rows that nobody has judged yet. */
const unjudged = (name: string) => write(name, three);

describe('a run over a file', () => {
  const shared = scoring(new JudgeServer(), 'model', 'run.concurrency', 'run.maxRetries', 'task');
  const { server } = shared;

  before(() => write('three.jsonl', three));
  beforeEach(() => {
    server.behaviour = () => undefined;
    server.requests.length = 0;
  });

  it('shows the mapping first, judges every row and says how it ended', async () => {
    await score('three.jsonl');
    assert.deepEqual(shared.user.asked, ['How the rows of three.jsonl are read, and what is asked']);
    const run = shared.services.runs.latestFor(file('three.jsonl'));
    assert.equal(run?.state, 'finished');
    assert.equal(run?.total, 3);
    assert.equal(server.chats.length, 3);
    const judged = (await recordsOf(run)).filter(isJudged);
    assert.deepEqual(
      judged.map(({ judgement }) => judgement.status),
      ['scored', 'scored', 'scored'],
    );
    assert.match(shared.user.lastWords, /^QualityScorer with judge-small over three\.jsonl: 3 scored$/);
  });

  it('does not ask twice about the same mapping, nor the judge about the same rows', async () => {
    const before = shared.services.runs.latestFor(file('three.jsonl'));
    await score('three.jsonl');
    assert.deepEqual(shared.user.asked, []);
    assert.equal(server.chats.length, 0);
    assert.equal(shared.services.runs.latestFor(file('three.jsonl')), before);
    assert.match(shared.user.lastWords, /^Nothing to ask: every row is judged already\. .*: 3 scored$/);
  });

  it('scores all again into a new run when that is asked for', async () => {
    const before = shared.services.runs.latestFor(file('three.jsonl'));
    shared.user.answers.press = (words) => (words.startsWith('Nothing to ask') ? 'Score all again' : undefined);
    await score('three.jsonl');
    await until(
      'all rows are judged again',
      () => shared.user.lastWords.endsWith('three.jsonl: 3 scored') && shared.user.told.length > 1,
    );
    assert.equal(server.chats.length, 3);
    assert.notEqual(shared.services.runs.latestFor(file('three.jsonl'))?.id, before?.id);
  });

  it('writes a run file whose lines are a header, the records and an end', async () => {
    await unjudged('lines.jsonl');
    await score('lines.jsonl');
    const run = shared.services.runs.latestFor(file('lines.jsonl'));
    const lines = (await readFile(run?.uri.fsPath ?? '', 'utf8')).trimEnd().split('\n');
    const [header, ...rest] = lines.map((line) => JSON.parse(line));
    assert.equal(header.gavel, 'run');
    assert.equal(header.source.uri, file('lines.jsonl').toString());
    assert.equal(rest.length, 4);
    assert.deepEqual([rest.at(-1).end.cancelled, rest.at(-1).end.rows], [false, 3]);
  });

  it('judges the text of an unsaved document', async () => {
    const editor = await show('chinese.jsonl');
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(0, 0), '{"instruction":"Neu?","responses":["Ja.","Nein."]}\n'),
    );
    await score('chinese.jsonl');
    assert.equal(shared.services.runs.latestFor(file('chinese.jsonl'))?.columns.totals.rows, 2);
    assert.ok(server.chats.some(({ body }) => JSON.stringify(body.messages).includes('Neu?')));
  });

  it('judges the rows under the cursors only', async () => {
    const editor = await show('three.jsonl');
    editor.selections = [new vscode.Selection(1, 3, 1, 3), new vscode.Selection(2, 0, 2, 9)];
    await vscode.commands.executeCommand('gavel.scoreRows');
    const run = shared.services.runs.latestFor(file('three.jsonl'));
    assert.deepEqual((await recordsOf(run)).map(({ row }) => row.line).sort(), [2, 3]);
  });

  it('judges a row of a run again, wherever it is now', async () => {
    const editor = await show('three.jsonl');
    const first = shared.services.runs.latestFor(file('three.jsonl'));
    const record = (await recordsOf(first)).find(({ row }) => row.line === 3);
    assert.ok(first && record);
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(0, 0), '{"instruction":"New?","responses":["Yes."]}\n'),
    );
    await vscode.commands.executeCommand('gavel.scoreRows', { runId: first.id, rowIndex: record.row.index });
    const again = shared.services.runs.latestFor(file('three.jsonl'));
    assert.notEqual(again?.id, first.id);
    assert.deepEqual(
      (await recordsOf(again)).map(({ row }) => [row.line, row.hash]),
      [[4, record.row.hash]],
    );
  });

  it('can be cancelled, and keeps what is judged', async () => {
    await set('run.concurrency', 1);
    const never = new Promise<undefined>(() => {});
    server.behaviour = () => (server.chats.length === 2 ? never : undefined);
    await unjudged('cancelled.jsonl');
    const scoring = score('cancelled.jsonl');
    await until(
      'one row is judged and the next one asked about',
      () => shared.services.runs.running[0]?.columns.length === 1 && server.chats.length === 2,
      shared.services.runs.onDidChange,
    );
    await vscode.commands.executeCommand('gavel.cancelRun');
    await scoring;
    const run = shared.services.runs.latestFor(file('cancelled.jsonl'));
    assert.equal(run?.state, 'cancelled');
    assert.equal(run?.columns.totals.rows, 1);
    assert.match(shared.user.lastWords, /^Cancelled\. .*: 1 scored$/);
  });

  it('is one at a time over a file', async () => {
    let release = () => {};
    const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    server.behaviour = () => held;
    await unjudged('one.jsonl');
    const scoring = score('one.jsonl');
    await until('the run has begun', () => shared.services.runs.running.length === 1, shared.services.runs.onDidChange);
    await score('one.jsonl');
    assert.match(shared.user.lastWords, /^Gavel is judging one\.jsonl already/);
    release();
    await scoring;
  });

  it('reports malformed rows in their place and judges the others', async () => {
    await write('torn.jsonl', `${three}{"instruction": "Cut", "resp\n${three}`);
    await score('torn.jsonl');
    const run = shared.services.runs.latestFor(file('torn.jsonl'));
    const [malformed, ...others] = (await recordsOf(run)).filter((record) => !isJudged(record));
    assert.ok(malformed && others.length === 0 && !isJudged(malformed));
    assert.equal(malformed.problem.line, 4);
    assert.match(shared.user.lastWords, /: 6 scored, 1 malformed$/);
  });

  it('says the reason once when the endpoint does not know the model', async () => {
    await set('models', [{ name: 'other', baseUrl: server.url, model: 'no-such-model' }]);
    const before = shared.services.runs.runs.length;
    await score('three.jsonl');
    await setJudge(server.url);
    assert.equal(shared.user.told.length, 1);
    assert.match(shared.user.lastWords, /does not know this model.*Choose another model/s);
    assert.equal(shared.services.runs.runs.length, before, 'an empty run stays in the list');
  });

  it('says that the endpoint is down', async () => {
    await set('models', [{ name: 'gone', baseUrl: 'http://127.0.0.1:9/v1', model: 'judge-small' }]);
    await set('run.maxRetries', 0);
    await score('three.jsonl');
    await setJudge(server.url);
    assert.match(shared.user.lastWords, /can’t be reached.*Check that the server runs/s);
  });

  const badFiles: [string, RegExp][] = [
    ['unknown.jsonl', /^unknown\.jsonl: The rows have no known shape\. Keys found: height, width\./],
    ['empty.jsonl', /^empty\.jsonl: The file has no rows\./],
    ['no-such.jsonl', /^no-such\.jsonl can’t be read/],
    ['binary.jsonl', /^binary\.jsonl: .*(binary|UTF-8)/],
  ];
  for (const [name, words] of badFiles) {
    it(`says what is wrong with ${name}`, async () => {
      if (name === 'binary.jsonl')
        await write(
          name,
          new Uint8Array(4096).map((_, i) => (i * 7) % 32),
        );
      await score(name);
      assert.equal(shared.user.told.length, 1);
      assert.match(shared.user.lastWords, words);
      assert.equal(server.chats.length, 0);
    });
  }

  it('reaches a file that is too large for an editor, by its tab', async () => {
    const padding = 'x'.repeat(18 * 1024 * 1024);
    const large = await write('large.jsonl', rows.map((row) => `${JSON.stringify({ ...row, padding })}\n`).join(''));
    await vscode.commands.executeCommand('vscode.open', large);
    assert.equal(vscode.window.activeTextEditor, undefined);
    await vscode.commands.executeCommand('gavel.scoreFile');
    assert.equal(shared.services.runs.latestFor(large)?.columns.totals.scored, 3);
    await vscode.commands.executeCommand('gavel.scoreRows');
    assert.match(shared.user.lastWords, /^VS Code does not tell extensions where the cursor is.*Score the whole file/s);
    await reset();
    await vscode.workspace.fs.delete(large);
  });

  it('is found again, with its records, by another window', async () => {
    await score('pairs.jsonl');
    const run = shared.services.runs.latestFor(file('pairs.jsonl'));
    assert.ok(run);
    const saved = file('saved.gavel.jsonl');
    await vscode.workspace.fs.copy(run.uri, saved, { overwrite: true });
    const { Runs } = await import('../../src/extension/runs/runs.ts');
    const other = new Runs(vscode.Uri.joinPath(run.uri, '..'), shared.services.log);
    await other.load();
    const found = other.get(run.id);
    assert.deepEqual([found?.opened, found?.state], [false, 'finished']);
    assert.equal(other.runs.filter(({ id }) => id === run.id).length, 1, 'a copy is another run');
    assert.deepEqual(await recordsOf(await other.openWhole(run.id)), await recordsOf(run));
    other.dispose();
    await vscode.workspace.fs.delete(saved);
  });

  it('moves to the workspace, and is deleted with its file', async () => {
    await score('chat.jsonl');
    const run = shared.services.runs.latestFor(file('chat.jsonl'));
    assert.ok(run);
    const to = file('kept.gavel.jsonl');
    shared.user.answers = { save: () => to, press: (words) => (words.startsWith('Delete') ? 'Delete' : undefined) };
    await vscode.commands.executeCommand('gavel.saveRun', { runId: run.id });
    assert.equal(run.uri.toString(), to.toString());
    assert.equal(shared.services.runs.runs.filter(({ id }) => id === run.id).length, 1);
    await vscode.commands.executeCommand('gavel.deleteRun', { runId: run.id });
    assert.equal(shared.services.runs.get(run.id), undefined);
    await assert.rejects(async () => vscode.workspace.fs.stat(to));
  });

  it('is exported with the columns that distilabel adds', async () => {
    await unjudged('exported.jsonl');
    await score('exported.jsonl');
    const run = shared.services.runs.latestFor(file('exported.jsonl'));
    const to = file('exported.scored.jsonl');
    shared.user.answers = { pick: ([first]) => first, save: () => to };
    await vscode.commands.executeCommand('gavel.exportRun', { runId: run?.id });
    const rows = await linesOf(to);
    assert.equal(rows.length, 3);
    assert.deepEqual(
      rows.map(({ scores }) => scores.length),
      [3, 2, 4],
    );
    assert.equal(rows[0].model_name, 'judge-small');
    await vscode.workspace.fs.delete(to);
  });

  it('is exported as preference pairs, and says what makes none', async () => {
    await unjudged('pairs-from.jsonl');
    server.behaviour = ({ body }) => {
      const isTie = String(body.messages?.at(-1)?.content).includes('Name a river.');
      return isTie ? '[1] Score: 2\n[2] Score: 2' : undefined;
    };
    await score('pairs-from.jsonl');
    const run = shared.services.runs.latestFor(file('pairs-from.jsonl'));
    const to = file('pairs.jsonl');
    const labels = ['Preference pairs', 'OpenAI DPO', 'The best response with the worst'];
    shared.user.answers = {
      pick: (items) => items.find(({ label }) => labels.includes(label)),
      input: ({ value }) => value,
      save: () => to,
    };
    await vscode.commands.executeCommand('gavel.exportRun', { runId: run?.id });
    assert.match(
      shared.user.lastWords,
      /^2 pairs from 2 of 3 rows are in pairs\.jsonl\. Left out: equal scores \(1\)\.$/,
    );
    for (const pair of await linesOf(to)) {
      assert.deepEqual(Object.keys(pair), ['input', 'preferred_output', 'non_preferred_output']);
    }
    await vscode.workspace.fs.delete(to);
  });

  it('is exported as its best rows, compared on this machine', async () => {
    await unjudged('selected-from.jsonl');
    await score('selected-from.jsonl');
    const run = shared.services.runs.latestFor(file('selected-from.jsonl'));
    const to = file('selected.jsonl');
    const labels = ['Best rows', 'By quality alone', 'Shared words', 'The rows as they are'];
    shared.user.answers = {
      pick: (items) => items.find(({ label }) => labels.includes(label)),
      input: () => '2',
      save: () => to,
    };
    server.requests.length = 0;
    await vscode.commands.executeCommand('gavel.exportRun', { runId: run?.id });
    assert.match(shared.user.lastWords, /^2 of 3 rows are in selected\.jsonl\. Left out: beyond the budget \(1\)\.$/);
    assert.equal(server.requests.length, 0);
    assert.ok((await linesOf(to)).every(({ deita_score }) => deita_score >= 1 && deita_score <= 6));
    await vscode.workspace.fs.delete(to);
  });
});
