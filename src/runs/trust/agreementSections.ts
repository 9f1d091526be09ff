import type { Estimate } from '../../statistics/estimate.ts';
import type { Figure, ReportBlock, ReportSection } from '../report/document.ts';
import { count } from '../report/words.ts';
import type { Agreement } from './agreement.ts';
import type { DifferingRow } from './differing.ts';
import type { AnnotatorAgreement, ScoreAgreement } from './scoreAgreement.ts';
import { trustTips as tips } from './trustTips.ts';
import { counted, decimal, figure, measured, percent, rowsWord } from './trustWords.ts';
import type { WinnerAgreement } from './winnerAgreement.ts';

/** From this share of one answer on, agreement says little: always giving it would do. */
const oneSided = 0.9;

/** The part of a trust report about people, or how to come by labels. */
export function agreementSections(agreement: Agreement): ReportSection[] {
  const { labelled, unreadable, winners, scores } = agreement;
  if (labelled === 0) {
    const blocks: ReportBlock[] = [{ kind: 'text', text: noLabels }];
    if (unreadable > 0) blocks.unshift(unreadableLabels(unreadable));
    return [{ title: 'Agreement with people', blocks }];
  }
  const title = 'Agreement with people';
  return [
    ...(winners ? [winnerSection(`${title}: which response is better`, winners, unreadable)] : []),
    ...(scores ? [scoreSection(`${title}: scores`, scores, winners ? 0 : unreadable)] : []),
  ];
}

const noLabels =
  'Label rows in their detail (a thumb, the better response, or a score of your own), or name a column that holds labels, to see whether the judge agrees with people.';

function unreadableLabels(rows: number): ReportBlock {
  const text = `In ${rowsWord(rows)} the column that was named holds something that is no label. Known are a number or a name of a response, model_a and model_b, A and B, and tie; of single responses and lists, scores.`;
  return { kind: 'warning', text, tip: tips.unreadable };
}

function winnerSection(title: string, winners: WinnerAgreement, unreadable: number): ReportSection {
  const { rows, unscored, split, beyond, matrix, labels } = winners;
  const common = labels.reduce((most, { byPeople }) => Math.max(most, byPeople), 0);
  const constant = rows > 0 && common / rows >= oneSided;
  const places = labels.find(({ byPeople }) => byPeople === common)?.name ?? '';
  return {
    title,
    note: `${rowsWord(rows)} with both a label and a verdict.`,
    noteTip: tips.compared,
    blocks: [
      ...(unreadable > 0 ? [unreadableLabels(unreadable)] : []),
      ...(constant ? [oneSidedLabels(places, common / rows)] : []),
      {
        kind: 'figures',
        figures: [
          counted('Rows compared', rows, tips.compared),
          figure('Accuracy', winners.accuracy, percent, tips.accuracy),
          {
            label: 'Always the same answer',
            value: rows === 0 ? 'not defined: no rows' : percent(common / rows),
            tip: tips.constant,
          },
          figure('Precision (macro)', winners.precision, percent, tips.precision),
          figure('Recall (macro)', winners.recall, percent, tips.recall),
          figure('F1 (macro)', winners.f1, percent, tips.f1),
          figure('Cohen’s kappa', winners.kappa, decimal, tips.kappa),
          counted('Unscored', unscored, tips.unscored),
          ...(split > 0 ? [counted('People disagree', split, tips.split)] : []),
          ...(beyond > 0
            ? [
                counted('Beyond response 10', beyond, {
                  what: 'Rows whose winner is further down than the tenth response.',
                  how: 'They are in no other number.',
                }),
              ]
            : []),
          ...(winners.annotators ? alphas(winners.annotators) : []),
        ],
      },
      {
        kind: 'matrix',
        rowsTitle: 'People',
        columnsTitle: 'Judge',
        classes: [...matrix.names],
        counts: matrix.counts.map((line) => [...line]),
        tip: tips.matrix,
      },
      {
        kind: 'table',
        title: 'By answer',
        columns: [
          { title: 'Answer', tip: tips.answer },
          { title: 'By people', align: 'end', tip: tips.labelCount },
          { title: 'By the judge', align: 'end', tip: tips.labelCount },
          { title: 'Precision', align: 'end', tip: tips.labelPrecision },
          { title: 'Recall', align: 'end', tip: tips.labelRecall },
          { title: 'F1', align: 'end', tip: tips.labelF1 },
        ],
        rows: labels.map(({ name, byPeople, byJudge, precision, recall, f1 }) => ({
          cells: [
            { text: name },
            { text: count(byPeople) },
            { text: count(byJudge) },
            ...[precision, recall, f1].map((measure) => ({ text: measured(measure, percent) })),
          ],
        })),
      },
      differing(winners),
    ],
  };
}

