import type { Explanation } from '../report/document.ts';
import { mostDiffering } from './differing.ts';

const normalised =
  'Scores are put on 0 to 1, (score − lowest) / (highest − lowest) of the scale that was asked for. Scores off the scale are left out.';
const interval =
  'The interval is a percentile bootstrap over rows (Efron and Tibshirani 1993, chapter 13): 1,000 draws, of at most 2,000 rows each and then narrowed to fit (m out of n; Bickel, Götze and van Zwet 1997); none below ten rows.';
const together = 'Responses of a row are drawn together.';
const judgelm = 'as reported by JudgeLM (Zhu, Wang and Wang 2023)';
const winner =
  'The winner is the response with the highest score, of several votes the one that most of them name; several that share the highest score are a tie. Rows in which a response has no score are left out, and counted.';

/** What each number of a trust report is. */
export const trustTips = {
  judge: {
    what: 'What judged: the task, the model, and how often each row was put to it.',
    how: 'As the run file says.',
  },
  begun: { what: 'When the run was begun, in coordinated universal time.', how: 'As the run file says.' },
  rows: {
    what: 'Rows of the run that everything here is measured on.',
    how: 'Rows that have a judgement and are in the file as they were then, told by a hash of their text. The others are named beside.',
  },
  labels: {
    what: 'Rows that people have labelled, and where their labels are from.',
    how: 'Labels given in Gavel come first, then the columns that were named, then what the row itself holds.',
  },
  unreadable: {
    what: 'Rows whose label can’t be read: it counts nowhere.',
    how: 'Their number, of the rows that have something in a column that was named.',
  },
  verdict: {
    what: 'What the measure comes to, in plain words.',
    how: 'By the limits that are named in the part about it. They are Gavel’s own where no source is named.',
  },
  compared: {
    what: 'Rows in which both people and judge prefer a response, or see a tie.',
    how: `${winner} Of several people’s labels the most common one counts.`,
  },
  unscored: {
    what: 'Labelled rows without a verdict of the judge.',
    how: 'The judge scored not all of their responses. They are no ties: they are in no other number.',
  },
  judged: {
    what: 'Rows that this is measured on.',
    how: 'Rows of the run whose responses are all scored, several where several are compared.',
  },
  split: {
    what: 'Rows in which people name no response more often than every other.',
    how: 'They are in no other number but Krippendorff’s alpha.',
  },
  accuracy: {
    what: 'The share of rows in which judge and people prefer the same response, or both see a tie.',
    how: `Same / rows that compare. ${interval}`,
    source: `Agreement, ${judgelm}`,
  },
  precision: {
    what: 'When the judge names a winner or a tie, how often people do, too; every kind of answer counts the same.',
    how: `By answer (first wins, second wins, tie): right / named by the judge; then the mean over the answers that anybody gives. ${interval}`,
    source: `Macro precision, ${judgelm}`,
  },
  recall: {
    what: 'When people name a winner or a tie, how often the judge does, too; every kind of answer counts the same.',
    how: `By answer: right / named by people; then the mean over the answers that anybody gives. ${interval}`,
    source: `Macro recall, ${judgelm}`,
  },
  f1: {
    what: 'Precision and recall in one number.',
    how: `By answer: 2 · right / (named by the judge + named by people); then the mean. ${interval}`,
    source: `Macro F1, ${judgelm}; van Rijsbergen 1979, Information Retrieval`,
  },
  kappa: {
    what: 'Agreement beyond chance: 1 is perfect, 0 is what chance gives.',
    how: `(agreement − expected) / (1 − expected); expected is the agreement of two who give each answer as often, but at random. 0.61 is substantial, 0.40 no more than fair (Landis and Koch 1977). ${interval}`,
    source: 'Cohen 1960, A Coefficient of Agreement for Nominal Scales',
  },
  constant: {
    what: 'What one would reach who always gives the same answer.',
    how: 'The share of people’s most common answer. A judge that is no better has learnt nothing from the responses.',
  },
  matrix: {
    what: 'A confusion matrix: how often people gave one answer and the judge another.',
    how: 'Rows are what people said, columns what the judge said. Right answers are on the diagonal. Percents are of the row.',
  },
  labelPrecision: {
    what: 'When the judge gives this answer, how often people do, too.',
    how: 'Right / given by the judge.',
  },
  labelRecall: {
    what: 'When people give this answer, how often the judge does, too.',
    how: 'Right / given by people.',
  },
  labelF1: { what: 'Precision and recall in one number.', how: '2 · right / (given by the judge + given by people).' },
  labelCount: { what: 'How often it was given.', how: 'Rows that compare.' },
  alphaPeople: {
    what: 'How far people agree with each other: 1 is perfect, 0 is chance. A judge can hardly agree more with them.',
    how: `1 − observed / expected disagreement among the labels of each row, as names. ${interval}`,
    source: 'Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability',
  },
  alphaJudge: {
    what: 'The same with the judge as one more. Near the number of people alone, it disagrees no more than they do.',
    how: `1 − observed / expected disagreement among the labels of each row, the judge’s among them. ${interval}`,
    source: 'Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability',
  },
  scored: {
    what: 'Responses that both people and judge gave a score.',
    how: 'Responses without a score, or off its scale, are left out and counted. Of several people’s scores the mean counts.',
  },
  severalScores: {
    what: 'Responses that two or more people scored.',
    how: 'Their number: those that Krippendorff’s alpha is of.',
  },
  scoreAlphaPeople: {
    what: 'How far people’s scores agree with each other: 1 is perfect, 0 is chance. A judge can hardly agree more with them.',
    how: `1 − observed / expected disagreement among the scores of each response that two or more people scored; a disagreement is the square of the difference (interval). ${interval} ${together}`,
    source: 'Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability',
  },
  scoreAlphaJudge: {
    what: 'The same with the judge as one more. Near the number of people alone, it disagrees no more than they do.',
    how: `1 − observed / expected disagreement among the scores of each response that two or more people scored, the judge’s among them where it scored it; only where people use the judge’s scale of whole steps. ${interval} ${together}`,
    source: 'Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability',
  },
  scoreUnscored: {
    what: 'Responses that people scored and the judge did not, or off its scale.',
    how: 'They are in no other number.',
  },
  spearman: {
    what: 'Whether judge and people put responses in the same order: 1 the same, 0 none, −1 the opposite.',
    how: `Correlation of the ranks, equal scores sharing their mean rank, over all responses. ${interval} ${together}`,
    source: 'Spearman 1904, The Proof and Measurement of Association between Two Things',
  },
  kendall: {
    what: 'Whether judge and people put responses in the same order, pair by pair: 1 the same, 0 none, −1 the opposite.',
    how: `Pairs in the same order less pairs in opposite order, over √(pairs not tied by one · pairs not tied by the other). ${interval}`,
    source: 'Tau-b: Kendall 1945, The Treatment of Ties in Ranking Problems',
  },
  pearson: {
    what: 'How near the scores lie to a straight line: 1 on it, 0 anywhere.',
    how: `Correlation of the scores themselves. ${normalised} ${interval}`,
    source: 'Pearson 1895, Note on Regression and Inheritance in the Case of Two Parents',
  },
  quadratic: {
    what: 'Agreement of the scores beyond chance; near misses count as partly right. 1 is perfect, 0 is chance.',
    how: `A disagreement costs the square of its distance in steps. Where people use the judge’s scale of whole steps, these are the steps; otherwise each one’s range is cut in fifths, that of people from their lowest to their highest score. ${interval}`,
    source:
      'Cohen 1968, Weighted Kappa: Nominal Scale Agreement with Provision for Scaled Disagreement or Partial Credit',
  },
  bands: {
    what: 'A confusion matrix: how often people gave one score and the judge another.',
    how: 'Rows are what people said, columns what the judge said, by the steps of the scale or by fifths. Percents are of the row.',
  },
  people: {
    what: 'What people said of the row.',
    how: 'The response that they prefer, by its place in the row, counted from 1; or their scores in the order of the row, of several people the mean.',
  },
  judgement: {
    what: 'What the judge said of the row.',
    how: 'The response that it scores highest, by its place in the row, counted from 1; or its scores in the order of the row.',
  },
  answer: {
    what: 'The answer that the line is about.',
    how: 'A response by its place in the row, counted from 1, or a tie.',
  },
  apart: {
    what: 'How far judge and people are apart, of 0 to 1.',
    how: `Of winners: by how much the judge puts its own above people’s. Of scores: the greatest difference in the row, both on 0 to 1. The ${mostDiffering} that differ most are listed.`,
  },
  placeName: { what: 'Where a response is shown to the judge.', how: 'Places are counted from 1, the first.' },
  place: {
    what: 'How often the response wins that is shown at this place.',
    how: `${winner} A win that several share counts in parts.`,
  },
  expectedPlace: {
    what: 'How often it would win if places did nothing.',
    how: 'Of several orders: how often the responses that stood there win over all orders. Of one order: 1 / responses.',
  },
  advantage: {
    what: 'What being shown at this place brings.',
    how: `Wins less expected wins, in points of a hundred. Said to be biased from ±5 points on where the interval leaves out 0. ${interval}`,
    source: 'Position bias: Wang et al. 2023, Large Language Models are not Fair Evaluators',
  },
  consistency: {
    what: 'How often the winner stays the same when the responses are shown in another order.',
    how: `Rows with the same winner in all orders / rows judged in several orders; of a jury the mean of its members. Good from 90 %, poor below 75 %. ${interval}`,
    source:
      'Consistency: Zheng et al. 2023, Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena; JudgeLM’s swap (Zhu, Wang and Wang 2023)',
  },
  firstGain: {
    what: 'What a response’s score gains by being shown first, of 0 to 1.',
    how: `Its score when shown first less its mean score in the orders where another is first. ${interval}`,
  },
  within: {
    what: 'Whether longer responses to the same instruction score higher: 1 always, 0 no relation, −1 never.',
    how: `Spearman’s rank correlation of score and length (UTF-16 characters) in each row, and the mean of these. Rows whose lengths or scores are all the same are left out. Said to lean from ±0.2 on where the interval leaves out 0. ${interval}`,
    source:
      'Length bias: Dubois et al. 2024, Length-Controlled AlpacaEval: A Simple Way to Debias Automatic Evaluators; Spearman 1904',
  },
  across: {
    what: 'Whether longer responses score higher, across instructions: 1 always, 0 no relation, −1 never.',
    how: `Spearman’s rank correlation of score and length (UTF-16 characters) over rows with one response. Harder instructions may have longer answers: it says less than a comparison within rows. ${interval}`,
    source: 'Spearman 1904, The Proof and Measurement of Association between Two Things',
  },
  longest: {
    what: 'How often the longest response of a row wins.',
    how: `${winner} A win that several share counts in parts. Rows in which two are longest are left out. Said to lean from ±10 points beyond chance on. ${interval}`,
    source: 'Verbosity bias: Zheng et al. 2023, Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena',
  },
  longestChance: {
    what: 'How often it would win if length did nothing.',
    how: 'The mean of 1 / responses.',
  },
  longestPeople: {
    what: 'How often people prefer the longest response: what is beyond that is the judge’s own.',
    how: `Over the rows that have labels. A tie counts as 1 / responses. ${interval}`,
  },
  repeated: {
    what: 'Rows that were asked several times, of the same model and in the same order.',
    how: 'Their number; gavel.judge.samples sets how often each is asked.',
  },
  sameAgain: {
    what: 'How likely two replies to the same question name the same winner.',
    how: `Of all pairs of replies to the same question, the share that names the same; the mean over rows. Good from 95 %, poor below 80 %. ${interval}`,
  },
  spread: {
    what: 'How far replies to the same question are apart, of 0 to 1: the noise of one reply. The mean of k replies has 1 / √k of it.',
    how: `Standard deviation of a response’s scores over the replies (n − 1), the mean over responses and rows. ${normalised} ${interval}`,
  },
  given: {
    what: 'The scores that everything in this part is about, and the rows that they are of.',
    how: 'Their number; those off the scale are not among them.',
  },
  commonest: {
    what: 'The score that is given most, and to how many responses.',
    how: `Its number / all scores; scores that are the same to a thousandth are one. Poor from 50 % on, or twice an even share of the scale’s steps where that is more. ${interval}`,
  },
  alike: {
    what: 'How often all responses of a row have the same score: nobody can choose among them.',
    how: `Such rows / rows whose responses are all scored, two or more. Poor from 50 % on. ${interval}`,
  },
  ceiling: {
    what: 'How often the highest score of the scale is given.',
    how: `Its number / all scores. Poor from 15 % on, or twice an even share of the scale’s steps where that is more. ${interval}`,
    source:
      'Ceiling effect, from 15 %: Terwee et al. 2007, Quality Criteria Were Proposed for Measurement Properties of Health Status Questionnaires',
  },
  floor: {
    what: 'How often the lowest score of the scale is given.',
    how: `Its number / all scores. Poor from 15 % on, or twice an even share of the scale’s steps where that is more. ${interval}`,
    source:
      'Floor effect, from 15 %: Terwee et al. 2007, Quality Criteria Were Proposed for Measurement Properties of Health Status Questionnaires',
  },
  even: {
    what: 'What each score’s share would be if all steps of the scale were used alike.',
    how: '1 / (highest − lowest + 1), the mean over scores.',
  },
  offScale: {
    what: 'Scores that are outside the scale asked for. They are kept as given, and are in no other number.',
    how: 'Their number / all scores that were given.',
  },
  reason: {
    what: 'Rows that have no verdict for this reason, or not a whole one. They are never taken for a zero or a tie.',
    how: 'As the run file says.',
  },
  tenths: {
    what: 'How often the judge gives which scores.',
    how: `Scores in ten equal bands; the last includes 1. ${normalised}`,
  },
  canaryJudged: {
    what: 'Canaries of this kind that were put to the judge.',
    how: 'In the place of the last response of rows drawn by a seed: nothing at all, noncommittal words, or another row’s response.',
    source: 'After Xiaosen Zheng et al. 2024, Cheating Automatic LLM Benchmarks: Null Models Achieve High Win Rates',
  },
  canaryMean: {
    what: 'What the judge gives them, of 0 to 1.',
    how: `The mean of their scores. ${normalised}`,
  },
  canaryLimit: {
    what: 'The score that a quarter of the real responses is below. A canary above it is liked too much.',
    how: `25th percentile of all scores of the run, linear between them. ${normalised}`,
    source: 'Hyndman and Fan 1996, Sample Quantiles in Statistical Packages, type 7',
  },
  pair: {
    what: 'How often two members of the jury prefer the same response.',
    how: `Rows with the same winner / rows that both scored. Poor below 60 %. ${interval}`,
  },
  pairOrder: {
    what: 'Whether two members put responses in the same order: 1 the same, 0 none, −1 the opposite.',
    how: `Spearman’s rank correlation of their scores over all responses. Poor below 0.3. ${interval}`,
    source: 'Spearman 1904, The Proof and Measurement of Association between Two Things',
  },
} as const satisfies Record<string, Explanation>;
