import { type Estimate, isDefined } from '../../statistics/estimate.ts';
import type { Agreement } from './agreement.ts';
import type { CanaryFinding } from './canaryFindings.ts';
import type { MemberPair } from './juryAgreement.ts';
import type { LengthBias } from './lengthBias.ts';
import type { PositionBias } from './positionBias.ts';
import type { Repeatability } from './repeatability.ts';
import type { ScoreUse } from './scoreUse.ts';
import type { Trust } from './trust.ts';

/** What a measure comes to in plain words. */
export interface Verdict {
  about: string;
  text: string;
  /** What else there is to say, or to do. */
  next?: string;
  tone?: 'good' | 'bad';
  /** From where on it is said; absent where nothing was measured. */
  rule?: string;
}

/** From where on a verdict is good or bad. Gavel's own, where no source is named in `trustTips`. */
export const limits = {
  /** Landis and Koch 1977: substantial, and no more than fair. */
  kappa: { good: 0.61, bad: 0.4 },
  correlation: { good: 0.6, bad: 0.3 },
  consistency: { good: 0.9, bad: 0.75 },
  /** Of 0 to 1, beyond chance. */
  firstPlace: 0.05,
  longest: 0.1,
  lengthCorrelation: 0.2,
  sameWinner: { good: 0.95, bad: 0.8 },
  /** Of 0 to 1. */
  spread: { good: 0.05, bad: 0.15 },
  commonest: 0.5,
  alike: 0.5,
  /** Terwee et al. 2007; more on a scale of few steps, where every score is frequent. */
  ceiling: 0.15,
  unscored: 0.05,
  offScale: 0.02,
  jury: 0.6,
  /** Fewer labelled rows say little. */
  fewLabels: 30,
  /** Fewer rows say nothing: they have no interval either. */
  fewRows: 10,
} as const;

/** Means that are less apart are the same. */
const rounding = 1e-9;

/** Every verdict that the rows allow, one a measure. */
export function verdictsOf({ agreement, bias, canaries, rows, unscored, columns }: Trust): Verdict[] {
  const { position, length, repeatability, scoreUse, jury } = bias;
  const without = unscored.reduce((sum, { rows: some }) => sum + some, 0);
  return [
    agreementVerdict(agreement, columns),
    ...(position ? [fromRows(position.rows, positionVerdict(position))] : []),
    ...(length ? [fromRows(lengthRows(length), lengthVerdict(length))] : []),
    ...(repeatability ? [fromRows(repeatability.rows, repeatabilityVerdict(repeatability))] : []),
    ...(scoreUse ? [fromRows(scoreUse.rows, useVerdict(scoreUse))] : []),
    unscoredVerdict(rows, without),
    ...(jury.length > 0 ? [fromRows(rows - without, juryVerdict(jury, rows - without))] : []),
    ...(canaries.length > 0 ? [canaryVerdict(canaries)] : []),
  ];
}

/** The verdict, unless there are too few rows for one. */
function fromRows(rows: number, verdict: Verdict): Verdict {
  if (rows >= limits.fewRows) return verdict;
  return { about: verdict.about, text: 'Too few rows to tell.', rule: `Told from ${limits.fewRows} rows on.` };
}

function agreementVerdict({ winners, scores, labelled }: Agreement, columns: Trust['columns']): Verdict {
  const about = 'Agreement with people';
  const { good, bad } = winners ? limits.kappa : limits.correlation;
  const rule = winners
    ? `Kappa: good from ${good}, poor up to ${bad}.`
    : `Spearman: good from ${good}, poor up to ${bad}.`;
  const found = known(winners?.kappa) ?? known(scores?.spearman);
  if (labelled === 0) return { about, text: noLabels(columns) };
  if (found === undefined) return { about, text: 'Can’t be told from these labels.', rule };
  const next = labelled < limits.fewLabels && {
    next: `Only ${labelled} ${labelled === 1 ? 'row is' : 'rows are'} labelled: label more to be sure.`,
  };
  if (found >= good) return { about, text: 'Agrees with people well.', ...next, tone: 'good', rule };
  if (found > bad) return { about, text: 'Agrees with people in part.', ...next, rule };
  return { about, text: 'Hardly agrees with people.', ...next, tone: 'bad', rule };
}

/** A misspelt name of a column has no labels, too. */
function noLabels(columns: Trust['columns']): string {
  if (columns.length === 0) return 'Not known: no row has a label by people.';
  const names = columns.map(({ name }) => name).join(', ');
  return `No row has a label in the ${columns.length === 1 ? 'column' : 'columns'} ${names}.`;
}

/** How the response shown first fares: undefined where chance may have done it, or hardly anything was done. */
export function firstPlaceLeaning({ places }: PositionBias): 'more' | 'less' | undefined {
  return leaning(places[0]?.advantage, limits.firstPlace);
}

