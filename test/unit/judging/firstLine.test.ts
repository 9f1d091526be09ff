import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readFirstLine } from '../../../src/judging/reading/firstLine.ts';

const scale = { min: 1, max: 10 };
const read = (reply: string, n = 2) => readFirstLine(reply, n, scale);
const values = (reply: string, n = 2) => read(reply, n).scores.map((s) => s.value);
const why = 'The first answer is more precise.';

describe('JudgeLM replies, truth 8 7', () => {
  const readable: [string, string][] = [
    ['a space', `8 7\n${why}`],
    ['a comma', `8,7\n${why}`],
    ['comma and space', `8, 7\n${why}`],
    ['two spaces', `8  7\n${why}`],
    ['a tab', `8\t7\n${why}`],
    ['leading blank lines', `\n\n8 7\n${why}`],
    ['out of ten', `8/10 7/10\n${why}`],
    ['bold', `**8 7**\n${why}`],
    ['under a name', `Scores: 8 7\n${why}`],
    ['under a bold name', `**Scores:** 8 7\n${why}`],
    ['under a heading', `## Scores\n8 7\n\n${why}`],
    ['labelled on one line', `Assistant 1: 8, Assistant 2: 7\n${why}`],
    ['labelled on two lines', `Assistant 1: 8\nAssistant 2: 7\n${why}`],
    ['labelled bullets, in the other order', `- **Assistant 2**: 7/10\n- **Assistant 1**: 8/10\n\n${why}`],
    ['labelled possessive', `Assistant 1's score: 8\nAssistant 2's score: 7\n${why}`],
    ['after reasoning', `<think>9 9?</think>\n8 7\n${why}`],
    ['in a fence', `\`\`\`\n8 7\n\`\`\`\n${why}`],
    ['JSON', `{"scores":[8,7],"rationale":"${why}"}`],
    ['JSON in a fence', `\`\`\`json\n{"scores": [8, 7], "rationale": "${why}"}\n\`\`\``],
    ['CRLF', `8 7\r\n${why}`],
    ['after a preamble', `Here are my scores:\n\n8 7\n\n${why}`],
    ['Chinese', `评分：８，７\n${why}`],
    ['JSON with a brace in its rationale', `{"rationale":"f() { ${why}","scores":[8,7]}`],
    ['a quoted verdict first', `> 10 1\n\n8 7\n${why}`],
    ['a first verdict, then a final one', `9 9\n${why}\nFinal scores: 8 7`],
    ['numbers at the names afterwards', `8 7\n${why}\nAssistant 1: 2 - minor errors\nAssistant 2: 0 - errors`],
    ['answers quoted afterwards', `8 7\n${why}\nAnswer 1: 42\nAnswer 2: 41`],
    ['scores by criterion afterwards', `8 7\n${why}\nHelpfulness\nScore: 9 6`],
    ['JSON after numbers', `5 5\n{"scores":[8,7],"rationale":"${why}"}`],
  ];
  for (const [name, reply] of readable) {
    it(name, () => {
      assert.deepEqual(values(reply), [8, 7]);
      assert.ok(read(reply).rationale.includes(why), `rationale: ${read(reply).rationale}`);
    });
  }

  const unreadable: [string, string, number?][] = [
    ['three scores for two', `8 7 6\n${why}`],
    ['one score for two', `8\n${why}`],
    ['three scores, then counts at the names', `8 7 6\n${why}\nAssistant 1: 2 - minor errors\nAssistant 2: 1 - slip`],
    ['one score a line, no names', `8\n7\n${why}`],
    ['nan', `nan 7\n${why}`],
    ['inf', `inf 7\n${why}`],
    ['scores in the rationale only', 'Assistant 1 deserves an 8 and Assistant 2 a 7.'],
    ['of another scale', `8/100 7/100\n${why}`],
    ['decimal commas', `8,5 7,5\n${why}`],
    ['two lines of numbers that differ, with words first', 'Compare:\n3 5\n8 7'],
    ['an assistant that does not exist', 'Assistant 1: 8, Assistant 3: 7'],
    ['nothing', ''],
  ];
  for (const [name, reply] of unreadable) it(name, () => assert.deepEqual(values(reply), [null, null]));

  it('keeps a number off the scale as given, flagged', () => {
    assert.deepEqual(read(`80 7\n${why}`).scores, [
      { value: 80, offScale: true },
      { value: 7, offScale: false },
    ]);
  });

  it('keeps the rationale verbatim, full-width punctuation and all', () => {
    assert.equal(read('８，７\n成语：“画蛇添足”；意思是多此一举！').rationale, '成语：“画蛇添足”；意思是多此一举！');
    assert.equal(read('{"scores":[8,7],"rationale":"很好：是的，对。"}').rationale, '很好：是的，对。');
  });

  it('says that the number of scores is wrong', () => {
    assert.match(read('8 7 6').notes.join(), /3 scores for 2 responses/);
  });

  it('reads one answer, and many', () => {
    assert.deepEqual(values(`8\n${why}`, 1), [8]);
    assert.deepEqual(values(`Score: 8\n${why}`, 1), [8]);
    assert.deepEqual(values(`8 7 6 5 10\n${why}`, 5), [8, 7, 6, 5, 10]);
  });
});

describe('whatever the reply', () => {
  it('is read in no time, however long and odd', () => {
    const odd = [
      '\n',
      '9',
      '-',
      '*',
      '<think>',
      '{',
      '{"scores":[',
      'Assistant 1: 8\n',
      'Assistant 1: ',
      '8 7 ',
      '`',
      '[ ',
      '> ',
    ];
    for (const piece of odd) {
      const { scores } = read(`${piece.repeat(1_000_000 / piece.length)}x`);
      assert.equal(scores.length, 2, piece);
    }
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      '8',
      ' ',
      '7',
      '\n',
      ', ',
      '/10',
      'Assistant 1:',
      'Assistant 2: ',
      'Scores:',
      '```',
      '<think>',
      '{"scores":',
      '[8,7]',
      '}',
      '> ',
    ),
    fc.double().map(String),
  );
  it('the reader does not throw, and flags every score off the scale', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (parts, n) => {
        const { scores } = read(parts.join(''), n);
        assert.equal(scores.length, n);
        for (const s of scores) if (s.value !== null) assert.equal(s.offScale, s.value < 1 || s.value > 10);
      }),
    );
  });

  it('scores by name stay with their name, in any order', () => {
    const shuffled = fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 });
    fc.assert(
      fc.property(
        shuffled,
        fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 4, maxLength: 4 }),
        fc.constantFrom('\n', ', ', '; '),
        (order, truth, glue) => {
          const reply = order.map((i) => `Assistant ${i}: ${truth[i - 1]}`).join(glue);
          assert.deepEqual(values(reply, 4), truth);
        },
      ),
    );
  });
});
