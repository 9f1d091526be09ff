import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readRunFile } from '../../../src/cli/runFileRecords.ts';
import { JudgeServer } from '../../host/judgeServer.ts';
import { bundleCli, startCli } from '../cli/cliProcess.ts';

const rowCount = 200;

let folder: string;
let program: string;
function start(server: JudgeServer, output: string, shell?: string) {
  const judge = ['--base-url', server.url, '--model', 'judge-small', '--concurrency', '4'];
  return startCli(program, ['score', join(folder, 'rows.jsonl'), '--output', join(folder, output), ...judge], shell);
}

async function totalsOf(output: string) {
  const run = await readRunFile(join(folder, output));
  assert.ok('columns' in run);
  return { rows: run.columns.totals.rows, scored: run.columns.totals.scored, damaged: run.damaged };
}

describe('processes and run files', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-two-'));
    program = await bundleCli(join(folder, 'program'));
    const rows = Array.from(
      { length: rowCount },
      (_, i) => `{"instruction":"Question ${i}?","responses":["A","No"]}\n`,
    );
    await writeFile(join(folder, 'rows.jsonl'), rows.join(''));
  });
  after(() => rm(folder, { recursive: true }));

  describe('two processes on one run file', () => {
    for (const [what, stale] of [
      ['a new one', false],
      ['one whose process was killed', true],
    ] as const) {
      it(`${what}: one judges, the other says who does`, async () => {
        const output = `${stale ? 'stale' : 'new'}.gavel.jsonl`;
        const server = new JudgeServer();
        await server.start();
        try {
          if (stale) {
            const first = start(server, output);
            server.behaviour = (_request, n) => {
              if (n === 10) first.child.kill('SIGKILL');
              return undefined;
            };
            assert.equal((await first.ended).status, null);
          }
          // Nobody is done before one has given up.
          const answers = Promise.withResolvers<undefined>();
          server.behaviour = () => answers.promise;
          const both = [start(server, output), start(server, output)];
          const loser = await Promise.race(both.map(({ ended }) => ended));
          answers.resolve(undefined);
          assert.equal(loser.status, 1, loser.err);
          assert.match(
            loser.err,
            /gavel\.jsonl is being written by another Gavel \(process \d+\)\. Wait until it has ended/,
          );
          const ended = await Promise.all(both.map((one) => one.ended));
          assert.deepEqual(ended.map(({ status }) => status).sort(), [0, 1]);
          assert.deepEqual(await totalsOf(output), { rows: rowCount, scored: rowCount, damaged: 0 });
          assert.ok(!(await readdir(folder)).includes(`${output}.lock`));
        } finally {
          await server.stop();
        }
      });
    }
  });

  describe('a run file that can grow no more', {
    skip: process.platform === 'win32' && 'Windows has no such limit',
  }, () => {
    it('pauses the run, which goes on where there is room again', async () => {
      const server = new JudgeServer();
      await server.start();
      try {
        const output = 'full.gavel.jsonl';
        // Blocks of 512 bytes: what a full disk does, without one.
        const full = await start(server, output, 'ulimit -f 64').ended;
        assert.equal(full.status, 3, full.err);
        assert.match(
          full.out,
          /^Paused\. .*full\.gavel\.jsonl can't grow any more: .* What could not be written is still /m,
        );
        assert.match(full.out, /^Go on with: gavel score /m);
        const { scored } = await totalsOf(output);
        assert.ok(scored > 10 && scored < rowCount, `${scored} rows fitted`);
        const before = server.chatCount;
        assert.equal((await start(server, output).ended).status, 0);
        assert.equal(server.chatCount - before, rowCount - scored);
        const totals = await totalsOf(output);
        assert.deepEqual([totals.scored, totals.damaged <= 1], [rowCount, true]);
      } finally {
        await server.stop();
      }
    });
  });
});
