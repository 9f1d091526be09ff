import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatRequest, Failure, Model, Reply } from '../../../src/models/model.ts';
import { Limiter } from '../../../src/runs/pace/limiter.ts';
import { type Pace, pacedModel } from '../../../src/runs/pace/pacedModel.ts';
import { Spending } from '../../../src/runs/spending.ts';
import { refusal, reply } from './simulatedServer.ts';
import { VirtualClock } from './virtualClock.ts';

const request: ChatRequest = {
  messages: [{ role: 'user', content: 'Rate.' }],
  parameters: {},
  subject: { instruction: '', answers: [], scale: { min: 1, max: 2 }, form: 'index lines', rates: 'quality' },
};
const never = new AbortController().signal;

/** A model that answers so, one after the other, and at what times it was asked. */
function modelThat(answers: readonly (Reply | Failure)[], pace: Partial<Pace> = {}) {
  const clock = new VirtualClock();
  const limiter = new Limiter({ max: 4 }, clock);
  const asked: number[] = [];
  const model: Model = {
    id: 'm',
    name: 'm',
    async complete() {
      const n = asked.push(clock.now());
      await clock.sleep(10);
      return answers[n - 1] ?? reply;
    },
  };
  const delay = (ms: number) => clock.sleep(ms);
  const paced = pacedModel(model, limiter, { maxRetries: 4, random: () => 0, delay, ...pace });
  return { paced, clock, limiter, asked };
}

describe('a paced model', () => {
  it('asks again what may pass, twice as long apart each time', async () => {
    const { paced, clock, asked } = modelThat([refusal(500), refusal(503), refusal(500)]);
    assert.deepEqual(await clock.run(paced.complete(request, never)), reply);
    assert.deepEqual(asked, [0, 260, 770, 1780]);
  });

  it('asks no more often than it may', async () => {
    const failures = Array.from({ length: 9 }, () => refusal(500));
    for (const maxRetries of [0, 1, 4]) {
      const { paced, clock, asked } = modelThat(failures, { maxRetries });
      assert.deepEqual(await clock.run(paced.complete(request, never)), refusal(500));
      assert.equal(asked.length, maxRetries + 1);
    }
  });

  it('waits as long as it is asked to, and a little longer', async () => {
    const answers = [refusal(429, { retryAfterMs: 3000 })];
    const { paced, clock, asked } = modelThat(answers, { random: () => 0.5 });
    await clock.run(paced.complete(request, never));
    assert.deepEqual(asked, [0, 10 + 3000 + 375]);
  });

  it('gives up on what will not pass, or not soon', async () => {
    for (const failure of [
      refusal(429, { retryable: false }),
      refusal(400, { retryable: false }),
      refusal(429, { retryAfterMs: 121_000 }),
    ]) {
      const { paced, clock, asked } = modelThat([failure]);
      assert.equal(await clock.run(paced.complete(request, never)), failure);
      assert.equal(asked.length, 1);
    }
  });

  it('holds no turn while it waits to ask again', async () => {
    const { paced, clock, limiter } = modelThat([refusal(500)]);
    const answer = paced.complete(request, never);
    const seen: number[] = [];
    clock.after(5, () => seen.push(limiter.inFlight));
    clock.after(100, () => seen.push(limiter.inFlight));
    await clock.run(answer);
    assert.deepEqual(seen, [1, 0]);
  });

  it('tells what was spent, and what waits', async () => {
    const spending = new Spending();
    const usage = { input: 7, output: 3 };
    const { paced, clock, limiter } = modelThat([refusal(500), { ...reply, usage }], { spending });
    const turns = await Promise.all([1, 2, 3, 4].map(() => limiter.acquire(0, never)));
    const answer = paced.complete(request, never);
    const seen: [number, number][] = [];
    for (const at of [1, 6, 20]) clock.after(at, () => seen.push([spending.waiting, spending.requests]));
    clock.after(5, () => {
      for (const turn of turns) turn?.done(reply);
    });
    await clock.run(answer);
    // For its turn; under way; to ask again.
    assert.deepEqual(seen, [
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
    const { waiting, requests, tokens } = spending;
    assert.deepEqual([waiting, requests, tokens], [0, 2, usage]);
  });

  it('is cancelled wherever it waits', async () => {
    const cancelled = { kind: 'failure', reason: 'cancelled', message: 'Cancelled.', retryable: false };
    const spending = new Spending();
    // With the real delay: a cancelled one is not waited for.
    const { paced, clock, limiter, asked } = modelThat([refusal(429, { retryAfterMs: 60_000 })], {
      spending,
      delay: undefined as never,
    });
    const cancel = new AbortController();
    const answers = [paced.complete(request, cancel.signal), paced.complete(request, cancel.signal)];
    // One that waits in the line while nobody is let in.
    clock.after(15, () => answers.push(paced.complete(request, cancel.signal)));
    clock.after(20, () => cancel.abort());
    await clock.run(clock.sleep(25));
    assert.deepEqual(await Promise.all(answers), [cancelled, reply, cancelled]);
    assert.deepEqual(await paced.complete(request, cancel.signal), cancelled);
    assert.deepEqual([asked.length, limiter.inFlight, limiter.waiting, spending.waiting], [2, 0, 0, 0]);
  });

  it('shares a wait with everybody at the same endpoint', async () => {
    const { paced, clock, asked } = modelThat([refusal(429, { retryAfterMs: 1000 })]);
    const first = paced.complete(request, never);
    clock.after(20, () => void paced.complete(request, never));
    await clock.run(first);
    assert.ok(asked.slice(1).every((at) => at >= 1010));
  });

  it('keeps to a limit of tokens by what replies cost', async () => {
    const clock = new VirtualClock();
    const limiter = new Limiter({ max: 4, tokensPerMinute: 6000 }, clock);
    const model: Model = {
      id: 'm',
      name: 'm',
      complete: async () => ({ ...reply, usage: { input: 800, output: 200 } }),
    };
    const paced = pacedModel(model, limiter, { maxRetries: 0 });
    await clock.run(Promise.all(Array.from({ length: 13 }, () => paced.complete(request, never))));
    assert.ok(clock.now() > 110_000 && clock.now() < 125_000, `${clock.now()} ms for 13,000 tokens`);
  });
});
