import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { FileTrouble } from '../../../src/node/fileTrouble.ts';
import { openRunFile, type RunFileSink } from '../../../src/node/runFileSink.ts';

const header = '{"gavel":"run","version":1}\n';
const bytes = (text: string) => new TextEncoder().encode(text);

let folder: string;
let path: string;
describe('a run file on disk', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-sink-'));
    path = join(folder, 'run.gavel.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function opened(how: 'new' | 'go on', at = path): Promise<RunFileSink> {
    const sink = await openRunFile(at, how);
    if ('reason' in sink) throw new Error(sink.message);
    return sink;
  }

  async function refused(how: 'new' | 'go on', at = path): Promise<FileTrouble> {
    const sink = await openRunFile(at, how);
    if ('reason' in sink) return sink;
    await sink.close();
    throw new Error('It was opened.');
  }

  describe('openRunFile', () => {
    it('makes a file, appends to it, and knows its size', async () => {
      const sink = await opened('new');
      assert.equal(sink.size, 0);
      await sink.append(bytes(header));
      await sink.append(bytes('{"好":1}\n'));
      assert.equal(sink.size, header.length + 10);
      await sink.close();
      await sink.close();
      const again = await opened('go on');
      assert.equal(again.size, header.length + 10);
      await again.append(bytes('{}\n'));
      await again.close();
      assert.equal(await readFile(path, 'utf8'), `${header}{"好":1}\n{}\n`);
      assert.deepEqual(await readdir(folder), ['run.gavel.jsonl'], 'no lock is left');
    });

    it('leaves a torn line as a line of its own', async () => {
      await writeFile(path, `${header}{"row":{"ind`);
      const sink = await opened('go on');
      assert.equal(sink.size, header.length + 13);
      await sink.append(bytes('{}\n'));
      await sink.close();
      assert.equal(await readFile(path, 'utf8'), `${header}{"row":{"ind\n{}\n`);
    });

    for (const [what, content, how, reason] of [
      ['makes no file over a run', header, 'new', 'exists'],
      ['makes no file over anything else', 'notes', 'new', 'exists'],
      ['takes an empty file for a new run', '', 'new', undefined],
      ['takes a header that was torn off for a new run', header.slice(0, -5), 'new', undefined],
      ['does not go on with what is no run', '{"instruction":"q"}', 'go on', 'not a run file'],
      ['does not go on with an empty file', '', 'go on', 'not a run file'],
    ] as const) {
      it(what, async () => {
        await writeFile(path, content);
        if (reason === undefined) {
          await (await opened(how)).close();
          assert.equal(await readFile(path, 'utf8'), '');
        } else {
          assert.equal((await refused(how)).reason, reason);
          assert.equal(await readFile(path, 'utf8'), content, 'it is as it was');
        }
        assert.deepEqual(await readdir(folder), ['run.gavel.jsonl']);
      });
    }

    it('says in words why a file can not be opened', async () => {
      assert.deepEqual(await refused('go on'), {
        reason: 'missing',
        message: `There is no run file ${path}.`,
        next: 'Check its name.',
      });
      assert.match((await refused('new', join(folder, 'none', 'run.gavel.jsonl'))).message, /There is no folder for /);
      await mkdir(path);
      assert.equal((await refused('new')).reason, 'exists');
      assert.equal((await refused('go on')).reason, 'not allowed');
    });

    it('discards what came to nothing', async () => {
      const sink = await opened('new');
      await sink.append(bytes(header));
      await sink.discard();
      assert.deepEqual(await readdir(folder), []);
    });
  });

  describe('the lock of a run file', () => {
    beforeEach(() => writeFile(path, header));

    it('is one for all names of the file, and free again when it is closed', async () => {
      const link = join(folder, 'link.gavel.jsonl');
      await symlink(path, link);
      const sink = await opened('go on');
      for (const name of [path, link]) {
        const { reason, message, next } = await refused('go on', name);
        assert.equal(reason, 'in use');
        assert.ok(message.includes(`process ${process.pid}`), message);
        assert.match(next, /delete .*\.lock\.$/);
      }
      await sink.close();
      await (await opened('go on', link)).close();
    });

    it('goes to exactly one of many who come at once', async () => {
      for (let round = 0; round < 20; round++) {
        const all = await Promise.all(Array.from({ length: 10 }, () => openRunFile(path, 'go on')));
        const winners = all.filter((one) => !('reason' in one)) as RunFileSink[];
        assert.equal(winners.length, 1);
        await winners[0]?.close();
      }
    });

    const line = (holder: object) =>
      `\n${JSON.stringify({ token: 't', pid: 1, host: hostname(), at: Date.now(), ...holder })}\n`;

    it('of a process that is dead is free, whoever had it', async () => {
      const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
      await once(child, 'exit');
      const dead = line({ pid: child.pid });
      for (const stale of [dead, dead + dead, `${dead}{"torn`, line({ pid: process.pid }), line({ at: 0 }), 'x', '']) {
        await writeFile(`${path}.lock`, stale);
        await (await opened('go on')).close();
        assert.deepEqual(await readdir(folder), ['run.gavel.jsonl'], JSON.stringify(stale));
      }
    });

    it('of a process that lives, here or on another machine, is not', async () => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      try {
        for (const [holder, words] of [
          [{ pid: child.pid }, `process ${child.pid})`],
          [{ host: 'elsewhere' }, 'process 1 on elsewhere)'],
        ] as const) {
          await writeFile(`${path}.lock`, line(holder));
          assert.ok((await refused('go on')).message.includes(words));
          assert.ok((await refused('new')).message.includes(words), 'nothing is made either');
        }
      } finally {
        child.kill('SIGKILL');
      }
    });
  });
});