function positionVerdict(position: PositionBias): Verdict {
  const about = 'Position';
  const { good, bad } = limits.consistency;
  const rule = `Biased where the first place wins ${100 * limits.firstPlace} points more or less than expected, beyond chance, or fewer than ${100 * bad} % of winners survive another order.`;
  const leans = firstPlaceLeaning(position);
  const orders = 'judge in several orders (swap or permute)';
  if (position.orders === 'one') {
    if (!leans) return { about, text: 'No place wins beyond chance.', next: `To be sure, ${orders}.`, rule };
    const text = `The first response wins ${leans} often than the others.`;
    return { about, text, next: `That may be the data, or the judge: ${orders} to tell.`, rule };
  }
  if (leans) {
    const text =
      leans === 'more' ? 'Favours the response that is shown first.' : 'Favours responses that are shown later.';
    const next = 'Scores averaged over orders are free of it as far as the orders balance.';
    return { about, text, next, tone: 'bad', rule };
  }
  const kept = known(position.consistency);
  if (kept !== undefined && kept < bad) {
    return {
      about,
      text: 'Often names another winner in another order.',
      next: 'No place is favoured.',
      tone: 'bad',
      rule,
    };
  }
  const tone = kept !== undefined && kept >= good && { tone: 'good' as const };
  return { about, text: 'No place is favoured.', ...tone, rule };
}

/** Whether the longest response wins beyond chance, and beyond what people find where they said. */
function lengthVerdict({ within, across, longest }: LengthBias): Verdict {
  const about = 'Length';
  const rule = `Leans to length where the longest wins ${100 * limits.longest} points more or less often than by chance, or the correlation is beyond ±${limits.lengthCorrelation}; each with an interval that leaves chance out.`;
  const byWins = longest && leaning(shifted(longest.wins, longest.expected), limits.longest);
  // Comparisons within rows say more, where there are enough of them.
  const correlation = (within?.n ?? 0) < limits.fewRows ? (across ?? within) : within;
  const leans = byWins ?? leaning(correlation, limits.lengthCorrelation);
  // Where all responses tie, the longest wins exactly as often as by chance: that is no finding.
  const isTold = known(correlation) !== undefined && (correlation?.n ?? 0) >= limits.fewRows;
  if (!leans && !isTold) {
    return { about, text: 'Too little to tell.', next: 'Too few rows differ in both length and score.', rule };
  }
  const isFar = Math.abs(known(correlation) ?? 0) >= limits.lengthCorrelation;
  if (!leans && isFar) {
    return { about, text: 'Length may matter, or it is chance.', next: 'More rows would tell.', rule };
  }
  if (!leans) return { about, text: 'Length hardly matters to the score.', tone: 'good', rule };
  const text = leans === 'more' ? 'Longer responses score higher.' : 'Shorter responses score higher.';
  const people = known(longest?.people?.wins);
  const judge = known(longest?.people?.judge);
  if (people === undefined || judge === undefined) {
    return { about, text, next: 'They may be better: labels by people would tell.', tone: 'bad', rule };
  }
  const beyond = judge - people;
  if (Math.abs(beyond) < limits.longest) return { about, text, next: 'People prefer them about as often.', rule };
  return { about, text, next: `People prefer the longest ${beyond > 0 ? 'less' : 'more'} often.`, tone: 'bad', rule };
}

function repeatabilityVerdict({ sameWinner, spread }: Repeatability): Verdict {
  const about = 'Repeatability';
  const { good, bad } = limits.sameWinner;
  const { good: near, bad: far } = limits.spread;
  const rule = `Good where two replies to the same question name the same winner in ${100 * good} % of cases, poor below ${100 * bad} %; of single responses, up to a spread of ${near}, and beyond ${far}.`;
  const same = known(sameWinner);
  const apart = known(spread) ?? 0;
  if (same === undefined ? apart <= near : same >= good) {
    return { about, text: 'Asked again, it says the same.', tone: 'good', rule };
  }
  if (same === undefined ? apart <= far : same >= bad) {
    return { about, text: 'Asked again, it mostly says the same.', rule };
  }
  return { about, text: 'Asked again, it often says something else.', next: 'Take more samples.', tone: 'bad', rule };
}

/** From where on a highest or lowest score is given suspiciously often: twice as often as on a scale used evenly. */
export function ceilingLimit({ even }: ScoreUse): number {
  return Math.max(limits.ceiling, 2 * even);
}