/** Preference datasets put the better response first in every row: a judge that always says so would look perfect. */
function oneSidedLabels(name: string, share: number): ReportBlock {
  const text = `People’s answer is “${name}” in ${percent(share)} of rows, as in datasets that put the chosen response first. A judge that always says so would look right: look at accuracy beside “always the same answer”, and judge in several orders.`;
  return { kind: 'warning', text, tip: tips.constant };
}

function alphas({ people, withJudge }: { people: Estimate; withJudge: Estimate }) {
  return [
    figure('Krippendorff’s alpha, people', people, decimal, tips.alphaPeople),
    figure('Krippendorff’s alpha, with the judge', withJudge, decimal, tips.alphaJudge),
  ];
}

function scoreAlphas({ responses, people, withJudge }: AnnotatorAgreement): Figure[] {
  return [
    counted('Scored by several people', responses, tips.severalScores),
    figure('Krippendorff’s alpha, people', people, decimal, tips.scoreAlphaPeople),
    ...(withJudge ? [figure('Krippendorff’s alpha, with the judge', withJudge, decimal, tips.scoreAlphaJudge)] : []),
  ];
}

function scoreSection(title: string, scores: ScoreAgreement, unreadable: number): ReportSection {
  const { rows, responses, unscored, bands } = scores;
  return {
    title,
    note: `${count(responses)} responses in ${rowsWord(rows)} with scores by both.`,
    noteTip: tips.scored,
    blocks: [
      ...(unreadable > 0 ? [unreadableLabels(unreadable)] : []),
      {
        kind: 'figures',
        figures: [
          counted('Responses compared', responses, tips.scored),
          figure('Spearman’s rho', scores.spearman, decimal, tips.spearman),
          figure('Kendall’s tau-b', scores.kendall, decimal, tips.kendall),
          figure('Pearson’s r', scores.pearson, decimal, tips.pearson),
          figure('Quadratic-weighted kappa', scores.kappa, decimal, tips.quadratic),
          counted('Unscored', unscored, tips.scoreUnscored),
          ...(scores.annotators ? scoreAlphas(scores.annotators) : []),
        ],
      },
      ...(bands
        ? [
            {
              kind: 'matrix' as const,
              rowsTitle: 'People',
              columnsTitle: 'Judge',
              classes: [...bands.names],
              counts: bands.counts.map((line) => [...line]),
              tip: tips.bands,
            },
          ]
        : []),
      differing(scores),
    ],
  };
}

function differing({ differing: rows, differ }: { differing: readonly DifferingRow[]; differ: number }): ReportBlock {
  return {
    kind: 'table',
    title: 'Where judge and people differ most',
    columns: [
      { title: 'Line', align: 'end' },
      { title: 'People', tip: tips.people },
      { title: 'Judge', tip: tips.judgement },
      { title: 'Apart', align: 'end', tip: tips.apart },
      { title: 'Instruction' },
    ],
    rows: rows.map(({ line, index, people, judge, apart, instruction }) => ({
      cells: [
        { text: String(line), row: index },
        { text: people },
        { text: judge },
        { text: decimal(apart) },
        { text: instruction },
      ],
    })),
    ...(differ > rows.length && { of: differ }),
  };
}
