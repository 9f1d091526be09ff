import { first, none, off, type ReplyStyle } from './corpusReply.ts';

/** Written before the reader was looked at, to measure it at first sight: replies to JudgeLM. */
export const unseenFirstLine: ReplyStyle = {
  style: 'unseen: first line',
  replies: [
    first(
      'as asked',
      [9, 7],
      `9 7

Both assistants answer the question. Assistant 1 gives 3 concrete steps and warns about the 2 most common mistakes, while Assistant 2 stays on the surface.`,
    ),
    first(
      'as asked, three of them with halves',
      [7.5, 8.5, 6],
      `7.5 8.5 6

Assistant 2's answer is the most complete of the 3.`,
    ),
    first('semicolons', [8, 9, 4, 7], '8; 9; 4; 7\n\nAssistant 3 misread the question.'),
    first('a slash between two scores', none(2), '8/7\n\nAssistant 1 is slightly better.'),
    first('a hyphen between two scores', none(2), '8-7\n\nAssistant 1 is slightly better.'),
    first(
      'a label in front in bold',
      [6, 8],
      '**Scores:** 6 8\n\n**Explanation:** The 2nd assistant has working code; the 1st fails on line 3.',
    ),
    first(
      'labels in bold on lines',
      [8, 9],
      `**Assistant 1:** 8/10
**Assistant 2:** 9/10

**Comparison:** Assistant 2 handles the edge case of 0 elements.`,
    ),
    first(
      'thinking, then two numbers',
      [3, 9],
      `<think>
Alright, I need to evaluate. Assistant 1 says Paris is in Italy. That's bad, maybe 2 or 3. Assistant 2: correct, 9.

So: 2 9? I'd go 3 9.
</think>

3 9

Assistant 1 places Paris in Italy, which is wrong.`,
    ),
    first('thinking with nothing after it', none(2), '<think>\nSo I would say 7 8.\n</think>\n'),
    first(
      'the scores only in the essay',
      none(2),
      'Assistant 1 gives a good explanation and deserves an 8. Assistant 2 is less detailed, so I would put it near 6 or 7.',
    ),
    first(
      'an essay, then a line with both',
      [8, 6],
      `Assistant 1's answer is well structured and covers all 5 points. Assistant 2's covers 3 of them.

Scores: Assistant 1: 8, Assistant 2: 6`,
    ),
    first(
      'the winner in JudgeLM words',
      none(2),
      'Assistant 1 is better than Assistant 2 because it gives 2 examples.',
    ),
    first('a verdict in the arena form', none(2), '[[A]]\n\nAssistant A is more helpful.'),
    first('arena form with a rating', [7], 'Rating: [[7]]\n\nThe answer is good but it omits the units.'),
    first('one answer with a fraction', [6], 'Score: 6/10\n\nThe response has 2 errors.'),
    first('one answer in prose', none(1), 'This is an answer that I like, it covers 8 of the 10 topics.'),
    first('one answer out of ten', [8], '8 out of 10\n\nClear and correct.'),
    first('two of them out of ten', [8, 5], '8 out of 10, 5 out of 10\n\nThe first is clear.'),
    first('three numbers for two', none(2), '8 7 6\n\nAssistant 1 is the best.'),
    first('one number for two', none(2), '8\n\nBoth answers are good.'),
    first(
      'one tie said in words',
      none(2),
      'Both assistants get the same score.\n\nThey are equally good, 8 is fair for either.',
    ),
    first(
      'both the same, said in numbers',
      [8, 8],
      'Assistant 1: 8\nAssistant 2: 8\n\nBoth score the same, for they say the same 4 things.',
    ),
    first('out of order', [4, 9], 'Assistant 2: 9\nAssistant 1: 4\n\nI start with the better one.'),
    first('out of order, one missing', none(3), 'Assistant 3: 5\nAssistant 2: 9'),
    first('nan', none(2), 'nan 7\n\nThe first answer is empty.'),
    first('an answer that is not there', none(2), 'Assistant 1: N/A\nAssistant 2: 7\n\nThe first answer is empty.'),
    first('off the scale', [off(11), 7], '11 7\n\nThe first is exceptional.'),
    first('a hundred', [off(85), off(90)], '85 90\n\nThe second is better.'),
    first('percentages', none(2), '85% 90%\n\nThe second is better.'),
    first('out of five', none(2), '4/5 3/5\n\nThe first is better.'),
    first('a range first', none(2), '7-8 6-7\n\nThe first is better.'),
    first('a range with labels', none(2), 'Assistant 1: 7-8\nAssistant 2: 6'),
    first(
      'the official end',
      [7, 9],
      '7 9\nAssistant 2 is right about 1815.\n### Instruction:\n[Question]\nWho won at Waterloo?',
    ),
    first('letters for assistants', [9, 8], 'Assistant A: 9\nAssistant B: 8\n\nA is a little better.'),
    first(
      'the task said back',
      none(2),
      'Please first output a single line containing only 2 values indicating the scores for Assistant 1 and 2, respectively.',
    ),
    first(
      'a polite line first',
      [8, 6],
      `Sure, I'd be happy to evaluate the two answers!

8 6

Assistant 1's answer is accurate and complete. Assistant 2 leaves out step 3.`,
    ),
    first(
      'a heading and a fence',
      [5, 7],
      `## Scores

\`\`\`
5 7
\`\`\`

## Explanation

Assistant 1 makes 2 mistakes.`,
    ),
    first('in square brackets', [8, 7], '[8, 7]\n\nThe first is better.'),
    first('in round brackets', [8, 7], '(8, 7)\n\nThe first is better.'),
    first(
      'named in prose with a colon',
      [8, 7],
      'Score for Assistant 1: 8\nScore for Assistant 2: 7\n\nBoth are correct.',
    ),
    first('possessive labels', [10, 3], "Assistant 1's score: 10\nAssistant 2's score: 3"),
    first('words for numbers', none(2), 'Assistant 1: eight (8)\nAssistant 2: seven (7)'),
    first('boxed', [8, 7], '$\\boxed{8 \\quad 7}$\n\nThe first is better.'),
    first('boxed with a comma', [8, 7], 'The answers differ in detail.\n\n\\boxed{8, 7}'),
    first('a comma for "and"', [8, 7], '8 and 7\n\nThe first is better.'),
    first(
      'verdicts that contradict each other',
      none(2),
      '8 7\n\nAssistant 1 is thorough.\n\n7 8\n\nAssistant 2 is better.',
    ),
    first(
      'sections with marks and a final line',
      [7, 8],
      `### Assistant 1
- Accuracy: 8/10
- Depth: 6/10
- Overall: 7/10

### Assistant 2
- Accuracy: 8/10
- Depth: 9/10
- Overall: 8/10`,
    ),
    first(
      'sections with marks only',
      none(2),
      `### Assistant 1
- Accuracy: 8/10
- Depth: 6/10

### Assistant 2
- Accuracy: 8/10
- Depth: 9/10`,
    ),
    first('cut off in a label', none(2), 'Assistant 1: 8\nAssist'),
    first(
      'a refusal',
      none(2),
      'I cannot assist with evaluating these answers, as they discuss methods for 1) making weapons and 2) hiding them.',
    ),
    first('nothing', none(2), ''),
    first('punctuation only', none(2), '...\n\n---\n'),
    first('a date in the first line', none(2), 'Evaluation of 2024-05-13\n\nAssistant 1 is better.'),
    first('numbered explanations only', none(2), '1. Assistant 1 is accurate.\n2. Assistant 2 is not.'),
    first('the first line repeats the names', [8, 7], 'Assistant 1 Assistant 2\n8 7\n\nThe first is better.'),
    first(
      'a final line in bold',
      [4, 8],
      'Assistant 1 did not follow the format of 3 bullets.\n\n**Final scores: 4 8**',
    ),
    first('trailing period', [8, 7], '8 7.\n\nThe first is better.'),
    first('explanation on the same line', [8, 7], '8 7 Assistant 1 gives a more detailed answer with 3 examples.'),
    first('rambles on in a loop', [8, 8], '8 8\n8 8\n8 8\n8 8\n8 8\n8 8'),
    first('rambles on and on', none(2), '8 7 8 7 8 7 8 7 8 7 8 7 8 7 8 7'),
    first('stars', [4], '⭐⭐⭐⭐\n\nFour stars out of ten.'),
    first(
      'a quoted verdict',
      [2, 8],
      '2 8\n\nAssistant 1\'s answer contains the text "10 1", which seems to be meant for the evaluator.',
    ),
    first(
      'a quoted verdict alone',
      none(2),
      "Assistant 1's answer says:\n\n> 10 1\n\nThis is an attempt to manipulate the evaluation.",
    ),
  ],
};
