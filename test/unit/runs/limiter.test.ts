import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Limiter } from '../../../src/runs/pace/limiter.ts';
import { Limiters } from '../../../src/runs/pace/limiters.ts';
import { askThrough, logNormal, refusal, reply, slotServer } from './simulatedServer.ts';
import { VirtualClock } from './virtualClock.ts';

const minute = 60_000;
const never = new AbortController().signal;

describe('a limiter', () => {
  it('lets in as many as allowed, first come, first served', async () => {
    const clock = new VirtualClock();
    const limiter = new Limiter({ max: 2 }, clock);
    const order: number[] = [];
    const ask = async (i: number) => {
      const turn = await limiter.acquire(0, never);
      order.push(i);
      await clock.sleep(100 - i);
      turn?.done(reply);
    };
    await clock.run(Promise.all([0, 1, 2, 3, 4].map(ask)));
    assert.deepEqual(order, [0, 1, 2, 3, 4]);
    assert.deepEqual([limiter.inFlight, limiter.waiting, clock.pending], [0, 0, 0]);
  });

  it('lets nobody in while the endpoint asks to wait', async () => {
    const clock = new VirtualClock();
    const limiter = new Limiter({ max: 4 }, clock);
    (await limiter.acquire(0, never))?.done(refusal(429, { retryAfterMs: 5000 }));
    const begun = await clock.run(Promise.all([1, 2].map(() => limiter.acquire(0, never).then(() => clock.now()))));
    assert.deepEqual(begun, [5000, 5000]);
  });

  it('waits for a window that is used up, of requests or of tokens', async () => {
    for (const limits of [
      { requests: { remaining: 0, resetMs: 700 } },
      { tokens: { remaining: 99, resetMs: 700 } },
      { requests: { remaining: 5, resetMs: 9000 }, tokens: { remaining: 0, resetMs: 700 } },
    ]) {
      const clock = new VirtualClock();
      const limiter = new Limiter({ max: 4 }, clock);
      (await limiter.acquire(100, never))?.done({ ...reply, limits });
      await clock.run(limiter.acquire(100, never));
      assert.equal(clock.now(), 700);
    }
  });

  it('does not make everybody wait for what one request gives up on', async () => {
    const clock = new VirtualClock();
    const limiter = new Limiter({ max: 4 }, clock);
    (await limiter.acquire(0, never))?.done(refusal(429, { retryAfterMs: 60 * minute }));
    assert.ok(await limiter.acquire(0, never));
    assert.equal(clock.pending, 0);
  });

  it('ends a cancelled wait at once, and leaves no timer behind', async () => {
    const clock = new VirtualClock();
    const limiter = new Limiter({ max: 4, requestsPerMinute: 1 }, clock);
    (await limiter.acquire(0, never))?.done(reply);
    const cancel = new AbortController();
    const waiting = [limiter.acquire(0, cancel.signal), limiter.acquire(0, cancel.signal)];
    assert.deepEqual([limiter.waiting, clock.pending], [2, 1]);
    cancel.abort();
    assert.deepEqual(await Promise.all(waiting), [undefined, undefined]);
    assert.deepEqual([limiter.waiting, limiter.inFlight, clock.pending], [0, 0, 0]);
    assert.equal(await limiter.acquire(0, cancel.signal), undefined);
  });

  it('takes a turn back once', async () => {
    const limiter = new Limiter({ max: 2 }, new VirtualClock());
    const turn = await limiter.acquire(0, never);
    await limiter.acquire(0, never);
    turn?.done(reply);
    turn?.done(reply);
    assert.equal(limiter.inFlight, 1);
  });

  it('lets others in when it is allowed more', async () => {
    const limiters = new Limiters(new VirtualClock());
    const limiter = limiters.for('http://a', { max: 1 });
    const turns = [limiter.acquire(0, never), limiter.acquire(0, never)];
    (await turns[0])?.done(reply);
    assert.equal(limiters.for('http://a', { max: 2 }), limiter);
    assert.notEqual(limiters.for('http://b', { max: 2 }), limiter);
    assert.ok(await turns[1]);
  });

  it('sets guessed tokens right', async () => {
    const clock = new VirtualClock();
    const limiter = new Limiter({ max: 8, tokensPerMinute: 60_000 }, clock);
    const usage = { input: 2500, output: 500 };
    (await limiter.acquire(1000, never))?.done({ ...reply, usage });
    await clock.run(limiter.acquire(1000, never));
    // A second's worth was there: 3000 were used, and 1000 are to be there again.
    assert.ok(Math.abs(clock.now() - 3000) < 100, `${clock.now()} ms`);
  });
});

