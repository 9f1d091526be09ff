import { first, json, lines, none, off, onScale, type ReplyStyle } from './corpusReply.ts';

/** Everyday replies, written after the third batch was mended: all were read rightly at first sight. */
export const unseenFourth: ReplyStyle = {
  style: 'unseen, fourth batch',
  replies: [
    lines(
      'a summary sentence with a count',
      [2, 3, 1],
      'Of the 3 responses, 1 is wrong.\n\n[1] Score: 2 - fine\n[2] Score: 3 - good, gives 2 sources\n[3] Score: 1 - wrong',
    ),
    lines(
      'explanations first, each with a name',
      [3, 1],
      '[1] The response is complete.\n[2] The response is off topic.\n\n[1] Score: 3\n[2] Score: 1',
    ),
    lines(
      'a word on the limits of the judge',
      [2, 2],
      '[1] Score: 2\n[2] Score: 2\n\nI could not verify the claim about 1987, so take this with a grain of salt.',
    ),
    lines(
      'bullets below bold names',
      [3, 2],
      '**[1]**\n- Score: 3\n- Reason: gives 4 examples\n\n**[2]**\n- Score: 2\n- Reason: gives 1 example',
    ),
    lines('numbers spelled and never given', none(2), '[1] Score: high\n[2] Score: low'),
    lines('best and worst', none(2), '[1] Score: best\n[2] Score: worst'),
    lines(
      'a verdict in a details block',
      [3, 1],
      '<details>\n<summary>Scores</summary>\n\n[1] Score: 3\n[2] Score: 1\n\n</details>',
    ),
    lines('criteria as a legend', [2, 3], 'Scale: 1 = poor, 2 = good, 3 = perfect.\n\n[1] Score: 2\n[2] Score: 3'),
    lines(
      'scores for a follow-up',
      [3, 1, 2],
      'Scores\n------\n[1] Score: 3\n[2] Score: 1\n[3] Score: 2\n------\nTotal responses: 3',
    ),
    lines(
      'a tie said before',
      [3, 3, 1],
      'Responses [1] and [3] look alike, but [3] has a mistake; [1] and [2] tie.\n\n[1] Score: 3\n[2] Score: 3\n[3] Score: 1',
    ),
    lines('a difference', none(2), '[1] is better than [2] by 2 points.'),
    lines('cut in a reason', [3, 1], '[1] Score: 3 - it names all\n[2] Score: 1 - it names only 2 of'),
    lines(
      'a polite question back',
      none(3),
      'Could you clarify whether 4 is allowed for more than one of the 3 responses?',
    ),
    lines('Chinese with explanations', [2, 3], '[1] 评分：2，因为只列出了2个原因。\n[2] 评分：3，列出了全部5个原因。'),
    lines('French sentences', [3, 1], '[1] Score : 3 – réponse complète, 2 exemples.\n[2] Score : 1 – hors sujet.'),
    lines('German "von"', [3, 1], '[1] Punktzahl: 3 von 3\n[2] Punktzahl: 1 von 3'),
    first('bold labels on one line', [7, 9], '**Assistant 1: 7, Assistant 2: 9**\n\nThe second one has tests.'),
    first('tie with a reason', [6, 6], '6 6\n\nBoth say 12 where it should be 13.'),
    first('label with reason after dash', [7, 9], 'Assistant 1: 7 - no tests\nAssistant 2: 9 - has 3 tests'),
    first(
      'a sentence first',
      [4, 9],
      'Here are the scores for the two assistants:\n\n4 9\n\nThe second one has tests.',
    ),
    first(
      'explanation under headings',
      [4, 9],
      '4 9\n\n### Assistant 1\nMisses 3 cases.\n\n### Assistant 2\nMisses none of the 5 cases.',
    ),
    first(
      'explanation with marks in prose',
      [4, 9],
      '4 9\n\nFor accuracy I gave 5 to Assistant 1 and 9 to Assistant 2; for depth 3 and 9.',
    ),
    first('a winner and nothing else', none(2), 'Assistant 2 wins.'),
    first('a tie in words', none(2), 'Tie.'),
    first(
      'a preamble with a number of its own',
      [8, 5],
      'I compared both on 4 criteria.\n\n8 5\n\nThe first is complete.',
    ),
    first('apology and no score', none(2), 'Apologies, I was not able to open the 2 links, so no score.'),
    first(
      'Chinese explanation with scores again',
      [8, 5],
      '8 5\n助手1得8分，因为它完整；助手2得5分，因为缺少2个步骤。',
    ),
    json('in a sentence', [3, 1], 'My verdict is {"scores": [3, 1]} because the first is complete.'),
    json('with reasons each', [3, 1], '{"scores": [3, 1], "rationales": ["Complete: 4 of 4.", "1 of 4."]}'),
    json('wrapped in an answer', [2, 1], '{"answer": {"scores": [2, 1], "explanation": "2 slips"}}'),
    json('objects without index', [2, 1], '[{"score": 2, "reason": "fine"}, {"score": 1, "reason": "wrong"}]'),
    json('off in one', none(2), '{"scores": "not applicable"}'),
    lines('scores in brackets', [1, 3], '[1] Score (1)\n[2] Score (3)'),
    onScale(1, 6, lines('one with a reason on the line', [4], 'Score: 4 (clear but 1 slip)')),
    onScale(1, 6, lines('one, the answer with its words', [3], 'The quality is moderate.\n\nScore: 3')),
    onScale(1, 6, lines('one, off', [off(9)], 'Score: 9')),
    onScale(1, 6, lines('one in words', none(1), 'The quality is moderate.')),
    onScale(1, 10, first('one answer with reasons', [8], '8\n\nIt covers 5 of 6 points.')),
    onScale(1, 5, lines('scale repeated', [5, 3], 'Using the 1-5 scale:\n[1] Score: 5\n[2] Score: 3')),
  ],
};
