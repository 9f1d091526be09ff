import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readCriteria } from '../../src/extension/criteria.ts';
import { readSettings } from '../../src/extension/settings.ts';
import { readTemplate } from '../../src/extension/template.ts';
import { User } from './answers.ts';
import { file, reset, set, write } from './gavel.ts';

/** Runs with `workspace.isTrusted` saying no. VS Code's own part of Restricted Mode is tested end to end. */
async function untrusted<T>(work: () => Promise<T>): Promise<T> {
  const original = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');
  assert.ok(original);
  Object.defineProperty(vscode.workspace, 'isTrusted', { ...original, get: () => false });
  try {
    return await work();
  } finally {
    Object.defineProperty(vscode.workspace, 'isTrusted', original);
  }
}

describe('a workspace that is not trusted', () => {
  let user: User;
  before(() => write('theirs.jinja2', 'Theirs: {{ instruction }}'));
  beforeEach(() => {
    user = new User();
  });
  afterEach(async () => {
    user.restore();
    await reset('judge.template', 'judge.criteria', 'models', 'model');
  });

  it('does not bring its template, by whatever path the setting names it', async () => {
    for (const path of ['theirs.jinja2', file('theirs.jinja2').fsPath]) {
      await set('judge.template', path);
      const settings = await readSettings();
      assert.equal(await readTemplate(settings, undefined), 'Theirs: {{ instruction }}');
      assert.equal(await untrusted(() => readTemplate(settings, undefined)), 'unusable');
    }
    assert.match(String(user.told[0]), /Restricted Mode/);
    assert.equal(user.told.length, 2);
  });

  it('does not bring its criteria, and leaves the user those of their own', async () => {
    await write('theirs.md', 'Be kind.');
    for (const path of ['theirs.md', file('theirs.md').fsPath]) {
      await set('judge.criteria', path);
      const settings = await readSettings();
      assert.equal(await readCriteria(settings, undefined), 'Be kind.');
      assert.equal(await untrusted(() => readCriteria(settings, undefined)), undefined);
    }
    assert.match(String(user.told[0]), /In Restricted Mode .*theirs\.md of this workspace is not used/);
    await set('judge.criteria', ['Mine.']);
    const settings = await readSettings();
    assert.equal(await untrusted(() => readCriteria(settings, undefined)), '- Mine.');
    await set('judge.criteria', 'nowhere.md');
    assert.equal(await readCriteria(await readSettings(), undefined), undefined);
    assert.match(user.lastWords, /nowhere\.md can’t be read\. Correct gavel\.judge\.criteria\./);
  });

  it('leaves the user the templates of their own', async () => {
    await set('judge.template', 'Mine: {{ instruction }}');
    const settings = await readSettings();
    assert.equal(await untrusted(() => readTemplate(settings, undefined)), 'Mine: {{ instruction }}');
  });

  it('can add models when trusted, but not take the name of the user’s', async () => {
    const model = (name: string, port: number) => ({ name, baseUrl: `http://127.0.0.1:${port}/v1`, model: 'm' });
    await set('models', [model('mine', 1)]);
    await set('models', [model('mine', 2), model('theirs', 3)], vscode.ConfigurationTarget.Workspace);
    const { models } = await readSettings();
    assert.deepEqual(
      models.map(({ name, baseUrl, fromWorkspace }) => [name, new URL(baseUrl).port, fromWorkspace]),
      [
        ['mine', '1', false],
        ['theirs', '3', true],
      ],
    );
  });

  it('has its models checked one by one', async () => {
    await set('models', [
      { name: 'good', baseUrl: 'https://judge.example/v1/', model: 'm' },
      { name: 'key in the address', baseUrl: 'https://key@judge.example/v1', model: 'm' },
      { name: 'odd header', baseUrl: 'https://judge.example/v1', model: 'm', headers: { 'x-a': 'b\r\nhost: c' } },
      'text',
    ]);
    const { models, problems } = await readSettings();
    assert.deepEqual(
      models.map(({ name, baseUrl }) => [name, baseUrl]),
      [['good', 'https://judge.example/v1']],
    );
    assert.deepEqual(
      problems.map(({ setting }) => setting),
      Array(3).fill('gavel.models'),
    );
    assert.match(problems[0]?.message ?? '', /^gavel\.models\[1\]\.baseUrl: .*This entry is left out\.$/);
  });
});
