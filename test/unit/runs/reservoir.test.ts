import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Reservoir } from '../../../src/runs/plan/reservoir.ts';

function draw(size: number, of: number, seed: number): number[] {
  const reservoir = new Reservoir<number>(size, seed);
  for (let value = 0; value < of; value++) reservoir.offer(() => value);
  return [...reservoir.kept].sort((a, b) => a - b);
}

suite('a random sample', () => {
  test('is the same for the same seed, and another for another', () => {
    assert.deepEqual(draw(20, 1000, 7), draw(20, 1000, 7));
    assert.notDeepEqual(draw(20, 1000, 7), draw(20, 1000, 8));
  });

  test('is everything where there is no more', () => {
    assert.deepEqual(draw(20, 5, 1), [0, 1, 2, 3, 4]);
    assert.deepEqual(draw(0, 5, 1), []);
  });

  test('has every value as often as any other', () => {
    const seen = new Array<number>(50).fill(0);
    const draws = 4000;
    for (let seed = 0; seed < draws; seed++)
      for (const value of draw(10, 50, seed)) seen[value] = (seen[value] ?? 0) + 1;
    // A fifth of the draws each; 800 ± 25 is one standard deviation.
    for (const [value, times] of seen.entries()) assert.ok(Math.abs(times - draws / 5) < 130, `${value}: ${times}`);
  });

  test('makes only what it keeps', () => {
    const reservoir = new Reservoir<number>(200, 3);
    let made = 0;
    for (let value = 0; value < 100_000; value++) reservoir.offer(() => ++made);
    assert.ok(made < 2000, String(made));
  });
});
