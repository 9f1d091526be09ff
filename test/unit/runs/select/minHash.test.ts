import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BandIndex } from '../../../../src/runs/select/bandIndex.ts';
import {
  bandRowsFor,
  estimatedJaccard,
  missed,
  permutations,
  signatureOf,
} from '../../../../src/runs/select/minHash.ts';
import { jaccard, shinglesOf } from '../../../../src/runs/select/shingles.ts';
import { leastJaccard } from '../../../../src/runs/select/takenByMinHash.ts';
import { seededRandom } from '../../../../src/statistics/seededRandom.ts';

const similarity = (a: string, b: string) => jaccard(shinglesOf(a), shinglesOf(b));

/** Sets of n shingles each, of which `common` are the same. */
function sets(n: number, common: number, seed: number): [Uint32Array, Uint32Array] {
  const random = seededRandom(seed);
  const drawn = Array.from({ length: 2 * n - common }, () => Math.floor(random() * 2 ** 32));
  const sorted = (values: number[]) => Uint32Array.from(values).sort();
  return [sorted(drawn.slice(0, n)), sorted(drawn.slice(n - common))];
}

describe('shingles', () => {
  it('are runs of five words, whatever the letter case, spaces, width and punctuation', () => {
    assert.equal(shinglesOf('one two three four five six').length, 2);
    assert.equal(similarity('One, two: three four FIVE!', 'one  two three\nfour ｆｉｖｅ'), 1);
    assert.equal(similarity('one two three four five', 'one two three four six'), 0);
  });

  it('are runs of five characters in Chinese, Japanese and Thai', () => {
    assert.equal(shinglesOf('植物用阳光制造糖').length, 4);
    // Of 8 characters the last is another one: 3 of 5 shingles are common.
    assert.equal(similarity('植物用阳光制造糖', '植物用阳光制造油'), 3 / 5);
    assert.equal(shinglesOf('こんにちは世界').length, 3);
    assert.equal(shinglesOf('用 GPT-4 写一首诗').length, 3);
  });

  it('come to one for a text that is short, empty or without letters', () => {
    assert.equal(similarity('Yes.', 'yes'), 1);
    assert.equal(similarity('Yes.', 'No.'), 0);
    assert.equal(similarity('', ''), 1);
    assert.equal(similarity('👍', '👎'), 0);
    assert.equal(similarity('=>', '<='), 0);
  });

  it('make a Jaccard similarity as sets do', () => {
    const set = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1 });
    fc.assert(
      fc.property(set, set, (a, b) => {
        const both = a.filter((x) => b.includes(x)).length;
        const expected = both / new Set([...a, ...b]).size;
        const sorted = (values: number[]) => Uint32Array.from(values).sort();
        assert.equal(jaccard(sorted(a), sorted(b)), expected);
      }),
    );
  });
});

describe('MinHash', () => {
  it('estimates the Jaccard similarity, with the standard error that 128 hash functions have', () => {
    for (const common of [0, 20, 50, 80, 95, 100]) {
      let [squares, bias] = [0, 0];
      const trials = 200;
      for (let seed = 0; seed < trials; seed++) {
        const [a, b] = sets(100, common, 1000 * common + seed);
        const off = estimatedJaccard(signatureOf(a), signatureOf(b)) - jaccard(a, b);
        squares += off ** 2 / trials;
        bias += off / trials;
      }
      const exact = common / (200 - common);
      const error = Math.sqrt((exact * (1 - exact)) / permutations);
      // Three standard errors of what 200 trials show of either.
      assert.ok(Math.abs(bias) <= (3 * error) / Math.sqrt(trials), `${common}: bias ${bias}`);
      assert.ok(Math.sqrt(squares) <= error * 1.16, `${common}: ${Math.sqrt(squares)} instead of ${error}`);
    }
  });

  it('chooses bands that miss fewer than one in a million near-duplicates', () => {
    assert.equal(bandRowsFor(0.8), 4);
    assert.ok(Math.abs(missed(0.8, 4) - (1 - 0.4096) ** 32) < 1e-15);
    for (let threshold = leastJaccard; threshold <= 1; threshold += 0.01) {
      const rows = bandRowsFor(threshold);
      assert.ok(missed(threshold, rows) < 1e-6 && permutations % rows === 0, `${threshold}: ${rows}`);
    }
  });

  it('finds what shares a band, each once, and little else', () => {
    const index = new BandIndex(4);
    const near = Array.from({ length: 500 }, (_, seed) => sets(100, 95, seed));
    for (const [one] of near) index.add(signatureOf(one));
    let others = 0;
    for (const [i, [, other]] of near.entries()) {
      const found = [...index.candidates(signatureOf(other))];
      assert.ok(found.includes(i));
      assert.equal(new Set(found).size, found.length);
      others += found.length - 1;
    }
    assert.ok(others < 5, `${others} unlike ones`);
  });
});
