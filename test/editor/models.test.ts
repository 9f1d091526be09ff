import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { addEndpoint, addModel } from '../../src/extension/models/addEndpoint.ts';
import { readSettings } from '../../src/extension/settings.ts';
import { JudgeServer } from '../host/judgeServer.ts';
import { User } from './answers.ts';
import { gavel, reset } from './gavel.ts';

const key = 'sk-models-77';

describe('adding an endpoint', () => {
  const open = new JudgeServer();
  /** Has its models below `/v1` only. */
  const below = createServer(({ url }, response) => {
    const body = url === '/v1/models' ? '{"data":[{"id":"judge-small"},{"id":"judge-large"}]}' : undefined;
    response.writeHead(body ? 200 : 404).end(body);
  });
  const locked = new JudgeServer({ apiKey: key, models: ['judge-locked'] });
  let user: User;

  before(async () => {
    await open.start();
    await new Promise<void>((resolve) => below.listen(0, '127.0.0.1', resolve));
    await locked.start();
  });
  beforeEach(() => {
    user = new User();
  });
  afterEach(async () => {
    user.restore();
    await reset('models', 'model');
  });
  after(async () => {
    await (await gavel()).keys.remove(new URL(locked.url).origin);
    await open.stop();
    below.close();
    await locked.stop();
  });

  it('finds the base URL below the address, offers its models and puts the chosen one in force', async () => {
    const address = `http://127.0.0.1:${(below.address() as AddressInfo).port}`;
    user.answers = {
      input: ({ validateInput }) => {
        assert.ok(validateInput?.('ftp://x'));
        return address;
      },
      pick: (items) => items.find(({ label }) => label === 'judge-large'),
    };
    await addEndpoint(await gavel());
    const { model, models } = await readSettings();
    assert.equal(model, 'judge-large');
    const expected = { name: 'judge-large', baseUrl: `${address}/v1`, model: 'judge-large', fromWorkspace: false };
    assert.deepEqual(models, [expected]);
    assert.equal((await gavel()).judge.label.model, 'judge-large');
    assert.match(user.lastWords, /judges with judge-large now/);
  });

  it('asks for the key that the endpoint wants, before it asks for the model', async () => {
    user.answers = { input: ({ password }) => (password ? key : locked.url), pick: ([first]) => first };
    await addEndpoint(await gavel());
    assert.deepEqual(user.asked, [
      'Add an endpoint (1/2): base URL',
      `API key for ${new URL(locked.url).origin}`,
      'Add an endpoint (2/2): model',
    ]);
    assert.equal((await readSettings()).model, 'judge-locked');
  });

  it('takes a typed name where nobody tells the models', async () => {
    const silent = 'http://127.0.0.1:9/v1';
    user.answers = { input: ({ title = '' }) => (title.includes('(1/2)') ? silent : ' my-model ') };
    await addEndpoint(await gavel());
    assert.deepEqual((await readSettings()).models, [
      { name: 'my-model', baseUrl: silent, model: 'my-model', fromWorkspace: false },
    ]);
  });

  it('changes nothing when it is given up', async () => {
    user.answers = { input: () => open.url };
    await addEndpoint(await gavel());
    assert.deepEqual((await readSettings()).models, []);
  });

  it('gives models of the same name at different places names of their own, and adds none twice', async () => {
    for (const baseUrl of ['http://127.0.0.1:1/v1', 'http://127.0.0.1:2/v1', 'http://127.0.0.1:1/v1']) {
      await addModel({ name: 'm', baseUrl, model: 'm' });
    }
    const { model, models } = await readSettings();
    assert.deepEqual(
      models.map(({ name }) => name),
      ['m', 'm (127.0.0.1:2)'],
    );
    assert.equal(model, 'm');
  });
});

describe('the judge in force', () => {
  afterEach(() => reset('models', 'model'));

  it('is told anew when its settings change', async () => {
    const { judge } = await gavel();
    const told: string[] = [];
    const listener = judge.onDidChange(({ model }) => told.push(model));
    await vscode.workspace
      .getConfiguration('gavel')
      .update('models', [{ name: 'a', baseUrl: 'http://127.0.0.1:9', model: 'm' }], vscode.ConfigurationTarget.Global);
    await vscode.workspace.getConfiguration('gavel').update('model', 'offline', vscode.ConfigurationTarget.Global);
    listener.dispose();
    assert.deepEqual(told, ['a', 'Offline preview (not an LLM)']);
    assert.equal(judge.label.offline, true);
  });
});
