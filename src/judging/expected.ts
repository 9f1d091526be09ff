import type { Reply, Scale } from '../models/model.ts';
import type { Attempt } from './judgement.ts';
import type { Verdict } from './task.ts';
import { between } from './votes.ts';

/** Where a number stands in a reply, and what else might have stood there. */
type Chance = NonNullable<Attempt['chances']>[number];

/** The expectation of a score over the tokens that might have stood in its place. */
interface Expectation {
  /** The expected score. */
  score: number;
  /** How much of the probability lies on scores of the scale, 0..1: the expectation is over this part. */
  mass: number;
}

/**
 * The numbers of a reply and their alternatives: what a judgement keeps of its log-probabilities. Tokens may have more
 * than the text, whose reasoning some endpoints cut off its front; behind a token that is not in the text (half a
 * character of some other script) no place is known.
 */
export function chancesOf({ text, tokens = [] }: Reply): Chance[] {
  const chances: Chance[] = [];
  const said = tokens.map((token) => token.text).join('');
  let at = 0 - Math.max(0, said.lastIndexOf(text));
  for (const token of tokens) {
    const [cut, from] = [Math.max(0, -at), Math.max(0, at)];
    const here = token.text.slice(cut);
    at += token.text.length;
    // The blank of the first token may be cut off, too: ` 8` is `8` then.
    if (here === '' || token.text.slice(0, cut).trim() !== '') continue;
    if (!text.startsWith(here, from)) break;
    if (isNumber(here))
      chances.push({
        at: from,
        text: here,
        top: token.top.flatMap(([other, p]) => (isNumber(other) ? [[other, p]] : [])),
      });
  }
  return chances;
}

/** Whether a token is a whole number and nothing else: no other can be a score, and run files are long enough. */
function isNumber(text: string): boolean {
  return /^\s*\d+\s*$/.test(text);
}

/**
 * The verdict with each score replaced by its expectation (G-Eval, Liu et al. 2023; DEITA, Liu et al. 2024), and the mass
 * that it rests on. Which score a token is, is found by reading the reply once more with another number in its place:
 * the score that changes is the one. A score stays as it is, with no mass, where its token is not found, is a number of
 * several tokens, is one that an expectation leaves out, or carries less than `leastMass`.
 */
export function expectedVerdict(
  raw: string,
  chances: readonly Chance[],
  verdict: Verdict,
  scale: Scale,
  leastMass: number,
  read: (reply: string) => Verdict,
): Verdict {
  const scores = [...verdict.scores];
  const mass: (number | null)[] = scores.map(() => null);
  for (const chance of chances) {
    const expected = countsItself(chance, scale) ? expectation(chance.top, scale) : undefined;
    const probe = alternative(chance, raw, scale);
    const mayBeScore = verdict.scores.some(({ value }) => value === Number(chance.text));
    if (!probe || !mayBeScore || !expected || expected.mass < leastMass) continue;
    const { scores: changed } = read(probe.reply);
    const moved = changed.flatMap(({ value }, i) => (value !== verdict.scores[i]?.value ? [i] : []));
    const [position] = moved;
    if (position === undefined || moved.length > 1 || changed[position]?.value !== probe.value) continue;
    if (verdict.scores[position]?.value !== Number(chance.text)) continue;
    scores[position] = { value: expected.score, offScale: false };
    mass[position] = expected.mass;
  }
  return { ...verdict, scores, mass };
}

/** The reply with another score in a token's place; undefined where the token is no whole score. */
function alternative({ at, text }: Chance, raw: string, scale: Scale): { reply: string; value: number } | undefined {
  const value = scoreOf(text, scale);
  const end = at + text.length;
  const isPart = /\d$/.test(raw.slice(0, at)) && /^\d/.test(text);
  const hasMore = /\d$/.test(text) && /^[.,]?\d/.test(raw.slice(end, end + 2));
  if (value === undefined || isPart || hasMore) return undefined;
  const other = value < Math.floor(scale.max) ? value + 1 : value - 1;
  return { reply: raw.slice(0, at) + text.replace(/\d+/, String(other)) + raw.slice(end), value: other };
}

/**
 * The expectation over the tokens that are scores, of the probability that lies on them. Where no token has two digits a
 * `1` may be the beginning of `10`: on a scale that reaches that far, it does not count. Undefined without any.
 */
export function expectation(top: Chance['top'], scale: Scale): Expectation | undefined {
  const counts = counting(top, scale);
  let [sum, mass] = [0, 0];
  for (const [text, logprob] of top) {
    const score = scoreOf(text, scale);
    if (score === undefined || !counts(score)) continue;
    const probability = Math.exp(logprob);
    sum += probability * score;
    mass += probability;
  }
  return mass > 0 ? { score: between(sum / mass, scale.min, scale.max), mass: Math.min(1, mass) } : undefined;
}

/** Which scores an expectation counts: those whose token can be no beginning of another score. */
function counting(top: Chance['top'], { max }: Scale): (score: number) => boolean {
  const isSplit = !top.some(([text]) => /^\d\d/.test(text.trim()));
  return (score) => !isSplit || score <= 0 || 10 * score > max;
}

/** An expectation without the very score that was said would be one of what the judge did not say. */
function countsItself({ text, top }: Chance, scale: Scale): boolean {
  return counting(top, scale)(Number(text));
}

/** The score that a token is: a whole number on the scale, blanks around it apart. */
function scoreOf(text: string, { min, max }: Scale): number | undefined {
  const digits = text.trim();
  if (!/^\d{1,6}$/.test(digits)) return undefined;
  const score = Number(digits);
  return score >= min && score <= max ? score : undefined;
}
