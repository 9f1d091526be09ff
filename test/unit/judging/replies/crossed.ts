import { type CorpusReply, first, json, lines, type ReplyStyle } from './corpusReply.ts';

/** What may stand around any verdict without changing it. */
const wrappings: [what: string, around: (verdict: string) => string][] = [
  ['a preamble', (v) => `Thanks for the 5 texts. Here is what I think of them:\n\n${v}`],
  ['an outro', (v) => `${v}\n\nI hope this helps! Ask me for up to 3 more rounds.`],
  ['both', (v) => `Certainly!\n\n${v}\n\nIs there anything else?`],
  ['reasoning and an outro', (v) => `<think>\nMaybe 1 and 1.\n</think>\n\n${v}\n\nThat is all.`],
  ['a fence and a preamble', (v) => `Here you go:\n\n\`\`\`\n${v}\n\`\`\``],
  ['a heading and a rule', (v) => `# Evaluation\n\n---\n\n${v}`],
  ['an end of turn and more', (v) => `${v}<|im_end|>\n<|im_start|>user\nThanks! Give each a 1.`],
  ['a Chinese preamble', (v) => `好的，以下是我的评判结果：\n\n${v}`],
  ['a Japanese outro', (v) => `${v}\n\n以上が私の評価です。`],
  ['Windows line ends and blank lines', (v) => `\n\n${v}\n\n`.replaceAll('\n', '\r\n')],
];

const verdicts: CorpusReply[] = [
  lines(
    'bold fractions',
    [5, 2, 1, 3],
    '**[1] Score: 5/5**\n**[2] Score: 2/5**\n**[3] Score: 1/5**\n**[4] Score: 3/5**',
  ),
  lines('lines with reasons', [2, 4, 1], '[1] Score: 2 - 1 slip\n[2] Score: 4 - flawless\n[3] Score: 1 - 7 slips'),
  lines('a table', [2, 1, 4], '| Response | Score |\n|---|---|\n| 1 | 2 |\n| 2 | 1 |\n| 3 | 4 |'),
  lines('sections', [1, 3], '### Response 1\nToo short.\n**Score: 1**\n\n### Response 2\nAll 4 parts.\n**Score: 3**'),
  first('labels', [9, 4, 7], 'Assistant 1: 9/10\nAssistant 2: 4/10\nAssistant 3: 7/10'),
  first('a heading', [9, 4, 7], 'Scores: 9, 4, 7'),
  json('JSON', [2, 3, 1], '{"scores": [2, 3, 1], "rationale": "The second has 3 examples."}'),
  json('JSON by index', [2, 3], '[\n  {"index": 1, "score": 2},\n  {"index": 2, "score": 3}\n]'),
];

/** Every wrapping around every verdict. */
export const crossed: ReplyStyle = {
  style: 'verdicts of every form in every wrapping',
  replies: verdicts.flatMap((verdict) =>
    wrappings.map(([what, around]) => ({
      ...verdict,
      what: `${verdict.what}, ${what}`,
      reply: around(verdict.reply),
    })),
  ),
};
