import { toAscii } from '../reading/ascii.ts';
import type { Span } from '../reading/clean.ts';
import { isPlainVerdict } from '../reading/plainLines.ts';
import { itemWord, scoreWord, wholeWord } from '../reading/words.ts';
import type { Verdict } from '../task.ts';
import { statementsIn, turnsIn } from './statements.ts';

/** A place in a reply where it says what one of the texts says, too. */
interface Quote extends Span {
  /** What stands there, without its blanks. */
  said: string;
  /** Stands like a verdict: in no quotation, with no words before it on its line. */
  isBare: boolean;
}

type Scores = readonly (number | null)[];

/** How many different quotes are looked at one by one; each costs a reading of the reply. */
const mostTried = 24;

/**
 * The reply with what it quotes from the judged texts blanked out, where that reads as a verdict and changes what is read:
 * a response that says `[1] Score: 9` is no judge, even when the judge repeats it. Every place stays where it is.
 *
 * A verdict may also happen to equal what a response says. So what is quoted counts all the same where nothing else is
 * said of a text, when it stands like a verdict (no words before it, no quotation) and contradicts nothing that counts.
 */
export function withoutQuotedVerdicts(
  reply: string,
  texts: readonly string[],
  read: (reply: string) => Verdict,
): string {
  if (isPlainVerdict(reply)) return reply;
  const quotes = quotesIn(reply, texts);
  if (quotes.length === 0) return reply;
  const scores = (kept: readonly Quote[]) => scoresOf(read(without(reply, quotes, kept)));
  const own = scores([]);
  const kept = own.includes(null) ? countingAllTheSame(quotes, own, scores) : [];
  const text = without(reply, quotes, kept);
  return isSame(scoresOf(read(reply)), scoresOf(read(text))) ? reply : text;
}

/** Quotes that are a verdict all the same: the only ones to speak of some text, and of one mind. */
function countingAllTheSame(
  quotes: readonly Quote[],
  own: Scores,
  scores: (kept: readonly Quote[]) => Scores,
): Quote[] {
  const bare = quotes.filter((quote) => quote.isBare);
  const different = [...new Set(bare.map(({ said }) => said))];
  if (different.length > mostTried) return [];
  const those = (said: readonly string[]) => bare.filter((quote) => said.includes(quote.said));
  const harmless = different.filter((said) => agrees(scores(those([said])), own));
  const together = scores(those(harmless));
  const others = (said: string) => harmless.filter((other) => other !== said);
  const isOfOneMind = harmless.every(
    (said) => agrees(together, scores(those([said]))) && agrees(together, scores(those(others(said)))),
  );
  return isOfOneMind && agrees(together, own) ? those(harmless) : [];
}

/** Whether every score of `less` is in `more`, too, and the same. */
function agrees(more: Scores, less: Scores): boolean {
  return less.every((score, i) => score === null || score === more[i]);
}

function isSame(a: Scores, b: Scores): boolean {
  return a.every((score, i) => score === b[i]);
}

function scoresOf({ scores }: Verdict): Scores {
  return scores.map(({ value }) => value);
}

function quotesIn(reply: string, texts: readonly string[]): Quote[] {
  const statements = [...new Set(texts.flatMap(statementsIn))];
  const turns = [...new Set(texts.flatMap(turnsIn))];
  if (statements.length + turns.length === 0) return [];
  const ascii = toAscii(reply);
  // What has other forms in the reply is in neither alone.
  const lower = `${ascii}\n${reply}`.toLowerCase();
  const spans = [
    ...statements.flatMap((statement) => placesOf(statement, ascii, lower)),
    ...turns.flatMap((turn) => placesOf(turn, reply, lower)),
  ];
  return joined(spans).map(({ start, end }) => ({
    start,
    end,
    said: ascii
      .slice(start, end)
      .replace(/[\s>]+/g, ' ')
      .toLowerCase(),
    isBare: isBare(ascii, start),
  }));
}

/** Where the statement stands, however blanks, line breaks, block quotes and escapes are set in it. */
function placesOf(statement: string, ascii: string, lower: string): Span[] {
  const words = statement.match(/[\p{L}\p{N}]+(?:\.\d+)?|[^\s\p{L}\p{N}>\\]/gu) ?? [];
  const isWord = (word: string | undefined) => word !== undefined && /^[\p{L}\p{N}]/u.test(word);
  const parts = words.map((word, i) => {
    const before = i === 0 ? '' : isWord(word) && isWord(words[i - 1]) ? '[\\s>]{1,40}' : '[\\s>\\\\]{0,40}';
    return before + word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  if (parts.length === 0 || !words.every((word) => lower.includes(word.toLowerCase()))) return [];
  const start = isWord(words[0]) ? '(?<![\\p{Script=Latin}\\p{N}]|\\d\\.)' : '';
  const pattern = new RegExp(`${start}${parts.join('')}(?![\\p{Script=Latin}\\p{N}]|\\.\\d)`, 'giu');
  return [...ascii.matchAll(pattern)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
}

function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else all.push({ ...span });
  }
  return all;
}

const verdictWords = new RegExp(
  `${itemWord}|${scoreWord}|${wholeWord}|\\b(?:my|the|for|of|is|are|and|verdict|assistants?)\\b`,
  'giu',
);
const quotationMark = /["'“„«「『‘][ \t]*$/;
/** What JSON has before a value, which opens no quotation. */
const jsonName = /(?:^|[{,[])\s*["'](?:\w*["']\s*:\s*[[{]?\s*["']?)?\s*$/;

function isBare(ascii: string, start: number): boolean {
  const line = ascii.slice(Math.max(ascii.lastIndexOf('\n', start - 1) + 1, start - 300), start);
  const isQuotation = /^\s*>/.test(line) || (quotationMark.test(line) && !jsonName.test(line));
  return (
    !isQuotation &&
    !isQuotedAbove(ascii.slice(Math.max(0, start - 2000), start - line.length)) &&
    !/\p{L}/u.test(line.replace(verdictWords, ''))
  );
}

/** Whether the lines above, of the same paragraph, open a quotation that they do not close. */
function isQuotedAbove(above: string): boolean {
  // What ends „so“ begins “so”.
  const paragraph = above.slice(above.lastIndexOf('\n\n') + 1).replace(/„[^“”]*[“”]/g, '');
  const count = (mark: RegExp) => paragraph.match(mark)?.length ?? 0;
  return count(/(?<!\\)"/g) % 2 === 1 || count(/[“„«「『]/g) > count(/[”»」』]/g);
}

function without(reply: string, quotes: readonly Quote[], kept: readonly Quote[]): string {
  let text = '';
  let from = 0;
  for (const quote of quotes) {
    if (kept.includes(quote)) continue;
    text += reply.slice(from, quote.start) + reply.slice(quote.start, quote.end).replace(/[^\n]/g, ' ');
    from = quote.end;
  }
  return text + reply.slice(from);
}
