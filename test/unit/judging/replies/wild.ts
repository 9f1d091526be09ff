import { first, json, lines, none, off, type ReplyStyle } from './corpusReply.ts';

/** Whole replies, several habits in each, written after the reader and not with it. */
export const wild: ReplyStyle = {
  style: 'whole replies, several habits in each',
  replies: [
    lines(
      'a small chat model',
      [2, 3, 1],
      'Okay, let\'s break down the responses and score them!\n\n**[1] Score: 2**\n\n*   **Strengths:** It gives 1 reason.\n*   **Weaknesses:** It omits 2 others.\n\n**[2] Score: 3**\n\n*   **Strengths:** 3 reasons.\n\n**[3] Score: 1**\n\n*   **Weaknesses:** It says "I don\'t know".',
    ),
    lines(
      'criteria tables a response, then a summary',
      [3, 1],
      '#### [1]\n\n| Factor | Comment |\n|---|---|\n| Accuracy | 2 of 2 facts right |\n| Depth | good |\n\n#### [2]\n\n| Factor | Comment |\n|---|---|\n| Accuracy | 0 of 2 facts right |\n\n**Scores**\n\n[1] Score: 3\n[2] Score: 1',
    ),
    lines(
      'a rubric said first',
      [2, 3],
      'Rubric: Score 1 = poor; Score 2 = good; Score 3 = perfect.\n\n[1] Score: 2\n[2] Score: 3',
    ),
    lines(
      'a rubric as a list first',
      [2, 3],
      'The scale:\n- 1: poor\n- 2: good\n- 3: perfect\n\nMy scores:\n- [1]: 2\n- [2]: 3',
    ),
    lines(
      'a rubric as a numbered list first',
      [2, 3],
      '1. Score: the worst\n2. Score: very good\n3. Score: perfect\n\n[1] Score: 2\n[2] Score: 3',
    ),
    lines(
      'a final line with all',
      [3, 1, 2],
      'I looked at all of them.\n\nFinal Scores: [1] Score: 3 | [2] Score: 1 | [3] Score: 2',
    ),
    lines(
      'a verdict a paragraph',
      [3, 1],
      'The first response is thorough and gives 3 examples. **[1] Score: 3**\n\nThe second response is short and gives none. **[2] Score: 1**',
    ),
    lines(
      'reasons with other indexes in them',
      [1, 3, 2],
      '[1] Score: 1 (worse than [2] and [3])\n[2] Score: 3 (better than [1] by 2 points)\n[3] Score: 2 (between [1] and [2])',
    ),
    lines('a verdict with a confidence', [3, 1], '[1] Score: 3 (confidence: 0.9)\n[2] Score: 1 (confidence: 0.7)'),
    lines('a verdict with a rank', [3, 1], '[1] Score: 3, Rank: 1\n[2] Score: 1, Rank: 2'),
    lines('a rank first', [1, 3], '[1] Rank: 2, Score: 1\n[2] Rank: 1, Score: 3'),
    lines('two words for the score', [3, 1], '[1] Score (1-3): 3\n[2] Score (1-3): 1'),
    lines('the scale in parentheses behind', [3, 1], '[1] Score: 3 (out of 3)\n[2] Score: 1 (out of 3)'),
    lines(
      'Response and a colon inside bold',
      [3, 1],
      '**Response 1:** Score: **3/3** ✅\n**Response 2:** Score: **1/3** ❌',
    ),
    lines(
      'quoted texts as section titles',
      [3, 1],
      '**Response 1: "Paris, founded in 250 BC"**\n\nScore: 3\n\n**Response 2: "Lyon"**\n\nScore: 1',
    ),
    lines(
      'a section a response, criteria scored in each',
      none(2),
      '### Response 1\n- Accuracy: Score: 3\n- Depth: Score: 2\n\n### Response 2\n- Accuracy: Score: 1\n- Depth: Score: 2',
    ),
    lines('names, then one score below them all', none(2), 'Response 1 is exact.\nResponse 2 is vague.\n\nScore: 3'),
    lines(
      'names, then as many scores below them all',
      none(2),
      'Response 1 is exact.\nResponse 2 is vague.\n\nScore: 3\nScore: 1',
    ),
    lines('a list of errors by response', none(2), 'Response 1: 2 errors\nResponse 2: 5 errors'),
    lines('word counts by response', none(2), '[1] 120 words, clear.\n[2] 80 words, unclear.'),
    lines('a score for the pair', none(2), 'Responses 1 and 2: Score: 2'),
    lines('the question numbered like a response', [2, 3], '#Question 1#: why?\n\n[1] Score: 2\n[2] Score: 3'),
    lines('references', [2, 3], '[1] Score: 2 [source: 4]\n[2] Score: 3 [source: 5]'),
    lines('footnotes', [2, 3], '[1] Score: 2[^1]\n[2] Score: 3[^2]\n\n[^1]: 1 slip.\n[^2]: None.'),
    lines(
      'off the scale throughout, of ten by habit',
      [off(8), off(6)],
      'Here are my scores (1-10):\n[1] Score: 8\n[2] Score: 6',
    ),
    lines(
      'Chinese, chatty',
      [3, 1],
      '好的，我来评分。\n\n**[1] 评分：3** —— 回答详细，列出了4个原因。\n\n**[2] 评分：1** —— 只有1句话。\n\n总结：回答1优于回答2。',
    ),
    lines(
      'Chinese, a table with a total',
      [3, 1],
      '| 回答 | 准确性 | 深度 | 总体评分 |\n|---|---|---|---|\n| 回答1 | 3 | 2 | 3 |\n| 回答2 | 1 | 1 | 1 |',
    ),
    lines('Chinese, 满分', [2, 1], '[1] 评分：2（满分3分）\n[2] 评分：1（满分3分）'),
    lines(
      'Japanese, chatty',
      [3, 1],
      '承知しました。以下の通り採点します。\n\n[1] スコア：3点（3つの例あり）\n[2] スコア：1点（例なし）',
    ),
    lines('Korean, a table', [3, 1], '| 답변 | 점수 |\n|---|---|\n| 1 | 3 |\n| 2 | 1 |'),
    lines(
      'German, sections',
      [3, 1],
      '### Antwort 1\nDrei Beispiele, keine Fehler.\n**Bewertung:** 3\n\n### Antwort 2\nKein Beispiel.\n**Bewertung:** 1',
    ),
    lines('Spanish, a table', [3, 1], '| Respuesta | Puntuación |\n|---|---|\n| 1 | 3 |\n| 2 | 1 |'),
    lines(
      'one text, chatty',
      [2],
      'The instruction asks for 3 things and needs some planning.\n\n**Complexity Score: 2**',
    ),
    lines('one text, a fraction', [1], 'Quick verdict: easy.\n\nScore: 1/2'),
    lines('one text, two scores that differ', none(1), 'Clarity score: 2\nDepth score: 1'),
    first(
      'a reasoning model without tags',
      [7, 9],
      "Let me compare. Assistant 1 has 3 points; Assistant 2 has 5.\nSo Assistant 2 is better.\n\n7 9\n\nAssistant 2's answer is fuller.",
    ),
    first("labels with models' names", none(2), 'GPT-4: 8\nClaude-2: 7'),
    first(
      'ten behind each label, bold',
      [8, 6],
      '**Assistant 1: 8/10**\n\nGood, with 2 slips.\n\n**Assistant 2: 6/10**\n\nFair, with 4 slips.',
    ),
    first(
      'criteria by label, then totals',
      [8, 6],
      '**Assistant 1:**\n- Helpfulness: 9/10\n- Accuracy: 7/10\n- Overall score: 8/10\n\n**Assistant 2:**\n- Helpfulness: 6/10\n- Accuracy: 6/10\n- Overall score: 6/10',
    ),
    first(
      'criteria by label and no totals',
      none(2),
      '**Assistant 1:**\n- Helpfulness: 9/10\n- Accuracy: 7/10\n\n**Assistant 2:**\n- Helpfulness: 6/10\n- Accuracy: 6/10',
    ),
    first(
      'the first line, then the form again',
      [8, 6],
      '8 6\n\n**Explanation:**\n\nAssistant 1 (8): exact.\nAssistant 2 (6): vague.',
    ),
    first(
      '"Assistant 1 receives"',
      none(2),
      'Assistant 1 receives a score of 8 and Assistant 2 receives a score of 6.',
    ),
    first('a scale said first', [8, 6], 'On a scale of 1 to 10:\n8 6\nThe first is exact.'),
    first(
      'the scores in a sentence of their own',
      [8, 6],
      'Scores: 8 (Assistant 1), 6 (Assistant 2)\nThe first is exact.',
    ),
    first('a vertical form', [8, 6], 'Scores:\nAssistant 1 = 8\nAssistant 2 = 6\n\nThe first is exact.'),
    first('arithmetic in the answers', [9, 2], '9 2\n17 * 23 = 391, as the first says; the second says 401.'),
    first('arithmetic and no scores', none(2), '17 * 23 = 391\nThe first says 391, the second 401.'),
    first('answers compared by their numbers', none(2), 'Answer 1 says 391.\nAnswer 2 says 401.'),
    first(
      'Chinese, bold heading',
      [8, 6],
      '**评分结果：**\n\n助手1：8/10\n助手2：6/10\n\n**理由：** 助手1列举了3个例子。',
    ),
    first('a line with everything', [8, 6], 'Assistant 1: 8/10 - exact; Assistant 2: 6/10 - vague'),
    json(
      'a thought first, within the object',
      [3, 1],
      '```json\n{\n  "analysis": "Response 1 has 2 slips; response 2 has 7.",\n  "scores": [3, 1],\n  "winner": 1\n}\n```',
    ),
    json('scores and criteria', [3, 1], '{"scores": [3, 1], "accuracy": [2, 2], "depth": [3, 1]}'),
    json(
      'numbers before and after',
      [3, 1],
      'I have read 2 responses.\n{"scores": [3, 1]}\nThat took 5 minutes; 10/10 would judge again.',
    ),
    json(
      'a list of objects with texts',
      [3, 1],
      '{"evaluation": [{"response_id": 1, "score": 3, "explanation": "2 sources"}, {"response_id": 2, "score": 1, "explanation": "no source"}]}',
    ),
    json(
      'scores by criterion in objects by name',
      none(2),
      '{"response_1": {"accuracy": 3, "depth": 2}, "response_2": {"accuracy": 1, "depth": 1}}',
    ),
    json(
      'overall in objects by name',
      [3, 1],
      '{"response_1": {"accuracy": 3, "overall_score": 3}, "response_2": {"accuracy": 1, "overall_score": 1}}',
    ),
    lines(
      'max score beside the score',
      [3, 1],
      '[{"index": 1, "score": 3, "max_score": 3}, {"index": 2, "score": 1, "max_score": 3}]',
    ),
  ],
};
