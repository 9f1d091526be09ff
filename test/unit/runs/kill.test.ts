import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readRunFile } from '../../../src/cli/runFileRecords.ts';
import { seededRandom } from '../../../src/statistics/seededRandom.ts';
import { JudgeServer } from '../../host/judgeServer.ts';
import { bundleCli, type CliProcess, startCli } from '../cli/cliProcess.ts';

const rowCount = 200;
const concurrency = 4;
const kills = 11;

let folder: string;
let program: string;
/** The scores of a run over the same rows that nobody killed. */
let untouched: Map<number, string>;

/** Runs over the rows that are killed again and again. */
class KilledRun implements AsyncDisposable {
  readonly output: string;
  readonly server = new JudgeServer({ latencyMs: 2 });
  #onRequest: () => void = () => {};

  constructor(name: string) {
    this.output = join(folder, `${name}.gavel.jsonl`);
    this.server.behaviour = () => {
      this.#onRequest();
      return undefined;
    };
  }

  start(): CliProcess {
    const endpoint = ['--base-url', this.server.url, '--model', 'judge-small', '--concurrency', String(concurrency)];
    return startCli(program, ['score', join(folder, 'rows.jsonl'), '--output', this.output, ...endpoint]);
  }

  /** Kills a run at its n-th request (0: as soon as it says anything) and resolves to whether it came so far. */
  async killAt(n: number): Promise<boolean> {
    const { child, ended } = this.start();
    let asked = 0;
    this.#onRequest = () => {
      if (++asked === n) child.kill('SIGKILL');
    };
    if (n === 0) child.stderr?.once('data', () => child.kill('SIGKILL'));
    const { status } = await ended;
    this.#onRequest = () => {};
    return status === null;
  }

  /** Scores by row index, as the run file holds them. */
  async scores(): Promise<Map<number, string>> {
    const text = await readFile(this.output, 'utf8').catch(() => '');
    if (!text.includes('\n')) return new Map();
    const run = await readRunFile(this.output);
    assert.ok('columns' in run, 'reason' in run ? run.message : '');
    const { columns } = run;
    const slots = Array.from({ length: columns.length }, (_, slot) => slot);
    const scores = slots.map((slot): [number, string] => [columns.indexOf(slot), String(columns.cells(slot).scores)]);
    return new Map(scores.sort(([a], [b]) => a - b));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.stop();
  }
}

describe('a run that is killed', { concurrency: 2 }, () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-kill-'));
    program = await bundleCli(join(folder, 'program'));
    const rows = Array.from({ length: rowCount }, (_, i) => {
      const responses = ['It is.', 'It is so.', 'It is not.'].map((text) => text.repeat(1 + ((i * 7) % 5)));
      return `${JSON.stringify({ instruction: `Question ${i}?`, responses: i % 2 === 0 ? responses : responses.reverse() })}\n`;
    });
    await writeFile(join(folder, 'rows.jsonl'), rows.join(''));
    await using run = new KilledRun('untouched');
    await run.server.start();
    assert.equal((await run.start().ended).status, 0);
    untouched = await run.scores();
  });
  after(() => rm(folder, { recursive: true }));
  for (const seed of [1, 2, 3, 4, 5]) {
    it(`${kills} times, at moments that ${seed} draws, ends as if nobody had touched it`, async () => {
      await using run = new KilledRun(`killed-${seed}`);
      await run.server.start();
      const random = seededRandom(seed);
      let known = new Map<number, string>();
      for (let kill = 0; kill < kills; kill++) {
        assert.ok(await run.killAt(Math.floor(random() ** 2 * 20)), 'it ended before it could be killed');
        const scores = await run.scores();
        for (const [row, score] of known) assert.equal(scores.get(row), score, `row ${row} was judged and is lost`);
        known = scores;
      }
      const lost = run.server.chatCount - known.size;
      // In flight, or answered a moment ago and on the way to the disk.
      assert.ok(lost <= kills * 2 * concurrency, `${lost} requests were for nothing`);
      const { status, out, err } = await run.start().ended;
      assert.equal(status, 0, err);
      assert.match(out, new RegExp(`^${rowCount} rows: ${rowCount} scored, 0 unscored\\.$`, 'm'));
      assert.equal(run.server.chatCount, rowCount + lost, 'what was known was not asked again');
      assert.deepEqual(await run.scores(), untouched);
    });
  }
});
