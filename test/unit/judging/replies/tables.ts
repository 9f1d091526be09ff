import { first, lines, none, type ReplyStyle } from './corpusReply.ts';

/** Tables: a row a response, or a column a response. */
export const tables: ReplyStyle = {
  style: 'tables',
  replies: [
    lines('a row a response', [3, 1, 2], '| Response | Score |\n|---|---|\n| 1 | 3 |\n| 2 | 1 |\n| 3 | 2 |'),
    lines(
      'indexes in brackets',
      [3, 1, 2],
      '| Response | Score |\n| :--- | ---: |\n| [1] | 3 |\n| [2] | 1 |\n| [3] | 2 |',
    ),
    lines('named rows', [3, 1], '| | Score |\n|-|-|\n| Response 1 | 3 |\n| Response 2 | 1 |'),
    lines('bold cells', [3, 1], '| **Response** | **Score** |\n|---|---|\n| **[1]** | **3** |\n| **[2]** | **1** |'),
    lines(
      'a reason column',
      [3, 1],
      '| # | Score | Why |\n|---|---|---|\n| 1 | 3 | names 2 sources |\n| 2 | 1 | 5 errors |',
    ),
    lines(
      'a reason column between',
      [3, 1],
      '| # | Why | Score |\n|---|---|---|\n| 1 | names 2 sources | 3 |\n| 2 | 5 errors | 1 |',
    ),
    lines(
      'best first',
      [1, 3, 2],
      '| Rank | Response | Score |\n|---|---|---|\n| 1 | [2] | 3 |\n| 2 | [3] | 2 |\n| 3 | [1] | 1 |',
    ),
    lines('no outer bars', [3, 1], 'Response | Score\n---|---\n1 | 3\n2 | 1'),
    lines('fractions', [3, 1], '| Response | Score |\n|---|---|\n| 1 | 3/3 |\n| 2 | 1/3 |'),
    lines(
      'text around',
      [3, 1],
      'Here is my verdict.\n\n| Index | Score |\n|---|---|\n| 1 | 3 |\n| 2 | 1 |\n\nI hope it helps.',
    ),
    lines(
      'criteria and an overall score',
      [3, 1],
      '| Response | Accuracy | Depth | Overall score |\n|---|---|---|---|\n| 1 | 2 | 3 | 3 |\n| 2 | 1 | 2 | 1 |',
    ),
    lines(
      'criteria and no overall score',
      none(2),
      '| Response | Accuracy | Depth |\n|---|---|---|\n| 1 | 2 | 3 |\n| 2 | 1 | 2 |',
    ),
    lines(
      'a row a criterion',
      none(2),
      '| # | Criterion | Score |\n|---|---|---|\n| 1 | Accuracy | 3 |\n| 2 | Depth | 1 |',
    ),
    lines('ranks only', none(2), '| Rank | Response |\n|---|---|\n| 1 | 2 |\n| 2 | 1 |'),
    lines('a row missing', [3, null, 2], '| Response | Score |\n|---|---|\n| 1 | 3 |\n| 3 | 2 |'),
    lines('a cell that is no number', [3, null], '| Response | Score |\n|---|---|\n| 1 | 3 |\n| 2 | n/a |'),
    lines(
      'a table, then lines',
      [3, 1],
      '| Response | Accuracy |\n|---|---|\n| 1 | 2 |\n| 2 | 2 |\n\n[1] Score: 3\n[2] Score: 1',
    ),
    lines('score lines in cells', [3, 1], '| [1] Score: 3 | complete |\n| [2] Score: 1 | vague |'),
    lines('in Chinese', [3, 1], '| 回答 | 评分 |\n|---|---|\n| 1 | 3 |\n| 2 | 1 |'),
    lines(
      'drawn with plus signs',
      [3, 1],
      '+----------+-------+\n| Response | Score |\n+----------+-------+\n| 1        | 3     |\n| 2        | 1     |\n+----------+-------+',
    ),
    lines(
      'in a fence',
      [3, 1],
      '```\n| Response | Score |\n|----------|-------|\n| 1        | 3     |\n| 2        | 1     |\n```',
    ),
    lines('instructions', [4, 2, 1], '| Instruction | Complexity score |\n|---|---|\n| 1 | 4 |\n| 2 | 2 |\n| 3 | 1 |'),
    lines('cut off within', [3, null], '| Response | Score |\n|---|---|\n| 1 | 3 |\n| 2 |'),
    first(
      'a row an answer',
      [8, 6],
      '| Assistant | Score |\n|---|---|\n| 1 | 8 |\n| 2 | 6 |\n\nThe first is more exact.',
    ),
    first(
      'named rows',
      [8, 6],
      '| Answer | Score |\n|---|---|\n| Assistant 1 | 8/10 |\n| Assistant 2 | 6/10 |\n\nThe first is more exact.',
    ),
    first(
      'a column an answer',
      [8, 6],
      '| Assistant 1 | Assistant 2 |\n|---|---|\n| 8 | 6 |\n\nThe first is more exact.',
    ),
    first(
      'a column an answer, and a name',
      [8, 6],
      '| | Assistant 1 | Assistant 2 |\n|---|---|---|\n| Score | 8 | 6 |\n\nThe first is more exact.',
    ),
    first(
      'a column an answer, a row a criterion, overall last',
      [8, 6],
      '| | Assistant 1 | Assistant 2 |\n|---|---|---|\n| Accuracy | 9 | 5 |\n| Depth | 7 | 7 |\n| Overall score | 8 | 6 |',
    ),
    first(
      'a row a criterion and no overall',
      none(2),
      '| | Assistant 1 | Assistant 2 |\n|---|---|---|\n| Accuracy | 9 | 5 |\n| Depth | 7 | 7 |',
    ),
    first(
      'scores first, criteria in a table afterwards',
      [8, 6],
      '8 6\n\n| Assistant | Accuracy score |\n|---|---|\n| 1 | 9 |\n| 2 | 5 |',
    ),
    first('no names', none(2), '| Score |\n|---|\n| 8 |\n| 6 |'),
  ],
};
