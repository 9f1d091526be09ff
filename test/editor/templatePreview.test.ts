import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Services } from '../../src/extension/services.ts';
import { JudgeServer } from '../host/judgeServer.ts';
import { User } from './answers.ts';
import { file, gavel, reset, set, show, until, write } from './gavel.ts';

const rows = [
  { instruction: 'Name a river.', responses: ['The Danube.', 'No.'] },
  { instruction: 'Name a lake.', responses: ['Lake Geneva.', 'Water.'] },
  { instruction: 'Name a sea.', responses: ['The North Sea.'] },
];
const lines = rows.map((row) => JSON.stringify(row)).join('\n');
const source = 'Rate {{ instruction }}\n{% for r in responses %}- {{ r }}\n{% endfor %}{{ reply_form }}\n';
const run = (id: string) => vscode.commands.executeCommand(`gavel.${id}`);
const keys = ['model', 'models', 'task', 'judge.template', 'judge.criteria', 'custom.scale', 'custom.reply'];

const previewDocument = () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'gavel-template');
const shown = () => previewDocument()?.getText() ?? '';
const previews = (pattern: RegExp) =>
  until(`the preview shows ${pattern}`, () => pattern.test(shown()), vscode.workspace.onDidChangeTextDocument);
const problemsOf = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri);
const diffs = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputTextDiff ? [input] : []));
const textOf = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();

