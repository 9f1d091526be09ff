import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { readBatchArguments } from '../../../src/cli/batch/batchArguments.ts';
import { batch } from '../../../src/cli/batch/batchCommand.ts';
import { CliProblem } from '../../../src/cli/cliProblem.ts';
import { BatchServer, completion } from '../../host/batchServer.ts';
import { runScore } from './fakeTerminal.ts';

const server = new BatchServer();
let url: string;
let folder: string;
const at = (name: string) => join(folder, name);
const env = { KEY: 'sk-batch-secret', WRONG: 'sk-wrong-0123' };
const rows = Array.from({ length: 12 }, (_, k) => ({ instruction: `Q${k}`, responses: ['A', 'A longer answer'] }));
const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const ids = () => [...server.batches.keys()];

/** Runs `gavel batch` inside this process, as `main` would. */
async function run(args: readonly string[], pause?: Parameters<typeof batch>[2]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  const interrupted = () => new AbortController().signal;
  let ended: { status: number; problem: string };
  try {
    const read = readBatchArguments(args);
    assert.ok(read !== 'help');
    ended = { status: await batch(read, { stdout, stderr, env, interrupted }, pause), problem: '' };
  } catch (error) {
    if (!(error instanceof CliProblem)) throw error;
    ended = { status: 1, problem: `${error.message} ${error.next}` };
  }
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { ...ended, stdout: out, stderr: err };
}

const judge = () => ['--base-url', url, '--model', 'judge-small', '--api-key-env', 'KEY'];
const follow = () => ['--base-url', url, '--api-key-env', 'KEY'];
const submit = (...more: string[]) =>
  run(['submit', at('rows.jsonl'), '--output', at('run.gavel.jsonl'), ...judge(), ...more]);
const collect = (...more: string[]) => run(['collect', at('run.gavel.jsonl'), ...more]);

function useServer(): void {
  before(async () => {
    url = await server.start();
  });
  after(() => server.stop());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-batch-test-'));
    await writeFile(at('rows.jsonl'), lines(rows));
    server.batches.clear();
    server.files.clear();
    server.chats.length = 0;
    server.apiKey = env.KEY;
    server.fault = () => undefined;
  });
  afterEach(() => rm(folder, { recursive: true }));
}

describe('gavel batch with an endpoint', () => {
  useServer();

  it('goes the whole round, and gavel score asks for exactly what is missing', async () => {
    const submitted = await submit('--requests-per-file', '5');
    assert.equal(submitted.problem, '');
    assert.match(submitted.stdout, /^12 requests for 12 rows\.\nThen: gavel batch collect /);
    assert.equal(ids().length, 3);
    assert.match(
      (await run(['status', at('run.gavel.jsonl'), ...follow()])).stdout,
      /batch_\d+: in_progress, 5 requests/,
    );
    assert.match((await collect(...follow())).problem, /No batch of .* is over yet\. Collect later, or add --wait/);

    for (const id of ids()) server.process(id, (_, n) => ['expire', undefined, 'Both are fine.'][n] as 'expire');
    const collected = await collect(...follow());
    assert.equal(collected.status, 2);
    assert.match(collected.stdout, /^9 replies taken\.$/m);
    assert.match(collected.stdout, /^ {2}3 × The batch expired\.$/m);
    assert.match(collected.stdout, /^The run: 7 scored, 0 partly scored, 2 unscored, 0 malformed\.$/m);
    assert.match(collected.stdout, /^3 rows without a judgement: gavel score/m);
    assert.match((await collect(...follow())).problem, /has no batches under way/);

    const scored = await runScore([at('rows.jsonl'), '--output', at('run.gavel.jsonl'), ...judge()], { env });
    assert.deepEqual([scored.status, server.chats.length], [0, 5]);
    assert.match((await submit()).stdout, /^0 requests for 12 rows; 12 known/);
    const kept = await readFile(at('run.gavel.jsonl'), 'utf8');
    assert.doesNotMatch(kept + scored.stderr + submitted.stderr, /sk-batch/);
  });

  it('waits until they are over', async () => {
    const pauses: number[] = [];
    const { status, stdout } = await run(
      ['submit', at('rows.jsonl'), '--output', at('run.gavel.jsonl'), ...judge(), '--wait'],
      async (ms) => {
        if (pauses.push(ms) === 3) for (const id of ids()) server.process(id);
      },
    );
    assert.deepEqual([status, pauses], [0, [5_000, 7_500, 11_250]]);
    assert.match(stdout, /12 replies taken\.\nThe run: 12 scored/);
  });

  it('does not ask about rows that are under way', async () => {
    await submit();
    const scored = await runScore([at('rows.jsonl'), '--output', at('run.gavel.jsonl'), ...judge()], { env });
    assert.deepEqual([scored.status, server.chats.length, /0 scored/.test(scored.stdout)], [3, 0, true]);
    assert.match(scored.stderr, /^Of 12 rows \(12 under way in a batch\) none is left to ask\.$/m);
    assert.match(
      scored.stdout,
      /^Paused\. .* under way in a batch\. Take the results of the batch with gavel batch collect\.$/m,
    );
    assert.match((await submit()).stdout, /^0 requests/);
    assert.match((await run(['forget', at('run.gavel.jsonl')])).stdout, /given up; its 12 requests will be made anew/);
    assert.match((await submit()).stdout, /^12 requests/);
  });

  it('cancels, and takes what there is', async () => {
    await submit('--requests-per-file', '6');
    server.process(ids()[0] ?? '');
    const cancelled = await run(['cancel', at('run.gavel.jsonl'), ...follow()]);
    assert.match(cancelled.stdout, /completed, 6 of 6 requests done\n.*cancelled, 6 requests/);
    assert.match((await collect(...follow())).stdout, /6 replies taken[\s\S]*6 rows without a judgement/);
  });

  it('sends the key nowhere but to the address that was typed', async () => {
    await submit();
    assert.match(
      (await collect('--api-key-env', 'KEY')).problem,
      /The judge of this run is judge-small @ .* --base-url/,
    );
    assert.match(
      (await collect('--base-url', 'http://127.0.0.1:9/v1', '--api-key-env', 'KEY')).problem,
      /judge of this/,
    );
    const wrong = await collect('--base-url', url, '--api-key-env', 'WRONG');
    assert.match(wrong.problem, /401/);
    assert.doesNotMatch(wrong.problem + wrong.stderr, /sk-wrong/);
  });

  it('leaves nothing behind where nothing could be submitted', async () => {
    server.fault = () => ({ status: 404 });
    const refused = await submit();
    assert.match(refused.problem, /answers 404: it has no batches/);
    assert.deepEqual(await readdir(folder), ['rows.jsonl']);
  });
});

