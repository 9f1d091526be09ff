import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJudge } from '../../../src/judging/judge.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import type { Failure, Model, Reply } from '../../../src/models/model.ts';
import { openAiModel } from '../../../src/models/openai.ts';
import { nodeFetch } from '../../../src/node/nodeFetch.ts';
import { RunColumns } from '../../../src/runs/columns/runColumns.ts';
import { writtenCells } from '../../../src/runs/file/runFile.ts';
import { Limiter } from '../../../src/runs/pace/limiter.ts';
import { pacedModel } from '../../../src/runs/pace/pacedModel.ts';
import type { JudgedRecord, RunItem } from '../../../src/runs/run.ts';
import { isJudged } from '../../../src/runs/run.ts';
import { judgeItems } from '../../../src/runs/runner.ts';
import { Spending } from '../../../src/runs/spending.ts';
import type { Fault, FaultRates } from '../../host/judgeFaults.ts';
import { JudgeServer, type JudgeServerOptions } from '../../host/judgeServer.ts';

const concurrency = 16;
const maxRetries = 6;
/** A question for which nobody could be reached is asked so often in all, each time with all its retries. */
const mostRounds = 4;

/** Row i's longest response is its (i mod 3)-th: the judge of the server gives that one the highest score. */
const item = (index: number): RunItem => ({
  row: { index, line: index + 1, offset: 0, length: 0, hash: index.toString(16).padStart(32, '0') },
  sample: {
    instruction: `Q${index}`,
    responses: [0, 1, 2].map((at) => 'A'.repeat(10 + ((at - index + 3000) % 3))),
  },
});
const scoresOf = (index: number) => [0, 1, 2].map((at) => 1 + ((at - index + 3000) % 3));

/** A run of so many rows over the whole stack: server, node:http, the OpenAI client, retries, the runner. */
async function runAgainst(options: JudgeServerOptions, rows: number) {
  const server = new JudgeServer(options);
  const url = await server.start();
  try {
    const limiter = new Limiter({ max: concurrency });
    const spending = new Spending();
    const endpoint = openAiModel({ baseUrl: url, model: 'judge-small', timeoutMs: 5000, fetch: nodeFetch });
    // What is waited for is tested with a clock of its own.
    const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms / 100));
    const paced = pacedModel(endpoint, limiter, { maxRetries, spending, delay });
    const rounds = new Map<string, (Reply | Failure)[]>();
    const complete: Model['complete'] = async (request, signal) => {
      const messages = JSON.stringify(request.messages);
      const answer = await paced.complete(request, signal);
      rounds.set(messages, [...(rounds.get(messages) ?? []), answer]);
      return answer;
    };
    const judge = createJudge(tasks.quality, { ...paced, complete }, defaultOptions);
    const columns = new RunColumns();
    const { signal } = new AbortController();
    const records: JudgedRecord[] = [];
    const items = Array.from({ length: rows }, (_, i) => item(i));
    for await (const batch of judgeItems(items, judge, { concurrency, signal, columns, spending })) {
      for (const record of batch) {
        columns.append(writtenCells(record), { offset: records.length, length: 1 });
        if (isJudged(record)) records.push(record);
      }
    }
    const chats = new Map<string, number>();
    for (const { body } of server.chats) {
      const messages = JSON.stringify(body.messages);
      chats.set(messages, (chats.get(messages) ?? 0) + 1);
    }
    for (const [messages, answers] of rounds) {
      const asked = chats.get(messages) ?? 0;
      assert.ok(asked <= answers.length * (maxRetries + 1), `${asked} times the same`);
      assert.ok(answers.length <= mostRounds);
      const isLost = (answer: Reply | Failure) => answer.kind === 'failure' && answer.reason === 'unreachable';
      // A reply that can't be read is asked about in words that hold it.
      const isFirst = !messages.includes('"assistant"');
      assert.ok(!isFirst || answers.slice(0, -1).every(isLost), 'only who reached nobody is asked anew');
    }
    assert.deepEqual([limiter.inFlight, limiter.waiting, spending.waiting], [0, 0, 0]);
    assert.ok(server.maxInFlight <= concurrency, `${server.maxInFlight} at a time`);
    assert.equal(spending.requests, server.chatCount);
    return { records, server };
  } finally {
    await server.stop();
  }
}

