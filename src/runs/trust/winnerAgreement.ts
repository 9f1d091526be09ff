import type { Choice } from '../../dataset/sample.ts';
import { normalisedScores } from '../../judging/judgement.ts';
import { judgedWinners } from '../../judging/votes.ts';
import { withInterval } from '../../statistics/bootstrap.ts';
import {
  accuracy,
  type ConfusionMatrix,
  confusionMatrix,
  type LabelMeasures,
  labelMeasures,
  macro,
} from '../../statistics/classification.ts';
import type { Estimate, Measured } from '../../statistics/estimate.ts';
import { cohenKappa } from '../../statistics/kappa.ts';
import { krippendorffEstimate } from '../../statistics/krippendorff.ts';
import type { Breathe } from '../breathe.ts';
import { beginningOf, Differing, type DifferingRow } from './differing.ts';
import { drawing } from './estimates.ts';
import { choiceOf, commonChoice } from './peopleLabel.ts';
import type { Tally, TrustRow } from './trustRow.ts';

/** Which response judge and people prefer, row by row. */
export interface WinnerAgreement {
  /** Rows that compare. */
  rows: number;
  /** Labelled rows that do not: the judge scored not all of their responses; people named no winner more often than every
   * other; the winner is beyond the tenth response. None of them is a tie. */
  unscored: number;
  split: number;
  beyond: number;
  accuracy: Estimate;
  precision: Estimate;
  recall: Estimate;
  f1: Estimate;
  kappa: Estimate;
  matrix: ConfusionMatrix;
  labels: LabelMeasures[];
  /** Where rows have labels by several people. */
  annotators?: { rows: number; people: Estimate; withJudge: Estimate };
  differing: DifferingRow[];
  differ: number;
}

/** A response further down has no class of its own: the matrix would be of nobody's use. */
const mostClasses = 10;

/** Adds up which response people and judge prefer. */
export class WinnerTally implements Tally {
  readonly #judge: number[] = [];
  readonly #people: number[] = [];
  readonly #differing = new Differing<DifferingRow>();
  /** What several people said of a row, and the judge after them where it said something; a tie is -1. */
  readonly #several: { people: number[]; all: number[] }[] = [];
  #unscored = 0;
  #split = 0;
  #beyond = 0;
  #widest = 0;

  add(row: TrustRow): void {
    const { judgement, people, texts } = row;
    if (people === undefined || people === 'unreadable' || people.choices.length === 0) return;
    if (texts.length < 2 || people.choices.some((choice) => choice !== 'tie' && choice >= texts.length)) return;
    const judge = choiceOf(judgedWinners(judgement));
    if (people.choices.length > 1) {
      const said = people.choices.map(asNumber);
      this.#several.push({ people: said, all: judge === undefined ? said : [...said, asNumber(judge)] });
    }
    const wanted = commonChoice(people.choices);
    if (judge === undefined) this.#unscored++;
    else if (wanted === undefined) this.#split++;
    else if ([judge, wanted].some((choice) => choice !== 'tie' && choice >= mostClasses)) this.#beyond++;
    else this.#compare(row, judge, wanted);
  }

  #compare({ line, index, sample, judgement, texts }: TrustRow, judge: Choice, wanted: Choice): void {
    this.#widest = Math.max(this.#widest, Math.min(mostClasses, texts.length));
    this.#judge.push(asNumber(judge));
    this.#people.push(asNumber(wanted));
    if (judge === wanted) return;
    const apart = distance(judgement, judge, wanted);
    const words = { people: choiceWords(wanted), judge: choiceWords(judge) };
    this.#differing.add({ line, index, ...words, apart, instruction: beginningOf(sample.instruction) });
  }

  /** Undefined where no row has both. */
  async result(breathe: Breathe): Promise<WinnerAgreement | undefined> {
    const labelled = this.#judge.length + this.#unscored + this.#split + this.#beyond;
    if (labelled === 0) return undefined;
    const names = classNames(Math.max(2, this.#widest));
    const classes = (given: readonly number[]) => given.map((choice) => (choice < 0 ? names.length - 1 : choice));
    const [judge, people] = [classes(this.#judge), classes(this.#people)];
    const estimate = async (measure: (matrix: ConfusionMatrix) => Measured) => {
      await breathe();
      return withInterval(judge.length, (rows) => measure(confusionMatrix(judge, people, names, rows)), drawing);
    };
    const matrix = confusionMatrix(judge, people, names);
    return {
      ...{ rows: judge.length, unscored: this.#unscored, split: this.#split, beyond: this.#beyond },
      accuracy: await estimate(accuracy),
      precision: await estimate((drawn) => macro(drawn, 'precision')),
      recall: await estimate((drawn) => macro(drawn, 'recall')),
      f1: await estimate((drawn) => macro(drawn, 'f1')),
      kappa: await estimate(cohenKappa),
      ...{ matrix, labels: labelMeasures(matrix) },
      ...(this.#several.length > 0 && { annotators: await this.#alphas(breathe) }),
      ...{ differing: this.#differing.list(), differ: this.#differing.count },
    };
  }

  async #alphas(breathe: Breathe): Promise<NonNullable<WinnerAgreement['annotators']>> {
    const alpha = async (rows: readonly (readonly number[])[]) => {
      await breathe();
      return krippendorffEstimate(rows, 'nominal', { ...drawing, draws: 1_000_000 });
    };
    const people = await alpha(this.#several.map((row) => row.people));
    const withJudge = await alpha(this.#several.map(({ all }) => all));
    return { rows: this.#several.length, people, withJudge };
  }
}

/** A position, or -1 for a tie. */
function asNumber(choice: Choice): number {
  return choice === 'tie' ? -1 : choice;
}

/** What a choice is called: "first" of a pair is clear, of more a number is. */
function classNames(widest: number): string[] {
  return [...Array.from({ length: widest }, (_, i) => choiceWords(i)), choiceWords('tie')];
}

function choiceWords(choice: Choice): string {
  return choice === 'tie' ? 'tie' : `response ${choice + 1}`;
}

/** By how much the judge puts its winner above the one that people prefer, or above all others where they see a tie. */
function distance(judgement: Parameters<typeof normalisedScores>[0], judge: Choice, wanted: Choice): number {
  const scores = normalisedScores(judgement);
  const known = scores.filter((score) => score !== null);
  if (known.length === 0 || judge === 'tie') return 0;
  // No spread: a hostile run file may hold any number of scores.
  const least = known.reduce((a, b) => Math.min(a, b));
  const most = known.reduce((a, b) => Math.max(a, b));
  const other = wanted === 'tie' ? least : (scores[wanted] ?? least);
  return Math.max(0, (scores[judge] ?? most) - other);
}
