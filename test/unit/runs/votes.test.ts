import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sample } from '../../../src/dataset/sample.ts';
import { createJudge } from '../../../src/judging/judge.ts';
import type { Judgement } from '../../../src/judging/judgement.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions, TaskName } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import type { Model } from '../../../src/models/model.ts';
import { batchRefusal, batchRequests } from '../../../src/runs/batch/batchRequests.ts';
import { cellsOf, readCells } from '../../../src/runs/columns/recordCells.ts';
import { RunColumns } from '../../../src/runs/columns/runColumns.ts';
import type { RecordedRun } from '../../../src/runs/file/recordedRun.ts';
import { noRereading, rereadReplies } from '../../../src/runs/file/reread.ts';
import { writtenCells } from '../../../src/runs/file/runFile.ts';
import { parseHeader, parseRecord } from '../../../src/runs/file/runFileSchema.ts';
import { isJudged, type JudgedRecord, judgeNames, type RunHeader, type RunItem } from '../../../src/runs/run.ts';
import { meanPrice, Spending } from '../../../src/runs/spending.ts';
import { recordsOf } from '../../../src/runs/together.ts';
import {
  answering,
  failing,
  honestScores,
  indexLines,
  replyOfTokens,
  scripted,
  token,
} from '../judging/scriptedModel.ts';
import { header, rowOf } from './records.ts';

const sample: Sample = { instruction: 'Q', responses: ['good 1', 'good 3', 'good 2'] };
const { signal } = new AbortController();
const honest = (name?: string) => answering((request) => indexLines(honestScores(request)), name);
const withChances = answering(({ subject }) =>
  replyOfTokens(
    ...subject.answers.flatMap((_, i) => [
      token(`[${i + 1}] Score: `),
      token(String(i + 1), { [String(i + 1)]: 0.75, '4': 0.25 }),
      token('\n'),
    ]),
  ),
);

interface Case {
  task?: TaskName;
  options: Partial<JudgeOptions>;
  models: Model | Model[];
}

const cases: Record<string, Case> = {
  'in two orders': { options: { order: 'swap' }, models: honest() },
  'in several orders': { options: { order: 'permute', permutations: 3 }, models: honest() },
  'by several replies, of which one can’t be read': {
    options: { samples: 3, combine: 'median', reasks: 1 },
    models: scripted([indexLines([1, 2, 3]), 'Well.', 'Well?', indexLines([1, 3, 3])]),
  },
  'with a refusal among them': {
    options: { samples: 2 },
    models: scripted([{ text: 'No.', refusal: 'No.' }, indexLines([1, 2, 3])]),
  },
  'by a jury': { options: {}, models: [honest('a'), scripted([indexLines([4, 1, 1])], 'b')] },
  'by a jury of which one fails': { options: {}, models: [honest('a'), scripted([failing()], 'b')] },
  'by expected scores': { options: { scoring: 'expected', order: 'swap' }, models: withChances },
  'text by text': {
    task: 'deita-quality',
    options: {},
    models: scripted([replyOfTokens(token('3', { '3': 0.5, '2': 0.5 }))]),
  },
  'alone, by an expected score': { options: { scoring: 'expected' }, models: withChances },
};

async function judgedBy({ task = 'quality', options, models }: Case) {
  const judge = createJudge(tasks[task], models, { ...defaultOptions, reasks: 0, ...options });
  const judgement = await judge.judge(sample, signal);
  const record: JudgedRecord = { row: rowOf(0), key: judge.key(sample), judgement };
  const run: RunHeader = { ...header, task, ...judgeNames(judge), options: judge.options };
  return { judge, judgement, record, run };
}

/** Reads the replies of records again; what changed. */
async function reread(run: RunHeader, records: readonly JudgedRecord[], samples: readonly Sample[]) {
  const columns = new RunColumns();
  for (const [offset, record] of records.entries()) columns.append(writtenCells(record), { offset, length: 1 });
  const recorded: RecordedRun = {
    header: run,
    columns,
    records: async (slots) => slots.map((slot) => records[columns.place(slot).offset]),
  };
  const items = async function* (): AsyncGenerator<RunItem> {
    for (const [i, one] of samples.entries()) yield { row: rowOf(i), sample: one };
  };
  const came = noRereading();
  const written: JudgedRecord[] = [];
  for await (const batch of rereadReplies(recorded, items(), came))
    written.push(...batch.filter((one) => isJudged(one)));
  return { came, written };
}

for (const [name, one] of Object.entries(cases)) {
  describe(`a row judged ${name}`, () => {
    it('comes out of a run file as it went in', async () => {
      const { record, run } = await judgedBy(one);
      const line: unknown = JSON.parse(JSON.stringify(record));
      assert.deepEqual(parseRecord(line), record);
      assert.deepEqual(parseHeader(JSON.parse(JSON.stringify(run))), JSON.parse(JSON.stringify(run)));
      const read = readCells(line);
      assert.ok(read && 'cells' in read);
      assert.deepEqual(read.cells, cellsOf(record));
    });

    it('comes to the same when its replies are read again', async () => {
      const { record, run } = await judgedBy(one);
      const { came, written } = await reread(run, [record], [sample]);
      assert.deepEqual([came.read, came.left, written], [1, 0, []]);
    });
  });
}

