import { first, json, lines, none, off, onScale, type ReplyStyle } from './corpusReply.ts';

/** Written after the first batch was mended: at first sight 46 of 55 readable ones were read rightly, 6 of all 92 wrongly. */
export const unseenSecond: ReplyStyle = {
  style: 'unseen, second batch',
  replies: [
    lines(
      'a judge that weighs aloud',
      [2, 4, 1],
      `Looking at these 3 responses to the question about vaccines:

**Response [1]** is accurate, but at 40 words it is thin. I was torn between a 2 and a 3.

**Response [2]** explains mRNA in 4 steps, cites 2 studies and closes with a caveat.

**Response [3]** claims that vaccines contain microchips (false).

---

**[1] Score: 2**
**[2] Score: 4**
**[3] Score: 1**`,
    ),
    lines(
      'reasons with "because" and numbers',
      [3, 2],
      '[1] Score: 3 because it lists all 3 reasons\n[2] Score: 2 because it lists 2 of the 3 reasons',
    ),
    lines(
      'reasons after a semicolon',
      [1, 3],
      '[1] Score: 1; wrong by a factor of 10\n[2] Score: 3; correct to 4 digits',
    ),
    lines('reasons after a bar', [3, 1], '[1] Score: 3 | complete\n[2] Score: 1 | 2 of 5 steps'),
    lines(
      'reasons under each line as bullets',
      [2, 3],
      `[1] Score: 2
- correct: 2 points
- but dry: minus 1

[2] Score: 3
- correct: 2 points
- lively: plus 1`,
    ),
    lines('an arithmetic of the score', none(2), '[1] Score: 3 - 1 = 2\n[2] Score: 3 - 0 = 3'),
    lines('a sum of factors', none(2), '[1] Score: 1 + 1 + 1\n[2] Score: 1 + 0 + 0'),
    lines('the scale said behind', [2, 3], '[1] Score: 2 (out of 3)\n[2] Score: 3 (out of 3)'),
    lines('the scale said wrongly behind', none(2), '[1] Score: 2 (out of 5)\n[2] Score: 4 (out of 5)'),
    lines('at least', [null, 1], '[1] Score: at least 2\n[2] Score: 1'),
    lines('less than', [null, 2], '[1] Score: <2\n[2] Score: 2'),
    lines('more than', [null, 2], '[1] Score: >2\n[2] Score: 2'),
    lines('approximately as a sign', none(2), '[1] Score: ~2\n[2] Score: ≈1'),
    lines('a question mark', [null, 2], '[1] Score: 3?\n[2] Score: 2'),
    lines('not a number but a comparison', [3, null], '[1] Score: 3\n[2] Score: same as [1]'),
    lines('one higher than the other', [2, null], '[1] Score: 2\n[2] Score: 1 higher than [1]'),
    lines('ditto', [3, null, 1], '[1] Score: 3\n[2] Score: "\n[3] Score: 1'),
    lines('both at once', none(2), '[1] and [2] Score: 2'),
    lines('both at once with a comma', [null, 3, null], '[1], [3] Score: 2\n[2] Score: 3'),
    lines('a span of indexes', none(3), '[1]-[3] Score: 2'),
    lines('each and every one', none(3), 'All responses: Score: 2'),
    lines('a name with a dash', [3, 1], 'Response-1: Score 3\nResponse-2: Score 1'),
    lines('ordinals', [3, 1], 'First response: Score: 3\nSecond response: Score: 1'),
    lines('ordinals alone', none(2), 'The first one is a 3. The second one is a 1.'),
    lines('letters in brackets', none(2), '[A] Score: 3\n[B] Score: 1'),
    lines('Roman numerals', none(2), '[I] Score: 3\n[II] Score: 1'),
    lines('double brackets', [3, 1], '[[1]] Score: 3\n[[2]] Score: 1'),
    lines('score in double brackets', [3, 1], '[1] Score: [[3]]\n[2] Score: [[1]]'),
    lines('hash and a colon, which may be ranks', none(3), '#1: 3\n#2: 1\n#3: 2'),
    lines('numbers as list items only', none(3), '1. 3\n2. 1\n3. 2'),
    lines(
      'a sports commentary in thinking, unbracketed',
      [1, 2],
      `Thinking Process:

1.  Analyze the responses: [1] is wrong on the date. [2] is right but short.
2.  Draft scores: [1] -> 1, [2] -> 3? No, it isn't perfect, 2.

Final Output:

[1] Score: 1
[2] Score: 2`,
    ),
    lines(
      'answers the question instead',
      none(2),
      'To boil an egg, put it in boiling water for 7 minutes. [1] For a soft one, 5 minutes. [2] For a hard one, 10 minutes.',
    ),
    lines(
      'a continuation of a response',
      none(2),
      '[3] The tallest mountain is Everest with 8849 m.\n[4] It is K2 with 8611 m.',
    ),
    lines('a form with letters', none(2), '[1] Score: X\n[2] Score: Y'),
    lines(
      'a loop in one score',
      [3, null],
      '[1] Score: 3\n[2] Score: 3333333333333333333333333333333333333333333333333333333333333333x',
    ),
    lines('garbage behind', [3, 1], '[1] Score: 3\n[2] Score: 1\n\n�� lorem »» <pad><pad><pad>'),
    lines('an unclosed bold', [3, 1], '**[1] Score: 3\n**[2] Score: 1'),
    lines('Thai', [3, 1], '[1] คะแนน: 3\n[2] คะแนน: 1'),
    lines('Greek', [2, 3], '[1] Βαθμολογία: 2\n[2] Βαθμολογία: 3'),
    lines(
      'Chinese in a table',
      [3, 1],
      '| 回答 | 评分 | 理由 |\n|---|---|---|\n| 1 | 3 | 列出了3点 |\n| 2 | 1 | 只有1点 |',
    ),
    lines('Chinese with a rank beside', [1, 3], '[1] 评分：1（排名第2）\n[2] 评分：3（排名第1）'),
    lines('Japanese brackets', [3, 1], '〔1〕評価：3\n〔2〕評価：1'),
    lines('Dutch', [2, 1], '[1] Score: 2 (goed)\n[2] Score: 1 (fout: het zijn er 4)'),
    lines('Chinese: one cannot be scored', [2, null], '[1] 评分：2\n[2] 评分：无法评分'),
    first('a plain pair and Chinese numerals', [8, 6], '8 6\n\n第一个回答给出了三个例子，第二个只给出一个。'),
    first('an ordered list', none(2), '1. 8\n2. 6\n\nThe first is more detailed.'),
    first(
      'scores in a sentence with names',
      none(2),
      'I would give Assistant 1 a score of 8 and Assistant 2 a score of 6.\n\nThe first is more detailed.',
    ),
    first(
      'named scores on one line with a bar',
      [8, 6],
      'Assistant 1: 8 | Assistant 2: 6\n\nThe first is more detailed.',
    ),
    first(
      'round brackets behind names',
      [8, 6],
      'Assistant 1 (8/10)\nAssistant 2 (6/10)\n\nThe first is more detailed.',
    ),
    first('winner and scores', [8, 6], 'Winner: Assistant 1\nScores: 8 6'),
    first('a count of errors before the scores', [5, 8], 'Errors found: 3 1\n\nScores: 5 8'),
    first(
      'the reference scored with it',
      [10, 4],
      '10 4\n\nAssistant 1 is the reference. Assistant 2 gets 2 facts out of 5.',
    ),
    first('asked for two, first line names one', none(2), 'Assistant 1: 8\n\nIt is good.'),
    first('ranks at names', none(2), 'Assistant 1: 2nd\nAssistant 2: 1st'),
    first('places in words', none(3), 'Assistant 2 is first, Assistant 1 second, Assistant 3 third.'),
    first('letter grades', none(2), 'A B\n\nThe first is better.'),
    first('two lines with a number each', none(2), '8\n6\n\nThe first is more detailed.'),
    first('year numbers', [off(1998), off(2004)], '1998 2004\n\nThese are the dates that were asked for.'),
    first('plus signs', none(2), '8+ 7-\n\nThe first is better.'),
    first('about', none(2), '~8 ~7\n\nThe first is better.'),
    first('versus', none(2), '8 vs 7\n\nThe first is better.'),
    first('a colon between', none(2), '8:7\n\nThe first is better.'),
    first('a greater sign', none(2), '8 > 7\n\nThe first is better.'),
    first('criteria in a row', none(2), 'Helpfulness: 8 7\nAccuracy: 9 6\n\nThe first is better.'),
    first(
      'criteria in a row and an overall one',
      [8, 7],
      'Helpfulness: 8 7\nAccuracy: 9 6\nOverall scores: 8 7\n\nThe first is better.',
    ),
    first(
      'a verdict that is taken back',
      [6, 8],
      '8 6\n\nWait, I mixed them up. Corrected scores: 6 8\n\nAssistant 2 is better.',
    ),
    first('out of ten behind a label', [7], 'Score: 7 out of 10. The answer has 2 slips.'),
    first(
      'five with a tie',
      [7, 7, 3, 9, 5],
      '7, 7, 3, 9, 5\n\nAssistants 1 and 2 say the same. Assistant 4 adds 2 examples.',
    ),
    first('a code block with a label', [8, 6], '```text\nScores: 8 6\n```\nThe first is more detailed.'),
    first(
      'thinking in another language',
      [8, 6],
      '<think>\n好的，助手1应该得7分或8分，助手2得6分。\n</think>\n8 6\n助手1更好。',
    ),
    first('off the scale with labels', [off(12), 6], 'Assistant 1: 12\nAssistant 2: 6'),
    json('camel case', [3, 1], '{"response1": {"score": 3}, "response2": {"score": 1}}'),
    json(
      'overall score by snake case',
      [3, 1],
      '{"responses": [{"index": 1, "overall_score": 3}, {"index": 2, "overall_score": 1}]}',
    ),
    json('letters', none(2), '{"A": 3, "B": 1}'),
    json('a range in one', [null, 1], '{"scores": ["2 to 3", 1]}'),
    json(
      'a draft under another key',
      [1, 3],
      '{"initial_scores": [3, 1], "reflection": "I was too generous with 1.", "final_scores": [1, 3]}',
    ),
    json('confidence beside', [2, 3], '{"scores": [2, 3], "confidence": [0.9, 0.7]}'),
    json('only confidence', none(2), '{"confidence": [1, 2]}'),
    json('JSON lines', [2, 3], '{"index": 1, "score": 2}\n{"index": 2, "score": 3}'),
    lines('a list by itself, which may be of names', none(2), '[2, 3]'),
    json('a string of a list', [2, 3], '{"scores": "[2, 3]"}'),
    json('booleans', none(2), '{"scores": [true, false]}'),
    json('a refusal in JSON', none(2), '{"scores": null, "rationale": "I can\'t judge 2 harmful texts."}'),
    onScale(1, 6, lines('one, with the scale', [4], 'Score (1-6): 4')),
    onScale(1, 6, lines('one, a bold label', [5], '**Quality:** 5\n\nOnly 1 slip.')),
    onScale(1, 6, lines('one, hesitant', none(1), 'It could be a 4 or a 5.')),
    onScale(1, 6, lines('one, conditional', none(1), 'I would give it 5 if it had sources.')),
    onScale(1, 6, lines('one, by criteria', none(1), 'Accuracy: 5\nDepth: 3')),
    onScale(1, 6, lines('one, by criteria and overall', [4], 'Accuracy: 5\nDepth: 3\nOverall: 4')),
    onScale(0, 100, lines('a hundred, per cent in words', [85, 60], '[1] Score: 85 percent\n[2] Score: 60 percent')),
    onScale(0, 10, lines('ten, out of another scale', none(2), '[1] Score: 80/100\n[2] Score: 60/100')),
    onScale(1, 5, lines('five, stars in emoji', [4, 2], '[1] Score: ⭐⭐⭐⭐ (4/5)\n[2] Score: ⭐⭐ (2/5)')),
  ],
};
