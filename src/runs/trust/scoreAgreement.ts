import { normalisedScores } from '../../judging/judgement.ts';
import type { Scale } from '../../models/model.ts';
import { pick } from '../../statistics/bootstrap.ts';
import { type ConfusionMatrix, confusionMatrix } from '../../statistics/classification.ts';
import { kendallTauB, pearson, spearman } from '../../statistics/correlation.ts';
import { type Estimate, type Measured, why } from '../../statistics/estimate.ts';
import { quadraticKappa } from '../../statistics/kappa.ts';
import { krippendorffAlpha } from '../../statistics/krippendorff.ts';
import { denseRanks } from '../../statistics/ranks.ts';
import type { Breathe } from '../breathe.ts';
import { beginningOf, Differing, type DifferingRow } from './differing.ts';
import { ByRow } from './estimates.ts';
import type { Tally, TrustRow } from './trustRow.ts';

/** How near the judge's scores are to people's, response by response. */
export interface ScoreAgreement {
  rows: number;
  responses: number;
  /** Responses that people scored and the judge did not, or off its scale: they are in no other number. */
  unscored: number;
  spearman: Estimate;
  kendall: Estimate;
  pearson: Estimate;
  kappa: Estimate;
  /** The bands that kappa is made of; absent where people gave one score only. */
  bands?: ConfusionMatrix;
  /** Whether the bands are the steps of the judge's own scale, or fifths of each one's range. */
  banding: 'steps' | 'fifths';
  /** Where responses have scores by several people. */
  annotators?: AnnotatorAgreement;
  differing: DifferingRow[];
  differ: number;
}

/** How far several people's scores of the same responses agree. */
export interface AnnotatorAgreement {
  /** Responses that two or more people scored. */
  responses: number;
  people: Estimate;
  /** With the judge as one more; absent where people's scores are not known to be on its scale. */
  withJudge?: Estimate;
}

/** A scale of more steps is cut into fifths: kappa of a hundred bands would be of a handful of rows each. */
const mostSteps = 20;

/** Of 0 to 1: scores that are less apart differ by rounding. */
const noticeable = 0.1;

interface ScoredRow {
  line: number;
  index: number;
  instruction: string;
  width: number;
}

/** Adds up the scores that people and judge give. */
export class ScoreTally implements Tally {
  readonly #rows: ScoredRow[] = [];
  /** Normalised, as the judge gave them, and as people gave them. */
  readonly #judge: number[] = [];
  readonly #given: number[] = [];
  readonly #people: number[] = [];
  readonly #drawn = new ByRow();
  readonly #annotators = new AnnotatorTally();
  /** The scale of all rows so far; 'several' where they have different ones. */
  #scale: Scale | 'several' | undefined;
  #lowest = Number.POSITIVE_INFINITY;
  #highest = Number.NEGATIVE_INFINITY;
  #unscored = 0;

  add({ line, index, sample, judgement, people }: TrustRow): void {
    if (people === undefined || people === 'unreadable' || !people.scores) return;
    const scores = normalisedScores(judgement);
    const annotators = people.annotatorScores ?? [];
    this.#annotators.add(annotators, judgement);
    let width = 0;
    for (const [i, given] of people.scores.slice(0, scores.length).entries()) {
      if (given === null) continue;
      const score = scores[i] ?? null;
      if (score === null) this.#unscored++;
      else {
        this.#judge.push(score);
        this.#given.push(Number(judgement.scores[i]));
        this.#people.push(given);
        width++;
      }
      // A mean tells less of people's scale than what it is the mean of.
      for (const one of [given, ...annotators.flatMap((each) => each[i] ?? [])]) {
        this.#lowest = Math.min(this.#lowest, one);
        this.#highest = Math.max(this.#highest, one);
      }
    }
    if (width === 0) return;
    this.#drawn.add(width);
    this.#rows.push({ line, index, instruction: beginningOf(sample.instruction), width });
    const { scale } = judgement;
    const known = this.#scale;
    if (known === undefined) this.#scale = scale;
    else if (known !== 'several' && (known.min !== scale.min || known.max !== scale.max)) this.#scale = 'several';
  }

