import type { NamedScore } from './namedScores.ts';
import { unreadable } from './number.ts';

/** The score that counts at an index, and whether others stand beside it. */
export interface Counting {
  one: NamedScore | undefined;
  isTwofold: boolean;
}

/**
 * Of the scores at an index the one that counts: the last, which corrects the ones before it. Where it may be no correction,
 * no verdict, or another text's, it is there but unreadable.
 */
export function countingAt(index: number, found: readonly NamedScore[], text: string, n: number): Counting {
  const all = found.filter((one) => one.index === index);
  const own = all.some((one) => one.leading) ? all.filter((one) => one.leading) : all;
  const last = own.at(-1);
  if (!last) return { one: undefined, isTwofold: false };
  const isTwofold = new Set(own.map((one) => one.score.value)).size > 1;
  // A sentence after the verdict that says otherwise may take it back, or quote: nobody can tell.
  const isContradicted = all.some((one) => one.start > last.start && one.score.value !== last.score.value);
  // Where another text has none, two scores at one index may be one for each: the index is the slip, not the score.
  const isMisplaced = isTwofold && new Set(found.filter((one) => one.index <= n).map((one) => one.index)).size < n;
  const isNone =
    isContradicted ||
    isMisplaced ||
    (isTwofold && areRivals(text, own.slice(-2), found)) ||
    isTakenBack(text.slice(found.at(-1)?.end)) ||
    isExample(text, last, found);
  return { one: isNone ? { ...last, score: unreadable } : last, isTwofold };
}

const retraction =
  /\bcorrection:|\bI (?:(?:have|had|accidentally) )?(?:mixed (?:them|these|it|the)|swapped|confused)\b|\b(?:on second thought|let me (?:correct|revise|redo))\b/i;

/** Whether what follows a verdict takes it back without putting another one in its place. */
export function isTakenBack(behind: string): boolean {
  return retraction.test(behind);
}

/** A line that says that what follows is no verdict. */
const example =
  /(?:\b(?:for example|for instance|an example|(?:should|would|could|might) look like)\b|例如|比如).{0,20}[:：]\s*$/i;

function isExample(text: string, one: NamedScore, found: readonly NamedScore[]): boolean {
  return example.test(lineAbove(text, one, found));
}

/** A line that says what the scores below it are: `## Accuracy`, `**Judge B**`, `Style:`. */
const heading = /^\s*(?:#{1,6}\s.*|\*\*[^*]+\*\*:?|[^:]{1,60}:)\s*$/;
/** Says that they are the ones of the whole, or the last ones. */
const lastWord =
  /\b(?:final|overall|total|corrected|correction|revised|updated|adjusted|reflection|reconsider\w*|thought|verdict|conclusion|my|mine|actual|again)\b|最终|综合|总|修正/i;

/** Whether each of these scores stands under a heading of its own, as those of several criteria or judges do. */
function areRivals(text: string, own: readonly NamedScore[], found: readonly NamedScore[]): boolean {
  const headings = own.map((one) => lineAbove(text, one, found)).map((line) => (heading.test(line) ? line.trim() : ''));
  return !headings.includes('') && new Set(headings).size > 1 && !lastWord.test(headings.at(-1) ?? '');
}

/** Lines; further above there is nothing that speaks of a score. */
const furthest = 40;

/** The last line above a score that is not blank and has no score itself. */
function lineAbove(text: string, one: NamedScore, found: readonly NamedScore[]): string {
  let end = text.lastIndexOf('\n', one.start - 1);
  for (let lines = 0; end > 0 && lines < furthest; lines++) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    if (line.trim() !== '' && !found.some((other) => other.start < end && other.end > start)) return line;
    end = start - 1;
  }
  return '';
}
