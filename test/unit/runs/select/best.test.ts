import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Judgement } from '../../../../src/judging/judgement.ts';
import { type BestExport, exportBest } from '../../../../src/runs/select/exportBest.ts';
import { ExportTally } from '../../../../src/runs/select/leftOut.ts';
import { trainingPrompt } from '../../../../src/runs/select/trainingPrompt.ts';
import { judgementOf, recordOf, runOf, sourceOf, textOf } from '../../exportRuns.ts';

const defaults: BestExport = { shape: 'plain', system: true, leastScore: 0.5, ties: 'first', whole: false };

async function best(responses: string[], judgement: Judgement, options: Partial<BestExport> = {}) {
  const row = JSON.stringify({ instruction: 'q', system: 's', responses });
  const tally = new ExportTally();
  const run = runOf([recordOf(row, judgement)]);
  const text = await textOf(exportBest(run, sourceOf([row]), { ...defaults, ...options }, tally));
  return text === '' ? [...tally.leftOut.keys()][0] : JSON.parse(text);
}

describe('exportBest', () => {
  it('writes the best response, with its normalised score', async () => {
    const written = await best(['a', 'b'], judgementOf([1, 2.5]));
    assert.deepEqual(written, { system: 's', instruction: 'q', output: 'b', score: 0.75 });
  });

  // https://platform.openai.com/docs/guides/supervised-fine-tuning and TRL's conversational language modelling.
  it('writes chat messages', async () => {
    assert.deepEqual(await best(['a'], judgementOf([2]), { shape: 'messages' }), {
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: 'q' },
        { role: 'assistant', content: 'a' },
      ],
    });
  });

  for (const [what, scores, options, expected] of [
    ['a score below the least one', [1, 1.9], {}, 'score too low'],
    ['a tie, where none is to be taken', [3, 3], { ties: 'none' }, 'tie'],
    ['an empty response', [1, 1, 4], {}, 'empty response'],
    ['a missing score, where all are wanted', [null, 3], { whole: true }, 'partly scored'],
  ] as const) {
    it(`leaves out ${what}`, async () => {
      const responses = ['a', 'b', ' '].slice(0, scores.length);
      assert.equal(await best(responses, judgementOf([...scores]), options), expected);
    });
  }

  it('takes the first of several best ones', async () => {
    assert.equal((await best(['a', 'b', 'c'], judgementOf([1, 3, 3]))).output, 'b');
  });

  it('takes none where a score is off the scale: that one may be the best', async () => {
    assert.equal(await best(['a', 'b'], judgementOf([9, 3], { offScale: [0] })), 'partly off scale');
    assert.equal((await best(['a', 'b'], judgementOf([1, 3, 9], { offScale: [2] }))).output, 'b', 'there is no third');
    assert.equal(await best(['a'], judgementOf([9], { offScale: [0] })), 'off scale');
  });
});

describe('trainingPrompt', () => {
  const sample = { instruction: 'User: Hi\n\nAssistant: Hello!\n\nUser: And?', responses: ['x'], system: 'Be kind.' };
  const turns = [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello!' },
    { role: 'user', content: 'And?' },
  ];
  const system = { role: 'system', content: 'Be kind.' };

  it('makes turns again of a conversation that was judged as one text', () => {
    const messages = [system, ...turns, { role: 'assistant', content: 'x' }];
    assert.deepEqual(trainingPrompt(sample, JSON.stringify({ messages })).messages, [system, ...turns]);
  });

  it('finds them in ShareGPT’s form, under TRL’s prompt and in OpenAI’s input', () => {
    const conversations = [...turns, { role: 'assistant', content: 'x' }].map(({ role, content }) => ({
      from: role === 'user' ? 'human' : 'gpt',
      value: content,
    }));
    for (const row of [{ conversations }, { prompt: turns }, { input: { messages: turns } }]) {
      assert.deepEqual(trainingPrompt(sample, JSON.stringify(row), { system: false }).messages, turns);
    }
  });

  it('keeps the text that was judged where the row holds other turns, no turns, or a tool’s', () => {
    const whole = [system, { role: 'user', content: sample.instruction }];
    const other = { messages: [{ role: 'user', content: 'Other' }, ...turns.slice(1)] };
    const tools = { instruction: 'User: Hi\n\nTool: 7', responses: ['x'], system: 'Be kind.' };
    const toolRow = JSON.stringify({ prompt: [turns[0], { role: 'tool', content: '7' }] });
    assert.deepEqual(trainingPrompt(sample, JSON.stringify(other)).messages, whole);
    assert.deepEqual(trainingPrompt(sample, '{"prompt":').messages, whole);
    assert.deepEqual(trainingPrompt(sample, undefined).messages, whole);
    assert.deepEqual(trainingPrompt(tools, toolRow).messages, [system, { role: 'user', content: tools.instruction }]);
  });
});