  /** Undefined where people gave no score. */
  async result(breathe: Breathe): Promise<ScoreAgreement | undefined> {
    if (this.#rows.length === 0 && this.#unscored === 0) return undefined;
    const [judge, people] = [Float64Array.from(this.#judge), Float64Array.from(this.#people)];
    const correlation = async (measure: typeof pearson, x: ArrayLike<number>, y: ArrayLike<number>) => {
      await breathe();
      return this.#drawn.estimate((places) => measure(pick(x, places), pick(y, places)));
    };
    // Rank measures see only the order, which is found once.
    const ranks = denseRanks(judge)?.ranks ?? judge;
    const others = denseRanks(people)?.ranks ?? people;
    const steps = this.#steps();
    const range: Scale = steps ?? { min: this.#lowest, max: this.#highest };
    const onRange = people.map((given) => (given - range.min) / (range.max - range.min));
    const bands = range.max > range.min ? banded(judge, onRange, steps) : undefined;
    const annotators = await this.#annotators.result(steps !== undefined, breathe);
    return {
      ...{ rows: this.#rows.length, responses: judge.length, unscored: this.#unscored },
      spearman: await correlation(spearman, ranks, others),
      kendall: await correlation(kendallTauB, ranks, others),
      pearson: await correlation(pearson, judge, people),
      kappa: bands ? this.#drawn.estimate(bands.kappa) : { notDefined: why.sameValues, n: this.#rows.length },
      ...(bands && { bands: bands.matrix }),
      banding: steps ? 'steps' : 'fifths',
      ...(annotators && { annotators }),
      ...this.#differing(judge, onRange),
    };
  }

  /**
   * The judge's scale, where it has few whole steps and people's scores are on it, too. Scores that never leave its lower
   * half are of some other scale: 1 to 5 stars are not the lower half of 1 to 10, nor is a thumb up its lowest step.
   */
  #steps(): Scale | undefined {
    if (this.#scale === 'several' || this.#scale === undefined) return undefined;
    const { min, max } = this.#scale;
    const isStepped = Number.isInteger(min) && Number.isInteger(max) && max - min <= mostSteps;
    const isOnIt = this.#lowest >= min && this.#highest <= max && this.#highest > (min + max) / 2;
    return isStepped && isOnIt && max - min > 1 ? this.#scale : undefined;
  }

  #differing(judge: Float64Array, people: Float64Array): Pick<ScoreAgreement, 'differing' | 'differ'> {
    const found = new Differing<DifferingRow>();
    let at = 0;
    for (const { width, ...row } of this.#rows) {
      const places = Array.from({ length: width }, (_, i) => at + i);
      at += width;
      const apart = places.reduce(
        (most, i) => Math.max(most, Math.abs((judge[i] as number) - (people[i] as number))),
        Number.NEGATIVE_INFINITY,
      );
      // Not a number where people gave one score only.
      if (!(apart >= noticeable)) continue;
      const inWords = (values: readonly number[]) =>
        places.map((i) => Number((values[i] as number).toFixed(2))).join(' ');
      found.add({ ...row, people: inWords(this.#people), judge: inWords(this.#given), apart });
    }
    return { differing: found.list(), differ: found.count };
  }
}

/** Adds up what several people gave the same responses. One score alone has nothing to agree with. */
class AnnotatorTally {
  /** Of each response people's scores and then the judge's, NaN where it gave none on its scale; and where each begins. */
  readonly #scores: number[] = [];
  readonly #starts: number[] = [0];
  readonly #drawn = new ByRow();

  add(annotators: readonly (readonly (number | null)[])[], { scores, offScale }: TrustRow['judgement']): void {
    let width = 0;
    for (const [i, score] of scores.entries()) {
      const given = annotators.flatMap((each) => each[i] ?? []);
      if (given.length < 2) continue;
      this.#scores.push(...given, score === null || offScale.includes(i) ? Number.NaN : score);
      this.#starts.push(this.#scores.length);
      width++;
    }
    if (width > 0) this.#drawn.add(width);
  }

  /** Undefined where nobody scored what another did. `isOneScale`: people's scores are on the judge's scale. */
  async result(isOneScale: boolean, breathe: Breathe): Promise<AnnotatorAgreement | undefined> {
    const responses = this.#starts.length - 1;
    if (responses === 0) return undefined;
    const alpha = async (scoresOf: (response: number) => number[]) => {
      await breathe();
      return this.#drawn.estimate((places) => krippendorffAlpha(Array.from(places, scoresOf), 'interval'));
    };
    const all = (response: number) => this.#scores.slice(this.#starts[response], this.#starts[response + 1]);
    const people = await alpha((response) => all(response).slice(0, -1));
    const withJudge = isOneScale && { withJudge: await alpha((response) => all(response).filter(Number.isFinite)) };
    return { responses, people, ...withJudge };
  }
}

/** Scores of 0 to 1 by bands: the whole steps of a scale, or fifths. */
function banded(judge: Float64Array, people: Float64Array, steps: Scale | undefined) {
  const names = steps
    ? Array.from({ length: steps.max - steps.min + 1 }, (_, i) => String(steps.min + i))
    : ['0.0–0.2', '0.2–0.4', '0.4–0.6', '0.6–0.8', '0.8–1.0'];
  const last = names.length - 1;
  const bandOf = (value: number) =>
    steps ? Math.round(value * last) : Math.min(last, Math.floor(value * names.length));
  const [judged, given] = [judge.map(bandOf), people.map(bandOf)];
  return {
    matrix: confusionMatrix(judged, given, names),
    kappa: (places: Uint32Array): Measured => quadraticKappa(confusionMatrix(judged, given, names, places)),
  };
}
