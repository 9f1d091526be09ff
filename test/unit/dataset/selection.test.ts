import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ReadSelection, SelectionProblem } from '../../../src/dataset/readSelection.ts';
import type { Sample } from '../../../src/dataset/sample.ts';
import {
  isSelectionProblem,
  parseInstructions,
  parseSelection,
  readAsResponse,
  readFirstLine,
} from '../../../src/dataset/selection.ts';

function read(answer: ReadSelection | SelectionProblem | undefined): ReadSelection {
  assert.ok(answer && !isSelectionProblem(answer), JSON.stringify(answer));
  return answer;
}

function reasonOf(answer: ReadSelection | SelectionProblem): string {
  assert.ok(isSelectionProblem(answer), JSON.stringify(answer));
  assert.ok(answer.message.length > 0 && answer.next.length > 0);
  return answer.reason;
}

const pair: Sample = {
  instruction: 'Why is the sky blue?',
  responses: ['Rayleigh scattering.', 'It reflects the sea.'],
};

const labelled: Record<string, string> = {
  'plain labels': 'Question: Why is the sky blue?\nAnswer 1: Rayleigh scattering.\nAnswer 2: It reflects the sea.',
  'labels on their own lines':
    'Instruction:\nWhy is the sky blue?\n\nResponse A:\nRayleigh scattering.\n\nResponse B:\nIt reflects the sea.\n',
  'labels without numbers':
    'Prompt: Why is the sky blue?\nResponse: Rayleigh scattering.\nResponse: It reflects the sea.',
  speakers: 'User: Why is the sky blue?\nAssistant 1: Rayleigh scattering.\nAssistant 2: It reflects the sea.',
  'headings of several levels':
    '## Instruction\n\nWhy is the sky blue?\n\n### Response 1\nRayleigh scattering.\n\n### Response 2\n\nIt reflects the sea.\n',
  'closed headings':
    '# Question #\nWhy is the sky blue?\n## Answer (1) ##\nRayleigh scattering.\n## Answer (2) ##\nIt reflects the sea.',
  'a title before the first heading':
    '# Physics\n\n---\n\n## Question\nWhy is the sky blue?\n## Answer 1\nRayleigh scattering.\n## Answer 2\nIt reflects the sea.',
  'bold labels':
    '**Question:** Why is the sky blue?\n\n**Answer 1:** Rayleigh scattering.\n\n**Answer 2**: It reflects the sea.',
  'bracketed labels':
    '[Question]\nWhy is the sky blue?\n[Response 1]\nRayleigh scattering.\n[Response 2]\nIt reflects the sea.',
  CRLF: 'Question: Why is the sky blue?\r\nAnswer 1: Rayleigh scattering.\r\nAnswer 2: It reflects the sea.\r\n',
  'small letters': 'question: Why is the sky blue?\nanswer a: Rayleigh scattering.\nanswer b: It reflects the sea.',
  'Q and A': 'Q: Why is the sky blue?\nA: Rayleigh scattering.\nA: It reflects the sea.',
  'an instruction without a label':
    'Why is the sky blue?\n\nResponse 1: Rayleigh scattering.\nResponse 2: It reflects the sea.',
  'Chinese labels': '指令：Why is the sky blue?\n回答1：Rayleigh scattering.\n回答2：It reflects the sea.',
  'Chinese labels with Chinese numbers':
    '问题：\nWhy is the sky blue?\n\n答案（一）：\nRayleigh scattering.\n答案（二）：\nIt reflects the sea.',
  'Chinese speakers': '用户: Why is the sky blue?\n助手: Rayleigh scattering.\n助手: It reflects the sea.',
  'Chinese brackets':
    '【问题】Why is the sky blue?'.replace('】', '】：') +
    '\n【回答一】：Rayleigh scattering.\n【回答二】：It reflects the sea.',
};

