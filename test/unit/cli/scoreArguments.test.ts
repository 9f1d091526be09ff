import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CliProblem } from '../../../src/cli/cliProblem.ts';
import { scoreHelp } from '../../../src/cli/help.ts';
import { readScoreArguments } from '../../../src/cli/scoreArguments.ts';
import { defaultOptions } from '../../../src/judging/options.ts';

describe('readScoreArguments', () => {
  it('has the defaults that the help promises', () => {
    const read = readScoreArguments(['rows.jsonl']);
    assert.ok(read !== 'help');
    const { file, task, model, concurrency, timeoutMs, maxRetries, options, overwrite, json, caps, fresh } = read;
    assert.deepEqual(
      { file, task, model, concurrency, timeoutMs, maxRetries, options, overwrite, json, caps, fresh },
      {
        file: 'rows.jsonl',
        task: 'quality',
        model: undefined,
        concurrency: 8,
        timeoutMs: 60_000,
        maxRetries: 4,
        options: { ...defaultOptions, parameters: {} },
        overwrite: false,
        json: false,
        caps: { requests: undefined, cost: undefined },
        fresh: false,
      },
    );
    for (const words of ['(default 8)', '(default 60)', '(default 4)']) assert.ok(scoreHelp.includes(words), words);
  });

  it('reads every flag', () => {
    const flags =
      'rows.jsonl --task judgelm --base-url http://127.0.0.1:1/v1 --model m --api-key-env K --concurrency 3 ' +
      '--timeout 1.5 --max-retries 0 --template t.jinja2 --dialect official --reply auto --explain --off-scale reject ' +
      '--parameters {"temperature":0,"top_p":0.5,"seed":7,"max_tokens":9} --output r.gavel.jsonl --export e.CSV ' +
      '--fields {"instruction":"q","responses":["a","b"],"reference":"gold"} --overwrite --json ' +
      '--rpm 60 --tpm 90000 --sample 20 --seed 7 --price 2.5,10 --max-cost 1.5 --max-requests 99 --retry-unscored --canary --estimate ' +
      '--order permute --permutations 4 --samples 3 --combine median --scoring expected --least-mass 0.8 --hardened always ' +
      '--criteria c.md --criterion brief --criterion kind ' +
      '--jury n --jury @cf/o@https://api.example.com/v1,OTHER_KEY';
    const read = readScoreArguments(flags.split(' '));
    assert.ok(read !== 'help');
    assert.deepEqual(read, {
      given: flags.split(' '),
      file: 'rows.jsonl',
      task: 'judgelm',
      model: 'm',
      baseUrl: 'http://127.0.0.1:1/v1',
      apiKeyEnv: 'K',
      jury: [{ model: 'n' }, { model: '@cf/o', baseUrl: 'https://api.example.com/v1', apiKeyEnv: 'OTHER_KEY' }],
      concurrency: 3,
      requestsPerMinute: 60,
      tokensPerMinute: 90_000,
      timeoutMs: 1500,
      maxRetries: 0,
      price: { input: 2.5, output: 10 },
      caps: { requests: 99, cost: 1.5 },
      sample: { rows: 20, seed: 7 },
      retryUnscored: true,
      fresh: false,
      canary: true,
      estimate: true,
      options: {
        ...defaultOptions,
        dialect: 'official',
        reply: 'auto',
        offScale: 'reject',
        explain: true,
        order: 'permute',
        permutations: 4,
        samples: 3,
        combine: 'median',
        scoring: 'expected',
        leastMass: 0.8,
        hardened: 'always',
        parameters: { temperature: 0, topP: 0.5, seed: 7, maxTokens: 9 },
      },
      template: 't.jinja2',
      criteria: { file: 'c.md', list: ['brief', 'kind'] },
      fields: { instruction: 'q', responses: ['a', 'b'], reference: 'gold' },
      output: 'r.gavel.jsonl',
      exportTo: { path: 'e.CSV', format: 'csv' },
      overwrite: true,
      json: true,
    });
    const named = [...(flags.match(/--[a-z-]+/g) ?? []), '--fresh', '--scale', '--reply-form'];
    for (const flag of named) assert.match(scoreHelp, new RegExp(`^  .*${flag}\\b`, 'm'));
  });

  it('reads the scale and the form of a custom task', () => {
    const flags = ['a.jsonl', '--task', 'custom', '--template', 't', '--scale=-1, 1.5', '--reply-form', 'first line'];
    const read = readScoreArguments(flags);
    assert.ok(read !== 'help');
    assert.deepEqual(read.options.custom, { scale: { min: -1, max: 1.5 }, form: 'first line' });
  });

  it('knows when it is asked for help', () => assert.equal(readScoreArguments(['--help', 'x']), 'help'));

  for (const [args, words] of [
    ['', /no file to score\. Name a \.jsonl/],
    ['a.jsonl b.jsonl', /more than one file: a\.jsonl, b\.jsonl/],
    ['a.jsonl --nope', /Unknown option '--nope'\. See gavel score --help/],
    ['a.jsonl --task', /--task/],
    ['a.jsonl --task best', /no --task "best"\. Use quality, judgelm, complexity, deita-quality/],
    ['a.jsonl --dialect x', /Use distilabel or official/],
    ['a.jsonl --reply x', /Use text, structured or auto/],
    ['a.jsonl --off-scale x', /Use keep or reject/],
    ['a.jsonl --order x', /Use "as given", swap or permute/],
    ['a.jsonl --permutations 1', /from 2 to 20/],
    ['a.jsonl --samples 33', /from 1 to 32/],
    ['a.jsonl --samples 0', /from 1 to 32/],
    ['a.jsonl --combine x', /Use mean, median or majority/],
    ['a.jsonl --scoring x', /Use plain or expected/],
    ['a.jsonl --least-mass 1.5', /from 0 to 1/],
    ['a.jsonl --hardened x', /Use never, flagged or always/],
    ['a.jsonl --jury m', /no model\. Name the first of its models with --model/],
    ['a.jsonl --model m --jury=', /--jury is ""/],
    ['a.jsonl --model m --jury n,MY-KEY', /--jury is "n,MY-KEY"/],
    ['a.jsonl --scale 1,5', /--scale is for your own task\. Add --task custom/],
    ['a.jsonl --reply-form json', /--reply-form is for your own task/],
    ['a.jsonl --task custom', /needs a template of yours\. Name its file with --template/],
    ['a.jsonl --task custom --template t --scale 5,1', /--scale is "5,1"\. Name the lowest and the highest/],
    ['a.jsonl --task custom --template t --scale 5', /--scale is "5"/],
    ['a.jsonl --task custom --template t --scale 1,2,3', /--scale is "1,2,3"/],
    ['a.jsonl --task custom --template t --scale 1,x', /--scale is "x"\. Use a number from -1000 to 1000/],
    ['a.jsonl --task custom --template t --reply-form csv', /Use "index lines", "first line" or json/],
    ['a.jsonl --concurrency 0', /from 1 to 1000/],
    ['a.jsonl --concurrency 2.5', /whole number/],
    ['a.jsonl --concurrency 0x10', /whole number/],
    ['a.jsonl --timeout abc', /--timeout is "abc"/],
    ['a.jsonl --timeout 0', /from 0\.1/],
    ['a.jsonl --timeout Infinity', /--timeout is "Infinity"/],
    ['a.jsonl --max-retries=-1', /--max-retries is "-1"/],
    ['a.jsonl --base-url http://127.0.0.1/v1', /no model\. Name the model with --model/],
    ['a.jsonl --fresh', /--fresh needs a run\. Name its file with --output/],
    ['a.jsonl --retry-unscored', /--retry-unscored needs a run/],
    ['a.jsonl --output r --fresh --retry-unscored', /nothing to retry/],
    ['a.jsonl --seed 1', /no sample\. Add --sample/],
    ['a.jsonl --sample 0', /from 1 to/],
    ['a.jsonl --max-cost 1', /without a price\. Give it with --price/],
    ['a.jsonl --price 1', /--price is "1"\. Write the price of a million/],
    ['a.jsonl --price 1,2,3', /--price is "1,2,3"/],
    ['a.jsonl --price 1,-2', /--price is "-2"/],
    ['a.jsonl --rpm 0', /--rpm is "0"/],
    ['a.jsonl --export a.xlsx', /ends in \.jsonl or \.csv/],
    ['a.jsonl --fields {', /--fields is not JSON\. Write it like this/],
    ['a.jsonl --fields {"responses":1}', /at responses/],
    ['a.jsonl --fields {"responses":"a","answer":"b"}', /"answer"/],
    ['a.jsonl --parameters {"temperature":"hot"}', /at temperature/],
  ] as const) {
    it(`refuses: ${args || 'nothing'}`, () => {
      assert.throws(
        () => readScoreArguments(args.split(' ').filter(Boolean)),
        (error) => error instanceof CliProblem && words.test(`${error.message} ${error.next}`),
      );
    });
  }
});
