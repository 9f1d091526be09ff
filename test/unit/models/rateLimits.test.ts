import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readDuration, readRateLimits, readRetryAfter } from '../../../src/models/rateLimits.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const day = 24 * 60 * 60 * 1000;

describe('what an endpoint says of its limits', () => {
  const durations: [string, number | undefined][] = [
    ['1s', 1000],
    ['6m0s', 360_000],
    ['120ms', 120],
    ['1h2m3.5s', 3_723_500],
    ['2m59.56s', 179_560],
    ['12', 12_000],
    ['0.5', 500],
    ['99999d', day],
    ['', undefined],
    ['soon', undefined],
    ['-1s', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['1e9', undefined],
    [`${'1s'.repeat(50)}`, undefined],
  ];
  for (const [text, ms] of durations) {
    it(`"${text.slice(0, 20)}" is ${ms === undefined ? 'nothing' : `${ms} ms`}`, () => {
      assert.equal(readDuration(text), ms);
    });
  }

  const waits: [Record<string, string>, number | undefined][] = [
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, 0],
    [{ 'retry-after': '999999999' }, day],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': 'x'.repeat(10_000) }, undefined],
    [{ 'retry-after-ms': '12.5', 'retry-after': '7' }, 12.5],
    [{}, undefined],
  ];
  for (const [headers, ms] of waits) {
    it(`${JSON.stringify(headers).slice(0, 60)} is ${ms}`, () => {
      assert.equal(readRetryAfter(new Headers(headers), now), ms);
    });
  }

  it('counts less than nothing as nothing', () => {
    const headers = new Headers({ 'x-ratelimit-remaining-requests': '-3', 'x-ratelimit-reset-requests': '2s' });
    assert.deepEqual(readRateLimits(headers), { requests: { remaining: 0, resetMs: 2000 } });
  });

  it('is never more than a day, less than nothing, or no number', () => {
    const text = fc.oneof(fc.string(), fc.double().map(String), fc.stringMatching(/^[-+0-9.emshd]{0,30}$/));
    fc.assert(
      fc.property(text, (value) => {
        const headers = { get: () => value };
        const { requests, tokens } = readRateLimits(headers) ?? {};
        const numbers = [
          readRetryAfter(headers, now),
          requests?.limit,
          requests?.remaining,
          requests?.resetMs,
          tokens?.resetMs,
        ];
        for (const number of numbers)
          if (number !== undefined) assert.ok(number >= 0 && number <= 1e12, String(number));
        assert.ok((readRetryAfter(headers, now) ?? 0) <= day);
      }),
    );
  });
});