describe('a selection with headings or labels', () => {
  for (const [what, text] of Object.entries(labelled)) {
    it(what, () => {
      const { sample, spans } = read(parseSelection([text]));
      assert.deepEqual(sample, pair);
      assert.deepEqual(
        spans.map(({ start, end }) => text.slice(start, end)),
        pair.responses,
      );
    });
  }

  it('takes a reference and a system prompt', () => {
    const text = '系统：简短。\n问题：天空为什么是蓝的？\n参考答案：瑞利散射。\n回答1：散射。\n回答2：海的倒影。';
    assert.deepEqual(read(parseSelection([text])).sample, {
      instruction: '天空为什么是蓝的？',
      responses: ['散射。', '海的倒影。'],
      reference: '瑞利散射。',
      system: '简短。',
    });
  });

  it('leaves a label of another kind inside a response', () => {
    const text =
      '### Question\nHow much?\n### Response 1\nLet me think.\nAnswer: 42\n### Response 2\nUser: none\n## Output\n7';
    assert.deepEqual(read(parseSelection([text])).sample.responses, [
      'Let me think.\nAnswer: 42',
      'User: none\n## Output\n7',
    ]);
  });

  it('leaves an unnumbered label inside numbered responses', () => {
    const text = 'Question: How much?\nAnswer A: I add.\nAnswer: 42\nAnswer B: 41';
    assert.deepEqual(read(parseSelection([text])).sample.responses, ['I add.\nAnswer: 42', '41']);
  });

  it('reads no label in a code fence', () => {
    const code = '```md\nAnswer: no\n~~~\nAnswer: neither\n```';
    const text = `Question: Show it.\nAnswer: ${code.slice(0, 0)}\n${code}\nAnswer: yes`;
    assert.deepEqual(read(parseSelection([text])).sample.responses, [code, 'yes']);
  });

  it('keeps an empty response', () => {
    assert.deepEqual(read(parseSelection(['Question: Why?\nAnswer 1:\nAnswer 2: So.'])).sample.responses, ['', 'So.']);
  });

  it('makes a transcript of the turns before the last one', () => {
    const text = 'User: Hi\nAssistant: Hello.\nUser: Why?\nAssistant: So.';
    assert.deepEqual(read(parseSelection([text])).sample, {
      instruction: 'User: Hi\n\nAssistant: Hello.\n\nUser: Why?',
      responses: ['So.'],
    });
  });

  const problems: [string, string, string][] = [
    ['several questions', 'Question: a\nAnswer: b\nQuestion: c\nAnswer: d', 'several instructions'],
    ['no response', 'Question: Why is the sky blue?', 'no responses'],
    ['an instruction after the responses only', 'User: a\nAssistant: b\nUser: c', 'no responses'],
    ['no instruction', 'Response 1: a\nResponse 2: b', 'no instruction'],
    ['text before a labelled instruction', 'Some notes.\nQuestion: a\nAnswer: b', 'not understood'],
    ['the same number twice', 'Question: a\nAnswer 1: b\nAnswer 1: c', 'not understood'],
    ['two references', 'Question: a\nReference: b\nReference: c\nAnswer: d', 'not understood'],
    ['prose', 'Why is the sky blue?\n\nIt scatters light.', 'not understood'],
    ['prose that begins with a label word', 'Answering this took years.\nModel trains: fun', 'not understood'],
  ];
  for (const [what, text, reason] of problems) {
    it(`${what}: ${reason}`, () => assert.equal(reasonOf(parseSelection([text])), reason));
  }
});

describe('several selections', () => {
  it('are an instruction and its responses', () => {
    const { sample, spans } = read(
      parseSelection(['  Why is the sky blue?\n', 'Rayleigh scattering.', ' It reflects the sea.']),
    );
    assert.deepEqual(sample, pair);
    assert.deepEqual(spans, [
      { text: 1, start: 0, end: 20 },
      { text: 2, start: 1, end: 21 },
    ]);
  });

  it('that are empty do not count', () => {
    assert.deepEqual(read(parseSelection(['', 'Why?', ' ', 'So.'])).sample, {
      instruction: 'Why?',
      responses: ['So.'],
    });
    assert.equal(reasonOf(parseSelection(['', ' \n'])), 'nothing selected');
    assert.equal(reasonOf(parseSelection([])), 'nothing selected');
  });
});

