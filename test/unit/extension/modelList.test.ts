import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { findLocalServers, type LocalServer } from '../../../src/extension/models/localServers.ts';
import { listModels } from '../../../src/extension/models/modelList.ts';
import { JudgeServer } from '../../host/judgeServer.ts';

async function serve(listener: RequestListener): Promise<{ server: Server; url: string; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}`, port };
}

const signal = () => AbortSignal.timeout(5000);

describe('listModels', () => {
  const bodies: [string, number, string, unknown][] = [
    ['a list', 200, '{"data":[{"id":"a"},{"id":"b"}]}', { kind: 'models', names: ['a', 'b'] }],
    [
      'what is no model left out',
      200,
      '{"data":[{"id":"a"},{"id":3},null,"b",{"id":""}]}',
      { kind: 'models', names: ['a'] },
    ],
    ['a key that is refused', 401, '{}', { kind: 'refused' }],
    ['a page', 200, '<html>', { kind: 'no answer' }],
    ['JSON of another kind', 200, '[1]', { kind: 'no answer' }],
    ['nothing', 404, '', { kind: 'no answer' }],
  ];
  for (const [what, status, body, expected] of bodies) {
    it(`reads ${what}`, async () => {
      const { server, url } = await serve((_, response) => response.writeHead(status).end(body));
      assert.deepEqual(await listModels(url, undefined, signal()), expected);
      server.close();
    });
  }

  it('does not carry a key over a redirect', async () => {
    let followed = 0;
    const other = await serve((_, response) => {
      followed++;
      response.end('{"data":[]}');
    });
    const { server, url } = await serve((_, response) =>
      response.writeHead(302, { location: `${other.url}/models` }).end(),
    );
    assert.deepEqual(await listModels(url, 'secret', signal()), { kind: 'no answer' });
    assert.equal(followed, 0);
    server.close();
    other.server.close();
  });

  it('gives up when it is told to', async () => {
    const { server, url } = await serve(() => {});
    assert.deepEqual(await listModels(url, undefined, AbortSignal.timeout(20)), { kind: 'no answer' });
    server.closeAllConnections();
    server.close();
  });
});

describe('findLocalServers', () => {
  const judge = new JudgeServer({ models: ['judge-small'] });
  before(() => judge.start());
  after(() => judge.stop());

  it('finds the servers that answer, and none of the others', async () => {
    const page = await serve((_, response) => response.end('<html>'));
    const silent = await serve(() => {});
    const found: LocalServer[] = [];
    const port = Number(new URL(judge.url).port);
    await findLocalServers((server) => found.push(server), new AbortController().signal, [
      page.port,
      silent.port,
      port,
    ]);
    assert.deepEqual(found, [{ baseUrl: judge.url, models: ['judge-small'] }]);
    silent.server.closeAllConnections();
    page.server.close();
    silent.server.close();
  });

  it('tells of nothing once the picker is closed', async () => {
    const closed = AbortSignal.abort();
    const found: LocalServer[] = [];
    await findLocalServers((server) => found.push(server), closed, [Number(new URL(judge.url).port)]);
    assert.deepEqual(found, []);
  });
});
