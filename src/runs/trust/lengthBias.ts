import { normalisedScores } from '../../judging/judgement.ts';
import { judgedWinners } from '../../judging/votes.ts';
import { spearman } from '../../statistics/correlation.ts';
import { correlationEstimate } from '../../statistics/correlationEstimate.ts';
import { type Estimate, isDefined } from '../../statistics/estimate.ts';
import type { Breathe } from '../breathe.ts';
import { drawing, meanEstimate } from './estimates.ts';
import { commonChoice } from './peopleLabel.ts';
import type { Tally, TrustRow } from './trustRow.ts';

/** How a response's length goes with its score. */
export interface LengthBias {
  /** Mean over rows of the rank correlation within the row; absent where rows have one response. */
  within?: Estimate;
  /** Rank correlation over rows that have one response. */
  across?: Estimate;
  /** Rows with several responses of which one is longest. */
  longest?: {
    rows: number;
    /** How often it wins, 0..1; a win that several share counts in parts. */
    wins: Estimate;
    /** How often a response of such rows wins when length does nothing: the mean of 1 / responses. */
    expected: number;
    /** How often people prefer it, where they said, and how often it wins in these very rows. */
    people?: { rows: number; wins: Estimate; judge: Estimate };
  };
}

/** Adds up lengths, scores and who wins. */
export class LengthTally implements Tally {
  readonly #within: number[] = [];
  readonly #lengths: number[] = [];
  readonly #scores: number[] = [];
  readonly #wins: number[] = [];
  readonly #expected: number[] = [];
  readonly #byPeople: number[] = [];
  readonly #besidePeople: number[] = [];

  add(row: TrustRow): void {
    const { texts, judgement, people } = row;
    const lengths = texts.map(({ length }) => length);
    const scores = normalisedScores(judgement);
    if (texts.length === 1) this.#addSingle(lengths[0] ?? 0, scores[0] ?? null);
    if (texts.length < 2 || scores.includes(null)) return;
    const correlation = spearman(lengths, scores.map(Number));
    if (isDefined(correlation)) this.#within.push(correlation);
    const most = lengths.reduce((a, b) => Math.max(a, b));
    const longest = lengths.indexOf(most);
    const best = judgedWinners(judgement);
    if (!best || lengths.lastIndexOf(most) !== longest) return;
    const won = best.includes(longest) ? 1 / best.length : 0;
    this.#wins.push(won);
    this.#expected.push(1 / texts.length);
    const choice = people === 'unreadable' ? undefined : commonChoice(people?.choices ?? []);
    if (choice === undefined) return;
    this.#byPeople.push(choice === 'tie' ? 1 / texts.length : choice === longest ? 1 : 0);
    this.#besidePeople.push(won);
  }

  #addSingle(length: number, score: number | null): void {
    if (score === null) return;
    this.#lengths.push(length);
    this.#scores.push(score);
  }

  /** Undefined where nothing is scored. */
  async result(breathe: Breathe): Promise<LengthBias | undefined> {
    if (this.#within.length + this.#lengths.length + this.#wins.length === 0) return undefined;
    await breathe();
    return {
      ...(this.#within.length > 0 && { within: meanEstimate(this.#within) }),
      ...(this.#lengths.length > 0 && {
        across: correlationEstimate('spearman', this.#lengths, this.#scores, { ...drawing, draws: 1_000_000 }),
      }),
      ...(this.#wins.length > 0 && { longest: this.#longest() }),
    };
  }

  #longest(): NonNullable<LengthBias['longest']> {
    const expected = this.#expected.reduce((sum, share) => sum + share, 0) / this.#expected.length;
    const judge = meanEstimate(this.#besidePeople);
    const people = { rows: this.#byPeople.length, wins: meanEstimate(this.#byPeople), judge };
    return {
      ...{ rows: this.#wins.length, wins: meanEstimate(this.#wins), expected },
      ...(people.rows > 0 && { people }),
    };
  }
}