describe('gavel batch with an engine of one’s own', () => {
  useServer();
  const write = (...more: string[]) =>
    run([
      ...['write', at('rows.jsonl'), '--output', at('run.gavel.jsonl'), '--requests', at('out/requests')],
      ...['--base-url', url, '--model', 'judge-small', ...more],
    ]);

  /** What vLLM's run-batch makes of a request file. */
  async function engine(requests: string, results: string): Promise<void> {
    const asked = (await readFile(requests, 'utf8')).trimEnd().split('\n');
    const answered = asked.map((line) => {
      const { custom_id, body } = JSON.parse(line) as { custom_id: string; body: { model: string } };
      const response = { status_code: 200, request_id: 'v', body: completion(body, '[1] Score: 1\n[2] Score: 3') };
      return { id: 'vllm-1', custom_id, response, error: null };
    });
    await writeFile(results, lines(answered));
  }

  it('writes request files and takes the results, also after all was moved', async () => {
    const written = await write('--requests-per-file', '10');
    assert.equal(written.problem, '');
    assert.match(written.stdout, /^12 requests for 12 rows\.\nThen: gavel batch collect .*RESULTS\.jsonl/);
    assert.deepEqual((await readdir(at('out'))).sort(), ['requests-1.jsonl', 'requests-2.jsonl']);
    await engine(at('out/requests-1.jsonl'), at('results-1.jsonl'));
    await engine(at('out/requests-2.jsonl'), at('results-2.jsonl'));
    await mkdir(at('moved'));
    for (const name of ['rows.jsonl', 'run.gavel.jsonl']) await rename(at(name), at(`moved/${name}`));
    const both = [at('results-1.jsonl'), at('results-2.jsonl')];
    const { status, stdout } = await run(['collect', at('moved/run.gavel.jsonl'), ...both]);
    assert.deepEqual(
      [status, stdout],
      [0, '12 replies taken.\nThe run: 12 scored, 0 partly scored, 0 unscored, 0 malformed.\n'],
    );
  });

  it('never writes over a file', async () => {
    await mkdir(at('out'));
    await writeFile(at('out/requests-1.jsonl'), 'mine');
    assert.match((await write()).problem, /requests-1\.jsonl exists already/);
    assert.equal(await readFile(at('out/requests-1.jsonl'), 'utf8'), 'mine');
    assert.deepEqual((await readdir(folder)).sort(), ['out', 'rows.jsonl']);
  });

  it('explains what is missing', async () => {
    for (const [args, words] of [
      [['write', 'f', '--model', 'm', '--requests', 'r'], /needs a run.*--output/],
      [['write', 'f', '--output', 'o', '--model', 'm'], /no place for the request files/],
      [['submit', 'f', '--output', 'o'], /no model/],
      [['submit', 'f', '--output', 'o', '--model', 'm', '--mb-per-file', 'many'], /--mb-per-file is "many"/],
      [['collect'], /There is no run\./],
      [['status', 'a', 'b'], /takes a run and nothing else/],
      [['status', '--nope'], /--nope/],
      [['nope'], /no command "batch nope"/],
    ] as const) {
      assert.match((await run(args)).problem, words);
    }
    assert.match((await collect(at('none.jsonl'))).problem, /There is no file .*run\.gavel\.jsonl/);
  });
});
