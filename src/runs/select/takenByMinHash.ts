import { breather } from '../breathe.ts';
import { BandIndex } from './bandIndex.ts';
import { bandRowsFor, signatureOf } from './minHash.ts';
import { jaccard, shinglesOf } from './shingles.ts';
import { cancelled, type TakenTexts } from './takenTexts.ts';

/** A text's shingles, and their signature. */
export interface ShingledText {
  readonly shingles: Uint32Array;
  readonly signature: Uint32Array;
}

/**
 * The threshold of Lee et al. 2022 (Deduplicating Training Data Makes Language Models Better, arXiv 2107.06499), who also
 * compare runs of five words.
 */
export const defaultJaccard = 0.8;

/** Texts that have less in common are nobody's duplicates. */
export const leastJaccard = 0.3;

/**
 * Near-duplicates by shared words: texts whose shingles have a Jaccard similarity of at least `threshold` (0.3 to 1).
 * MinHash only proposes; each proposal is compared exactly, so nothing is dropped by an estimate, and of a million pairs
 * of near-duplicates fewer than one is not proposed. Keeps 4 bytes a word of each text taken, and some 1,000 beside.
 */
export function takenByMinHash(threshold = defaultJaccard): TakenTexts<ShingledText> {
  const index = new BandIndex(bandRowsFor(threshold));
  const taken: Uint32Array[] = [];

  function isNear({ shingles, signature }: ShingledText): boolean {
    for (const item of index.candidates(signature)) {
      const other = taken[item];
      if (other && sizesAllow(shingles.length, other.length) && jaccard(shingles, other) >= threshold) return true;
    }
    return false;
  }

  /** Two sets have no more in common than the smaller one holds. */
  const sizesAllow = (a: number, b: number) => Math.min(a, b) >= threshold * Math.max(a, b);

  return {
    isNear,
    async sketches(texts, signal) {
      const breathe = breather();
      const sketches: ShingledText[] = [];
      for (const text of texts) {
        const shingles = shinglesOf(text);
        sketches.push({ shingles, signature: signatureOf(shingles) });
        await breathe();
        if (signal.aborted) return cancelled;
      }
      return sketches;
    },
    take({ shingles, signature }) {
      index.add(signature);
      taken.push(shingles);
    },
  };
}