/** Every row is there once; a scored one has its own scores, an unscored one the reason that its last attempt tells. */
function assertTrue(records: readonly JudgedRecord[], rows: number, reasons: readonly string[]): void {
  assert.deepEqual(
    records.map(({ row }) => row.index).sort((a, b) => a - b),
    [...Array(rows).keys()],
  );
  for (const { row, judgement } of records) {
    if (judgement.status === 'scored') assert.deepEqual(judgement.scores, scoresOf(row.index), `row ${row.index}`);
    else assert.ok(reasons.includes(judgement.reason ?? ''), `row ${row.index}: ${judgement.reason}`);
  }
}

describe('a run against an endpoint that fails', () => {
  it('ends every row scored or with its true reason, and asks no more often than it may', async () => {
    const rates = { 429: 0.1, 500: 0.05, reset: 0.03, unreadable: 0.05 };
    const { records, server } = await runAgainst({ faults: { rates } }, 300);
    for (const fault of ['429', '500', 'reset', 'unreadable'] as unknown as Fault[])
      assert.ok((server.faults.get(fault) ?? 0) > 0, `there was a ${fault}`);
    assertTrue(records, 300, ['rate limited', 'server error', 'unreachable', 'unreadable']);
    assert.ok(records.filter(({ judgement }) => judgement.status === 'scored').length >= 297);
  });

  const bodies: [string, FaultRates][] = [
    ['whose answers come drop by drop', { slow: 0.3 }],
    ['that sends answers twice', { duplicate: 0.3 }],
    ['that sends less than it promises', { short: 0.3 }],
    ['that sends more than it promises', { long: 0.3 }],
    ['that does all of this', { slow: 0.1, duplicate: 0.1, short: 0.1, long: 0.1, reset: 0.1 }],
  ];
  for (const [name, rates] of bodies) {
    it(`${name} gives no row the scores of another`, async () => {
      const { records } = await runAgainst({ faults: { rates } }, 200);
      assertTrue(records, 200, []);
    });
  }

  it('waits as long as it is asked to, all rows together', async () => {
    let refused = 0;
    const { records, server } = await runAgainst(
      {
        behaviour: (_, n) => {
          if (n <= 20 || refused >= concurrency) return undefined;
          refused++;
          return {
            status: 429,
            headers: { 'retry-after-ms': '300' },
            body: { error: { message: 'Slow down.', type: 'rate_limit' } },
          };
        },
      },
      100,
    );
    assertTrue(records, 100, []);
    assert.equal(server.chatCount, 100 + refused);
  });

  it('keeps within a window that the headers tell of, with next to no refusals', async () => {
    const [limit, windowMs] = [20, 200];
    let [began, used, refused] = [0, 0, 0];
    const behaviour = () => {
      const now = performance.now();
      if (now - began > windowMs) [began, used] = [now, 0];
      const headers = {
        'x-ratelimit-limit-requests': String(limit),
        'x-ratelimit-remaining-requests': String(Math.max(0, limit - ++used)),
        'x-ratelimit-reset-requests': `${Math.ceil(windowMs - (now - began))}ms`,
      };
      if (used <= limit) return { text: '[1] Score: 1\n[2] Score: 2\n[3] Score: 3', headers };
      refused++;
      return { status: 429, headers, body: { error: { message: 'Slow down.' } } };
    };
    const { records } = await runAgainst({ behaviour }, 100);
    assert.equal(records.filter(({ judgement }) => judgement.status === 'scored').length, 100);
    // Those that were under way when the window was used up.
    assert.ok(refused <= (100 / limit) * concurrency, `${refused} refusals`);
  });
});
