import type { Scale } from '../models/model.ts';
import type { Heard, Trouble } from './exchange.ts';
import type { Judgement, Vote } from './judgement.ts';
import type { JudgeOptions, Score } from './task.ts';
import { combined, majority } from './votes.ts';

/** One exchange of a judgement, and which texts it was about, by position, in the order shown. */
export interface Voted extends Heard {
  order: readonly number[];
  /** The member of a jury that was asked; see `Ballot`. */
  juror?: string;
}

/** What a judgement says besides its verdict. */
interface About {
  /** How many texts the sample has. */
  n: number;
  scale: Scale;
  /** Wall time of all exchanges, in milliseconds. */
  ms: number;
  options: JudgeOptions;
  /** Whether more than one exchange was meant, however many there were. */
  isSeveral: boolean;
}

/** What several exchanges come to, before it is written as a judgement. `scores`: undefined where nobody was asked. */
interface Outcome {
  scores: (Score | undefined)[];
  /** Whose words are shown. */
  speaker: Voted | undefined;
  trouble: Trouble | undefined;
  notes: string[];
  mass: (number | null)[] | undefined;
}

/** The judgement that exchanges on one sample come to; `trouble` kept all of them from being. */
export function judgementOf(heard: readonly Voted[], judge: string, about: About, trouble?: Trouble): Judgement {
  const [only] = about.isSeveral ? [] : heard;
  const votes = only ? undefined : votesOf(heard, about.n, about.options);
  const outcome = only ? outcomeOfOne(only, about) : outcomeOfVotes(heard, votes ?? [], about);
  const scores = outcome.scores.map((score) => score ?? missing);
  const known = scores.filter((s) => s.value !== null).length;
  const { speaker } = outcome;
  const problem = trouble ?? outcome.trouble ?? { reason: 'off scale' as const };
  const tokens = heard.flatMap((one) => one.tokens ?? []);
  const rationales = speaker?.verdict.rationales;
  return {
    status: known === about.n ? 'scored' : known > 0 ? 'partly scored' : 'unscored',
    scores: scores.map((s) => s.value),
    gaps: scores.map((s) => (s.value === null ? s.gap : null)),
    offScale: scores.flatMap((s, i) => (s.value !== null && s.offScale ? [i] : [])),
    scale: about.scale,
    ...((known < about.n || problem.reason === 'cancelled') && problem),
    rationale: speaker?.verdict.rationale ?? '',
    ...(rationales && { rationales: inSampleOrder(rationales, speaker, about.n).map((text) => text ?? null) }),
    notes: outcome.notes,
    model: [...new Set(heard.map(({ model }) => model))].join(' + ') || judge,
    attempts: heard.flatMap(({ attempts }, vote) => attempts.map((one) => (votes ? { ...one, vote } : one))),
    ...(votes && votes.length > 0 && { votes }),
    ...(outcome.mass && { mass: outcome.mass }),
    ...countedAttempt(heard, speaker),
    ...(tokens.length > 0 && { tokens: tokens.reduce(sum) }),
    ms: about.ms,
  };
}

function outcomeOfOne(one: Voted, about: About): Outcome {
  const { notes, mass } = one.verdict;
  return {
    scores: scoresOf(one, about),
    speaker: one,
    trouble: one.trouble,
    notes,
    mass: mass && inSampleOrder(mass, one, about.n).map((share) => share ?? null),
  };
}

