import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { agreedTo } from '../../src/extension/models/consent.ts';
import type { Services } from '../../src/extension/services.ts';
import { JudgeServer } from '../host/judgeServer.ts';
import { User } from './answers.ts';
import { file, gavel, reset, set, show } from './gavel.ts';

const key = 'sk-test-3f9a1c';

describe('API keys', () => {
  const server = new JudgeServer({ apiKey: key });
  const stranger = new JudgeServer();
  let services: Services;
  let user: User;
  let origin: string;

  before(async () => {
    services = await gavel();
    const baseUrl = await server.start();
    await stranger.start();
    origin = new URL(baseUrl).origin;
    await set('models', [
      { name: 'judge', baseUrl, model: 'judge-small' },
      { name: 'stranger', baseUrl: stranger.url, model: 'judge-small' },
    ]);
    await set('model', 'judge');
  });
  beforeEach(() => {
    user = new User();
  });
  afterEach(() => user.restore());
  after(async () => {
    await services.keys.remove(origin);
    await server.stop();
    await stranger.stop();
    await reset('models', 'model');
  });

  it('that are missing are said to be, with a way to set one', async () => {
    await show('answers.jsonl');
    await vscode.commands.executeCommand('gavel.scoreRows');
    assert.match(user.lastWords, /does not accept the API key.*Set the API key/s);
  });

  it('are asked for in a password box that names the origin', async () => {
    user.answers = {
      pick: ([first]) => first,
      input: (options) => {
        assert.equal(options.password, true);
        assert.equal(options.title, `API key for ${origin}`);
        return ` ${key} `;
      },
    };
    await vscode.commands.executeCommand('gavel.setApiKey');
    assert.equal(await services.keys.get(origin), key);
    assert.deepEqual(services.keys.origins, [origin]);
  });

  it('go to the origin that they were entered for', async () => {
    await show('answers.jsonl');
    await vscode.commands.executeCommand('gavel.scoreRows');
    assert.equal(server.chats.at(-1)?.headers['authorization'], `Bearer ${key}`);
    assert.match(user.lastWords, /: 1 scored$/);
  });

  it('go nowhere else', async () => {
    await set('model', 'stranger');
    await show('answers.jsonl');
    await vscode.commands.executeCommand('gavel.scoreRows');
    await set('model', 'judge');
    assert.equal(stranger.chats.length, 1);
    assert.equal(stranger.chats[0]?.headers['authorization'], undefined);
    assert.ok(!JSON.stringify(stranger.requests).includes(key));
  });

  it('stand in no setting and no run file', async () => {
    const run = services.runs.latestFor(file('answers.jsonl'));
    assert.ok(run);
    assert.ok(!(await readFile(run.uri.fsPath, 'utf8')).includes(key));
    assert.ok(!JSON.stringify(vscode.workspace.getConfiguration('gavel')).includes(key));
    assert.ok(
      !JSON.stringify(
        services.context.globalState.keys().map((name) => services.context.globalState.get(name)),
      ).includes(key),
    );
  });

  it('are not sent without encryption', async () => {
    const open = 'http://judge.example';
    await services.keys.set(open, key);
    await set('models', [{ name: 'open', baseUrl: `${open}/v1`, model: 'm' }]);
    await set('model', 'open');
    await show('answers.jsonl');
    await vscode.commands.executeCommand('gavel.scoreRows');
    assert.match(user.lastWords, /^The API key for http:\/\/judge\.example is not sent/);
    await services.keys.remove(open);
  });

  it('are removed by the origin', async () => {
    user.answers = { pick: ([first]) => first };
    await vscode.commands.executeCommand('gavel.removeApiKey');
    assert.equal(await services.keys.get(origin), undefined);
    assert.deepEqual(services.keys.origins, []);
  });
});

describe('the first request to an origin that a workspace names', () => {
  const model = { name: 'theirs', baseUrl: 'https://judge.example/v1', model: 'm' };
  const memory = new Map<string, unknown>();
  const memento = {
    keys: () => [...memory.keys()],
    get: <T>(name: string, fallback?: T) => (memory.get(name) as T) ?? fallback,
    update: async (name: string, value: unknown) => void memory.set(name, value),
  } as vscode.Memento;
  let user: User;

  beforeEach(() => {
    user = new User();
    memory.clear();
  });
  afterEach(() => user.restore());

  it('is asked about, and not made when refused', async () => {
    assert.equal(await agreedTo(model, [], memento), false);
    assert.equal(await agreedTo(model, [], memento), false);
    assert.deepEqual(user.told, Array(2).fill('Send texts of this workspace to https://judge.example?'));
  });

  it('is asked about once when agreed to', async () => {
    user.answers = { press: (words) => words.replace(/^.*https:\/\/(.*)\?$/, 'Send to $1') };
    assert.equal(await agreedTo(model, [], memento), true);
    assert.equal(await agreedTo(model, [], memento), true);
    assert.equal(await agreedTo({ ...model, baseUrl: 'https://judge.example:8443/v1' }, [], memento), true);
    assert.equal(user.told.length, 2);
  });

  it('needs no question when the user configured the origin, or when it stays on this machine', async () => {
    assert.equal(await agreedTo({ ...model, baseUrl: 'https://judge.example/other' }, [model], memento), true);
    assert.equal(await agreedTo({ ...model, baseUrl: 'http://localhost:1234/v1' }, [], memento), true);
    assert.deepEqual(user.told, []);
  });

  it('is not made by scoring when refused', async () => {
    const services = await gavel();
    await set('models', [model], vscode.ConfigurationTarget.Workspace);
    await show('answers.jsonl');
    const before = services.runs.runs.length;
    await vscode.commands.executeCommand('gavel.scoreRows');
    await reset('models');
    assert.match(user.lastWords, /^Send texts of this workspace to https:\/\/judge\.example\?$/);
    assert.equal(services.runs.runs.length, before);
  });
});
