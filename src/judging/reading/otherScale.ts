import type { Verdict } from '../task.ts';
import { unreadable } from './number.ts';
import { scoreWord } from './words.ts';

/** `Scores (out of 10):`, `Score (1-5)`, `满分10分`. */
const stated = new RegExp(
  `${scoreWord}[ \\t*_]{0,4}\\((?:[ \\t]{0,4}(?:out of|of|max(?:imum)?|up to|von|sur|/)[ \\t:]{0,4}|[ \\t]{0,4}\\d{1,3}[ \\t]{0,4}(?:[-–—~]|to|bis|à|a|до|到|至)[ \\t]{0,4})(?<to>\\d{1,4})[^()\\n\\d]{0,9}\\)|满分[ \\t]{0,4}(?:为|是)?[ \\t]{0,4}(?<full>\\d{1,4})`,
  'giu',
);

/**
 * The verdict of a reply that says its scores are on another scale than the one asked for: what would pass for a score on
 * this one is none. Scores off this scale stay, flagged as they are.
 */
export function onScaleStated(verdict: Verdict, text: string, wholes: readonly number[]): Verdict {
  const isOther = [...text.matchAll(stated)].some(
    ({ groups }) => !wholes.includes(Number(groups?.['to'] ?? groups?.['full'])),
  );
  if (!isOther) return verdict;
  return {
    ...verdict,
    scores: verdict.scores.map((score) => (score.value === null || score.offScale ? score : unreadable)),
    notes: [...verdict.notes, 'The reply says that its scores are on another scale.'],
  };
}
