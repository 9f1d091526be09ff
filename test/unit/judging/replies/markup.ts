import { first, json, lines, none, type ReplyStyle } from './corpusReply.ts';

/** LaTeX, HTML, XML and the marks of chat templates. */
export const markup: ReplyStyle = {
  style: 'LaTeX, HTML and template marks',
  replies: [
    lines(
      'boxed numbers',
      [3, 1],
      String.raw`[1] Score: \boxed{3}
[2] Score: \boxed{1}`,
    ),
    lines(
      'boxed numbers in dollars',
      [3, 1],
      String.raw`[1] Score: $\boxed{3}$
[2] Score: $\boxed{1}$`,
    ),
    lines(
      'boxed lines',
      [3, 1],
      String.raw`\boxed{[1] Score: 3}
\boxed{[2] Score: 1}`,
    ),
    lines(
      'one box around all',
      [3, 1],
      String.raw`\boxed{
[1] Score: 3
[2] Score: 1
}`,
    ),
    lines('numbers in dollars', [3, 1], '[1] Score: $3$\n[2] Score: $1$'),
    lines(
      'numbers in round LaTeX brackets',
      [3, 1],
      String.raw`[1] Score: \(3\)
[2] Score: \(1\)`,
    ),
    lines(
      'bold LaTeX',
      [3, 1],
      String.raw`[1] Score: \textbf{3}
[2] Score: \textbf{1}`,
    ),
    lines(
      'text in LaTeX',
      [3, 1],
      String.raw`$\text{[1] Score: } 3$
$\text{[2] Score: } 1$`,
    ),
    lines(
      'a LaTeX fraction',
      none(2),
      String.raw`[1] Score: $\frac{3}{3}$
[2] Score: $\frac{1}{3}$`,
    ),
    lines('a boxed number and nothing else', none(2), String.raw`\boxed{3}`),
    lines('line breaks', [3, 1], '[1] Score: 3<br>[2] Score: 1'),
    lines('closed line breaks', [3, 1], '[1] Score: 3<br/>\n[2] Score: 1<br />\n'),
    lines('paragraphs', [3, 1], '<p>[1] Score: 3</p><p>[2] Score: 1</p>'),
    lines('a list', [3, 1], '<ul>\n<li>[1] Score: 3</li>\n<li>[2] Score: 1</li>\n</ul>'),
    lines('bold', [3, 1], '<b>[1] Score:</b> 3\n<b>[2] Score:</b> 1'),
    lines('strong numbers', [3, 1], '[1] Score: <strong>3</strong>\n[2] Score: <strong>1</strong>'),
    lines('attributes', [3, 1], '<div class="s1">[1] Score: 3</div>\n<div class="s2">[2] Score: 1</div>'),
    lines('a page', [3, 1], '<html><body><pre>\n[1] Score: 3\n[2] Score: 1\n</pre></body></html>'),
    lines('entities', [3, 1], '&#91;1&#93; Score: 3\n&#91;2&#93; Score: 1'),
    lines('non-breaking entities', [3, 1], '[1]&nbsp;Score:&nbsp;3\n[2]&nbsp;Score:&nbsp;1'),
    lines('score elements', [3, 1], '[1] <score>3</score>\n[2] <score>1</score>'),
    lines('an element around', [3, 1], '<answer>\n[1] Score: 3\n[2] Score: 1\n</answer>'),
    lines('an element around, cut off', [3, 1], '<scores>\n[1] Score: 3\n[2] Score: 1\n'),
    lines('an empty element for a number', [null, 1], '[1] Score: <score></score>\n[2] Score: 1'),
    lines('an end of turn', [3, 1], '[1] Score: 3\n[2] Score: 1<|im_end|>'),
    lines('an end of turn on its own line', [3, 1], '[1] Score: 3\n[2] Score: 1\n<|eot_id|>'),
    lines('</s>', [3, 1], '[1] Score: 3\n[2] Score: 1</s>'),
    lines('DeepSeek', [3, 1], '[1] Score: 3\n[2] Score: 1<｜end▁of▁sentence｜>'),
    lines('Gemma', [3, 1], '[1] Score: 3\n[2] Score: 1\n<end_of_turn>\n<start_of_turn>user\n[1] Score: 1'),
    lines('Phi', [3, 1], '[1] Score: 3\n[2] Score: 1<|end|><|user|>\n[1] Score: 1'),
    lines(
      'turns made up',
      [3, 1],
      '[1] Score: 3\n[2] Score: 1<|im_end|>\n<|im_start|>user\nAgain!\n<|im_start|>assistant\n[1] Score: 1\n[2] Score: 2',
    ),
    lines('a start of turn first', [3, 1], '<|im_start|>assistant\n[1] Score: 3\n[2] Score: 1'),
    lines(
      "Llama's header first",
      [3, 1],
      '<|start_header_id|>assistant<|end_header_id|>\n\n[1] Score: 3\n[2] Score: 1',
    ),
    lines('Mistral', [3, 1], ' [/INST] [1] Score: 3\n[2] Score: 1</s>'),
    lines('Zephyr', [3, 1], '<|assistant|>\n[1] Score: 3\n[2] Score: 1'),
    lines('an Alpaca heading first', [3, 1], '### Response:\n[1] Score: 3\n[2] Score: 1'),
    lines('the speaker first', [3, 1], 'Assistant: [1] Score: 3\n[2] Score: 1'),
    lines(
      'the next task made up',
      [3, 1],
      '[1] Score: 3\n[2] Score: 1\n\n#Question#: What is 2 + 2?\n#Response List#:\n\n[1] 4\n[2] 5',
    ),
    first(
      'a box',
      [8, 7],
      String.raw`\boxed{8 7}
The first is better.`,
    ),
    first(
      'a box with a comma',
      [8, 7],
      String.raw`$\boxed{8, 7}$
The first is better.`,
    ),
    first(
      'a box in display brackets',
      [8, 7],
      String.raw`\[ \boxed{8 \quad 7} \]
The first is better.`,
    ),
    first('dollars', [8, 7], '$8$ $7$\nThe first is better.'),
    first('bold HTML', [8, 7], '<b>8 7</b><br>\nThe first is better.'),
    first('a line break', [8, 7], '8 7<br>The first is better.'),
    first('score elements', [8, 7], '<score>8</score> <score>7</score>\nThe first is better.'),
    first('a scores element', [8, 7], '<scores>8 7</scores>\n<rationale>The first is better.</rationale>'),
    first('an end of turn', [8, 7], '8 7\nThe first is better.<|im_end|>'),
    first('</s> after the scores', [8, 7], '8 7</s>\n[Question] 3 3'),
    first('the heading of JudgeLM', [8, 7], '### Response:8 7\nThe first is better.'),
    first('the speaker first', [8, 7], 'Assistant: 8 7\nThe first is better.'),
    first('a start of turn first', [8, 7], '<|im_start|>assistant\n8 7\nThe first is better.<|im_end|>'),
    json('in a <pre>', [3, 1], '<pre>{"scores": [3, 1]}</pre>'),
    json('in a code element', [3, 1], '<code class="json">{"scores": [3, 1]}</code>'),
    json('an end of turn', [3, 1], '{"scores": [3, 1]}</s>'),
    json('after a header', [3, 1], '<|start_header_id|>assistant<|end_header_id|>\n\n{"scores": [3, 1]}<|eot_id|>'),
    json('HTML in the rationale', [3, 1], '{"scores": [3, 1], "rationale": "The second has <b>4</b> errors.<br>"}'),
    json('quotes as entities', [3, 1], '{&quot;scores&quot;: [3, 1]}'),
  ],
};