describe('a selection of JSON', () => {
  it('that is a row', () => {
    const text =
      '\n  {"instruction": "Why is the sky blue?", "responses": ["Rayleigh scattering.", "It reflects the sea."]}\n';
    const { sample, spans } = read(parseSelection([text]));
    assert.deepEqual([sample.instruction, sample.responses], [pair.instruction, pair.responses]);
    assert.deepEqual(
      spans.map(({ start, end }) => JSON.parse(text.slice(start, end))),
      pair.responses,
    );
  });

  it('that is a list of messages', () => {
    const text = '[{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "So."}]';
    const { sample, spans } = read(parseSelection([text]));
    assert.deepEqual([sample.instruction, sample.responses], ['Why?', ['So.']]);
    assert.deepEqual(
      spans.map(({ start, end }) => text.slice(start, end)),
      ['"So."'],
    );
  });

  it('read by the fields that the user set', () => {
    const text = '{"ask": "Why?", "said": {"first": "So."}}';
    assert.equal(reasonOf(parseSelection([text])), 'unknown shape');
    const fields = { instruction: 'ask', responses: ['said.first'] };
    assert.deepEqual(read(parseSelection([text], fields)).sample.responses, ['So.']);
  });

  const problems: [string, string, string][] = [
    ['cut off', '{"instruction": "Why?", "resp', 'not JSON'],
    ['several rows', '{"prompt": "a", "response": "b"}\n{"prompt": "c", "response": "d"}', 'several rows'],
    ['an array of rows', '[{"prompt": "a", "response": "b"}]', 'several rows'],
    ['no known shape', '{"name": "x", "size": 3}', 'unknown shape'],
    ['a response that is no text', '{"instruction": "Why?", "responses": ["So.", 3]}', 'response not text'],
    ['a list of numbers', '[1, 2]', 'not understood'],
  ];
  for (const [what, text, reason] of problems) {
    it(`${what}: ${reason}`, () => assert.equal(reasonOf(parseSelection([text])), reason));
  }
});

describe('instructions to rate', () => {
  const cases: [string, string[], string[]][] = [
    ['each selection', ['Why?', ' How? '], ['Why?', 'How?']],
    [
      'each paragraph',
      ['Why?\n\nWrite it:\n```\na\n\nb\n```\n\n\nHow?\n'],
      ['Why?', 'Write it:\n```\na\n\nb\n```', 'How?'],
    ],
    ['each labelled one', ['Question 1: Why?\n\nIn full.\nQuestion 2: How?'], ['Why?\n\nIn full.', 'How?']],
  ];
  for (const [what, texts, expected] of cases) {
    it(what, () => {
      const { sample, spans } = read(parseInstructions(texts));
      assert.deepEqual(sample.instructions, expected);
      assert.deepEqual(
        spans.map(({ text, start, end }) => texts[text]?.slice(start, end)),
        expected,
      );
    });
  }

  it('of a JSON row', () => {
    const { sample, spans } = read(parseInstructions(['{"instructions": ["Why?", "How?"]}']));
    assert.deepEqual(sample.instructions, ['Why?', 'How?']);
    assert.equal(spans.length, 2);
  });
});

describe('readings that the user chooses', () => {
  it('first line and paragraphs', () => {
    assert.deepEqual(read(readFirstLine('Why?\nSo.\nIndeed.\n\nBecause.')).sample, {
      instruction: 'Why?',
      responses: ['So.\nIndeed.', 'Because.'],
    });
    assert.equal(readFirstLine('Why?\n \n'), undefined);
  });

  it('the whole selection as the response', () => {
    const { sample, spans } = readAsResponse(' So.\n', 'Why?');
    assert.deepEqual(sample, { instruction: 'Why?', responses: ['So.'] });
    assert.deepEqual(spans, [{ text: 0, start: 1, end: 4 }]);
  });
});

describe('any selection', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Question:',
      '### Response 1',
      '**Answer A:**',
      '回答1：',
      'User:',
      '```',
      '{"prompt": "a",',
      '[',
      '\n',
      '\r\n\n',
    ),
    fc.string(),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  it('never throws, and its spans hold the responses', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        const answer = parseSelection(texts);
        if (isSelectionProblem(answer) || texts.some((one) => /^\s*[{[]/.test(one))) return;
        const found = answer.spans.map(({ text: at, start, end }) => texts[at]?.slice(start, end));
        assert.deepEqual(found, answer.sample.responses);
      }),
    );
  });
});
