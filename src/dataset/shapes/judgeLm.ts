import { referenceText } from '../content.ts';
import { promptAt } from '../conversation.ts';
import { type JsonObject, own } from '../json.ts';
import { names, scoreLabels } from './labels.ts';
import { defineShape } from './shape.ts';

/** JudgeLM's rows: `question_body`, `answer1_body`, `answer2_body`, …; gold in `score`, or with a reference elsewhere. */
export const judgeLm = defineShape({
  name: 'JudgeLM',
  number: 3,
  matches: (row) => own(row, 'question_body') !== undefined && answers(row).length > 0,
  fields: (row) => ({
    instruction: 'question_body',
    responses: answers(row).map((n) => `answer${n}_body`),
    ...(own(row, 'reference') !== undefined && { reference: 'reference' }),
  }),
  responsePaths: (row) => answers(row).map((n) => [`answer${n}_body`]),
  missing: 'there is no `answer1_body`',
  prompt: (row) => promptAt(row, ['question_body']),
  extras: (row, n) => {
    const reference = referenceText(own(row, 'reference'));
    // People who judge with the reference before them score differently: the dataset keeps both, take the fitting one.
    const withReference = reference === undefined ? undefined : scoreLabels(own(row, 'score_w_reference'), n);
    return {
      reference,
      responseNames: names(
        answers(row).map((answer) => own(row, `answer${answer}_model_id`)),
        n,
      ),
      labels: withReference ?? scoreLabels(own(row, 'score'), n),
    };
  },
});

function answers(row: JsonObject): number[] {
  const numbers = Object.keys(row).map((key) => Number(/^answer([1-9]\d{0,3})_body$/.exec(key)?.[1]));
  return numbers.filter(Number.isInteger).sort((a, b) => a - b);
}
