import type { Explanation } from '../report/document.ts';
import { sameWithin } from './rowScores.ts';

const normalised =
  'Scores are put on 0 to 1, (score − lowest) / (highest − lowest) of the scale that was asked for, so that other tasks and scales compare. Scores off their scale are left out.';

const compared =
  'A row counts where both runs have a score of the same response; its score is the mean of the responses that both scored.';

const decided = 'Rows in which both runs score all responses, and each run has one response that is best.';

/** What each number of a comparison is, how it is computed, and where it is from. */
export const comparisonTips = {
  run: {
    what: 'A run that is compared: its task, its model, its source, and when it was begun, in coordinated universal time.',
    how: 'As the run file says.',
  },
  judge: {
    what: 'In what the run’s judge differs from that of A: higher scores by another judge are not better ones.',
    how: 'The settings that change a verdict, as the run files say: what this run had instead of what A had.',
  },
  rows: {
    what: 'How many rows the run has.',
    how: 'Judged or not, malformed ones too; not those that its dataset has no more.',
  },
  alone: {
    what: 'Rows that none of the other runs has.',
    how: 'Rows are matched by a hash of their text. A row that was changed by a letter is another row; one that moved is the same. A row that stands twice in both runs is matched twice. These rows are in no other number.',
    source: 'SHA-256, first 128 bits (FIPS 180-4)',
  },
  ownMean: {
    what: 'The run’s mean score, over all of its own rows.',
    how: `${normalised} The mean of all scores; runs that do not have the same rows do not compare by it.`,
  },
  mean: {
    what: 'The run’s mean score over the rows that compare.',
    how: `${compared} The mean of these. Where one run scored responses and the other the instruction, the means of what is wholly scored compare. ${normalised}`,
  },
  difference: {
    what: 'How much higher the run scores than A on average, and where that would lie for other rows of this kind.',
    how: 'The mean of the rows’ differences. The interval is a paired percentile bootstrap: rows are drawn anew with replacement 1,000 times; of more than 10,000 rows only so many at a time, and the interval is narrowed to fit (m out of n; Bickel, Götze and van Zwet 1997). One that leaves out 0 is more than chance, at 5 %. Below ten rows there is none.',
    source: 'Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13',
  },
  higherRows: {
    what: 'Rows that the run scores higher than A.',
    how: `${compared} Higher by ${sameWithin} or more, of 0 to 1; the share is of the rows that compare.`,
  },
  lowerRows: {
    what: 'Rows that the run scores lower than A.',
    how: `${compared} Lower by ${sameWithin} or more, of 0 to 1; the share is of the rows that compare.`,
  },
  same: {
    what: 'Rows that both score the same.',
    how: `${compared} Less than ${sameWithin} apart, of 0 to 1: what two digits do not show.`,
  },
  unscored: {
    what: 'Rows that both runs have, but with no score to compare.',
    how: 'One of the runs has no score for the row, or they have none for the same response. These rows are no ties and no zeros: they are in no other number.',
  },
  signTest: {
    what: 'How likely so uneven a split into higher and lower is when neither run scores higher.',
    how: 'Two-sided exact sign test over the rows that are higher or lower: each is taken for the toss of a coin. Rows that are the same are left out. Below 0.05 is commonly taken for more than chance.',
    source: 'Dixon and Mood 1946, The Statistical Sign Test',
  },
  winRate: {
    what: 'How often the run scores a row higher than the other one.',
    how: '(higher + same / 2) / rows that compare: a row that both score the same counts half. 50 % says that neither wins.',
    source:
      'Li et al. 2023, AlpacaEval: An Automatic Evaluator of Instruction-following Models; a draw counts half there, too',
  },
  higher: {
    what: 'Responses that the run scores higher than A, one by one.',
    how: `Of the responses that both scored, those that are higher by ${sameWithin} or more, of 0 to 1.`,
  },
  lower: {
    what: 'Responses that the run scores lower than A, one by one.',
    how: `Of the responses that both scored, those that are lower by ${sameWithin} or more, of 0 to 1.`,
  },
  winner: {
    what: 'Rows in which both runs prefer the same response.',
    how: `${decided} The share is of these rows.`,
  },
  otherWinner: {
    what: 'Rows in which the runs prefer different responses.',
    how: `${decided} The share is of these rows.`,
  },
  tiedWinner: {
    what: 'Rows in which several responses share the best score, in one run or in both.',
    how: 'Of the rows in which both runs score all responses. They are in neither share.',
  },
  order: {
    what: 'Whether the runs put the rows in the same order: 1 is the same order, 0 none, −1 the opposite.',
    how: 'Spearman’s rank correlation of the rows’ scores; equal scores share their mean rank.',
    source: 'Spearman 1904, The Proof and Measurement of Association between Two Things',
  },
  histogram: {
    what: 'How many responses the runs give which score.',
    how: `Scores of the rows that at least two of the runs have, in ten equal bands; the last includes 1. ${normalised}`,
  },
  rowScore: {
    what: 'The run’s score of the row.',
    how: `The mean of the row’s scores. ${normalised}`,
  },
  given: {
    what: 'The scores as the judge gave them, response by response.',
    how: 'A dash is a response without a score; a mark (!) one off its scale.',
  },
  delta: {
    what: 'How much higher the run scores the row than A.',
    how: 'The mean over the responses that both scored, of 0 to 1. A dash where there are none.',
  },
} as const satisfies Record<string, Explanation>;
