import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { JudgeServer } from '../../host/judgeServer.ts';
import { runScore } from './fakeTerminal.ts';

const rows = [
  { instruction: 'Name a river.', responses: ['The Danube.', 'No.'], reference: 'The Rhine.' },
  { instruction: 'Name a lake.', responses: ['Lake Geneva.', 'Water.'] },
];
const template = `Rate from {{ scale_min }} to {{ scale_max }}: {{ instruction }}
{% for response in responses %}{{ loop.index }}) {{ response }}
{% endfor %}{{ reply_form }}
`;
const server = new JudgeServer();
let folder: string;
const at = (name: string) => join(folder, name);
const score = (...args: string[]) => runScore([at('rows.jsonl'), ...args], { env: {} });
const byServer = (...args: string[]) => score('--model', 'judge-small', '--base-url', server.url, ...args);
const asked = () =>
  server.requests.map(({ body }) => (body as { messages: { content: string }[] }).messages.at(-1)?.content ?? '');

describe('gavel score with the user’s own words', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-custom-'));
    await writeFile(at('rows.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await writeFile(at('own.jinja'), template);
    await writeFile(at('bad.jinja'), '{{ instruction }}\n{{ nonsense }}');
    await writeFile(at('criteria.md'), '# Style\r\n\r\nBe brief. {{ instruction }}\r\n');
    await writeFile(at('empty.md'), '\n');
    await writeFile(at('binary.md'), Buffer.from([0xff, 0x00, 0x41]));
    await server.start();
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  it('judges by a custom task: own template, own scale, JSON with a rationale', async () => {
    server.requests.length = 0;
    server.behaviour = () => '{"scores": [5, 2], "rationale": "The first names one."}';
    const custom = ['--task', 'custom', '--template', at('own.jinja'), '--scale', '1,5', '--reply-form', 'json'];
    const { status, stdout, stderr } = await byServer(...custom, '--export', at('out.jsonl'), '--json');
    assert.equal(status, 0, stderr);
    const [prompt = ''] = asked();
    assert.match(prompt, /^Rate from 1 to 5: Name a \w+\.\n1\) .*\n2\) .*\nAnswer with one JSON object/);
    const { run, records } = JSON.parse(stdout);
    assert.deepEqual([run.task, run.options.custom], ['custom', { scale: { min: 1, max: 5 }, form: 'json' }]);
    assert.deepEqual(records[0].judgement.scale, { min: 1, max: 5 });
    const [row = ''] = (await readFile(at('out.jsonl'), 'utf8')).split('\n');
    const { scores, rationale, gavel } = JSON.parse(row);
    assert.deepEqual([scores, rationale, gavel.status], [[5, 2], 'The first names one.', 'scored']);
  });

  it('names the task and judges offline without a model', async () => {
    const { status, stderr } = await score('--task', 'custom', '--template', at('own.jinja'), '--scale', '0,1');
    assert.equal(status, 0);
    assert.match(stderr, /^Custom · Offline preview/m);
  });

  it('tells the judge the criteria of a file and of the arguments', async () => {
    server.requests.length = 0;
    server.behaviour = () => '[1] Score: 2\n[2] Score: 1';
    const { status } = await byServer(
      '--criteria',
      at('criteria.md'),
      '--criterion',
      'Be kind.',
      '--criterion',
      'Be right.',
    );
    assert.equal(status, 0);
    for (const prompt of asked())
      assert.match(prompt, /# Style\n\nBe brief\. \{\{ instruction \}\}\n\n- Be kind\.\n- Be right\.\n/);
  });

  it('does not go on with a run of other criteria', async () => {
    const run = ['--output', at('run.gavel.jsonl')];
    assert.equal((await score('--criterion', 'Be kind.', ...run)).status, 0);
    const { status, problem } = await score('--criterion', 'Be brief.', ...run);
    assert.equal(status, 1);
    assert.match(problem ?? '', /the criteria \("- Be brief\." instead of "- Be kind\."\)/);
  });

  for (const [args, words] of [
    [['--criteria', 'none.md'], /There is no file .*none\.md/],
    [['--criteria', 'empty.md'], /empty\.md is empty\. Write your criteria into it/],
    [['--criteria', 'binary.md'], /no readable text\. Save them as UTF-8/],
    [['--criterion', 'x'.repeat(20_001)], /20003 characters; at most 20000 are allowed\. Shorten them/],
    [['--task', 'custom', '--template', 'bad.jinja'], /bad\.jinja:2:\d+: .*"nonsense"/],
  ] as const) {
    it(`says what is wrong: ${args.join(' ').slice(0, 60)}`, async () => {
      const { status, problem } = await score(...args.map((arg) => (/\.\w+$/.test(arg) ? at(arg) : arg)));
      assert.equal(status, 1);
      assert.match(problem ?? '', words);
    });
  }
});