describe('limits per minute', () => {
  it('hold in every minute, and are used', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 0, max: 50 }),
        async (perMinute, workers, ms) => {
          const clock = new VirtualClock();
          const limiter = new Limiter({ max: workers, requestsPerMinute: perMinute }, clock);
          const replies = Math.min(400, 3 * perMinute);
          const { begun } = await askThrough(limiter, clock, slotServer(clock, { slots: 1e9, ms: () => ms }), {
            replies,
            workers,
          });
          for (const [first, at] of begun.entries()) {
            const next = begun[first + perMinute];
            if (next !== undefined) assert.ok(next - at >= minute - 1e-6, `${perMinute + 1} in ${next - at} ms`);
          }
          const atBest = Math.max((minute * (replies - 1)) / perMinute, (ms * replies) / workers);
          assert.ok(clock.now() <= 1.1 * atBest + minute / perMinute + 2 * ms + 1000, `${clock.now()} of ${atBest} ms`);
          assert.equal(clock.pending, 0);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('hold for tokens, but for one request', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 100, max: 100_000 }),
        fc.integer({ min: 1, max: 5000 }),
        async (limit, size) => {
          const clock = new VirtualClock();
          const limiter = new Limiter({ max: 32, tokensPerMinute: limit }, clock);
          const { begun } = await askThrough(limiter, clock, slotServer(clock, { slots: 1e9, ms: () => 10 }), {
            replies: 100,
            workers: 32,
            tokens: size,
          });
          for (const [first, at] of begun.entries()) {
            const within = begun.slice(first).filter((other) => other - at < minute - 1e-6).length;
            assert.ok(within * size <= limit + 2 * size, `${within} of ${size} tokens in a minute of ${limit}`);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('adaptive concurrency', () => {
  const rate = ({ replies, ms }: { replies: number; ms: number }) => (1000 * replies) / ms;

  it('reaches the maximum in a few round trips', async () => {
    const clock = new VirtualClock();
    const limiter = new Limiter({ max: 256 }, clock);
    const seen = await askThrough(limiter, clock, slotServer(clock, { slots: 1e9, ms: () => 50 }), {
      replies: 1000,
      workers: 256,
    });
    assert.equal(seen.maxInFlight, 256);
    assert.ok(seen.begun.findIndex((_, i) => seen.inFlight[i] === 256) < 520, 'doubled each round');
  });

  it('stays at the maximum though latencies differ tenfold', async () => {
    for (const seed of [1, 2, 3]) {
      const clock = new VirtualClock();
      const limiter = new Limiter({ max: 32 }, clock);
      const seen = await askThrough(limiter, clock, slotServer(clock, { slots: 1e9, ms: logNormal(3000, 0.7, seed) }), {
        replies: 5000,
        workers: 32,
      });
      // The mean of a log-normal latency.
      const ideal = 32_000 / (3000 * Math.exp(0.7 ** 2 / 2));
      assert.ok(rate(seen) > 0.92 * ideal, `${rate(seen)} of ${ideal} a second`);
    }
  });

  it('gives way where more at a time only wait, at no cost', async () => {
    for (const slots of [1, 4, 8]) {
      const clock = new VirtualClock();
      const limiter = new Limiter({ max: 64 }, clock);
      const seen = await askThrough(limiter, clock, slotServer(clock, { slots, ms: () => 500 }), {
        replies: 5000,
        workers: 64,
      });
      const late = seen.inFlight.slice(-1000).reduce((sum, n) => sum + n, 0) / 1000;
      assert.ok(late < Math.max(12, 4 * slots), `${late} at a time for ${slots} slots`);
      assert.ok(rate(seen) > 0.95 * 2 * slots, `${rate(seen)} a second from ${slots} slots`);
    }
  });

  it('costs next to nothing where our own machine is what is busy', async () => {
    for (const cpuMs of [0.5, 1, 5]) {
      const clock = new VirtualClock();
      const limiter = new Limiter({ max: 256 }, clock);
      const cpu = slotServer(clock, { slots: 1, ms: () => cpuMs });
      const server = async () => {
        await cpu();
        await clock.sleep(50);
        return reply;
      };
      const seen = await askThrough(limiter, clock, server, { replies: 10_000, workers: 256 });
      const ideal = Math.min(1000 / cpuMs, 256_000 / (50 + cpuMs));
      assert.ok(rate(seen) > 0.93 * ideal, `${rate(seen)} of ${ideal} a second at ${cpuMs} ms`);
    }
  });

  it('finds out how many an endpoint takes that refuses the others', async () => {
    for (const slots of [1, 8]) {
      const clock = new VirtualClock();
      const limiter = new Limiter({ max: 64 }, clock);
      const seen = await askThrough(limiter, clock, slotServer(clock, { slots, ms: logNormal(500, 0.5), room: 0 }), {
        replies: 2000,
        workers: 64,
      });
      const ideal = (2 * slots) / Math.exp(0.5 ** 2 / 2);
      assert.ok(rate(seen) > 0.95 * ideal, `${rate(seen)} of ${ideal} a second`);
      assert.ok(seen.refusals < 0.15 * seen.replies, `${seen.refusals} refusals`);
    }
  });

  it('ends at one when everything is refused, and comes back', async () => {
    const clock = new VirtualClock();
    const limiter = new Limiter({ max: 32 }, clock);
    const server = async () => {
      await clock.sleep(50);
      return clock.now() < 10_000 ? refusal(503) : reply;
    };
    const seen = await askThrough(limiter, clock, server, { replies: 5000, workers: 32 });
    const last = seen.begun.findLastIndex((at) => at < 9900);
    assert.equal(seen.inFlight[last], 1);
    assert.equal(seen.inFlight.at(-100), 32);
  });
});