describe('replies of several votes', () => {
  it('are read anew vote by vote, each by its own name and reason', async () => {
    const { record, run, judgement } = await judgedBy(cases['by a jury'] as Case);
    const misread: Judgement = {
      ...judgement,
      scores: [1, 1, 1],
      votes: (judgement.votes ?? []).map((vote) => ({ ...vote, scores: [1, 1, 1] })),
    };
    const { written } = await reread(run, [{ ...record, judgement: misread }], [sample]);
    assert.deepEqual(written[0]?.judgement, judgement);
  });

  it('are read by their order where rows were compared with each other', async () => {
    const instructions = ['good 1', 'good 4', 'good 2'];
    const judge = createJudge(tasks.complexity, honest(), { ...defaultOptions, order: 'permute', reasks: 0 });
    const compared: Sample = { instruction: '', responses: [], instructions };
    const rows = instructions.map((instruction, i) => ({ row: rowOf(i), sample: { instruction, responses: [] } }));
    const judgement = await judge.judge(compared, signal);
    const records = recordsOf({ rows, sample: compared }, judgement, judge, false);
    assert.deepEqual(
      records.map((one) => one.judgement.scores),
      [[1], [4], [2]],
    );
    const run = { ...header, task: 'complexity' as const, ...judgeNames(judge), options: judge.options };
    const { came, written } = await reread(
      run,
      records,
      rows.map((one) => one.sample),
    );
    assert.deepEqual([came.read, came.left, written], [3, 0, []]);
  });

  it('are not believed of a file when they do not go with its scores', async () => {
    const { record } = await judgedBy(cases['in two orders'] as Case);
    const line = JSON.parse(JSON.stringify(record));
    line.judgement.votes[0].scores = [1];
    assert.equal(readCells(line), undefined);
    line.judgement.votes[0].scores = ['1', 2, 3];
    assert.equal(readCells(line), undefined);
    assert.equal(parseRecord(line), undefined);
  });
});

describe('what several votes come to in a run', () => {
  it('is counted, and taken back when a row is judged again', async () => {
    const agreed = (await judgedBy(cases['in two orders'] as Case)).record;
    const split = (await judgedBy(cases['by a jury'] as Case)).record;
    const columns = new RunColumns();
    columns.append(writtenCells(agreed), { offset: 0, length: 1 });
    columns.append(writtenCells({ ...split, row: rowOf(1) }), { offset: 1, length: 1 });
    const { totals } = columns;
    assert.deepEqual([totals.sameWinner, totals.otherWinner], [1, 1]);
    // By hand: scores 1/4, 3/1, 2/1 on 1..4: spreads 1.5, 1, 0.5 of 3, so one third; and none where all agree.
    assert.ok(Math.abs((totals.disagreement ?? 0) - 1 / 6) < 1e-6);
    columns.append(writtenCells({ ...agreed, row: rowOf(1), reread: true }), { offset: 2, length: 1 });
    assert.deepEqual([totals.sameWinner, totals.otherWinner], [2, 0]);
    assert.ok(Math.abs(totals.disagreement ?? 1) < 1e-6);
    assert.equal(new RunColumns().totals.disagreement, null);
  });
});

describe('a judge that takes several replies', () => {
  it('can’t be asked by batch, and says why', () => {
    const judge = (options: Partial<JudgeOptions>, models: Model | Model[] = honest()) =>
      batchRefusal(createJudge(tasks.quality, models, { ...defaultOptions, ...options }))?.message;
    assert.equal(judge({}), undefined);
    assert.match(judge({}, [honest('a'), honest('b')]) ?? '', /^A jury takes more than one request a row/);
    assert.match(judge({ order: 'swap' }) ?? '', /^Asking in several orders/);
    assert.match(judge({ samples: 2 }) ?? '', /^Taking several replies/);
  });
});

describe('a batch of a pointwise task', () => {
  it('is about rows of one text: one of several takes several requests', async () => {
    const judge = createJudge(tasks['deita-quality'], honest(), defaultOptions);
    const rows: RunItem[] = [['A'], ['A', 'B']].map((responses, i) => ({
      row: rowOf(i),
      sample: { instruction: 'Q', responses },
    }));
    const counts = { rows: 0, requests: 0, known: 0, unaskable: 0 };
    const requests = await Array.fromAsync(batchRequests(rows, judge, new RunColumns(), counts));
    assert.deepEqual([requests.length, counts], [1, { rows: 2, requests: 1, known: 0, unaskable: 1 }]);
    const { body } = JSON.parse(new TextDecoder().decode(requests[0]?.line));
    assert.deepEqual([body.logprobs, body.top_logprobs], [true, 20]);
  });
});

describe('what a jury costs', () => {
  it('is by the price of each member', () => {
    const spending = new Spending({ input: 2, output: 2 }, { cost: 3.5 });
    spending.spend({ input: 1e6, output: 0 }, { input: 1, output: 1 });
    assert.deepEqual([spending.cost, spending.reached()], [1, undefined]);
    spending.spend({ input: 1e6, output: 0 }, { input: 3, output: 3 });
    assert.deepEqual([spending.cost, spending.reached()?.reason], [4, 'most cost']);
    assert.equal(new Spending().cost, undefined);
  });

  it('is beforehand the mean of their prices, and unknown where one is', () => {
    const price = { input: 1, output: 2 };
    assert.deepEqual(meanPrice([price, { input: 3, output: 4 }]), { input: 2, output: 3 });
    assert.equal(meanPrice([price, undefined]), undefined);
    assert.equal(meanPrice([]), undefined);
  });
});