function outcomeOfVotes(heard: readonly Voted[], votes: readonly Vote[], about: About): Outcome {
  const { options, n } = about;
  const failed = heard.find(({ isFailure }) => isFailure);
  const agreed = options.combine === 'majority' ? majority(votes)?.votes : undefined;
  const counting = heard.filter((_, i) => !agreed || agreed.includes(votes[i] as Vote));
  const troubled = heard.filter(({ trouble }) => trouble);
  const notes = [...new Set(heard.flatMap(({ verdict }) => verdict.notes))];
  if (troubled.length > 0) notes.push(`${troubled.length} of ${heard.length} replies give no whole verdict.`);
  // Means over other replies for one text than for another would compare orders or models, not texts.
  const whole = counting.filter(({ trouble }) => !trouble);
  const given = (voters: readonly Voted[], i: number) => voters.flatMap((one) => scoresOf(one, about)[i] ?? []);
  return {
    // What was asked for is all orders and models: what some of them said is kept in the votes, but is no score.
    scores: Array.from({ length: n }, (_, i) =>
      failed ? missing : (together(given(whole, i), options) ?? together(given(counting, i), options)),
    ),
    speaker: failed ? undefined : (counting.find(({ trouble }) => !trouble) ?? counting[0]),
    trouble: failed?.trouble ?? troubled[0]?.trouble,
    notes,
    mass: failed ? undefined : massOf(counting, whole, n),
  };
}

/** Several scores of one text as one: those off the scale count only where there is no other, and then the last. */
function together(given: readonly Score[], { combine }: JudgeOptions): Score | undefined {
  const known = given.flatMap((score) => (score.value === null ? [] : [score]));
  const onScale = known.flatMap(({ value, offScale }) => (offScale ? [] : [value]));
  const value = combined(onScale, combine === 'median' ? 'median' : 'mean');
  return value === null ? (known.at(-1) ?? given.at(-1)) : { value, offScale: false };
}

/** The least mass that any of a text's scores on the scale rests on; null where one is a plain score. */
function massOf(heard: readonly Voted[], whole: readonly Voted[], n: number): (number | null)[] | undefined {
  if (!heard.some(({ verdict }) => verdict.mass)) return undefined;
  const isCounted = (one: Voted) =>
    whole.includes(one) || !one.order.some((text) => whole.some(({ order }) => order.includes(text)));
  const all = heard.filter(isCounted).map((one) => {
    const { scores, mass = [] } = one.verdict;
    const counts = scores.map((score, i) => (score.value === null || score.offScale ? undefined : mass[i]));
    return inSampleOrder(counts, one, n);
  });
  return Array.from({ length: n }, (_, i) => {
    const shares = all.flatMap((mass) => (mass[i] === undefined ? [] : [mass[i]]));
    return shares.length === 0 || shares.includes(null) ? null : shares.map(Number).reduce((a, b) => Math.min(a, b));
  });
}

/** Exchanges as votes on n texts. */
export function votesOf(heard: readonly Voted[], n: number, options: JudgeOptions): Vote[] {
  return heard.map((one) => ({
    order: [...one.order],
    model: one.juror ?? one.model,
    scores: scoresOf(one, { n, options }).map((score) => score?.value ?? null),
    ...(one.trouble && { reason: one.trouble.reason }),
  }));
}

/** The scores by position in the sample; undefined for a text that was not asked about. */
function scoresOf(one: Voted, { n, options }: Pick<About, 'n' | 'options'>): (Score | undefined)[] {
  const rejects = options.offScale === 'reject';
  return inSampleOrder(one.verdict.scores, one, n).map((score) =>
    score && score.value !== null && score.offScale && rejects ? offScaleGap : score,
  );
}

function inSampleOrder<T>(shown: readonly T[], { order }: Pick<Voted, 'order'>, n: number): (T | undefined)[] {
  return Array.from({ length: n }, (_, position) => shown[order.indexOf(position)]);
}

/** The place of the speaker's counted attempt among those of all. */
function countedAttempt(heard: readonly Voted[], speaker: Voted | undefined): Pick<Judgement, 'counted'> {
  if (speaker?.counted === undefined) return {};
  const before = heard.slice(0, heard.indexOf(speaker)).reduce((count, { attempts }) => count + attempts.length, 0);
  return { counted: before + speaker.counted };
}

type Tokens = NonNullable<Judgement['tokens']>;
const sum = (a: Tokens, b: Tokens): Tokens => ({ input: a.input + b.input, output: a.output + b.output });
const missing = { value: null, gap: 'missing' } as const;
const offScaleGap = { value: null, gap: 'off scale' } as const;
