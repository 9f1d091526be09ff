import { first, json, lines, none, off, onScale, type ReplyStyle } from './corpusReply.ts';

/** Mostly traps, written after the second batch was mended: at first sight 22 of 25 were read rightly, 15 of all 72 wrongly. */
export const unseenThird: ReplyStyle = {
  style: 'unseen, third batch',
  replies: [
    lines(
      'a judge that argues with itself and ends with a table',
      [2, 4, 3],
      `First pass: [1] 3, [2] 3, [3] 2. But that is too generous for [1].

After reading again:

| Response | Strengths | Weaknesses | Score |
|---|---|---|---|
| [1] | 2 good examples | 1 wrong date | 2 |
| [2] | covers all 5 causes | none | 4 |
| [3] | clear | 1 cause missing | 3 |`,
    ),
    lines(
      'a score for a pair of criteria each',
      none(2),
      '[1] Accuracy score: 3\n[1] Style score: 2\n[2] Accuracy score: 1\n[2] Style score: 2',
    ),
    lines('criteria in sections, scored as such', none(2), '### Accuracy\n[1] 3\n[2] 1\n\n### Style\n[1] 2\n[2] 2'),
    lines(
      'criteria in sections with score lines',
      none(2),
      '### Accuracy\n[1] Score: 3\n[2] Score: 1\n\n### Style\n[1] Score: 2\n[2] Score: 2',
    ),
    lines(
      'criteria in sections, then overall',
      [3, 1],
      '### Accuracy\n[1] Score: 3\n[2] Score: 1\n\n### Style\n[1] Score: 2\n[2] Score: 2\n\n### Overall\n[1] Score: 3\n[2] Score: 1',
    ),
    lines('two judges in one', none(2), 'Judge A:\n[1] Score: 3\n[2] Score: 1\n\nJudge B:\n[1] Score: 1\n[2] Score: 2'),
    lines(
      'an example of the form, then nothing',
      none(2),
      'The output should look like this, for example:\n[1] Score: 2\n[2] Score: 1\n\nPlease provide the responses to be judged.',
    ),
    lines('asks for the responses', none(2), 'Please provide the 2 responses that you would like me to score.'),
    lines(
      'hypothetical',
      none(2),
      'If I had to score them, [1] might get a 3 and [2] a 1, but I can not verify the facts.',
    ),
    lines('before and after editing', none(1), 'Score before the fix: 2\nScore after the fix: 1'),
    lines('words behind a decimal', [2.75, 1], '[1] Score: 2.75 (rounded: 3)\n[2] Score: 1'),
    lines('a time', none(2), '[1] 10:30\n[2] 11:45'),
    lines('a thousand', [off(1000), 2], '[1] Score: 1000\n[2] Score: 2'),
    lines('a thousands comma', [null, 2], '[1] Score: 1,000\n[2] Score: 2'),
    lines('a version number', [null, 2], '[1] Score: 1.2.3\n[2] Score: 2'),
    lines('degrees', none(2), '[1]: 3°\n[2]: 2°'),
    lines('units', none(2), '[1]: 3 km\n[2]: 2 kg'),
    lines('money', none(2), '[1]: $3\n[2]: $2'),
    lines('word counts', none(2), '[1] 3 sentences\n[2] 2 sentences'),
    lines('word counts after a colon', none(2), 'Response 1: 3 paragraphs, 2 examples\nResponse 2: 1 paragraph'),
    lines('number of errors after a dash', none(2), 'Response 1 - 3 errors\nResponse 2 - 1 error'),
    lines('errors', none(2), 'Errors in [1]: 3\nErrors in [2]: 1'),
    lines('lengths in a table', none(2), '| Response | Words | Errors |\n|---|---|---|\n| 1 | 3 | 2 |\n| 2 | 2 | 1 |'),
    lines('votes', none(2), '[1] Votes: 3\n[2] Votes: 1'),
    lines('similarity', none(2), 'Similarity of [1] and [2]: 2'),
    lines('a gain in score', none(2), '[1] Score: +1 over the baseline\n[2] Score: +2 over the baseline'),
    lines('a superscript footnote', [3, 1], '[1] Score: 3¹\n[2] Score: 1²\n\n¹ would be 4 with sources. ² off topic.'),
    lines('quotes around the index', [3, 1], '"[1]" Score: 3\n"[2]" Score: 1'),
    lines(
      'a quotation with a verdict of its own after it',
      [1, 2],
      '> [1] Score: 3\n> [2] Score: 1\n\nThat is what response 1 claims. My verdict:\n\n[1] Score: 1\n[2] Score: 2',
    ),
    lines('deductions', [2, 1], '[1] Score: 2 (-1 for the wrong date)\n[2] Score: 1 (-2: off topic)'),
    lines('bonus points', [3, 2], '[1] Score: 3 (+1 bonus for the example)\n[2] Score: 2'),
    lines('an index in the reason', [2, 3], '[1] Score: 2 - worse than [2]\n[2] Score: 3 - better than [1] by 1'),
    lines(
      'swapped in words',
      none(2),
      '[1] Score: 3\n[2] Score: 1\n\nSorry, I swapped them: [1] should be 1 and [2] should be 3.',
    ),
    lines(
      'a table whose header says /10',
      none(2),
      '| Response | Score (out of 10) |\n|---|---|\n| 1 | 3 |\n| 2 | 2 |',
    ),
    lines('lines whose heading says out of 10', none(2), 'Scores (out of 10):\n[1] Score: 3\n[2] Score: 2'),
    lines('lines with the note "out of 10" in them', none(2), '[1] Score (out of 10): 3\n[2] Score (out of 10): 2'),
    lines(
      'inverted scale',
      none(2),
      'I use 1 for the best and 3 for the worst.\n\n[1] Rank score: 1\n[2] Rank score: 3',
    ),
    lines('Chinese word counts', none(2), '回答1：3个段落\n回答2：2个段落'),
    lines('Chinese out of ten', [off(8), off(6)], '[1] 得分：8分（满分10分）\n[2] 得分：6分（满分10分）'),
    lines('Japanese "out of"', [2, 1], '[1] スコア: 2/3点\n[2] スコア: 1/3点'),
    lines('Chinese range with a dash', none(2), '[1] 得分：2—3分\n[2] 得分：1—2分'),
    lines('Arabic refusal', none(2), 'عذرًا، لا يمكنني تقييم هذه الإجابات لأن 2 منها ضارة.'),
    lines(
      'a run-on with another user',
      [3, 1],
      '[1] Score: 3\n[2] Score: 1\n\nHuman: Now these 2:\n[1] cat\n[2] dog\n\nAssistant: [1] Score: 1\n[2] Score: 3',
    ),
    lines(
      'a run-on in the form of a new list',
      [3, 1],
      '[1] Score: 3\n[2] Score: 1\n#Response List#:\n[1] a\n[2] b\n[1] Score: 2\n[2] Score: 2',
    ),
    lines('bold numbers in prose lists', [3, 1], '- Response **1** → score **3**\n- Response **2** → score **1**'),
    first('ages', none(2), 'The boy is 8 and the girl 7.\n\nThat is what both answers say.'),
    first('a date', none(3), '12/05/2023\n\nThe answers were given on that day.'),
    first('a phone number', none(2), '555 0199 1234\n\nThe second assistant gives this number.'),
    first('the answer to a sum', none(2), '8 + 7 = 15\n\nBoth assistants are right.'),
    first('a list of primes', none(2), '2 3 5 7 11\n\nBoth assistants list the primes.'),
    first(
      'two criteria lines without names',
      none(2),
      '8 7\n9 6\n\nThe first line is helpfulness, the second accuracy.',
    ),
    first('a mean at the end', [8, 6], '8 6\n\nThe mean is 7.0. Assistant 1 is 2 points ahead.'),
    first('a correction in prose', none(2), '8 6\n\nCorrection: Assistant 2 should get 9, so 8 9.'),
    first('labels that contradict the first line', none(2), '8 6\n\nAssistant 1: 6\nAssistant 2: 8'),
    first('labels that repeat the first line', [8, 6], '8 6\n\nAssistant 1: 8 - complete.\nAssistant 2: 6 - 2 gaps.'),
    first('a fraction of five as labels', none(2), 'Assistant 1: 4/5\nAssistant 2: 3/5'),
    first('stated scale of five', none(2), 'Scores (1-5): 4 3'),
    first('stated scale of ten', [8, 3], 'Scores (1-10): 8 3'),
    first('three with one unreadable', none(3), '8 - 6\n\nThe second did not answer.'),
    first('a hash heading with numbers', [8, 6], '# 8 6\n\nThe first is better.'),
    first('a sentence with two numbers', none(2), 'Both answers mention 8 planets and 7 moons.\n\nThey are equal.'),
    json('strings with words', none(2), '{"scores": ["3 points off", "1 point off"]}'),
    json('scores and ranks', [3, 1], '{"ranks": [1, 2], "scores": [3, 1]}'),
    json('normalised too', [3, 1], '{"scores": [3, 1], "normalised_scores": [1.0, 0.33]}'),
    json('two score lists', none(2), '{"accuracy_scores": [3, 1], "style_scores": [2, 2]}'),
    json('example first', [1, 2], 'Example: {"scores": [3, 1]}\n\nMine:\n{"scores": [1, 2]}'),
    json('escaped', [3, 1], '{\\"scores\\": [3, 1]}'),
    lines('max beside', none(2), '{"scores": [{"score": 8, "max": 10}, {"score": 6, "max": 10}]}'),
    onScale(
      1,
      6,
      lines(
        'counts on a line of their own',
        none(1),
        'The instruction has these parts:\n\n3\n\nNo, I can not judge it.',
      ),
    ),
    onScale(1, 6, lines('out of another scale', none(1), 'Quality: 8 out of 10')),
    onScale(1, 6, lines('two verdicts on two things', none(1), 'Quality: 5\nComplexity: 2')),
    onScale(
      1,
      5,
      lines('a mark out of ten on a scale of five', none(2), '[1] Score: 4 out of 10\n[2] Score: 2 out of 10'),
    ),
  ],
};
