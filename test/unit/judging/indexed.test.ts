import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readIndexed } from '../../../src/judging/reading/indexed.ts';

const scale = { min: 1, max: 4 };
const values = (reply: string, n = 3) => readIndexed(reply, n, { min: 1, max: n + 1 }).scores.map((s) => s.value);
const clean = '[1] Score: 3\n[2] Score: 1\n[3] Score: 2';

describe('QualityScorer replies, truth 3 1 2', () => {
  const readable: [string, string][] = [
    ['three clean lines', clean],
    ['CRLF', clean.replaceAll('\n', '\r\n')],
    ['blank lines', clean.replaceAll('\n', '\n\n')],
    ['preamble', `Here are the scores:\n${clean}`],
    ['trailing chatter', `${clean}\n\nLet me know if you need anything else.`],
    ['bold lines', '**[1] Score: 3**\n**[2] Score: 1**\n**[3] Score: 2**'],
    ['bold inside', '[1] **Score:** 3\n[2] **Score:** 1\n[3] **Score: 2**'],
    ['indented', clean.replaceAll('[', '    [')],
    ['no space after the colon', clean.replaceAll(': ', ':')],
    ['in a code fence', `\`\`\`\n${clean}\n\`\`\``],
    ['in a fence with a language', `Sure!\n\`\`\`text\n${clean}\n\`\`\`\nDone.`],
    ['after reasoning', `<think>[1] Score: 1 maybe? [2] Score: 4</think>\n${clean}`],
    ['after reasoning whose opening tag was in the prompt', `[1] Score: 2, I think.\n</think>\n${clean}`],
    ['all on one line', clean.replaceAll('\n', ' ')],
    ['all on one line after words', `My scores: ${clean.replaceAll('\n', ', ')}`],
    ['any order', '[3] Score: 2\n[1] Score: 3\n[2] Score: 1'],
    ['of the maximum', '[1] Score: 3/4\n[2] Score: 1/4\n[3] Score: 2 out of 4'],
    ['of n', '[1] Score: 3/3\n[2] Score: 1/3\n[3] Score: 2/3'],
    ['JSON', '{"scores":[3,1,2]}'],
    ['JSON in a fence', '```json\n{"scores": [3, 1, 2]}\n```'],
    ['JSON with text around it', 'Sure: {"scores": [3, 1, 2]} Hope that helps {smile}.'],
    ['JSON with numbers as text', '{"scores": ["3", "1/4", "2"]}'],
    ['JSON by index', '{"scores": {"1": 3, "3": 2, "2": 1}}'],
    ['bullets', '- [1] Score: 3\n- [2] Score: 1\n- [3] Score: 2'],
    ['named', '[Response 1] Score: 3\nResponse 2 - Score: 1\n**Response 3**: Score = 2'],
    ['numbered list', '1. Score: 3\n2. Score: 1\n3. Score: 2'],
    ['no word', '[1] 3\n[2]: 1\n[3] 2'],
    ['lower case', clean.toLowerCase()],
    ['with reasons', '[1] Score: 3 - clear\n[2] Score: 1 - wrong\n[3] Score: 2 (short)'],
    ['full width', '［１］ Ｓｃｏｒｅ：３\n［２］ Ｓｃｏｒｅ：１\n［３］ Ｓｃｏｒｅ：２'],
    ['Chinese', '【1】评分：3分\n[2] 分数：1\n回答3：得分：2，很短'],
    ['a quoted verdict first', `> [1] Score: 4\n> [2] Score: 4\n${clean}`],
    ['a verdict quoted afterwards', `${clean}\nResponse 2 says "[2] Score: 4", which I ignore.`],
    ['a verdict, then a second one', `[1] Score: 1\n[2] Score: 1\n[3] Score: 1\nOn reflection:\n${clean}`],
    ['a leaked end of turn, then turns made up', `${clean}<|im_end|>\n<|im_start|>user\n[1] Score: 1\n[2] Score: 4`],
    ['a leaked end of turn first', `<|im_end|>\n${clean}<end_of_turn>`],
    [
      'the channels of gpt-oss',
      `<|channel|>analysis<|message|>[1] Score: 1\n[2] Score: 1<|end|><|start|>assistant<|channel|>final<|message|>${clean}`,
    ],
    [
      'other reasoning tags',
      `[THINK][1] Score: 1[/THINK]◁think▷[2] Score: 4◁/think▷<think type="x">[3] Score: 1</think>${clean}`,
    ],
    ['JSON with a brace in its text', '{"rationale":"uses {x} badly","scores":[3,1,2]}'],
    ['JSON after another object', '{"rationales":{"1":"a"},"scores":[3,1,2]}'],
    ['lines, then other JSON', '[1] Score: 1\n[2] Score: 1\n[3] Score: 1\n{"scores": [3, 1, 2]}'],
    ['JSON of another length, then lines', `{"scores": [9]}\n${clean}`],
  ];
  for (const [name, reply] of readable) it(name, () => assert.deepEqual(values(reply), [3, 1, 2]));

  const partly: [string, string, (number | null)[]][] = [
    ['the same index twice', '[1] Score: 1\n[2] Score: 1\n[3] Score: 2\n[1] Score: 3', [3, 1, 2]],
    ['the same index twice on a line', '[1] Score: 1, [1] Score: 3\n[2] Score: 1\n[3] Score: 2', [3, 1, 2]],
    ['a decimal', '[1] Score: 3.7\n[2] Score: 1\n[3] Score: 2', [3.7, 1, 2]],
    ['nan', '[1] Score: nan\n[2] Score: 1\n[3] Score: 2', [null, 1, 2]],
    ['inf', '[1] Score: 3\n[2] Score: inf\n[3] Score: 2', [3, null, 2]],
    ['a word', '[1] Score: three\n[2] Score: 1\n[3] Score: 2', [null, 1, 2]],
    ['the form, echoed', '[1] Score: <number>\n[2] Score: 1\n[3] Score: 2', [null, 1, 2]],
    ['a range', '[1] Score: 3-4\n[2] Score: 1\n[3] Score: 2', [null, 1, 2]],
    ['a decimal comma', '[1] Score: 3,5\n[2] Score: 1\n[3] Score: 2', [null, 1, 2]],
    ['a per cent', '[1] Score: 75%\n[2] Score: 1\n[3] Score: 2', [null, 1, 2]],
    ['of another scale', '[1] Score: 3/10\n[2] Score: 1\n[3] Score: 2', [null, 1, 2]],
    ['too long a number', `[1] Score: ${'9'.repeat(400)}\n[2] Score: 1\n[3] Score: 2`, [null, 1, 2]],
    ['no score, then the next index', '[1] Score: [2] Score: 1\n[3] Score: 2', [null, 1, 2]],
    ['an index missing', '[1] Score: 3\n[3] Score: 2', [3, null, 2]],
    ['one line of preamble and no index', 'Scores\n3\n1\n2', [null, null, null]],
    ['a number in prose', 'I would rate it 3 out of 4.', [null, null, null]],
    ['counted from 0', '[0] Score: 3\n[1] Score: 1\n[2] Score: 2', [null, null, null]],
    ['JSON of another length', '{"scores":[3,1]}', [null, null, null]],
    ['scores inside another object', '{"results":[{"response":1,"scores":[3,4,1]}]}', [null, null, null]],
    ['a ranking, whose numbers are no names', '1. Score: 3 (Response 2)\n2. Score: 1 (Response 1)', [null, null, null]],
    ['a list of criteria', '1. Quality rating: 3\n2. Overall score: 2', [null, null, null]],
    ['a number on the next line', '[1] Score:\n2. Some facts are wrong\n[2] Score: 1', [null, 1, null]],
    ['a change', '[1] Score: 3 → 2\n[2] Score: 3, then 4\n[3] Score: 1 -> 2', [null, null, null]],
    ['a count', '[1] Score: 3 of the 4 facts\n[2] Score: 3 lower than [1]\n[3] Score: 1, 2', [null, null, null]],
    ['a mixed number, a bound', '[1] Score: 3 1/2\n[2] Score: <3\n[3] Score: 2 – 3 depending', [null, null, null]],
    ['cut inside its reasoning', '<think>[1] Score: 3\n[2] Score: 1', [null, null, null]],
    ['nothing', '', [null, null, null]],
  ];
  for (const [name, reply, expected] of partly) it(name, () => assert.deepEqual(values(reply), expected));

  it('keeps numbers off the scale as given, flagged', () => {
    for (const number of [5, 30, 0, -3]) {
      const { scores } = readIndexed(`[1] Score: ${number}\n[2] Score: 1\n[3] Score: 2`, 3, scale);
      assert.deepEqual(scores[0], { value: number, offScale: true });
    }
  });

  it('says why a score is not there', () => {
    const { scores } = readIndexed('[1] Score: good\n[2] Score: 1', 3, scale);
    assert.deepEqual(
      scores.map((s) => (s.value === null ? s.gap : 'scored')),
      ['unreadable', 'scored', 'missing'],
    );
  });

  it('notes what was odd', () => {
    assert.match(readIndexed(`[1] Score: 1\n${clean}`, 3, scale).notes.join(), /\[1\] has more than one score/);
    assert.match(readIndexed(`${clean}\n[4] Score: 1`, 3, scale).notes.join(), /does not exist/);
  });

  it('keeps the text around the scores as rationale, and sentences by response', () => {
    const verdict = readIndexed(
      'All are fine.\n[1] Score: 3 - clear and right\n[2] Score: 1\n[3] Score: 2: short',
      3,
      scale,
    );
    assert.equal(verdict.rationale, 'All are fine.');
    assert.deepEqual(verdict.rationales, ['clear and right', null, 'short']);
  });

  it('keeps rationales verbatim, full-width punctuation and all', () => {
    const verdict = readIndexed(
      '总评：都不错！\n［1］ 评分：3 － 准确，清楚。\n[2] 评分：1，太短；没有例子\n[3] 评分：2',
      3,
      scale,
    );
    assert.equal(verdict.rationale, '总评：都不错！');
    assert.deepEqual(verdict.rationales, ['准确，清楚。', '太短；没有例子', null]);
    const json = readIndexed('{"scores":[3,1,2],"rationales":["好：对，","短；","中！"]}', 3, scale);
    assert.deepEqual(json.rationales, ['好：对，', '短；', '中！']);
  });

  it('reads a lone score when there is one text to judge', () => {
    for (const reply of ['2', 'Score: 2', '**Score:** 2/2', 'It is good.\nScore: 2', '[1] Score: 2']) {
      assert.deepEqual(values(reply, 1), [2], reply);
    }
    assert.deepEqual(values('I found 2 mistakes in it.', 1), [null]);
  });
});

