import { seededRandom } from '../../statistics/seededRandom.ts';
import { mixed } from './shingles.ts';

/** Hash functions of a signature: with k of them an estimate of J has a standard error of √(J(1-J)/k), at most 0.044. */
export const permutations = 128;

const random = seededRandom(2312_15685);
const draw = () => Uint32Array.from({ length: permutations }, () => random() * 2 ** 32);
const offsets = draw();
/** Odd, so that no two shingles become the same number. */
const factors = draw().map((factor) => factor | 1);

/**
 * The MinHash signature of a set of shingles (Broder 1997): for each of 128 hash functions the least value. Two sets have
 * the same value at one place with a probability that is their Jaccard similarity.
 */
export function signatureOf(shingles: Uint32Array): Uint32Array<ArrayBuffer> {
  const signature = new Uint32Array(permutations).fill(0xffff_ffff);
  for (const shingle of shingles) {
    for (let i = 0; i < permutations; i++) {
      // Casts, because `?? 0` in the innermost loop takes more than twice the time.
      let hash = Math.imul(shingle + (offsets[i] as number), factors[i] as number);
      // Multiplying moves bits up only; the high ones are brought down again before numbers are compared.
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
      hash = (hash ^ (hash >>> 12)) >>> 0;
      if (hash < (signature[i] as number)) signature[i] = hash;
    }
  }
  return signature;
}

/** The Jaccard similarity of two sets as their signatures tell it: the share of places with the same value. */
export function estimatedJaccard(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < permutations; i++) if (a[i] === b[i]) same++;
  return same / permutations;
}

/** How likely two sets of a similarity are to share no band: (1 - J^rows)^bands (Leskovec et al., MMDS, 3.4.2). */
export function missed(similarity: number, rows: number): number {
  return (1 - similarity ** rows) ** (permutations / rows);
}

/** Rows of a band: as many as miss fewer than one in a million pairs of the least similarity that counts. */
export function bandRowsFor(leastSimilarity: number): number {
  return [16, 8, 4, 2].find((rows) => missed(leastSimilarity, rows) < 1e-6) ?? 1;
}

/** One band of a signature as a number; equal bands have equal numbers. */
export function bandHash(signature: Uint32Array, band: number, rows: number): number {
  let hash = mixed(band + 1);
  for (let i = band * rows; i < (band + 1) * rows; i++) hash = mixed(Math.imul(hash, 31) + (signature[i] ?? 0));
  return hash;
}
