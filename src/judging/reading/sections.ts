import type { NamedScore, NumberForm } from './namedScores.ts';
import { readNumber, unreadable } from './number.ts';
import { itemWord, notOneOfSeveral, overallWord, scaleNote, scoreWord, wholeWord } from './words.ts';

/** A line that begins with a name: `### Response 2`, `[2] Clear and complete.` */
const head = new RegExp(
  `^[ \\t*_#•+-]{0,20}(?:\\d{1,3}[.)][ \\t*_]{0,9})?(?:(?:${itemWord}[ \\t]{0,4})?\\[\\s*(?:${itemWord})?[\\s#_]*(?<bracketed>\\d{1,4})\\s*\\]|${itemWord}[ \\t#_]{0,4}(?<named>\\d{1,4})(?![\\p{L}\\p{N}])${notOneOfSeveral}|第\\s*(?<counted>\\d{1,4})\\s*[个個]?\\s*${itemWord})`,
  'gimu',
);
const said = new RegExp(
  `(?:^[ \\t*_#:•+-]{0,20}|[.,:;!?|(][ \\t*_]{1,9})(?:(?<whole>${wholeWord}[ \\t]*)?${scoreWord}|(?<overall>${overallWord}))${scaleNote}[ \\t*_]{0,20}[:=](?![ \\t*_]{0,20}\\[?${itemWord})[ \\t*_]{0,20}`,
  'gimu',
);

/**
 * Scores said below or behind the name of what they are for, one a section (`### Response 1`, a text, `Score: 3`). Of several
 * the overall one counts. When a section before the last has none, nobody knows whose the others are.
 */
export function findInSections(text: string, { scale, wholes }: NumberForm): NamedScore[] {
  const heads = [...text.matchAll(head)].map(({ 0: name, index: start, groups }) => ({
    index: Number(groups?.['bracketed'] ?? groups?.['named'] ?? groups?.['counted']),
    start,
    from: start + name.length,
  }));
  const found: NamedScore[] = [];
  for (const [i, { index, from }] of heads.entries()) {
    const body = text.slice(from, heads[i + 1]?.start);
    const scores = [...body.matchAll(said)].map((match) => {
      const at = from + match.index + match[0].length;
      return {
        isPlain: match.groups?.['whole'] === undefined && match.groups?.['overall'] === undefined,
        isWhole: match.groups?.['whole'] !== undefined,
        start: from + match.index,
        ...readNumber(text, at, scale, wholes),
      };
    });
    // `Overall: 3` does not overrule a score of its section as `Overall score: 3` does: it may be quoted.
    const hasWhole = scores.some((score) => score.isWhole);
    const counting = hasWhole ? scores.filter((score) => !score.isPlain) : scores;
    const [first] = counting;
    if (!first) {
      if (i < heads.length - 1) return [];
      continue;
    }
    const agree = counting.every((one) => one.score.value === first.score.value);
    found.push({ index, score: agree ? first.score : unreadable, start: first.start, end: first.end, leading: true });
  }
  return found;
}