function useVerdict(use: ScoreUse): Verdict {
  const about = 'Use of the scale';
  const most = Math.max(limits.commonest, 2 * use.even);
  const edge = ceilingLimit(use);
  const rule = `Poor where one score makes up ${share(most)} or more, ${share(limits.alike)} of rows have one score for all responses, or the highest or lowest score is given to ${share(edge)} or more.`;
  const [commonest, alike, ceiling, floor] = [use.commonest.share, use.alike, use.ceiling, use.floor].map(known);
  if ((commonest ?? 0) >= most)
    return { about, text: `Nearly everyone gets ${use.commonest.score}.`, tone: 'bad', rule };
  if ((alike ?? 0) >= limits.alike) {
    return { about, text: 'Mostly all responses of a row get the same score.', tone: 'bad', rule };
  }
  const isPoor = (text: string, next: string): Verdict => ({ about, text, next, tone: 'bad', rule });
  if ((ceiling ?? 0) >= edge) return isPoor('Many scores are the highest there is.', 'The best can’t be told apart.');
  if ((floor ?? 0) >= edge) return isPoor('Many scores are the lowest there is.', 'The worst can’t be told apart.');
  const off = use.offScale / (use.offScale + use.scores);
  if (off > limits.offScale) return isPoor('Many scores are off the scale.', 'They are in none of these numbers.');
  return { about, text: 'Tells responses apart and uses its scale.', tone: 'good', rule };
}

function unscoredVerdict(judged: number, unscored: number): Verdict {
  const about = 'Rows without a score';
  const rule = `Poor from ${share(limits.unscored)} of rows on.`;
  if (unscored === 0) return { about, text: 'Every row is scored.', tone: 'good', rule };
  const isMany = unscored >= limits.unscored * Math.max(1, judged);
  const [text, next] = ['Some rows have no score, or not all.', 'They are in none of these numbers.'];
  return { about, text, next, ...(isMany && { tone: 'bad' as const }), rule };
}

/** `scored`: rows that have a score, if only by one of the members. */
function juryVerdict(pairs: readonly MemberPair[], scored: number): Verdict {
  const about = 'Jury';
  const rule = `Poor where two members name the same winner in less than ${share(limits.jury)} of rows, or their scores correlate by less than ${limits.correlation.bad}, or one gives no score to half of them.`;
  if (pairs.some(({ rows }) => 2 * rows <= scored)) {
    const next = 'The scores of these rows are those of the others alone: see the replies.';
    return { about, text: 'Not all of its members score the rows.', next, tone: 'bad', rule };
  }
  const isApart = ({ sameWinner, order }: MemberPair) =>
    (known(sameWinner) ?? 1) < limits.jury || (known(order) ?? 1) < limits.correlation.bad;
  const apart = pairs.filter(isApart).length;
  if (apart === 0) return { about, text: 'Its members agree.', tone: 'good', rule };
  return {
    about,
    text: apart === pairs.length ? 'Its members disagree.' : 'Some of its members disagree.',
    tone: 'bad',
    rule,
  };
}

function canaryVerdict(canaries: readonly CanaryFinding[]): Verdict {
  const about = 'Canary';
  const rule = 'Poor where a canary’s mean score is above a quarter of the run’s own scores.';
  const liked = canaries.filter(({ isLiked }) => isLiked).map(({ kind }) => kind);
  if (liked.length > 0) {
    return { about, text: `Likes responses that nobody should like: ${liked.join(', ')}.`, tone: 'bad', rule };
  }
  if (canaries.every(({ mean }) => mean === undefined)) return { about, text: 'Gave the canaries no score.', rule };
  // Nothing is below the lowest score: a canary that has it is found bad, whatever the real ones have.
  const alike = canaries.filter(({ mean = 0, limit = 0 }) => mean > rounding && mean > limit - rounding);
  if (alike.length > 0) {
    return { about, text: `Finds no worse than real ones: ${alike.map(({ kind }) => kind).join(', ')}.`, rule };
  }
  return { about, text: 'Finds empty, constant and off-topic responses bad.', tone: 'good', rule };
}

/** Rows that the most is known of. */
function lengthRows({ within, across, longest }: LengthBias): number {
  return Math.max(0, ...[within, across, longest?.wins].map((one) => one?.n ?? 0));
}

/**
 * Whether an estimate is `limit` or more from 0, and its interval leaves 0 out. Where all of enough rows are alike there is
 * no interval: a judge whose winner always comes first leans more than any other.
 */
function leaning(estimate: Estimate | undefined, limit: number): 'more' | 'less' | undefined {
  if (!estimate || !isDefined(estimate) || Math.abs(estimate.value) < limit) return undefined;
  const { value, low = value, high = value, n } = estimate;
  if (n < limits.fewRows || (low <= 0 && high >= 0)) return undefined;
  return value > 0 ? 'more' : 'less';
}

function shifted(estimate: Estimate, by: number): Estimate {
  if (!isDefined(estimate)) return estimate;
  const { value, low, high, n } = estimate;
  return { value: value - by, ...(low !== undefined && high !== undefined && { low: low - by, high: high - by }), n };
}

function known(estimate: Estimate | undefined): number | undefined {
  return estimate && isDefined(estimate) ? estimate.value : undefined;
}

function share(value: number): string {
  return `${Math.round(100 * value)} %`;
}
