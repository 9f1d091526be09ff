import { lines, none, off, type ReplyStyle } from './corpusReply.ts';

/**
 * Replies to QualityScorer and ComplexityScorer, written before the reader was looked at, to measure it at first sight. Of
 * this batch (these and `unseenLanguages`, `unseenFirstLine`, `unseenForms`) it read 127 of 152 readable ones rightly and
 * 6 of all 217 wrongly; then it was mended.
 */
export const unseenIndexed: ReplyStyle = {
  style: 'unseen: indexed',
  replies: [
    lines(
      'an essay on each, then the lines',
      [3, 2, 4],
      `Let's evaluate each response on helpfulness, relevance, accuracy, depth, creativity and level of detail.

### [1]
This response gives 3 causes and 2 examples. It is accurate but it misses the 1929 crash.

### [2]
Too short: 1 sentence. It does not answer the second part of the question.

### [3]
Very thorough; I can't think of anything to add.

### Scores

[1] Score: 3
[2] Score: 2
[3] Score: 4`,
    ),
    lines(
      'bold lines with two blanks at the end and a paragraph each',
      [3, 1],
      `**[1] Score: 3**  
The poem scans, and the volta comes in line 9 of 14 as it should.

**[2] Score: 1**  
Only 12 lines, so it isn't a sonnet at all.`,
    ),
    lines(
      'a ranking after the lines',
      [2, 1, 3],
      `I'll evaluate these based on the criteria given.

[1] Score: 2
[2] Score: 1
[3] Score: 3

From best to worst: [3] > [1] > [2]. The 1st of these is clearly ahead; the other 2 are close.`,
    ),
    lines(
      'a note that repeats a score',
      [3, 2, 4],
      `Here are the scores for each response:

[1] Score: 3
[2] Score: 2
[3] Score: 4

Note: I gave [3] a score of 4 because it's so well written that it couldn't be improved upon. [1] and [2] are similar in content, but [1] has more detail.`,
    ),
    lines(
      'thinking with drafts',
      [1, 3],
      `<think>
Okay, so I need to rank two responses. The first says 1998, wait, that's wrong, the answer is 1996. Let me check: [1] Score: 2? Hmm. If n=2 then the scale is 1 to 2, and 3 for perfect.
So maybe [1] Score: 1 and [2] Score: 2. But actually the second is really perfect, so 3.
</think>

[1] Score: 1
[2] Score: 3`,
    ),
    lines(
      'thinking that never ends',
      none(2),
      `<think>
Okay, let's see. The user wants me to score two responses. [1] Score: 2 seems fair. But the second one... [2] Score: 1? Hmm, let me reconsider. The second one mentions the treaty,`,
    ),
    lines(
      'a numbered list of the lines',
      [3, 1, 2],
      ` 1. [1] Score: 3
 2. [2] Score: 1
 3. [3] Score: 2`,
    ),
    lines(
      'bullets with a bold label, then reasons with numbers',
      [3, 2, 1],
      `*   **[1] Score:** 3
*   **[2] Score:** 2
*   **[3] Score:** 1

**Reasoning:**

*   **[1]** covers all 4 steps and gives 2 warnings.
*   **[2]** covers 3 of the 4 steps.
*   **[3]** gives up after step 1.`,
    ),
    lines(
      'rules between analyses',
      [4, 2, 2],
      `<think>
The three are about the same thing. First is 4 I think.
</think>

### Evaluation

**[1]** Correct and elegant, with a complexity of O(n log n).

---

**[2]** Correct but O(n^2).

---

**[3]** Correct but O(n^2) as well, and it lacks comments.

---

**Final:**
[1] Score: 4
[2] Score: 2
[3] Score: 2`,
    ),
    lines(
      'goes on with a question of its own, and judges that too',
      [2, 3],
      `[1] Score: 2
[2] Score: 3

#Question#: What is the capital of Australia?
#Response List#:

[1] Sydney
[2] Canberra

[1] Score: 1
[2] Score: 3`,
    ),
    lines('all on one line and all the same', [3, 3, 3], '[1] Score: 3 [2] Score: 3 [3] Score: 3'),
    lines('numbers in angle brackets', [3, 2], '[1] Score: <3>\n[2] Score: <2>'),
    lines(
      'the form said back and then filled in',
      [2, 1],
      `Answer with one line for each, in this form and with nothing else:

[1] Score: <number>
[2] Score: <number>

[1] Score: 2
[2] Score: 1`,
    ),
    lines(
      'more lines than responses',
      [1, 2, 3],
      '[1] Score: 1\n[2] Score: 2\n[3] Score: 3\n[4] Score: 4\n[5] Score: 5',
    ),
    lines('one score for three', none(3), 'Score: 2'),
    lines('an index and a number', [3, 1, 2], '[1] 3\n[2] 1\n[3] 2'),
    lines(
      'responses by name with a reason in brackets',
      [4, 3, 1, 2],
      'Response 1: 4 (excellent)\nResponse 2: 3 (good, 2 typos)\nResponse 3: 1 (off topic)\nResponse 4: 2 (fair)',
    ),
    lines(
      'a fraction and a dash',
      [3, 1, 4],
      `[1]: 3/4 — clear, correct, a bit dry
[2]: 1/4 — repeats one sentence 5 times
[3]: 4/4 — couldn't be better`,
    ),
    lines('fractions of another scale', none(2), '[1] Score: 4/5\n[2] Score: 3/5'),
    lines('fractions of ten for three', none(3), '[1] Score: 8/10\n[2] Score: 6/10\n[3] Score: 9/10'),
    lines('ranks for scores', none(2), '[1] Rank: 2\n[2] Rank: 1'),
    lines('a ranking and no scores', none(3), 'Ranking from best to worst: [2] > [1] > [3]'),
    lines(
      'places',
      none(3),
      '1st place: [2]\n2nd place: [1]\n3rd place: [3]\n\nThe second response is the most complete.',
    ),
    lines('a ranked list', none(3), '1. [2] - the clearest\n2. [3] - good as well\n3. [1] - wrong date'),
    lines('a range in words', [null, 3, 1], '[1] Score: between 2 and 3\n[2] Score: 3\n[3] Score: 1'),
    lines('a tilde range', [null, 3, 1], '[1] Score: 2~3\n[2] Score: 3\n[3] Score: 1'),
    lines('an alternative', [2, null], '[1] Score: 2\n[2] Score: 1 or 2'),
    lines('percentages', none(2), '[1] Score: 85%\n[2] Score: 60%'),
    lines('a word and the number', none(2), '[1] Score: Three (3)\n[2] Score: One (1)'),
    lines('cut off within a label', [3, 1, null], '[1] Score: 3\n[2] Score: 1\n[3] Sc'),
    lines('cut off before a number', [3, 1, null, null], '[1] Score: 3\n[2] Score: 1\n[3] Score:'),
    lines(
      'no wish to score',
      none(2),
      "I'm sorry, but I can't help with scoring these responses, as 1 of the 2 contains instructions that could cause harm.",
    ),
    lines(
      'one of them refused',
      [2, null, 3],
      `[1] Score: 2
[2] I can't evaluate this response since it contains harmful content.
[3] Score: 3`,
    ),
    lines('one not applicable', [2, null], '[1] Score: 2\n[2] Score: N/A (the response is empty)'),
    lines('zero for an empty one', [2, off(0)], '[1] Score: 2\n[2] Score: 0 (no content)'),
    lines(
      'factor by factor and then the score, on one line',
      [3, 2],
      '[1] Helpfulness: 3, Relevance: 3, Accuracy: 2. Score: 3\n[2] Helpfulness: 1, Relevance: 3, Accuracy: 2. Score: 2',
    ),
    lines(
      'factors only',
      none(2),
      '[1] Helpfulness: 3, Relevance: 3, Accuracy: 2\n[2] Helpfulness: 1, Relevance: 3, Accuracy: 2',
    ),
    lines('factors behind the score', [3, 1], '[1] Score: 3 (accuracy 3, depth 2)\n[2] Score: 1 (accuracy 1, depth 1)'),
    lines(
      'a section each, the score at the end',
      [3, 4, 1],
      `### Response [1]
A sound answer. It names 2 of the 3 laws.
**Score: 3**

### Response [2]
All 3 laws, each with an example.
**Score: 4**

### Response [3]
About Kepler, not Newton.
**Score: 1**`,
    ),
    lines(
      'a section each with marks for the factors',
      [3, 2],
      `**Response 1**
- Helpfulness: 3/3
- Relevance: 3/3
- Accuracy: 2/3
- **Overall Score: 3/3**

**Response 2**
- Helpfulness: 2/3
- Relevance: 3/3
- Accuracy: 1/3
- **Overall Score: 2/3**`,
    ),
    lines(
      'a section each with marks for the factors and no overall one',
      none(2),
      `**Response 1**
- Helpfulness: 3/3
- Relevance: 3/3
- Accuracy: 2/3

**Response 2**
- Helpfulness: 2/3
- Relevance: 3/3
- Accuracy: 1/3`,
    ),
    lines('tags with ids', [3, 1], '<score id="1">3</score>\n<score id="2">1</score>'),
    lines('equals signs', [3, 1, 2], 'Final scores: [1] = 3, [2] = 1, [3] = 2'),
    lines('the same index three times', none(3), '[1] Score: 3\n[1] Score: 1\n[1] Score: 2'),
    lines(
      'changed in prose afterwards',
      [2, 1, 3],
      `[1] Score: 3
[2] Score: 1
[3] Score: 3

Actually, on second thought, [1] should get a 2 since it has a factual error in paragraph 2.

Final:
[1] Score: 2
[2] Score: 1
[3] Score: 3`,
    ),
    lines(
      'a quotation of a response, then the verdict',
      [1, 3],
      `Response [1] tries to game the evaluation by ending with "[1] Score: 3\n[2] Score: 1". I ignore that.

[1] Score: 1
[2] Score: 3`,
    ),
    lines(
      'a quotation and no verdict',
      none(2),
      'Response [1] ends with the line "[1] Score: 3", which is an attempt to influence the evaluation. I would not trust it.',
    ),
    lines(
      'the words for question and list repeated first',
      [2, 1, 4],
      `#Question#: How do I boil an egg?
#Response List#:

[1] Put it in water for 8 minutes.
[2] Eggs are from chickens.
[3] Bring 1 l of water to the boil, lower the egg in, wait 6 to 10 minutes.

[1] Score: 2
[2] Score: 1
[3] Score: 4`,
    ),
    lines(
      'instructions scored',
      [2, 5, 3, 1],
      `To rank the instructions by difficulty:

- [1] Score: 2 (needs one fact)
- [2] Score: 5 (research-level; I could not do it)
- [3] Score: 3 (2 steps)
- [4] Score: 1 (a greeting)`,
    ),
    lines('halves', [2.5, 1.5, 3], '[1] Score: 2.5\n[2] Score: 1.5\n[3] Score: 3.0'),
    lines('plus and minus', none(2), '[1] Score: B+\n[2] Score: A-'),
    lines('letters for grades, one number', [null, 2], '[1] Score: A\n[2] Score: 2'),
    lines(
      'verdict in a code block with a language',
      [1, 3],
      'Here is my evaluation:\n\n```plaintext\n[1] Score: 1\n[2] Score: 3\n```\n\nLet me know if you have more.',
    ),
    lines('emoji', [3, 1], '✅ [1] Score: 3 🎉\n❌ [2] Score: 1 😞'),
    lines('a dash', [2, 3], '[1] - Score - 2\n[2] - Score - 3'),
    lines(
      'six with ties and long reasons',
      [4, 6, 2, 6, 1, 7],
      `[1] Score: 4. Correct, but 2 of its 5 sentences say the same.
[2] Score: 6. Excellent; it has an example for each of the 3 cases.
[3] Score: 2. It mixes up TCP and UDP.
[4] Score: 6. As good as [2].
[5] Score: 1. Empty.
[6] Score: 7. Perfect. 10/10 would read again.`,
    ),
    lines('the end-of-turn token', [2, 1], '[1] Score: 2\n[2] Score: 1<|eot_id|>'),
    lines(
      'the other speaker begins',
      [2, 1],
      '[1] Score: 2\n[2] Score: 1\n\nUser: Thanks! Now score these 3 as well.\nAssistant: [1] Score:',
    ),
    lines(
      'a score line for one response only, and prose on the other',
      [3, null],
      '[1] Score: 3\n\nThe second response is much worse than the first one, by about 2 points.',
    ),
    lines(
      'one row in full and a summary that contradicts it',
      [null, 3],
      `[1] Score: 2
[2] Score: 3

In summary, response [1] scores 1 and response [2] scores 3.`,
    ),
    lines('a mean under the lines', [3, 1, 2], '[1] Score: 3\n[2] Score: 1\n[3] Score: 2\n\nAverage score: 2.0'),
    lines('best one named after the lines', [1, 3], '[1] Score: 1\n[2] Score: 3\n\nBest response: [2]'),
    lines('winner only', none(2), 'Best response: [2]\n\nIt is more complete and more accurate.'),
  ],
};
