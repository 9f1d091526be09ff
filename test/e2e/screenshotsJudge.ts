import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgeBehaviour } from '../host/judgeServer.ts';
import { root } from '../host/paths.ts';

type Reply = { marker: string; text: string };

/** A judge that knows the rows of examples/ and judges them as a careful model would. */
export async function judgeOfExamples(): Promise<JudgeBehaviour> {
  const [quality, pairs, chat] = await Promise.all(['quality', 'pairs', 'chat.zh'].map(readExample));
  const replies: Reply[] = [
    ...marked(quality, ({ instruction }) => instruction, qualityScores.map(scoreLines)),
    ...marked(pairs, ({ question_body }) => question_body, pairVerdicts.map(rationaleReply)),
    ...marked(chat, ({ messages }) => messages?.at(-1)?.content, chatVerdicts.map(rationaleReply)),
    { marker: essay.marker, text: scoreLines(essay.scores) },
  ];
  return ({ body }) => {
    const prompt = (body.messages ?? []).map(({ content }) => String(content)).join('\n');
    const known = replies.find(({ marker }) => prompt.includes(marker));
    // A judge takes its time; the pictures tell how long.
    return known && { text: known.text, delayMs: 120 + (known.text.length % 90) };
  };
}

/** What is read of a row, whichever of the examples it is from. */
type Row = { instruction?: string; question_body?: string; messages?: { content: string }[] };

