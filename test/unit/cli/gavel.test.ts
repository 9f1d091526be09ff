import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import manifest from '../../../package.json' with { type: 'json' };
import { JudgeServer } from '../../host/judgeServer.ts';

const program = fileURLToPath(new URL('../../../src/cli/gavel.ts', import.meta.url));

/** The program as a process of its own, and what came of it. */
function gavel(...args: string[]): {
  child: ChildProcess;
  ended: Promise<{ status: number | null; out: string; err: string }>;
} {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { child, ended: ended.then(([out, err, [status]]) => ({ status: status as number | null, out, err })) };
}

describe('gavel', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-cli-'));
    const row = JSON.stringify({ instruction: 'Why is the sky blue?', responses: ['Scattering.', 'It is.'] });
    const distinct = Array.from({ length: 2000 }, (_, i) => `${row.replace('sky', `sky ${i}`)}\n`);
    await writeFile(join(folder, 'rows.jsonl'), distinct.join(''));
  });
  after(() => rm(folder, { recursive: true }));

  it('says what it can do, and its version', async () => {
    const [help, scoreHelp, version] = await Promise.all([
      gavel('--help').ended,
      gavel('score', '--help').ended,
      gavel('--version').ended,
    ]);
    assert.match(help.out, /gavel score FILE/);
    assert.match(scoreHelp.out, /--task NAME/);
    assert.equal(version.out, `${manifest.version}\n`);
    assert.deepEqual([help.status, scoreHelp.status, version.status], [0, 0, 0]);
  });

  it('ends with 1 and words, never a stack, when it can not run', async () => {
    const [command, file] = await Promise.all([gavel('judge').ended, gavel('score', join(folder, 'no.jsonl')).ended]);
    assert.deepEqual(command, { status: 1, out: '', err: 'gavel: There is no command "judge". See gavel --help.\n' });
    assert.equal(file.status, 1);
    assert.match(file.err, /^gavel: There is no file [^\n]*\n$/);
  });

  it('does not mind a reader that stops early', async () => {
    const args = [program, 'score', join(folder, 'rows.jsonl'), '--json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.once('data', () => child.stdout.destroy());
    const [err, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    assert.equal(status, 0);
    assert.doesNotMatch(err, /EPIPE/);
  });

  it('ends with 130 at Ctrl-C, and the run file says that it was cancelled', async () => {
    const reached = Promise.withResolvers<void>();
    const server = new JudgeServer({
      behaviour: (_request, n) => {
        if (n <= 10) return undefined;
        reached.resolve();
        return new Promise(() => {});
      },
    });
    await server.start();
    try {
      const output = join(folder, 'run.gavel.jsonl');
      const endpoint = ['--base-url', server.url, '--model', 'judge-small', '--concurrency', '2'];
      const { child, ended } = gavel('score', join(folder, 'rows.jsonl'), ...endpoint, '--output', output);
      await reached.promise;
      child.kill('SIGINT');
      const { status, out } = await ended;
      assert.equal(status, 130);
      assert.match(out, /^Cancelled\. 2,000 rows: \d+ scored, 0 unscored, 1,9\d\d not judged\.$/m);
      const lines = (await readFile(output, 'utf8')).trimEnd().split('\n');
      assert.match(lines.at(-1) ?? '', /"cancelled":true/);
    } finally {
      await server.stop();
    }
  });
});