describe('whatever the reply', () => {
  it('is read in no time, however long and odd', () => {
    const odd = [
      '\n',
      ' ',
      '9',
      '-',
      '*',
      '<think>',
      '<think ',
      '{',
      '{"scores":[',
      '[1] ',
      '[ ',
      'response ',
      '[1] Score: 1\n',
      '`',
    ];
    for (const piece of odd) {
      const { scores } = readIndexed(`[1]${piece.repeat(1_000_000 / piece.length)}x`, 3, scale);
      assert.equal(scores.length, 3, piece);
    }
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '[1]',
      '[2]',
      '[0]',
      'Score:',
      '评分：',
      '\n',
      ' ',
      '```',
      '<think>',
      '</think>',
      '> ',
      '"',
      '{"scores":',
      '[3,1,2]',
      '}',
      '/4',
      '-',
      'nan',
    ),
    fc.integer({ min: -50, max: 50 }).map(String),
    fc.double().map(String),
  );
  const anyReply = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

  it('the reader does not throw, and flags every score off the scale', () => {
    fc.assert(
      fc.property(anyReply, fc.integer({ min: 1, max: 6 }), (reply, n) => {
        const { scores } = readIndexed(reply, n, { min: 1, max: n + 1 });
        assert.equal(scores.length, n);
        for (const s of scores) {
          if (s.value === null) continue;
          assert.ok(Number.isFinite(s.value));
          assert.equal(s.offScale, s.value < 1 || s.value > n + 1);
        }
      }),
    );
  });

  it('no response gets a score that the reply gave to another', () => {
    const forms: ((i: number, s: number) => string)[] = [
      (i, s) => `[${i}] Score: ${s}`,
      (i, s) => `**[${i}] Score: ${s}**`,
      (i, s) => `  [${i}] Score:${s} - because it has ${s + 1} points`,
      (i, s) => `- Response ${i}: Score: ${s}/6`,
      (i, s) => `［${i}］ 评分：${s}`,
    ];
    const line = fc.record({
      form: fc.nat(forms.length - 1),
      shown: fc.boolean(),
      score: fc.integer({ min: 1, max: 6 }),
    });
    const chatter = fc.constantFrom(
      '',
      'Sure, here are my scores:',
      '---',
      'Response 2 is better than response 1.',
      '```',
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 5, maxLength: 5 }),
        fc.array(chatter, { minLength: 6, maxLength: 6 }),
        fc.nat(),
        (lines, chat, seed) => {
          const written = lines
            .map((l, i) => ({ ...l, text: forms[l.form]?.(i + 1, l.score) ?? '' }))
            .filter((l) => l.shown);
          const turned = written.map((_, i) => written[(i + seed) % written.length]?.text);
          const reply = turned
            .flatMap((text, i) => [chat[i], text])
            .concat(chat[5])
            .join('\n');
          assert.deepEqual(
            values(reply, 5),
            lines.map((l) => (l.shown ? l.score : null)),
          );
        },
      ),
    );
  });
});
