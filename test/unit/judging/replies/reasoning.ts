import { first, json, lines, none, type ReplyStyle } from './corpusReply.ts';

const verdict = '[1] Score: 2\n[2] Score: 3';
const drafts = 'Maybe [1] Score: 1 and\n[2] Score: 1\n8 8\n{"scores": [1, 1]}';

/** What models think before they speak, in all the marks that templates have for it. */
export const reasoning: ReplyStyle = {
  style: 'reasoning',
  replies: [
    lines('<think>', [2, 3], `<think>\n${drafts}\n</think>\n\n${verdict}`),
    lines('<think> on one line', [2, 3], `<think>[1] Score: 1</think>${verdict}`),
    lines('empty <think>', [2, 3], `<think>\n\n</think>\n\n${verdict}`),
    lines('</think> alone', [2, 3], `${drafts}\n</think>\n${verdict}`),
    lines('<think> twice', [2, 3], `<think>${drafts}</think>Well.<think>${drafts}</think>${verdict}`),
    lines('<think> within <think>', [2, 3], `<think>${drafts}<think>${drafts}</think>${verdict}`),
    lines('<think> after the verdict', [2, 3], `${verdict}\n<think>${drafts}</think>`),
    lines('<think> not closed', none(2), `<think>\n${drafts}`),
    lines('<think> not closed, verdict in it', none(2), `<think>\nSo I will say:\n${verdict}`),
    lines('capitals', [2, 3], `<THINK>${drafts}</THINK>${verdict}`),
    lines('an attribute', [2, 3], `<think duration="4">${drafts}</think>${verdict}`),
    lines('<thinking>', [2, 3], `<thinking>\n${drafts}\n</thinking>\n${verdict}`),
    lines('<thought>', [2, 3], `<thought>\n${drafts}\n</thought>\n${verdict}`),
    lines('<reasoning>', [2, 3], `<reasoning>\n${drafts}\n</reasoning>\n${verdict}`),
    lines('<analysis>', [2, 3], `<analysis>\n${drafts}\n</analysis>\n${verdict}`),
    lines('<scratchpad>', [2, 3], `<scratchpad>\n${drafts}\n</scratchpad>\n${verdict}`),
    lines('<reflection>', [2, 3], `<reflection>\n${drafts}\n</reflection>\n${verdict}`),
    lines('[THINK]', [2, 3], `[THINK]${drafts}[/THINK]${verdict}`),
    lines('[THINK] not closed', none(2), `[THINK]${drafts}`),
    lines('Kimi', [2, 3], `◁think▷${drafts}◁/think▷${verdict}`),
    lines('Cohere', [2, 3], `<|START_THINKING|>${drafts}<|END_THINKING|><|START_RESPONSE|>${verdict}<|END_RESPONSE|>`),
    lines('Seed', [2, 3], `<seed:think>${drafts}</seed:think>${verdict}`),
    lines(
      'OpenThoughts',
      [2, 3],
      `<|begin_of_thought|>${drafts}<|end_of_thought|>\n<|begin_of_solution|>\n${verdict}\n<|end_of_solution|>`,
    ),
    lines(
      'gpt-oss',
      [2, 3],
      `<|channel|>analysis<|message|>${drafts}<|end|><|start|>assistant<|channel|>final<|message|>${verdict}<|return|>`,
    ),
    lines(
      'gpt-oss, analysis only',
      none(2),
      `<|channel|>analysis<|message|>${drafts}\nSo [1] Score: 2 and [2] Score: 3.`,
    ),
    lines(
      'gpt-oss, commentary too',
      [2, 3],
      `<|channel|>analysis<|message|>${drafts}<|end|><|start|>assistant<|channel|>commentary<|message|>${drafts}<|end|><|start|>assistant<|channel|>final<|message|>${verdict}`,
    ),
    lines('gpt-oss, its marks lost', [2, 3], `analysisWe score two responses.\n${drafts}assistantfinal${verdict}`),
    lines('<answer> after <think>', [2, 3], `<think>${drafts}</think>\n<answer>\n${verdict}\n</answer>`),
    lines('<response> after <think>', [2, 3], `<think>${drafts}</think>\n<response>${verdict}</response>`),
    lines('the word think, no tag', [2, 3], `I think it through: think < act.\n${verdict}`),
    lines(
      'steps in plain words',
      [2, 3],
      `Let me think step by step.\nStep 1: read both.\nStep 2: compare.\n\n${verdict}`,
    ),
    lines('a heading for thoughts', [2, 3], `**Thinking:** the first has 4 errors.\n\n**Answer:**\n${verdict}`),
    lines('steps with numbers', [2, 3], `1. The first response has 3 parts.\n2. The second has 5.\n\n${verdict}`),
    first('<think>', [6, 8], '<think>9 9? 8 8? Assistant 1: 3</think>\n6 8\nThe second is better.'),
    first('</think> alone', [6, 8], 'Okay, 9 9.\n</think>\n\n6 8\nThe second is better.'),
    first('<think> not closed', none(2), '<think>\n6 8\nThe second is better, but wait'),
    first('[THINK]', [6, 8], '[THINK]9 9[/THINK]6 8\nThe second is better.'),
    first(
      'gpt-oss',
      [6, 8],
      '<|channel|>analysis<|message|>9 9<|end|><|start|>assistant<|channel|>final<|message|>6 8\nThe second is better.',
    ),
    first(
      'gpt-oss, its marks lost',
      [6, 8],
      'analysisThe user wants two scores. 9 9 perhaps.assistantfinal6 8\nThe second is better.',
    ),
    first('<answer>', [6, 8], '<think>9 9</think><answer>6 8</answer>\nThe second is better.'),
    first(
      'thoughts in words, the verdict under a heading',
      [6, 8],
      'First I read both. Assistant 1 has 2 errors.\n\n## Scores\n6 8',
    ),
    first(
      'Cohere',
      [6, 8],
      '<|START_THINKING|>9 9<|END_THINKING|><|START_RESPONSE|>6 8\nThe second is better.<|END_RESPONSE|>',
    ),
    json('<think>', [2, 3], '<think>{"scores": [1, 1]}</think>\n{"scores": [2, 3]}'),
    json('<think> not closed', none(2), '<think>{"scores": [2, 3]}'),
    json(
      'a "reasoning" text in the object',
      [2, 3],
      '{"reasoning": "At first {\\"scores\\": [1, 1]}, then 2 and 3.", "scores": [2, 3]}',
    ),
    json(
      'a "think" tag in a text of the object',
      [2, 3],
      '{"rationale": "It never closes its <b> tag.", "scores": [2, 3]}',
    ),
  ],
};