async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const start = document.getText().indexOf(from);
  assert.ok(start >= 0, `the template has no “${from}”`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  edit.replace(document.uri, range, to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('templates', () => {
  let services: Services;
  let user: User;

  before(async () => {
    services = await gavel();
  });
  beforeEach(async () => {
    user = new User();
    await write('rivers.jsonl', lines);
    await write('own.jinja', source);
    await set('task', 'custom');
    await set('judge.template', 'own.jinja');
    await set('custom.scale', { min: 1, max: 5 });
  });
  afterEach(async () => {
    user.restore();
    await reset(...keys);
    await until('the template is let go', async () => !(await template()), vscode.window.tabGroups.onDidChangeTabs);
  });

  const template = async () => (await services.templates.preview()).template;
  const open = async () => {
    await run('editTemplate');
    return vscode.workspace.openTextDocument(file('own.jinja'));
  };

  it('shows the prompt for the row at the cursor, follows what is typed, and goes where the cursor goes', async () => {
    await show('rivers.jsonl', '"Name a lake."');
    const document = await open();
    await previews(
      /^own\.jinja with rivers\.jsonl, line 2\nCustom · scores from 1 to 5 · about \d+ tokens\n\n# user\n/,
    );
    assert.match(shown(), /Rate Name a lake\.\n- Lake Geneva\.\n- Water\.\nAnswer with one line/);
    const beside = vscode.window.visibleTextEditors.find((editor) => editor.document === previewDocument());
    assert.notEqual(beside?.viewColumn, vscode.window.activeTextEditor?.viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document, document);

    await replace(document, 'Rate', 'Judge');
    await previews(/\nJudge Name a lake\./);
    assert.ok(document.isDirty);

    await run('previewNextRow');
    await previews(/line 3\n[\s\S]*Judge Name a sea\./);
    await run('previewNextRow');
    await previews(/line 1\n[\s\S]*Judge Name a river\./);

    const rivers = await show('rivers.jsonl', '"Name a sea."');
    await previews(/Judge Name a sea\./);
    await replace(rivers.document, 'Name a sea.', 'Name the Dead Sea.');
    await previews(/Judge Name the Dead Sea\./);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await previews(/Judge Name a sea\./);
    assert.deepEqual(user.told, []);
  });

  it('says what is wrong with a template, at its place and in the preview, above the last prompt', async () => {
    await show('rivers.jsonl');
    const document = await open();
    await previews(/Rate Name a river\./);
    assert.deepEqual(problemsOf(document.uri), []);
    await replace(document, '{{ r }}', '{{ nonsense }}');
    await previews(/⚠ Line 2, column \d+: .*"nonsense"[\s\S]*Below is the last[\s\S]*Rate Name a river\./);
    const [problem] = problemsOf(document.uri);
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(problem.range), 'nonsense');
    await replace(document, '{{ nonsense }}', '{{ r }}');
    await previews(/^[^⚠]*Rate Name a river\./);
    assert.deepEqual(problemsOf(document.uri), []);
    await replace(document, '{{ reply_form }}', '');
    await previews(/- No\.\n\n?$/);
    assert.deepEqual(
      problemsOf(document.uri).map(({ severity }) => severity),
      [vscode.DiagnosticSeverity.Information],
    );
  });

  it('follows the settings, criteria among them', async () => {
    await show('rivers.jsonl');
    await open();
    await previews(/scores from 1 to 5/);
    await set('custom.scale', { min: 0, max: 3 });
    await previews(/scores from 0 to 3/);
    await set('custom.reply', 'json');
    await previews(/one JSON object/);
    await set('judge.criteria', ['is brief']);
    await previews(/before any others:\n- is brief\n/);
    await write('criteria.md', '# Style\n\nBe kind.\n');
    await set('judge.criteria', 'criteria.md');
    await previews(/before any others:\n# Style\n\nBe kind\.\n/);
  });

  it('takes an example where there has been no dataset', async () => {
    await withoutDataset(open);
    await previews(/^own\.jinja with an example[\s\S]*Why is the sky blue\?/);
  });

  /** As in a window where no dataset was in front yet. */
  async function withoutDataset(work: () => Promise<unknown>): Promise<void> {
    const { datasets } = services.templates;
    Object.defineProperty(datasets, 'place', { value: undefined, configurable: true });
    try {
      await work();
    } finally {
      Reflect.deleteProperty(datasets, 'place');
    }
  }

  it('makes a file of the task’s own prompt where there is no template, and puts it in force', async () => {
    await set('judge.template', undefined);
    await set('task', 'quality');
    await show('rivers.jsonl');
    await run('editTemplate');
    await previews(/#Question#: Name a river\./);
    const document = await template();
    assert.match(document?.uri.path ?? '', /\/gavel-template(-\d+)?\.jinja$/);
    assert.match(document?.getText() ?? '', /\{\{ reply_form \}\}[\s\S]*#Response List#/);
    const name = document?.uri.path.split('/').at(-1);
    assert.equal(vscode.workspace.getConfiguration('gavel').get('judge.template'), name);
    assert.match(user.lastWords, /^The judge asks with gavel-template/);
  });

  it('says that a custom task needs a template, and makes one', async () => {
    await set('judge.template', undefined);
    await show('rivers.jsonl');
    await run('scoreRows');
    assert.match(user.lastWords, /The custom task needs a template of yours/);
    await run('editTemplate');
    await previews(/Score each response from 1 \(worst\) to 5 \(best\)/);
  });

  it('is judged by, with its own title and scale', async () => {
    await set('model', 'offline');
    await show('rivers.jsonl');
    user.answers = { pick: (items) => items.find(({ label }) => label.includes('Score')) };
    await run('scoreRows');
    const entry = services.runs.over(file('rivers.jsonl'))[0];
    assert.equal(entry?.header.task, 'custom');
    assert.deepEqual(entry.header.options.custom, { scale: { min: 1, max: 5 }, form: 'index lines' });
    const [record] = await entry.records([0]);
    assert.ok(record && 'judgement' in record);
    assert.deepEqual([record.judgement.status, record.judgement.scale], ['scored', { min: 1, max: 5 }]);
    const hovered = async () => {
      const place = new vscode.Position(0, 3);
      const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        file('rivers.jsonl'),
        place,
      );
      return (hover?.contents ?? []).map((part) => (part as vscode.MarkdownString).value).join('');
    };
    await until('the hover names the task', async () => /\*\*Custom\*\*/.test(await hovered()));
  });

  describe('Score Ten Rows', () => {
    const server = new JudgeServer();

    before(async () => {
      await server.start();
    });
    after(() => server.stop());
    beforeEach(async () => {
      server.requests.length = 0;
      await set('models', [{ name: 'judge', baseUrl: server.url, model: 'judge-small' }]);
    });

    it('shows the scores of a version beside those of the last one, saved or not', async () => {
      user.answers = { pick: (items) => items.find(({ label }) => label.includes('Score')) };
      server.behaviour = () => '[1] Score: 4\n[2] Score: 2';
      await show('rivers.jsonl');
      const document = await open();
      await run('scoreTenRows');
      assert.equal(server.chatCount, 3);
      const alone = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'gavel-scores');
      assert.match(
        alone?.getText() ?? '',
        /^1 \| 4 {2}2 {7}\| Name a river\.\n2 \| 4 {2}2 {7}\| Name a lake\.\n3 \| 4 {10}\| Name a sea/,
      );
      assert.deepEqual(diffs(), []);

      // Nothing has changed: nothing is asked.
      await run('scoreTenRows');
      assert.equal(server.chatCount, 3);
      assert.match(user.lastWords, /^Nothing has changed since these scores/);

      await replace(document, 'Rate', 'Judge severely:');
      server.behaviour = ({ body }) =>
        JSON.stringify(body).includes('Judge severely: Name a lake')
          ? '[1] Score: 1\n[2] Score: 2'
          : '[1] Score: 4\n[2] Score: 2';
      await run('scoreTenRows');
      assert.equal(server.chatCount, 6);
      await until('a diff is shown', () => diffs().length === 1, vscode.window.tabGroups.onDidChangeTabs);
      const [diff] = diffs();
      assert.ok(diff);
      const [before, now] = [await textOf(diff.original), await textOf(diff.modified)].map((text) => text.split('\n'));
      assert.equal(before?.[1], '2 | 4  2       | Name a lake.');
      assert.equal(now?.[1], '2 | 1  2       | Name a lake.');
      assert.deepEqual([now?.[0], now?.[2]], [before?.[0], before?.[2]]);
    });

    it('tells what it will cost first, and asks nothing when that is declined', async () => {
      await set('judge.samples', 20);
      try {
        await show('rivers.jsonl');
        await open();
        const details: string[] = [];
        user.answers = {
          pick: (items) => {
            details.push(...items.map(({ detail }) => detail ?? ''));
            return undefined;
          },
        };
        const before = server.chatCount;
        await run('scoreTenRows');
        assert.match(details[0] ?? '', /at most 60 requests · at most about [\d,]+ tokens/);
        assert.equal(server.chatCount, before);
      } finally {
        await set('judge.samples', undefined);
      }
    });

    it('says what it lacks: a dataset, a template that works', async () => {
      await withoutDataset(async () => run('scoreTenRows'));
      assert.match(user.lastWords, /^There is no dataset to draw ten rows from/);
      await show('rivers.jsonl');
      const document = await open();
      await replace(document, '{{ r }}', '{{ nonsense }}');
      await run('scoreTenRows');
      assert.match(user.lastWords, /^Template \(line 2, column \d+\): .*"nonsense"/);
    });
  });
});