async function readExample(name: string): Promise<Row[]> {
  const text = await readFile(join(root, 'examples', `${name}.jsonl`), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** Ties each reply to words that only the prompt about its row has. */
function marked(rows: Row[] = [], marker: (row: Row) => string | undefined, texts: string[]): Reply[] {
  if (rows.length !== texts.length)
    throw new Error(`${rows.length} rows and ${texts.length} verdicts: examples/ changed`);
  return rows.map((row, i) => {
    const words = marker(row);
    if (!words) throw new Error(`Row ${i + 1} of an example has nothing to be known by`);
    return { marker: words, text: texts[i] ?? '' };
  });
}

function scoreLines(scores: readonly number[]): string {
  return scores.map((score, i) => `[${i + 1}] Score: ${score}`).join('\n');
}

type Verdict = readonly [scores: string, rationale: string];

function rationaleReply([scores, rationale]: Verdict): string {
  return [scores, rationale].filter((part) => part !== '').join('\n');
}

/** Two explanations in a Markdown file, for the picture of a selection. */
export const essay = {
  marker: 'Explain to a new colleague what a race condition is.',
  scores: [4, 2, 1],
  markdown: `# Which answer goes into the handbook?

## Instruction

Explain to a new colleague what a race condition is.

## Response 1

Two threads read the same balance of 100, both subtract 30, and both write back 70: one withdrawal is lost.
A race condition is such an error, where the result depends on who comes first. A lock around
the read and the write, or one atomic operation, makes the order not matter.

## Response 2

A race condition is when things happen at the same time and the program is sometimes wrong.

## Response 3

It makes programs faster, because the threads race each other.
`,
};

const qualityScores = [
  [4, 1, 3],
  [1, 3],
  [5, 1, 3, 2],
  [1, 4, 3],
  [2, 4, 1],
  [1, 3],
  [5, 1, 3, 2, 6],
  [1, 4, 2],
  [4, 2, 1],
  [1, 3],
  [1, 5, 4, 2],
  [4, 2, 1],
  [1, 4, 3],
  [3, 1],
  [2, 5, 3, 1],
  [2, 4, 1],
];

const pairVerdicts: Verdict[] = [
  [
    '10 1',
    'Assistant 1 names Jupiter and supports it with two correct comparisons. Assistant 2 is wrong: rings have nothing to do with mass, and Saturn has less than a third of Jupiter’s.',
  ],
  [
    '2 9',
    'Assistant 1 describes a server error, which is the 5xx range, not 404. Assistant 2 is right that the server answered but has nothing at the address, and gives the usual causes.',
  ],
  [
    '7 9',
    'Both give 206. Assistant 2 adds how the number changes from birth to adulthood, which answers the question that would come next.',
  ],
  [
    '10 1',
    'Assistant 1 splits the product and arrives at 408, which is correct and easy to follow. Assistant 2 gives 398 without any step.',
  ],
  [
    '9 8',
    'Both name Mary Shelley and 1818. Assistant 1 is more exact: the day, the place, and that the first edition was anonymous.',
  ],
  [
    '3 10',
    'Both know 100 °C, but only Assistant 2 converts it correctly to 212 °F; 180 is the *difference* to the freezing point.',
  ],
  [
    '1 10',
    'The capital is Canberra. Assistant 2 says so and why it was chosen; Assistant 1 confuses the largest city with the capital.',
  ],
  [
    '10 2',
    'Assistant 1 separates downloading from merging and says what stays untouched. Assistant 2 claims that both are the same, which would cost a beginner their local changes.',
  ],
  [
    '1 10',
    'Cold things do not rise; Assistant 1 has it backwards. Assistant 2 gives the cause, the open lattice of hydrogen bonds, and its size.',
  ],
  ['8 8', 'Two good synonyms, and neither says more than was asked for. There is nothing to choose between them.'],
  ['10 6', 'Both give O(log n). The question also asks why, and only Assistant 1 answers that.'],
  ['1 10', '1961 is the year in which the wall was built. Assistant 2 gives the exact date of its fall.'],
  [
    '9 1',
    'Assistant 1 covers light, watering, repotting and cutting, and all of it helps. A dark and wet place, as Assistant 2 advises, kills basil within days.',
  ],
  ['9 7', 'Both translate it correctly. Assistant 1 adds the literal meaning, the source and what Horace asks of us.'],
  ['1 10', 'Assistant 1 adds 5 where it must be subtracted. Assistant 2 shows both steps and gets x = 5.'],
  ['', 'Both answers have their merits, and which of them is better depends on whether one asks a botanist or a cook.'],
  ['8 9', 'Both are right. Assistant 2 adds length and discharge and stays short.'],
  [
    '1 10',
    'Without a compare function the elements are compared as strings, so Assistant 1 is wrong. Assistant 2 gives the result, the reason and the remedy.',
  ],
  [
    '1 10',
    'Assistant 1 advises reversible encryption with the key beside it, which is dangerous. Assistant 2 describes salted slow hashes and single-use reset links, as one should.',
  ],
  ['9 9', 'The two answers are the same list with different conjunctions.'],
];

const chatVerdicts: Verdict[] = [
  [
    '9',
    '解释准确而完整：叶绿素分解后类胡萝卜素显现，红色来自秋天新合成的花青素，并说明了昼夜温差的作用。段落长度合适。',
  ],
  ['10', '分步清楚，4 余 4 的结果正确，最后按要求做了验算。'],
  ['1', '完全误解了成语：它讽刺的是拘泥成例、不知变通的人，与拿好宝剑无关。'],
  ['9', '语气更正式，事由、时间和工作安排都交代清楚，篇幅也比上一版短。'],
  ['9', '使用 Counter 是最合适的做法，理由简明，代码可以直接运行。'],
  ['1', '最长的河流是长江，约 6300 公里；回答的河流和长度都不对。'],
  ['9', '材料、步骤和火候都有，适合第一次下厨的人；如果写明用油量会更好。'],
  ['9', '针对“躺下也睡不着”给出了具体可行的方法，并提醒长期失眠应当就医。'],
  ['7', '意思准确，语气亲切；“Seeing once”略显生硬，习语 “seeing is believing” 更自然。'],
  ['1', '两者都是 1 公斤，一样重。回答混淆了重量与密度。'],
  ['9', '没有超过字数，原料、能量来源、产物和场所都提到了。'],
  ['8', '修改后不再与“讶”重复，“天地白”画面开阔；末句与第三句的衔接稍弱。'],
];
