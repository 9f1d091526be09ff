import type { Reply, Scale } from '../models/model.ts';
import type { Attempt } from './judgement.ts';
import type { Verdict } from './task.ts';

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
 * The numbers of a reply and their alternatives: what a judgement keeps of its log-probabilities. Empty when the tokens
 * are not those of the text (an endpoint that cuts or translates it), so that no place is known.
 */
export function chancesOf({ text, tokens = [] }: Reply): Chance[] {
  const chances: Chance[] = [];
  let at = 0;
  for (const token of tokens) {
    if (!text.startsWith(token.text, at)) return [];
    if (/\d/.test(token.text)) chances.push({ at, text: token.text, top: token.top.map(([said, p]) => [said, p]) });
    at += token.text.length;
  }
  return chances;
}

/**
 * The verdict with each score replaced by its expectation (G-Eval, Liu et al. 2023; DEITA, Liu et al. 2024), and the mass
 * that it rests on. Which score a token is, is found by reading the reply once more with another number in its place:
 * the score that changes is the one. A score stays as it is, with no mass, where its token is not found, is a number of
 * several tokens, or carries less than `leastMass`.
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
    const probe = alternative(chance, raw, scale);
    if (!probe) continue;
    const { scores: changed } = read(probe.reply);
    const moved = changed.flatMap(({ value }, i) => (value !== verdict.scores[i]?.value ? [i] : []));
    const [position] = moved;
    if (position === undefined || moved.length > 1 || changed[position]?.value !== probe.value) continue;
    const expected = expectation(chance.top, scale);
    if (!expected || expected.mass < leastMass || verdict.scores[position]?.value !== Number(chance.text)) continue;
    scores[position] = { value: expected.score, offScale: false };
    mass[position] = expected.mass;
  }
  return { ...verdict, scores, mass };
}

/** The reply with another score in a token's place; undefined where the token is no whole score. */
function alternative({ at, text }: Chance, raw: string, scale: Scale): { reply: string; value: number } | undefined {
  const value = scoreOf(text, scale);
  const end = at + text.length;
  if (value === undefined || /^(?:\d|[.,]\d)/.test(raw.slice(end, end + 2)) || /\d$/.test(raw.slice(0, at)))
    return undefined;
  const other = value < Math.floor(scale.max) ? value + 1 : value - 1;
  return { reply: raw.slice(0, at) + text.replace(/\d+/, String(other)) + raw.slice(end), value: other };
}

/**
 * The expectation over the tokens that are scores, of the probability that lies on them. `1` does not count where it may
 * be the beginning of `10`: on a scale that reaches 10, unless `10` is a token of its own. Undefined without any.
 */
export function expectation(top: Chance['top'], scale: Scale): Expectation | undefined {
  const isSplit = scale.max >= 10 && !top.some(([text]) => text.trim() === '10');
  let [sum, mass] = [0, 0];
  for (const [text, logprob] of top) {
    const score = scoreOf(text, scale);
    if (score === undefined || (isSplit && score === 1)) continue;
    const probability = Math.exp(logprob);
    sum += probability * score;
    mass += probability;
  }
  return mass > 0 ? { score: sum / mass, mass: Math.min(1, mass) } : undefined;
}

/** The score that a token is: a whole number on the scale, blanks around it apart. */
function scoreOf(text: string, { min, max }: Scale): number | undefined {
  const digits = text.trim();
  if (!/^\d{1,6}$/.test(digits)) return undefined;
  const score = Number(digits);
  return score >= min && score <= max ? score : undefined;
}
